"""What goes through the pipe between grader and worker: a line of JSON a message, numbers typed, never pickle.

Both sides use this file; it needs numpy and the standard library. Nothing that comes out of the sandbox is believed:
`reply_of` takes the kinds, shapes and sizes that a Reply may have and turns the rest into a problem.
"""
from __future__ import annotations

import json
import math
from typing import Any, Callable, Iterable

from numpy import array as _array
from numpy import ndarray

LINE = 4_000_000                 # bytes in one message from the sandbox
NUMBERS = 100_000                # numbers in one reply
TEXT = 400                       # characters in one text of a reply


def encode(value: Any) -> Any:
    """Return an argument as plain JSON: an array becomes its type, shape and numbers.

    >>> encode(_array([[1.0, 2.0]]))
    {'array': ['float64', [1, 2], [1.0, 2.0]]}
    """
    if isinstance(value, ndarray):
        return {"array": [str(value.dtype), list(value.shape), value.ravel().tolist()]}
    if isinstance(value, dict):
        return {"dict": {name: encode(part) for name, part in value.items()}}
    if isinstance(value, (list, tuple)):
        return [encode(part) for part in value]
    return value


def decode(data: Any) -> Any:
    """Return the argument that `encode` made plain.

    >>> decode(encode({"x": _array([1.0]), "n": 3}))
    {'x': array([1.]), 'n': 3}
    """
    if isinstance(data, list):
        return [decode(part) for part in data]
    if not isinstance(data, dict):
        return data
    if "dict" in data:
        return {name: decode(part) for name, part in data["dict"].items()}
    kind, shape, numbers = data["array"]
    return _array(numbers, dtype=kind).reshape(shape)


def writer() -> Callable[[Any], bytes]:
    """Return a function from data to its line. It is bound to C code now: a notebook that replaces json changes nothing."""
    text = json.encoder.c_make_encoder(None, _refuse, json.encoder.encode_basestring_ascii, None, ":", ",",
                                       False, False, True)
    return lambda data: ("".join(text(data, 0)) + "\n").encode("ascii")


def reader() -> Callable[[str], Any]:
    """Return a function from a line to its data, bound to C code like `writer`."""
    scan = json.JSONDecoder().scan_once
    return lambda line: scan(line, 0)[0]


def message(line: bytes) -> dict | None:
    """Return the message in a line from the sandbox, or None if it is none."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def fields_of(data: Any) -> dict | None:
    """Return the fields of a Reply that `data` holds, each of its right kind and size, or None if one is not."""
    if not isinstance(data, dict) or any(not fits(data.get(name)) for name, fits in FITS.items()):
        return None
    if not data["problem"] and math.prod(data["shape"]) != len(data["values"]):
        return None
    values = {name: tuple(part) if isinstance(part, list) else _printable(part)
              for name, part in data.items() if name in FITS}
    return {**values, "values": tuple(map(float, data["values"])), "changed": tuple(map(_printable, data["changed"]))}


def _number(value: Any) -> bool:
    return isinstance(value, float) or type(value) is int and abs(value) < 2 ** 63


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= TEXT


def _list(value: Any, fits: Callable, most: int) -> bool:
    return isinstance(value, list) and len(value) <= most and all(map(fits, value))


FITS = {
    "shape": lambda value: _list(value, lambda n: type(n) is int and 0 <= n <= NUMBERS, 8),
    "values": lambda value: _list(value, _number, NUMBERS),
    "came": _text, "problem": _text, "error": _text,
    "changed": lambda value: _list(value, _text, 20),
}


def _printable(text: str) -> str:
    """The text without control characters and halves of characters, which no file could hold."""
    return "".join(c if c.isprintable() else " " for c in text)


def shortened(parts: Iterable[str]) -> list:
    """Return texts cut to what a reply may hold.

    >>> shortened(["a" * 1000])[0][-5:]
    'a ...'
    """
    return [part if len(part) <= TEXT else part[:TEXT - 4] + " ..." for part in parts]


def _refuse(value: Any) -> Any:
    raise TypeError(f"the pipe needs plain data, got {type(value).__name__}")
