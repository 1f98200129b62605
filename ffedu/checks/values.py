"""What an answer returned: read as numbers, compared, put into words.

What is needed of numpy is bound when this module is imported, and the comparison runs on plain Python floats:
a notebook that replaces np.array or np.allclose afterwards changes no verdict.
"""
from __future__ import annotations

from typing import Any, NamedTuple

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


def read(value: Any) -> Reply:
    """Return what came back as a Reply: its numbers, or the problem that there are none.

    >>> read([0, 1]).came, read(None).problem
    ('[0, 1] (shape (2,), list)', 'returned None; is a `return` missing?')
    """
    if value is None:
        return Reply(problem="returned None; is a `return` missing?")
    if value is ...:
        return Reply(problem="the answer is still `...`, as in the empty cell")
    kind = type(value).__name__
    try:
        numbers = _array(value)
    except Exception:            # rows of unequal length, or an object that refuses to become an array
        return Reply(problem=f"returned {shown(value)} ({kind}), not a block of numbers; are its rows equally long?")
    if numbers.dtype.kind == "c":
        return Reply(problem=f"returned complex numbers ({kind}); real ones are asked")
    if numbers.dtype.kind not in "biuf":
        return Reply(problem=f"returned {shown(value)} ({kind}); numbers are asked")
    kind = str(numbers.dtype) if isinstance(value, ndarray) else kind
    came = f"{_clip(_words(numbers.tolist()))} ({_size(numbers.shape)}, {kind})"
    return Reply(numbers.shape, tuple(float(number) for number in numbers.ravel().tolist()), came)


def numbers(data: Any) -> tuple:
    """Return the shape and the flat values of numbers as a sheet holds them: a number, or lists of numbers."""
    values = _array(data, dtype=float)
    return values.shape, tuple(values.ravel().tolist())


def wrong_places(reply: Reply, values: tuple, tolerance: float) -> list:
    """Return the places where the reply is farther off than tolerance * max(1, |value|). NaN is."""
    pairs = enumerate(zip(reply.values, values))
    return [i for i, (got, want) in pairs if not abs(got - want) <= tolerance * max(1.0, abs(want))]


def difference(reply: Reply, data: Any, tolerance: float) -> str:
    """Return in words how the reply differs from the sheet's numbers: "" where it does not.

    >>> difference(read([0, 1, 1]), [0, 1, 0], 1e-6)
    'returned [0, 1, 1] (shape (3,), list); expected 0 at index 2, got 1; 1 of 3 values differs'
    """
    shape, values = numbers(data)
    if reply.shape != shape:
        return f"returned {reply.came}; expected {_size(shape)}"
    wrong = wrong_places(reply, values, tolerance)
    if not wrong:
        return ""
    got, want = _apart(reply.values[wrong[0]], values[wrong[0]])
    many = f"{len(wrong)} of {len(values)} values differ{'s' if len(wrong) == 1 else ''}"
    place = f" at index {_index(wrong[0], shape)}" if shape else ""
    return f"returned {reply.came}; expected {want}{place}, got {got}" + (f"; {many}" if len(values) > 1 else "")


def shown(value: Any) -> str:
    """Return a short one-line text of any object, also of one whose repr fails."""
    try:
        return _clip(" ".join(repr(value).split()))
    except Exception:
        return "an object without a text"


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
