"""What an answer returned: read as numbers, compared, put into words.

What is needed of numpy is bound when this module is imported, and the comparison runs on plain Python floats:
a notebook that replaces np.array or np.allclose afterwards changes no verdict.
"""
from __future__ import annotations

from typing import Any, NamedTuple, Optional, Sequence

from numpy import array as _array
from numpy import ndarray
from numpy import unravel_index as _unravel


class Reply(NamedTuple):
    """What an answer gave for one case, as plain data: it may come from this process or from another one."""
    shape: tuple = ()
    values: tuple = ()           # the numbers, flat, row after row
    came: str = ""               # the same in words: "[0, 1] (shape (2,), list)"
    problem: str = ""            # why there is nothing to compare
    error: str = ""              # the exception, where that is why: "ValueError: ..."
    changed: tuple = ()          # the arguments that were overwritten
    parts: tuple = ()            # where several values are asked: (name, Reply) of each, instead of shape and values
    letters: str = ""            # where a choice is asked: the letters chosen, in order


def read(value: Any, verb: str = "returned") -> Reply:
    """Return what came back as a Reply: its numbers, or the problem that there are none.

    >>> read([0, 1]).came, read(None).problem
    ('[0, 1] (shape (2,), list)', 'returned None; is a `return` missing?')
    """
    if value is None or value is ...:
        return Reply(problem=_nothing(value, verb))
    kind = type(value).__name__
    try:
        numbers = _array(value)
    except Exception:            # rows of unequal length, or an object that refuses to become an array
        return Reply(problem=f"{verb} {shown(value)} ({kind}), not a block of numbers; are its rows equally long?")
    if numbers.dtype.kind == "c":
        return Reply(problem=f"{verb} complex numbers ({kind}); real ones are asked")
    if numbers.dtype.kind not in "biuf":
        return Reply(problem=f"{verb} {shown(value)} ({kind}); numbers are asked")
    kind = str(numbers.dtype) if isinstance(value, ndarray) else kind
    came = f"{_clip(_words(numbers.tolist()))} ({_size(numbers.shape)}, {kind})"
    return Reply(numbers.shape, tuple(float(number) for number in numbers.ravel().tolist()), came)


def read_parts(value: Any, nodes: Sequence[str]) -> Reply:
    """Return the several values that came back, by name: a dictionary, a named tuple, or a sequence in that order.

    >>> [(node, part.came or part.problem) for node, part in read_parts({"a": 1}, ["a", "h"]).parts]
    [('a', '1 (a single number, int)'), ('h', 'it is missing')]
    """
    if value is None or value is ...:
        return read(value)
    named = _named(value, nodes)
    if named is None:
        asked = f"a dictionary with the keys {', '.join(nodes)} is asked"
        return Reply(problem=f"returned {shown(value)} ({type(value).__name__}); {asked}")
    return Reply(parts=tuple((node, read(named[node], "it is") if node in named else MISSING) for node in nodes))


MISSING = Reply(problem="it is missing")


def read_letters(value: Any, letters: str, verb: str) -> Reply:
    """Return the letters that were chosen, from "B", "A, C", ["A", "C"] or {"A", "C"}.

    >>> read_letters({"c", "A"}, "ABCD", "it is").letters
    'AC'
    """
    if value is None or value is ...:
        return Reply(problem=_nothing(value, verb))
    several = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
    said = "".join(item.upper() if isinstance(item, str) else "?" for item in several)
    chosen = [letter for letter in said if letter not in " ,;"]
    if not chosen or not set(chosen) <= set(letters):
        asked = f"a letter or letters of {', '.join(letters)} are asked, such as \"{letters[0]}\""
        return Reply(problem=f"{verb} {shown(value)} ({type(value).__name__}); {asked}")
    return Reply(letters="".join(sorted(set(chosen))))


def numbers(data: Any) -> tuple:
    """Return the shape and the flat values of numbers as a sheet holds them: a number, or lists of numbers."""
    values = _array(data, dtype=float)                            # reads "nan" and "inf", which JSON has no number for
    return values.shape, tuple(values.ravel().tolist())


def same(reply: Reply, data: Any, tolerance: float) -> bool:
    """Return whether the reply holds the sheet's numbers, in their shape."""
    if reply.problem:
        return False
    shape, values = numbers(data)
    return reply.shape == shape and len(reply.values) == len(values) and not wrong_places(reply, values, tolerance)


def wrong_places(reply: Reply, values: tuple, tolerance: float) -> list:
    """Return the places where the reply is farther off than tolerance * max(1, |value|)."""
    return [i for i, (got, want) in enumerate(zip(reply.values, values)) if not _close(got, want, tolerance)]


def difference(reply: Reply, data: Any, tolerance: float, verb: str = "returned", told: bool = True) -> str:
    """Return in words how the reply differs from the sheet's numbers: "" where it does not.

    Unless `told`, the expected numbers are left out: those of a hidden case are not to be learned from it.

    >>> difference(read([0, 1, 1]), [0, 1, 0], 1e-6)
    'returned [0, 1, 1] (shape (3,), list); expected 0 at index 2, got 1; 1 of 3 values differs'
    """
    shape, values = numbers(data)
    if reply.shape != shape or len(reply.values) != len(values):
        return f"{verb} {reply.came}; expected {_size(shape)}"
    wrong = wrong_places(reply, values, tolerance)
    if not wrong:
        return ""
    place = f" at index {_index(wrong[0], shape)}" if shape else ""
    got, want = _apart(reply.values[wrong[0]], values[wrong[0]])
    first = f"expected {want}{place}, got {got}" if told else f"wrong{place}"
    many = f"; {len(wrong)} of {len(values)} values differ{'s' if len(wrong) == 1 else ''}" if len(values) > 1 else ""
    return f"{verb} {reply.came}; {first}{many}"


def shown(value: Any) -> str:
    """Return a short one-line text of any object, also of one whose repr fails."""
    try:
        return _clip(" ".join(repr(value).split()))
    except Exception:
        return "an object without a text"


def _nothing(value: Any, verb: str) -> str:
    if verb == "returned":
        return "returned None; is a `return` missing?" if value is None else "the answer is still `...`, as in the empty cell"
    return f"{verb} None" if value is None else f"{verb} still `...`, as in the empty cell"


STUB = _nothing(..., "it is")                     # a value that nobody has filled in yet


def _named(value: Any, nodes: Sequence[str]) -> Optional[dict]:
    """The values by name, or None where they cannot be told apart."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return value
    if isinstance(value, (tuple, list, ndarray)) and len(value) == len(nodes):
        return dict(zip(nodes, value))
    return None


def _close(got: float, want: float, tolerance: float) -> bool:
    """Whether two numbers agree; what is not finite agrees with its like (a known mistake may give it)."""
    if abs(want) < float("inf"):
        return abs(got - want) <= tolerance * max(1.0, abs(want))
    return got == want or (got != got and want != want)


def _words(nested: Any) -> str:
    if isinstance(nested, list):
        return "[" + ", ".join(map(_words, nested)) + "]"
    return format(float(nested) + 0.0, ".6g")                     # + 0.0 turns -0 into 0


def _clip(text: str, width: int = 70) -> str:
    return text if len(text) <= width else text[:width - 4] + " ..."


def _size(shape: tuple) -> str:
    return f"shape {shape}" if shape else "a single number"


def _index(place: int, shape: tuple) -> Any:
    return place if len(shape) == 1 else tuple(int(i) for i in _unravel(place, shape))


def _apart(got: float, want: float) -> tuple:
    """The two numbers with as many digits as it takes to tell them apart."""
    pairs = [(format(got + 0.0, digits), format(want + 0.0, digits)) for digits in (".6g", ".12g", ".17g")]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
