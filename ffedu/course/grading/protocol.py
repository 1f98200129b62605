"""What goes through the pipe between grader and worker: a line of JSON a message, numbers typed, never pickle.

Both sides use this file; it needs numpy and the standard library. Nothing that comes out of the sandbox is believed:
`reply_of` takes the kinds, shapes and sizes that a Reply may have and turns the rest into a problem.
"""
from __future__ import annotations

import json
import math
from typing import Any, Callable

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
    """Return a function from data to its line. Bound to C code now: replacing json later changes nothing."""
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


def fields_of(data: Any, inner: bool = False) -> dict | None:
    """Return the fields of a Reply that `data` holds, each of its right kind and size, or None if one is not.

    >>> fields_of({"shape": [2], "values": [1, 2.5]})["values"], fields_of({"shape": [3], "values": [1]})
    ((1.0, 2.5), None)
    """
    if not isinstance(data, dict):
        return None
    given = {name: data.get(name, empty) for name, (empty, _) in FIELDS.items()}
    if any(not fits(given[name]) for name, (_, fits) in FIELDS.items()) or inner and given["parts"]:
        return None
    parts = [(_printable(name), fields_of(part, inner=True)) for name, part in given["parts"]]
    if any(part is None for _, part in parts) or given["values"] and math.prod(given["shape"]) != len(given["values"]):
        return None
    texts = {name: _printable(value) for name, value in given.items() if isinstance(value, str)}
    return {**texts, "shape": tuple(given["shape"]), "values": tuple(map(float, given["values"])),
            "changed": tuple(map(_printable, given["changed"])), "parts": tuple(parts)}


def plain(value: Any) -> Any:
    """Return a Reply, also one that holds others, as data for the pipe: texts cut, tuples as lists.

    >>> plain(("a" * 1000, (1, 2.5)))[1]
    [1, 2.5]
    """
    if isinstance(value, str):
        return value if len(value) <= TEXT else value[:TEXT - 4] + " ..."
    if hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def _number(value: Any) -> bool:
    return isinstance(value, float) or type(value) is int and abs(value) < 2 ** 63


def _size(value: Any) -> bool:
    return type(value) is int and 0 <= value <= NUMBERS


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= TEXT


def _part(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _text(value[0]) and isinstance(value[1], dict)


def _list(fits: Callable, most: int) -> Callable:
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(fits, value))


FIELDS = {                       # of a Reply: what each is where nothing came, and what it may be
    "shape": ([], _list(_size, 8)), "values": ([], _list(_number, NUMBERS)),
    "came": ("", _text), "problem": ("", _text), "error": ("", _text), "letters": ("", _text),
    "changed": ([], _list(_text, 20)), "parts": ([], _list(_part, 50)),
}


def _printable(text: str) -> str:
    """The text without control characters and halves of characters, which no file could hold."""
    return "".join(c if c.isprintable() else " " for c in text)


def _refuse(value: Any) -> Any:
    raise TypeError(f"the pipe needs plain data, got {type(value).__name__}")
