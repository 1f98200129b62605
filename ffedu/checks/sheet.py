"""The author's side of the checks: questions with their cases and mistakes, turned into the data a notebook carries.

No expected value is typed: each comes from the reference, a function that calls ffedu. A mistake is a wrong formula
written as a function; its name is the mistake's name, its docstring the hint that the student reads.
"""
from __future__ import annotations

import inspect
from typing import Any, Callable, Mapping, NamedTuple, Sequence

import numpy as np

from .answers import call
from .grading import arguments, grade


class Question(NamedTuple):
    """A question: its name, the right answer, title -> arguments of each case, the known mistakes, the hints."""
    name: str
    reference: Callable
    cases: Mapping[str, Mapping[str, Any]]
    mistakes: Sequence[Callable]
    hints: Sequence[str]
    tolerance: float = 1e-6


def sheet(exercise: str, questions: Sequence[Question]) -> dict:
    """Return an exercise's questions as plain data.

    Raises ValueError where a mistake does not trigger exactly its own hint: it is right on every case, or another
    mistake gives the same, so that a case that tells them apart is missing.
    """
    return {"exercise": exercise, "questions": [_data(question) for question in questions]}


def _data(question: Question) -> dict:
    parameters = list(inspect.signature(question.reference).parameters)
    data = {"name": question.name, "function": question.reference.__name__, "parameters": parameters,
            "tolerance": question.tolerance, "hints": list(question.hints)}
    data["cases"] = [_case(data, question.reference, title, values) for title, values in question.cases.items()]
    data["mistakes"] = [_mistake(data, mistake) for mistake in question.mistakes]
    for mistake in question.mistakes:
        _fires(data, mistake)
    return data


def _case(data: dict, reference: Callable, title: str, values: Mapping[str, Any]) -> dict:
    if list(values) != data["parameters"]:
        raise ValueError(f"{data['name']}, case {title!r}, needs {data['parameters']}, got {list(values)}")
    case = {"title": title, "arguments": {name: np.asarray(value, float).tolist() for name, value in values.items()}}
    expected = np.asarray(reference(**arguments(data, case)), float)
    if not np.isfinite(expected).all():
        raise ValueError(f"{data['name']}, case {title!r}, needs finite expected values, got {expected.tolist()}")
    return {**case, "expected": expected.tolist()}


def _mistake(data: dict, mistake: Callable) -> dict:
    """A mistake's name and hint, and what it gives in each case: numbers, or the exception that it stops with."""
    return {"name": _name(mistake), "hint": inspect.getdoc(mistake).replace("\n", " "),
            "outputs": [_output(mistake, arguments(data, case)) for case in data["cases"]]}


def _output(mistake: Callable, values: dict) -> Any:
    reply = call(mistake, values)
    if reply.error:
        return {"error": reply.error}
    return np.reshape(reply.values, reply.shape).tolist()


def _fires(data: dict, mistake: Callable) -> None:
    hint = grade(data, lambda values: call(mistake, values)).hint
    if hint is None or hint.name != _name(mistake):
        got = "none: it is right in every case" if hint is None else hint.name
        raise ValueError(f"{data['name']}: {_name(mistake)} needs to trigger its own hint, got {got}")


def _name(mistake: Callable) -> str:
    return mistake.__name__.replace("_", " ")
