"""Questions whose keys are computed: an option carries a claim, and the options whose claims hold are the right ones.

A claim is a function without arguments that calls the library or compares what it gave. Whoever changes the library or
the question changes the key; nobody types one. The questions of a chapter stand in `ffedu.quizzes.<topic>`.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from ffedu._check import count, kind, scalar


class Option(NamedTuple):
    """An answer to choose: its text, the claim that makes it right, and what a reader who chose it is told."""
    text: str
    claim: Callable[[], bool]
    feedback: str


class Known(NamedTuple):
    """A number that a known mistake leads to, computed, and what a reader who gave it is told."""
    value: Callable[[], float]
    feedback: str


class Choice(NamedTuple):
    """A question with options. Source of the style of question: one misconception, one question."""
    text: str
    options: Sequence[Option]


class Numeric(NamedTuple):
    """A question whose answer is a number, asked to so many decimals; a count is asked to none, and taken exactly.

    `right` is what the reader is told about the answer, `known` the mistakes that are recognised, `otherwise` what is
    said to any other number.
    """
    text: str
    value: Callable[[], float]
    decimals: int
    right: str
    known: Sequence[Known]
    otherwise: str


def asked(question: Choice | Numeric) -> dict[str, object]:
    """Return the question as plain data, its key computed.

    Raises ValueError for a choice in which all options hold or none, and for a known mistake that is the answer or
    another mistake; TypeError for a claim that gives anything but True or False.

    >>> choice = Choice("Is the square of 3 odd?", [Option("yes", lambda: 3**2 % 2 == 1, "It is 9."),
    ...                                             Option("no", lambda: 3**2 % 2 == 0, "An odd times an odd is odd.")])
    >>> print([option["holds"] for option in asked(choice)["options"]])
    [True, False]
    """
    if isinstance(question, Choice):
        return _choice(question)
    kind("question", question, Numeric)
    return _numeric(question)


def _choice(question: Choice) -> dict[str, object]:
    options = [{"text": option.text, "holds": _holds(option), "feedback": option.feedback} for option in question.options]
    holding = sum(option["holds"] for option in options)
    if not 0 < holding < len(options):
        raise ValueError(f"{question.text!r} needs options that hold and options that do not, "
                         f"got {holding} of {len(options)} that hold")
    return {"kind": "choice", "text": question.text, "options": options}


def _holds(option: Option) -> bool:
    held = option.claim()
    if not isinstance(held, (bool, np.bool_)):
        raise TypeError(f"the claim of {option.text!r} needs to give True or False, got {type(held).__name__}")
    return bool(held)


def _numeric(question: Numeric) -> dict[str, object]:
    decimals = count("decimals", question.decimals)
    values = [scalar("value", make()) for make in (question.value, *(known.value for known in question.known))]
    counted = decimals == 0 and all(value == round(value) for value in values)     # 4 votes are not nearly 5
    half = 1e-6 if counted else 0.5 * 10.0**-decimals
    for i, value in enumerate(values[1:], 1):
        if any(abs(value - other) <= 2 * half for other in values[:i]):
            raise ValueError(f"{question.text!r} needs known mistakes that differ from the answer and each other at "
                             f"{decimals} decimals, got {value!r} twice")
    known = [{"value": value, "feedback": mistake.feedback} for value, mistake in zip(values[1:], question.known)]
    return {"kind": "numeric", "text": question.text, "value": values[0], "half": half * (1 + 1e-9), "right": question.right,
            "known": known, "otherwise": question.otherwise, "decimals": decimals}


def verdict(data: dict[str, object], answer: float | set[int]) -> tuple[bool, list[str]]:
    """Return whether an answer to `asked(...)` is right, and what the reader is told.

    For a choice the answer is the set of the places of the options chosen, counted from 0; for a number, the number.

    >>> data = asked(Numeric("2 + 2?", lambda: 2 + 2, 0, "Yes.", [Known(lambda: 2**3, "That is 2 to the 3.")], "Count."))
    >>> print(verdict(data, 4), verdict(data, 8), verdict(data, 5))
    (True, ['Yes.']) (False, ['That is 2 to the 3.']) (False, ['Count.'])
    """
    if data["kind"] == "choice":
        right = {i for i, option in enumerate(data["options"]) if option["holds"]}
        return set(answer) == right, [data["options"][i]["feedback"] for i in sorted(answer)]
    near = lambda value: math.isfinite(answer) and abs(answer - value) <= data["half"]
    if near(data["value"]):
        return True, [data["right"]]
    return False, [next((known["feedback"] for known in data["known"] if near(known["value"])), data["otherwise"])]
