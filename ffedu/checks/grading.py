"""The verdict on an answer. Nothing here prints, looks a name up or runs student code by itself.

An answer is any function from a case's arguments to a Reply: one of this process (`answers.local`), or one that asks
another process for plain numbers. The expected values and the comparison stay here.
"""
from __future__ import annotations

from typing import Callable, NamedTuple, Optional

from numpy import array as _array

from .values import Reply, difference, numbers, wrong_places

OVERWRITTEN = "the numbers are right, but whoever calls the function still needs {names}. Where you write into it " \
              "(X[...] = ..., X += ...), give the result a new name instead (a = X + ...)."


class Case(NamedTuple):
    """The verdict on one case: its title, and in words what is wrong; "" where it is right."""
    title: str
    text: str


class Hint(NamedTuple):
    """A known mistake that explains every case: its name and what to tell the student."""
    name: str
    text: str


class Result(NamedTuple):
    """The verdict on a question: its name, how the answer is called, the cases, and the one hint, if any."""
    name: str
    call: str
    cases: tuple
    hint: Optional[Hint]

    @property
    def right(self) -> bool:
        """Whether every case is right."""
        return not any(case.text for case in self.cases)


def grade(question: dict, answer: Callable[[dict], Reply]) -> Result:
    """Return the verdict on `answer`: every case is run, also after a failure."""
    replies = [answer(arguments(question, case)) for case in question["cases"]]
    cases = tuple(Case(case["title"], _fault(case, reply, question["tolerance"]))
                  for case, reply in zip(question["cases"], replies))
    result = Result(question["name"], f"{question['function']}({', '.join(question['parameters'])})", cases, None)
    return result if result.right else result._replace(hint=_hint(question, replies))


def arguments(question: dict, case: dict) -> dict:
    """Return the arguments of a case in the order of the parameters, made anew: lists become float arrays."""
    values = {name: case["arguments"][name] for name in question["parameters"]}
    return {name: _array(value, dtype=float) if isinstance(value, list) else value for name, value in values.items()}


def _fault(case: dict, reply: Reply, tolerance: float) -> str:
    text = reply.problem or difference(reply, case["expected"], tolerance)
    if reply.changed and not text:
        return f"returned the right values, but overwrote {' and '.join(reply.changed)}"
    return text


def _hint(question: dict, replies: list) -> Optional[Hint]:
    tolerance = question["tolerance"]
    for mistake in question["mistakes"]:
        if all(_same(reply, output, tolerance) for reply, output in zip(replies, mistake["outputs"])):
            return Hint(mistake["name"], mistake["hint"])
    right = all(_same(reply, case["expected"], tolerance) for reply, case in zip(replies, question["cases"]))
    names = sorted({name for reply in replies for name in reply.changed})
    return Hint("overwritten", OVERWRITTEN.format(names=" and ".join(names))) if right else None


def _same(reply: Reply, output: object, tolerance: float) -> bool:
    """Whether a reply is a known output: the same numbers, or the same exception."""
    if isinstance(output, dict):
        return reply.error == output["error"]
    shape, values = numbers(output)
    return not reply.problem and reply.shape == shape and not wrong_places(reply, values, tolerance)
