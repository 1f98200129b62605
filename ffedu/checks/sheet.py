"""The author's side of the checks: questions with their cases and mistakes, turned into the data a notebook carries.

No expected value is typed: each comes from the reference, a function that calls ffedu. A mistake is a wrong formula
written as a function; its name is the mistake's name, its docstring the hint that the student reads.

    Question   a function to write; its reference returns one block of numbers, or several by name (a trace)
    Number     a number to find, set as `xor_q3 = ...`
    Choice     options to choose from, set as `xor_q4 = "B"`; what holds is computed
"""
from __future__ import annotations

import inspect
import math
import runpy
from pathlib import Path
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Sequence

import numpy as np

from . import sealed
from .answers import call
from .grading import arguments, first_wrong, grade
from .values import Reply, read


class Question(NamedTuple):
    """A function to write: its name, the right answer, title -> arguments of each case, the known mistakes, the hints.

    An argument is a number, a text, None, an array, a list or a dictionary of these; lists of numbers become arrays of
    floats. A reference that returns a dictionary or a named tuple asks for these values in this order: name first what
    is computed first, for the verdict is about the first that is wrong.
    """
    name: str
    reference: Callable
    cases: Mapping[str, Mapping[str, Any]]
    mistakes: Sequence[Callable]
    hints: Sequence[str]
    tolerance: float = 1e-6


class Number(NamedTuple):
    """A number to find: its name, a function that computes it, functions that give known wrong numbers, the hints.

    Right is what lies less than one `step` from the reference, rounded to whole steps.
    """
    name: str
    reference: Callable
    mistakes: Sequence[Callable]
    hints: Sequence[str]
    step: float


class Option(NamedTuple):
    """One option of a choice: what it says, a claim that computes whether that holds, what is said if it is misjudged.

    An option that fails is told when it was chosen; one that holds, when it was left out and nothing else is wrong.
    """
    says: str
    claim: Callable
    feedback: str


class Choice(NamedTuple):
    """Options to choose from, lettered A, B, C ... in their order: its name, the options, the hints."""
    name: str
    options: Sequence[Option]
    hints: Sequence[str]


def sheet(exercise: str, questions: Sequence[Any]) -> dict:
    """Return an exercise's questions as plain data.

    Raises ValueError where a mistake does not trigger exactly its own hint: it is right on every case, or another
    mistake gives the same, so that a case that tells them apart is missing.
    """
    return {"exercise": exercise, "questions": [_checked(question) for question in questions]}


def sheet_of(path: Path) -> dict:
    """Return the questions of a checks.py as plain data, their expected values computed with ffedu."""
    path = Path(path)
    return sheet(path.resolve().parent.name, runpy.run_path(str(path))["QUESTIONS"])


def hidden_sheet(folder: Path, rng: np.random.Generator) -> dict:
    """Return the graders' sheet of an exercise: the public cases, then those of hidden.py with numbers from `rng`.

    Each question has its "points"; each hidden case is marked "hidden", so that its expected values are not told.
    Raises ValueError where hidden.py does not fit checks.py.
    """
    folder = Path(folder).resolve()
    questions = runpy.run_path(str(folder / "checks.py"))["QUESTIONS"]
    hidden = runpy.run_path(str(folder / "hidden.py"))
    points, cases = hidden["POINTS"], hidden["cases"](rng)
    _fit("POINTS", points, [question.name for question in questions])
    _fit("cases(rng)", cases, [question.name for question in questions if isinstance(question, Question)])
    made = [{**_data(question, cases.get(question.name, {})), "points": points[question.name]} for question in questions]
    return {"exercise": folder.name, "questions": made}


def _fit(what: str, got: Mapping[str, Any], need: list) -> None:
    if list(got) != need:
        raise ValueError(f"{what} of hidden.py needs {need}, got {list(got)}")


def _checked(question: Any) -> dict:
    data = _data(question)
    if isinstance(question, Choice):
        return data
    for mistake in question.mistakes:
        _fires(data, mistake)
    return data


def _data(question: Any, hidden: Mapping[str, Mapping[str, Any]] = {}) -> dict:
    if isinstance(question, Question):
        return _function(question, hidden)
    data = {"name": question.name, "asked": question.name.replace(".", "_"), "hints": list(question.hints)}
    return {**data, **(_number(question) if isinstance(question, Number) else _choice(question))}


def _function(question: Question, hidden: Mapping[str, Mapping[str, Any]]) -> dict:
    """The data of a function to write; the hidden cases come after the public ones and are marked."""
    data = {"name": question.name, "kind": "function", "asked": question.reference.__name__,
            "parameters": list(inspect.signature(question.reference).parameters),
            "tolerance": question.tolerance, "hints": list(question.hints), "nodes": []}
    data["cases"] = [_case(data, question.reference, title, values) for title, values in question.cases.items()]
    data["cases"] += [{**_case(data, question.reference, title, values), "hidden": True}
                      for title, values in hidden.items()]
    data["mistakes"] = [_mistake(data, mistake) for mistake in question.mistakes]
    return data


def _case(data: dict, reference: Callable, title: str, values: Mapping[str, Any]) -> dict:
    if list(values) != data["parameters"]:
        raise ValueError(f"{data['name']}, case {title!r}, needs {data['parameters']}, got {list(values)}")
    case = {"title": title, "arguments": {name: _held(value) for name, value in values.items()}}
    expected = reference(**arguments(data, case))
    if not _named(expected):
        return {**case, "expected": _finite(data, title, expected)}
    data["nodes"] = data["nodes"] or list(_named(expected))
    if list(_named(expected)) != data["nodes"]:
        raise ValueError(f"{data['name']}, case {title!r}, needs {data['nodes']}, got {list(_named(expected))}")
    return {**case, "expected": {node: _finite(data, title, value) for node, value in _named(expected).items()}}


def _named(value: Any) -> dict:
    """The several values that a reference returns, by name; none where it returns one block of numbers."""
    if isinstance(value, tuple) and not hasattr(value, "_asdict"):
        raise TypeError(f"a reference needs to name what it returns (a dictionary, a named tuple), got {value!r}")
    return value._asdict() if hasattr(value, "_asdict") else value if isinstance(value, dict) else {}


def _finite(data: dict, title: str, value: Any) -> Any:
    expected = np.asarray(value, float)
    if not np.isfinite(expected).all():
        raise ValueError(f"{data['name']}, case {title!r}, needs finite expected values, got {expected.tolist()}")
    return expected.tolist()


def _held(value: Any) -> Any:
    """An argument as JSON holds it; `grading.arguments` makes it anew from that."""
    if isinstance(value, dict):
        return {"dict": {name: _held(item) for name, item in value.items()}}
    if value is None or isinstance(value, (bool, str, int, float)):
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu" and value.ndim:
        return {"integers": value.tolist()}
    if isinstance(value, (np.ndarray, np.generic)) or _numeric(value):
        return np.asarray(value, None if np.ndim(value) == 0 else float).tolist()
    return {"list": [_held(item) for item in value]}


def _numeric(value: Any) -> bool:
    """Whether a list holds numbers, or lists of numbers, and nothing else."""
    return all(_numeric(item) if isinstance(item, (list, tuple)) else isinstance(item, (int, float, np.number))
               for item in value)


def _mistake(data: dict, mistake: Callable) -> dict:
    """A mistake's name and hint, and what it gives in each case."""
    return {"name": _name(mistake), "hint": inspect.getdoc(mistake).replace("\n", " "),
            "outputs": [_output(data, case, call(mistake, arguments(data, case), data["nodes"]))
                        for case in data["cases"]]}


def _output(data: dict, case: dict, reply: Reply) -> Any:
    """The first value that a mistake spoils, or the exception that it stops with; None where it gives what is right."""
    found = first_wrong(data, case, reply)
    if found is None:
        return None
    node, came, _ = found
    if came.problem:
        return {"error": came.error or came.problem}
    return {"node": node, "value": np.reshape([value if math.isfinite(value) else str(value) for value in came.values],
                                              came.shape).tolist()}


def _number(question: Number) -> dict:
    def key(function: Callable) -> str:
        return sealed.of_number(question.name, float(function()), question.step)
    mistakes = [{"name": _name(mistake), "hint": inspect.getdoc(mistake).replace("\n", " "), "key": key(mistake)}
                for mistake in question.mistakes]
    return {"kind": "number", "step": question.step, "key": key(question.reference), "mistakes": mistakes}


def _choice(question: Choice) -> dict:
    options = []
    for letter, option in _lettered(question):
        holds = option.claim()
        if not isinstance(holds, (bool, np.bool_)) or not option.claim.__code__.co_names:
            raise ValueError(f"{question.name}, option {letter}, needs a claim that computes True or False, got {holds!r}")
        key = sealed.of_option(question.name, letter, bool(holds))
        options.append({"letter": letter, "key": key, "feedback": option.feedback})
    return {"kind": "choice", "options": options}


def _lettered(question: Choice) -> Iterator[tuple]:
    return zip("ABCDEFGH", question.options)


def holding(question: Choice) -> str:
    """Return the letters of the options that hold."""
    return "".join(letter for letter, option in _lettered(question) if option.claim())


def _fires(data: dict, mistake: Callable) -> None:
    def answer(values: dict) -> Reply:
        return call(mistake, values, data["nodes"]) if data["kind"] == "function" else read(mistake())
    hint = grade(data, answer).hint
    if hint is None or hint.name != _name(mistake):
        got = "none: it is right in every case" if hint is None else hint.name
        raise ValueError(f"{data['name']}: {_name(mistake)} needs to trigger its own hint, got {got}")


def _name(mistake: Callable) -> str:
    return mistake.__name__.replace("_", " ")
