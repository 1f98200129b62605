"""The verdict on an answer. Nothing here prints, looks a name up or runs student code by itself.

An answer is any function from a case's arguments to a Reply: one of this process (`answers.local`), or one that asks
another process for plain numbers. The expected values and the comparison stay here.

Of several values asked (a trace) the first wrong one, in the order of the computation, is what a verdict speaks of:
those behind it are wrong because of it. So does a known mistake: it is the first value that it spoils.
"""
from __future__ import annotations

from typing import Any, Callable, NamedTuple, Optional

from numpy import array as _array

from . import sealed
from .values import MISSING, STUB, Reply, difference, same

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
    if question["kind"] != "function":
        judge = {"number": _number, "choice": _choice}[question["kind"]]
        text, hint = judge(question, answer({}))
        return Result(question["name"], question["asked"], (Case("", text),), hint)
    replies = [answer(arguments(question, case)) for case in question["cases"]]
    cases = tuple(Case(case["title"], _fault(question, case, reply)) for case, reply in zip(question["cases"], replies))
    result = Result(question["name"], f"{question['asked']}({', '.join(question['parameters'])})", cases, None)
    return result if result.right else result._replace(hint=_hint(question, replies))


def arguments(question: dict, case: dict) -> dict:
    """Return the arguments of a case in the order of the parameters, made anew."""
    return {name: _value(case["arguments"][name]) for name in question["parameters"]}


def first_wrong(question: dict, case: dict, reply: Reply) -> Optional[tuple]:
    """Return the first wrong value as (its name, what came, what is expected), or None where all are right.

    The name is "" where one block of numbers is asked, and where nothing came that could be compared.
    """
    values = [("", reply, case["expected"])]
    if question["nodes"] and not reply.problem:
        parts = dict(reply.parts)
        values = [(node, parts.get(node, MISSING), case["expected"][node]) for node in question["nodes"]]
    return next((value for value in values if not same(*value[1:], question["tolerance"])), None)


def _value(data: Any) -> Any:
    """An argument from the data of a sheet: a list is an array of floats; other arrays and lists say what they are."""
    if isinstance(data, dict):
        (kind, held), = data.items()
        if kind == "integers":
            return _array(held, dtype=int)
        return [_value(item) for item in held] if kind == "list" else {key: _value(held[key]) for key in held}
    return _array(data, dtype=float) if isinstance(data, list) else data


def _fault(question: dict, case: dict, reply: Reply) -> str:
    found = first_wrong(question, case, reply)
    if found is None:
        return f"returned the right values, but overwrote {' and '.join(reply.changed)}" if reply.changed else ""
    node, came, expected = found
    verb = "it is" if node else "returned"
    told = not case.get("hidden")
    text = came.problem or difference(came, expected, question["tolerance"], verb, told)
    return f"the first wrong value is {node}: {text}" if node else text


def _hint(question: dict, replies: list) -> Optional[Hint]:
    for explains in (_explains, _explains_so_far):
        for mistake in question["mistakes"]:
            if all(map(explains, [question] * len(replies), question["cases"], replies, mistake["outputs"])):
                return Hint(mistake["name"], mistake["hint"])
    if any(first_wrong(question, case, reply) for case, reply in zip(question["cases"], replies)):
        return None
    names = sorted({name for reply in replies for name in reply.changed})
    return Hint("overwritten", OVERWRITTEN.format(names=" and ".join(names)))


def _explains(question: dict, case: dict, reply: Reply, output: Optional[dict]) -> bool:
    """Whether a reply is what a mistake gives: the same first wrong value, the same exception, or right as well."""
    found = first_wrong(question, case, reply)
    if output is None or found is None:
        return output is found
    node, came, _ = found
    if "error" in output:
        return (came.error or came.problem) == output["error"]
    return node == output["node"] and same(came, output["value"], question["tolerance"])


def _explains_so_far(question: dict, case: dict, reply: Reply, output: Optional[dict]) -> bool:
    """The same for work that is not finished: in a case that the mistake gets right, later values may still be `...`."""
    found = first_wrong(question, case, reply)
    left = output is None and found is not None and found[1].problem in (STUB, MISSING.problem)
    return left or _explains(question, case, reply, output)


def _number(question: dict, reply: Reply) -> tuple:
    if reply.problem:
        return reply.problem, None
    if reply.shape or len(reply.values) != 1:
        return f"`{question['asked']}` is {reply.came}; a single number is asked", None

    def fits(key: str) -> bool:
        return sealed.is_number(question["name"], reply.values[0], question["step"], key)
    if fits(question["key"]):
        return "", None
    hints = [Hint(mistake["name"], mistake["hint"]) for mistake in question["mistakes"] if fits(mistake["key"])]
    return f"`{question['asked']}` is {reply.came}, and that is not the number asked for", hints[0] if hints else None


def _choice(question: dict, reply: Reply) -> tuple:
    """Of the options that are judged wrongly the first is spoken of: one chosen that fails, or one left out."""
    if reply.problem:
        return reply.problem, None
    wrong = [option for option in question["options"] if option["key"] != sealed.of_option(
        question["name"], option["letter"], option["letter"] in reply.letters)]
    if not wrong:
        return "", None
    chosen = [option for option in wrong if option["letter"] in reply.letters]
    first = (chosen or wrong)[0]
    text = f"{first['letter']} does not hold" if chosen else f"{', '.join(reply.letters)}: so far so good, but not all"
    return text, Hint(f"option {first['letter']}", first["feedback"])
