"""The runtime of check("xor.q1"): whatever a student's function does, a sentence comes out and never a traceback."""
from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from ffedu import checks, xor
from ffedu.checks import Check, Reply, grade
from ffedu.checks.answers import local
from ffedu.checks.sheet import Question, sheet
from ffedu.checks.values import difference, read
from ffedu.course.release import RUNTIME

FOLDER = Path(checks.__file__).parent


def double(x):
    return 2 * x


def minus(z, a):
    return z - a


def squared(x):
    """that is the square, not the double."""
    return x * x


QUESTION = Question("toy.q1", double, {"three": dict(x=[1, 2, 4]), "a table": dict(x=[[0, 1], [-1, 0.5]])},
                    [squared], ["a first hint", "a second hint"])
SHEET = sheet("toy", [QUESTION])


@pytest.fixture
def check():
    return Check(json.loads(json.dumps(SHEET)))


def graded(answer):
    question = SHEET["questions"][0]
    return grade(question, local(question, {"double": answer}))


def texts(answer):
    return [case.text for case in graded(answer).cases]


class Hostile:
    """Refuses to become an array, to be shown, and to differ from anything."""
    def __array__(self, *args, **kwargs): raise RuntimeError("no array")
    def __repr__(self): raise RuntimeError("no text")
    def __eq__(self, other): return True
    __hash__ = None


BAD = {
    "None": (None, "returned None; is a `return` missing?"),
    "the stub": (..., "the answer is still `...`"),
    "text": ("0.5", "returned '0.5' (str); numbers are asked"),
    "texts": (["1", "2", "4"], "(list); numbers are asked"),
    "a set": ({1, 2}, "returned {1, 2} (set); numbers are asked"),
    "a generator": ((i for i in range(3)), "(generator); numbers are asked"),
    "a function": (double, "(function); numbers are asked"),
    "a dictionary": ({"f": 1}, "returned {'f': 1} (dict); numbers are asked"),
    "None inside": ([1, None, 4], "returned [1, None, 4] (list); numbers are asked"),
    "ragged": ([[1, 2], [3]], "are its rows equally long?"),
    "complex": (np.array([2, 4, 8j]), "returned complex numbers"),
    "an object that refuses": (Hostile(), "returned an object without a text (Hostile)"),
    "NaN": ([2, np.nan, 8], "expected 4 at index 1, got nan; 1 of 3 values differs"),
    "inf": ([2, 4, np.inf], "expected 8 at index 2, got inf"),
    "a column": (np.array([[2], [4], [8]]), "returned [[2], [4], [8]] (shape (3, 1), int64); expected shape (3,)"),
    "a number": (2.0, "returned 2 (a single number, float); expected shape (3,)"),
    "a numpy number": (np.float64(2), "returned 2 (a single number, float64); expected shape (3,)"),
    "nothing": ([], "returned [] (shape (0,), list); expected shape (3,)"),
    "a near miss": ([2, 4, 8.00001], "expected 8 at index 2, got 8.00001"),
}


@pytest.mark.parametrize("value, sentence", BAD.values(), ids=BAD)
def test_a_bad_return_gets_a_sentence(value, sentence):
    text = texts(lambda x: value)[0]
    assert sentence in text and "\n" not in text and "Traceback" not in text


@pytest.mark.parametrize("value", [[2, 4, 8], (2.0, 4.0, 8.0), np.array([2, 4, 8]), np.float32([2, 4, 8]),
                                   [np.float64(2), np.int8(4), 8], np.ma.array([2, 4, 8]), np.array([2, 4, 8], ">i2")])
def test_any_form_of_the_right_numbers_is_right(value):
    assert texts(lambda x: value)[0] == ""


def test_the_first_difference_is_named_by_its_index():
    assert "expected 2 at index (0, 1), got 1; 3 of 4 values differ" in texts(squared)[1]


def test_numbers_that_look_alike_are_shown_with_the_digits_that_differ():
    assert "expected 0.333333333333, got 0.333333444444" in difference(read(0.333333444444), 1 / 3, 1e-9)


def test_a_scalar_is_a_value_like_any_other():
    assert difference(read(np.float64(2)), 2.0, 1e-6) == ""
    assert difference(read([2]), 2.0, 1e-6) == "returned [2] (shape (1,), list); expected a single number"


def boom(x): raise ValueError("first line\nsecond line")
def leave(x): sys.exit(3)
def recurse(x): return recurse(x)


@pytest.mark.parametrize("answer, sentence", [
    (boom, 'with ValueError: first line'), (leave, "with SystemExit: 3"), (recurse, "RecursionError"),
    (lambda x: x[7, 7], "IndexError")])
def test_an_exception_becomes_a_sentence_with_its_line(answer, sentence):
    text = texts(answer)[0]
    assert sentence in text and text.startswith("stopped in line ") and "\n" not in text


def test_a_student_can_stop_an_endless_loop():
    def loop(x): raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        graded(loop)


@pytest.mark.parametrize("namespace, sentence", [
    ({}, "there is no `double` here yet"), ({"double": [1, 2]}, "`double` is [1, 2] (list), not a function"),
    ({"double": lambda: 1}, "`double()` cannot be called as double(x); asked is `def double(x):`"),
    ({"double": lambda x, y: 1}, "`double(x, y)` cannot be called as double(x)")])
def test_a_name_that_cannot_be_called_gets_a_sentence(namespace, sentence):
    question = SHEET["questions"][0]
    result = grade(question, local(question, namespace))
    assert all(sentence in case.text for case in result.cases) and not result.right


def test_a_function_without_a_signature_is_called_all_the_same():
    assert texts(max)[0] == "returned 4 (a single number, float64); expected shape (3,)"


def test_it_goes_on_after_a_failure():
    assert [bool(text) for text in texts(lambda x: 2 * x if x.ndim == 2 else None)] == [True, False]


def test_overwritten_arguments_are_found_and_do_not_leak_into_the_next_call():
    def in_place(x):
        x *= 2
        return x
    for _ in range(2):
        result = graded(in_place)
        assert result.hint.name == "overwritten"
        assert [case.text for case in result.cases] == ["returned the right values, but overwrote x"] * 2


def test_a_mistake_is_named_only_if_it_explains_every_case():
    assert graded(squared).hint == ("squared", "that is the square, not the double.")
    assert graded(lambda x: x * x if x.ndim == 1 else x).hint is None
    assert graded(double).hint is None


def test_replacing_numpy_functions_changes_no_verdict(monkeypatch):
    for name in ("allclose", "isclose", "array_equal", "array", "asarray", "abs", "all"):
        monkeypatch.setattr(np, name, lambda *args, **kwargs: True)
    assert not graded(lambda x: 3 * x).right and graded(double).right


def test_an_object_that_equals_everything_is_not_right():
    assert not graded(lambda x: Hostile()).right


def test_an_array_subclass_cannot_judge_itself():
    class Agreeable(np.ndarray):
        def __sub__(self, other): return np.zeros(self.shape)
        def __eq__(self, other): return True
        __hash__ = None
    assert not graded(lambda x: np.zeros(x.shape).view(Agreeable)).right


def test_prints_and_warnings_are_left_out(check, capsys, recwarn):
    def noisy(x):
        print("noise")
        print("noise", file=sys.stderr)
        np.array([1.0]) / 0
        return 2 * x
    globals_of_a_notebook = {"check": check, "double": noisy}
    exec('check("toy.q1")', globals_of_a_notebook)
    out, err = capsys.readouterr()
    assert "noise" not in out + err and "right in all 2 cases" in out and not recwarn.list


def test_the_verdict_is_plain_data_and_an_answer_may_live_elsewhere():
    """What a grading process needs: replies made of numbers and text alone, from any function of the arguments."""
    wire = [json.loads(json.dumps(read(value)._asdict())) for value in ([2, 4, 8], [[0, 2], [-2, 1]])]
    replies = iter([Reply(**{**reply, "shape": tuple(reply["shape"])}) for reply in wire])
    assert grade(SHEET["questions"][0], lambda arguments: next(replies)).right


def test_the_order_of_a_sheets_keys_does_not_matter():
    data = sheet("toy", [Question("toy.q2", minus, {"": dict(z=3, a=1)}, [], [])])
    sorted_sheet = json.loads(json.dumps(data, sort_keys=True))
    question = sorted_sheet["questions"][0]
    assert grade(question, local(question, {"minus": minus})).right
    assert Check(sorted_sheet).case("toy.q2", 1) == (3, 1)


def test_hints_come_one_by_one_and_the_last_stays(check, capsys):
    for expected in ("hint 1 of 2: a first hint", "hint 2 of 2: a second hint", "hint 2 of 2: a second hint"):
        check.hint("toy.q1")
        assert capsys.readouterr().out == f"toy.q1, {expected}\n"


def test_a_case_can_be_taken_out_and_is_made_anew(check):
    x, = check.case("toy.q1", 1)
    x[:] = 0
    assert check.case("toy.q1", 1)[0].tolist() == [1, 2, 4]
    for number in (0, 3, "1", None):
        with pytest.raises(ValueError, match="toy.q1 has cases 1 to 2, got"):
            check.case("toy.q1", number)


@pytest.mark.parametrize("name", ["toy.q2", "", None, 1, ["toy.q1"]])
def test_an_unknown_question_names_the_known_ones(check, name):
    for ask in (check, check.hint, lambda name: check.case(name, 1)):
        with pytest.raises(ValueError, match="check needs one of toy.q1, got"):
            ask(name)


def test_check_finds_the_function_where_it_is_called(check, capsys):
    def double(x): return 2 * x
    check("toy.q1")
    check.summary()
    assert capsys.readouterr().out.splitlines()[::3] == ["toy.q1, double(x): right in all 2 cases.", "toy: 1/1 right."]


def test_check_never_raises_at_a_student_unless_it_is_asked_to(check, capsys, monkeypatch):
    notebook = {"check": check, "double": squared}
    exec('check("toy.q1")', notebook)
    monkeypatch.setenv("FFEDU_STRICT", "1")
    with pytest.raises(AssertionError, match="that is the square"):
        exec('check("toy.q1")', notebook)
    exec('check("toy.q1")', {"check": check, "double": double})
    exec("check.summary()", notebook)
    assert capsys.readouterr().out.endswith("toy: 0/1 right. Still open: toy.q1.\n")


def test_an_object_shows_how_it_is_used(check):
    assert "toy.q1" in repr(check) and "check.hint" in repr(check)


def right_after_all(x):
    """not a mistake."""
    return x + x


def squared_again(x):
    """the same as another mistake."""
    return x ** 2


@pytest.mark.parametrize("mistakes, sentence", [
    ([right_after_all], "right after all needs to trigger its own hint, got none: it is right in every case"),
    ([squared, squared_again], "squared again needs to trigger its own hint, got squared")])
def test_a_sheet_refuses_mistakes_that_its_cases_cannot_tell_apart(mistakes, sentence):
    with pytest.raises(ValueError, match=sentence):
        sheet("toy", [QUESTION._replace(mistakes=mistakes)])


def test_a_sheet_refuses_cases_that_do_not_fit():
    with pytest.raises(ValueError, match=r"needs \['x'\], got \['y'\]"):
        sheet("toy", [QUESTION._replace(cases={"odd": dict(y=1)})])
    with pytest.raises(ValueError, match="needs finite expected values"):
        sheet("toy", [QUESTION._replace(cases={"huge": dict(x=1e308)})])


def test_expected_values_come_from_ffedu():
    from ffedu.course.release import sheet_of
    first = sheet_of(Path(__file__).parents[1] / "exercises/xor/checks.py")["questions"][0]["cases"][0]
    assert first["expected"] == xor.network(**first["arguments"]).f.tolist()


@pytest.mark.parametrize("name", RUNTIME)
def test_the_runtime_reads_as_python_3_9_and_imports_numpy_alone(name):
    tree = ast.parse((FOLDER / name).read_text(encoding="utf-8"), feature_version=(3, 9))
    nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"numpy"}
    assert all(node.level <= 1 for node in nodes if isinstance(node, ast.ImportFrom))
