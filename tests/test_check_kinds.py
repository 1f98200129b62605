"""The kinds of questions: several values by name, a number, a choice; arguments of every kind; cases that stay hidden."""
from __future__ import annotations

import json
from typing import NamedTuple

import numpy as np
import pytest

from ffedu.checks import Check, Reply, grade, sealed
from ffedu.checks.answers import local
from ffedu.checks.grading import arguments
from ffedu.checks.sheet import Choice, Number, Option, Question, hidden_sheet, holding, sheet


class Trace(NamedTuple):
    a: np.ndarray
    h: np.ndarray
    J: float


def forward(x, w):
    a = x * w
    return Trace(a, a ** 2, float(np.sum(a ** 2)))


def added(x, w):
    """x and w were added where the product is asked."""
    a = x + w
    return Trace(a, a ** 2, float(np.sum(a ** 2)))


def averaged(x, w):
    """the mean was taken where the sum is asked."""
    return forward(x, w)._replace(J=float(np.mean(forward(x, w).h)))


def double(x):
    """twice, not squared: h is a a."""
    return x


TRACE = Question("toy.q1", forward, {"two": dict(x=[1, 2], w=3), "three": dict(x=[1, -1, 4], w=-0.5)},
                 [added, averaged], ["one", "two"])


def half():
    return 0.5


def quarter():
    """that is the square of it."""
    return 0.25


NUMBER = Number("toy.q2", half, [quarter], ["one", "two"], step=1e-3)
CHOICE = Choice("toy.q3", [Option("0.5 is more", lambda: half() > quarter(), "compare them on a line."),
                           Option("0.25 is more", lambda: quarter() > half(), "0.25 lies nearer to 0."),
                           Option("both are positive", lambda: min(half(), quarter()) > 0, "look at the signs too."),
                           Option("they are equal", lambda: half() == quarter(), "one is the other's square.")],
                ["one", "two"])
SHEET = json.loads(json.dumps(sheet("toy", [TRACE, NUMBER, CHOICE]), sort_keys=True))
Q1, Q2, Q3 = SHEET["questions"]


def verdict(question, answer):
    return grade(question, local(question, {question["asked"]: answer}))


# Several values by name.

@pytest.mark.parametrize("form", [lambda t: t, lambda t: t._asdict(), tuple, list,
                                  lambda t: dict(reversed(t._asdict().items()), more="than asked")])
def test_several_values_may_come_in_any_form_that_names_or_orders_them(form):
    assert verdict(Q1, lambda x, w: form(forward(x, w))).right


def test_the_first_wrong_value_is_named_in_the_order_of_the_computation():
    result = verdict(Q1, lambda x, w: {"J": 0, "h": [1, 1], "a": x * w})
    assert [case.text for case in result.cases] == [
        "the first wrong value is h: it is [1, 1] (shape (2,), list); expected 9 at index 0, got 1; 2 of 2 values differ",
        "the first wrong value is h: it is [1, 1] (shape (2,), list); expected shape (3,)"]


@pytest.mark.parametrize("value, sentence", [
    ({"a": ...}, "the first wrong value is a: it is still `...`, as in the empty cell"),
    ({}, "the first wrong value is a: it is missing"),
    ({"a": None}, "the first wrong value is a: it is None"),
    ({"a": "x"}, "the first wrong value is a: it is 'x' (str); numbers are asked"),
    (..., "the answer is still `...`"), (None, "is a `return` missing?"),
    (3.0, "returned 3.0 (float); a dictionary with the keys a, h, J is asked"),
    ((1, 2), "returned (1, 2) (tuple); a dictionary with the keys a, h, J is asked")])
def test_what_is_no_trace_gets_a_sentence(value, sentence):
    assert sentence in verdict(Q1, lambda x, w: value).cases[0].text


def test_a_mistake_is_recognised_by_the_first_value_that_it_spoils():
    unfinished = verdict(Q1, lambda x, w: {"a": x + w, "h": ..., "J": ...})
    assert unfinished.hint == ("added", "x and w were added where the product is asked.")
    assert verdict(Q1, averaged).hint.name == "averaged"
    assert verdict(Q1, lambda x, w: averaged(x, w)._replace(a=x)).hint is None


def slope(a):
    return {"on": float(a > 0), "twice": 2.0 * (a > 0), "last": 1.0}


def one_at_zero(a):
    """the slope at 0 was taken as 1."""
    return {**slope(a), "on": float(a >= 0)}


def test_a_mistake_that_some_case_forgives_is_recognised_before_the_rest_is_written():
    data = json.loads(json.dumps(sheet("toy", [Question("toy.q1", slope, {"on": dict(a=1), "at 0": dict(a=0)}, [one_at_zero], [])])))
    question = data["questions"][0]
    assert verdict(question, lambda a: {"on": float(a >= 0), "twice": ..., "last": ...}).hint.name == "one at zero"
    assert verdict(question, lambda a: {"on": float(a >= 0)}).hint.name == "one at zero"
    assert verdict(question, lambda a: {"on": float(a >= 0), "twice": 7}).hint is None
    assert verdict(question, lambda a: {"on": float(a > 0), "twice": ...}).hint is None
    assert verdict(question, lambda a: {"on": ...}).hint is None


def test_a_reply_from_elsewhere_cannot_leave_values_out():
    """A forged reply: no parts at all, or a shape that promises more numbers than there are."""
    assert not grade(Q1, lambda arguments: Reply()).right
    shape = sheet("toy", [Question("toy.q1", double, {"": dict(x=[1, 2])}, [], [])])["questions"][0]
    assert not grade(shape, lambda arguments: Reply(shape=(2,), values=())).right
    assert grade(shape, lambda arguments: Reply(shape=(2,), values=(1.0, 2.0))).right


def test_a_reference_needs_to_name_what_it_returns():
    def pair(x):
        return x, x
    with pytest.raises(TypeError, match="needs to name what it returns"):
        sheet("toy", [Question("toy.q1", pair, {"": dict(x=1)}, [], [])])


def test_a_reference_needs_to_return_the_same_names_in_every_case():
    def fickle(x):
        return {"a": x} if x > 0 else {"b": x}
    with pytest.raises(ValueError, match=r"case 'below', needs \['a'\], got \['b'\]"):
        sheet("toy", [Question("toy.q1", fickle, {"above": dict(x=1), "below": dict(x=-1)}, [], [])])


def test_a_mistake_that_overflows_is_recognised():
    def safe(x):
        return np.tanh(x)

    def exploded(x):
        """exp overflows: divide by the larger of the two."""
        return np.exp(x) / np.exp(x)
    question = sheet("toy", [Question("toy.q1", safe, {"": dict(x=[1.0, 1e4])}, [exploded], [])])["questions"][0]
    assert json.loads(json.dumps(question, allow_nan=False)) and verdict(question, exploded).hint.name == "exploded"
    assert verdict(question, lambda x: [1, 2]).hint is None


# A number.

@pytest.mark.parametrize("value", [0.5, 0.5004, np.float32(0.4996), np.array(0.5)])
def test_a_number_within_a_step_is_right(value):
    assert verdict(Q2, value).right


@pytest.mark.parametrize("value, sentence", [
    (0.502, "`toy_q2` is 0.502 (a single number, float), and that is not the number asked for"),
    (float("nan"), "is nan"), (float("inf"), "is inf"), ([0.5], "a single number is asked"), (..., "is still `...`"),
    (None, "`toy_q2` is None"), ("0.5", "`toy_q2` is '0.5' (str); numbers are asked"), (1j, "complex")])
def test_another_number_gets_a_sentence(value, sentence):
    result = verdict(Q2, value)
    assert not result.right and sentence in result.cases[0].text and result.hint is None


def test_a_known_wrong_number_is_told_why():
    assert verdict(Q2, 0.2501).hint == ("quarter", "that is the square of it.")


def test_a_known_wrong_number_must_not_be_right():
    def nearly():
        """too near."""
        return 0.5004
    with pytest.raises(ValueError, match="nearly needs to trigger its own hint, got none"):
        sheet("toy", [NUMBER._replace(mistakes=[nearly])])


# A choice.

@pytest.mark.parametrize("value", ["AC", "ca", "A, C", ["A", "C"], ("C", "A"), {"a", "c"}, frozenset("AC")])
def test_a_choice_is_read_in_any_form(value):
    assert holding(CHOICE) == "AC" and verdict(Q3, value).right


@pytest.mark.parametrize("value, name, text", [
    ("B", "option B", "B does not hold"), ("ABC", "option B", "B does not hold"), ("D", "option D", "D does not hold"),
    ("A", "option C", "A: so far so good, but not all"), ("C", "option A", "C: so far so good, but not all")])
def test_a_wrong_choice_is_told_why(value, name, text):
    result = verdict(Q3, value)
    assert (result.hint.name, result.cases[0].text) == (name, text)
    assert result.hint.text == CHOICE.options["ABCD".index(name[-1])].feedback


@pytest.mark.parametrize("value", ["", "E", "AE", 1, [1], {}, set(), ..., None, object()])
def test_what_is_no_choice_gets_a_sentence(value):
    result = verdict(Q3, value)
    assert not result.right and result.hint is None and "`toy_q3` is" in result.cases[0].text


@pytest.mark.parametrize("claim", [lambda: True, lambda: 1 + 1, lambda: half()])
def test_a_claim_needs_to_compute_a_truth(claim):
    with pytest.raises(ValueError, match="option A, needs a claim that computes True or False"):
        sheet("toy", [CHOICE._replace(options=[Option("", claim, "")])])


def test_neither_the_number_nor_the_key_stands_in_the_sheet():
    text = json.dumps([Q2, Q3])
    assert "0.5" not in text and "true" not in text.lower() and "holds" not in text and "AC" not in text
    assert sealed.seal("toy.q2", 1) != sealed.seal("toy.q3", 1)


# In the notebook.

def test_the_notebook_says_it_in_few_lines(capsys):
    check = Check(SHEET)
    exec('toy_q2 = 0.25\ntoy_q3 = "AC"\ncheck("toy.q2")\ncheck("toy.q3")', {"check": check})
    assert capsys.readouterr().out.splitlines() == [
        "toy.q2, toy_q2: not yet.", "  Why: that is the square of it.",
        "  wrong  `toy_q2` is 0.25 (a single number, float), and that is not the number asked for.",
        '  Stuck? check.hint("toy.q2") gives a hint.', "toy.q3, toy_q3: right."]


def test_a_number_has_no_case_to_take_out():
    with pytest.raises(ValueError, match="toy.q2 asks for `toy_q2` and has no cases to run, got 1"):
        Check(SHEET).case("toy.q2", 1)


def test_need_raises_the_verdict_and_is_silent_where_it_is_right(capsys):
    names = {"check": Check(SHEET), "toy_q2": 0.25, "toy_q3": "AC"}
    exec('check.need("toy.q3")', names)
    with pytest.raises(AssertionError, match="the square of it"):
        exec('check.need("toy.q2")', names)
    assert capsys.readouterr().out == ""


# Arguments of every kind.

def test_arguments_of_every_kind_travel_and_are_made_anew():
    seen = []

    def takes(x, n, unit, layers, options, labels, nothing):
        seen.append((x, n, unit, layers, options, labels, nothing))
        layers[0][:] = 0
        return 1.0
    given = dict(x=[[1, 2]], n=3, unit="relu", layers=[np.ones((2, 2)), np.array([1, 2])],
                 options={"epsilon": 0.1, "W": np.eye(2), "names": ["a", "b"]}, labels=np.array([0, 2]), nothing=None)
    question = json.loads(json.dumps(sheet("toy", [Question("toy.q1", takes, {"": given}, [], [])])))["questions"][0]
    result = verdict(question, takes)
    x, n, unit, layers, options, labels, nothing = seen[-1]
    assert x.dtype == float and type(n) is int and (unit, nothing) == ("relu", None) and labels.dtype.kind == "i"
    assert isinstance(layers, list) and layers[1].dtype.kind == "i" and options["W"].shape == (2, 2)
    assert options["names"] == ["a", "b"] and options["epsilon"] == 0.1
    assert result.hint.name == "overwritten" and "overwrote layers" in result.cases[0].text
    assert arguments(question, question["cases"][0])["layers"][0].tolist() == [[1, 1], [1, 1]]


# Cases that stay hidden.

CHECKS = """
from ffedu.checks.sheet import Question
def double(x): return 2 * x
def squared(x):
    "that is the square."
    return x * x
QUESTIONS = [Question("toy.q1", double, {"public": dict(x=[1, 2, 3])}, [squared], ["one", "two"])]
"""
HIDDEN = "POINTS = {'toy.q1': 7}\ndef cases(rng): return {'toy.q1': {'fresh': dict(x=rng.normal(size=3))}}"


def exercise(tmp_path, hidden):
    (tmp_path / "checks.py").write_text(CHECKS, encoding="utf-8")
    (tmp_path / "hidden.py").write_text(hidden, encoding="utf-8")
    return tmp_path


def test_the_graders_sheet_has_points_and_fresh_cases_after_the_public_ones(tmp_path):
    folder = exercise(tmp_path, HIDDEN)
    one, same, other = (hidden_sheet(folder, np.random.default_rng(seed))["questions"][0] for seed in (1, 1, 2))
    assert one == same and one["cases"][0] == other["cases"][0] and one["cases"][1] != other["cases"][1]
    assert one["points"] == 7 and [case.get("hidden", False) for case in one["cases"]] == [False, True]
    assert verdict(one, lambda x: x * x).hint.name == "squared"


def test_a_hidden_case_does_not_tell_what_it_expects(tmp_path):
    question = hidden_sheet(exercise(tmp_path, HIDDEN), np.random.default_rng(1))["questions"][0]
    text = verdict(question, lambda x: x * 0 + 1).cases[1].text
    assert text == "returned [1, 1, 1] (shape (3,), float64); wrong at index 0; 3 of 3 values differ"


@pytest.mark.parametrize("hidden, sentence", [
    ("POINTS = {}\ndef cases(rng): return {'toy.q1': {}}", r"POINTS of hidden.py needs \['toy.q1'\], got \[\]"),
    ("POINTS = {'toy.q1': 7}\ndef cases(rng): return {}", r"cases\(rng\) of hidden.py needs \['toy.q1'\], got \[\]")])
def test_a_hidden_file_that_does_not_fit_is_refused(tmp_path, hidden, sentence):
    with pytest.raises(ValueError, match=sentence):
        hidden_sheet(exercise(tmp_path, hidden), np.random.default_rng(1))
