"""The questions of the chapters: their keys are computed from claims, every answer is told why, none is a bare "wrong"."""
from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
from pathlib import Path

import chapters
import pytest

from ffedu.quizzes.question import Choice, Known, Numeric, Option, asked, verdict

ROOT = chapters.ROOT
FILES = sorted(path for path in (ROOT / "ffedu/quizzes").glob("*.py") if path.stem not in ("__init__", "question"))
MODULES = {path.stem: importlib.import_module(f"ffedu.quizzes.{path.stem}") for path in FILES}
QUESTIONS = [pytest.param(make, id=f"{topic}-{name}") for topic, module in MODULES.items()
             for name, make in vars(module).items()
             if inspect.isfunction(make) and make.__module__ == module.__name__ and not name.startswith("_")]
OF_EACH = pytest.mark.parametrize("make", QUESTIONS)
NUMBER = re.compile(r"\d*\.\d+|\d{2,}")


def told(data: dict) -> list[str]:
    """All that a reader may be told about a question."""
    if data["kind"] == "choice":
        return [option["feedback"] for option in data["options"]]
    return [data["right"], *(known["feedback"] for known in data["known"]), data["otherwise"]]


@OF_EACH
def test_the_key_is_computed_and_the_same_twice(make):
    data = asked(make())
    assert data == asked(make())
    json.dumps(data, allow_nan=False)


@OF_EACH
def test_it_names_its_misconception(make):
    assert re.match(r"Misconception: .{20,}", inspect.getdoc(make) or ""), f"{make.__name__} needs its misconception"


@OF_EACH
def test_every_answer_is_told_why(make):
    data = asked(make())
    for words in told(data):
        assert len(words) >= 40 and words[0].isupper() and words.endswith((".", "?")), f"{words!r} is no explanation"
        assert not re.match(r"(wrong[.,:]|not so|no[,:]|right[.,:]|correct[.,:]|yes[,:])", words, re.I), f"{words!r} begins with a mere verdict"
    assert len(set(told(data))) == len(told(data)), "two answers are told the same"
    if data["kind"] == "choice":
        texts = [option["text"] for option in data["options"]]
        assert 3 <= len(texts) <= 5 and len(set(texts)) == len(texts)
        longest = max(range(len(texts)), key=lambda i: len(texts[i]))
        assert len(texts[longest]) <= 120, "an option is to be read at a glance"
    else:
        assert data["known"], f"{data['text']!r} needs at least one known mistake"


@OF_EACH
def test_the_verdict_follows_the_key(make):
    data = asked(make())
    if data["kind"] == "numeric":
        assert verdict(data, data["value"]) == (True, [data["right"]])
        assert verdict(data, round(data["value"], data["decimals"]))[0]
        for known in data["known"]:
            assert verdict(data, known["value"]) == (False, [known["feedback"]])
        assert verdict(data, 1e6) == (False, [data["otherwise"]]) and not verdict(data, float("nan"))[0]
    else:
        right = {i for i, option in enumerate(data["options"]) if option["holds"]}
        assert verdict(data, right)[0]
        for i, option in enumerate(data["options"]):
            assert verdict(data, {i}) == (right == {i}, [option["feedback"]])
            assert not verdict(data, right ^ {i})[0]


def test_options_that_hold_do_not_give_themselves_away():
    """Neither by their place nor by being the longest."""
    choices = [asked(param.values[0]()) for param in QUESTIONS]
    single = [data["options"] for data in choices if data["kind"] == "choice"
              and sum(option["holds"] for option in data["options"]) == 1]
    first = sum(options[0]["holds"] for options in single)
    longest = sum(max(options, key=lambda option: len(option["text"]))["holds"] for options in single)
    assert first <= len(single) / 2 and longest <= len(single) / 2, f"{first} first, {longest} longest of {len(single)}"


def claims(path: Path) -> list[ast.expr]:
    """The claim or value of every Option, Known and Numeric in a module."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [call.args[0 if call.func.id == "Known" else 1] for call in calls
            if isinstance(call.func, ast.Name) and call.func.id in ("Option", "Known", "Numeric")]


def literal(claim: ast.expr) -> bool:
    """Whether a claim says nothing that was computed: it names nothing."""
    return not isinstance(claim, ast.Lambda) or not any(isinstance(node, ast.Name) for node in ast.walk(claim.body))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_key_is_typed(path):
    found = claims(path)
    assert len(found) >= 6, f"{path.name} has {len(found)} claims"
    typed = [ast.unparse(claim) for claim in found if literal(claim)]
    assert not typed, f"{path.name}: a claim needs to compute or compare something, got {typed}"


def test_a_typed_key_is_noticed(tmp_path):
    (tmp_path / "typed.py").write_text('Option("a", lambda: True, "b"), Option("a", lambda: 1 == 1, "b"), Known(0.5, "c")')
    assert [literal(claim) for claim in claims(tmp_path / "typed.py")] == [True] * 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_number_in_a_text_is_typed(path):
    """Numbers in what a reader sees are computed: they stand between the braces of an f-string."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {node.body[0].value.lineno for node in ast.walk(tree)
               if isinstance(node, (ast.Module, ast.FunctionDef)) and ast.get_docstring(node)}
    formats = {id(part) for node in ast.walk(tree) if isinstance(node, ast.FormattedValue) and node.format_spec
               for part in ast.walk(node.format_spec)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
             and node.lineno not in skipped and id(node) not in formats]
    typed = [(node.lineno, NUMBER.findall(node.value)) for node in texts if NUMBER.search(node.value)]
    assert texts and not typed, f"{path.name}: numbers typed in a text: {typed}"


@pytest.mark.parametrize("path", chapters.NOTEBOOKS, ids=lambda path: path.stem)
def test_every_chapter_asks_three_questions_each_once(path):
    topic = path.stem
    if topic not in MODULES:
        pytest.fail(f"{topic} needs questions in ffedu/quizzes/{topic}.py")
    code = "\n".join(chapters.source(cell) for cell in chapters.load(path)["cells"] if cell["cell_type"] == "code")
    shown = re.findall(r"Quiz\(ask\.(\w+)\(\)\)", code)
    written = [param.values[0].__name__ for param in QUESTIONS if param.values[0].__module__.endswith(f".{topic}")]
    assert len(shown) >= 3 and sorted(shown) == sorted(written), f"{topic}.ipynb asks {shown}, there are {written}"


@pytest.mark.parametrize("question, error, message", [
    (Choice("Q", [Option("a", lambda: 1, "x")]), TypeError, "the claim of 'a' needs to give True or False, got int"),
    (Choice("Q", [Option("a", lambda: True, "x")]), ValueError, "needs options that hold and options that do not, got 1 of 1"),
    (Choice("Q", [Option("a", lambda: False, "x")]), ValueError, "got 0 of 1"),
    (Numeric("Q", lambda: 0.1, 1, "r", [Known(lambda: 0.15, "k")], "o"), ValueError, "differ .* at 1 decimals, got 0.15"),
    ("Q", TypeError, "question needs a Numeric, got 'Q'"),
])
def test_a_spoilt_question_is_refused(question, error, message):
    with pytest.raises(error, match=message):
        asked(question)
