"""The one style of error: a sentence that says what is needed, then what was got.

Wrong kinds (text, complex numbers, objects) raise TypeError; wrong shapes and values raise ValueError.
"""
from __future__ import annotations

import math
import operator

import numpy as np


def real(name: str, value: object) -> np.ndarray:
    """Return `value` as a float array: float32 and float64 are kept, integers and bools become float64.

    >>> real("X", [[0, 1]])
    array([[0., 1.]])
    >>> real("X", "01")
    Traceback (most recent call last):
    TypeError: X needs real numbers, got dtype <U2
    """
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} needs an array without a mask, got a masked array")
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} needs rows of equal length, got {short(value)}") from None
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} needs real numbers, got dtype {array.dtype}")
    if array.dtype in (np.float32, np.float64):
        return array
    return array.astype(np.float64)


def array(name: str, value: object, shape: tuple[int | str, ...]) -> np.ndarray:
    """Return `value` as a finite float array of `shape`, in which a letter stands for any length from 1 on.

    >>> array("X", [[0, 1], [1, 1]], ("m", 2)).shape
    (2, 2)
    >>> array("X", [0, 1, 1], ("m", 2))
    Traceback (most recent call last):
    ValueError: X needs shape (m, 2), got (3,)
    """
    result = real(name, value)
    fits = len(shape) == result.ndim and all(
        n >= 1 if isinstance(need, str) else n == need for need, n in zip(shape, result.shape))
    if not fits:
        raise ValueError(f"{name} needs shape {_shape(shape)}, got {result.shape}")
    return finite(name, result)


def finite(name: str, value: np.ndarray) -> np.ndarray:
    """Return `value` if every entry is finite, else say which is not.

    >>> finite("w", np.array([1.0, np.nan]))
    Traceback (most recent call last):
    ValueError: w needs finite numbers, got nan at index (1,)
    """
    bad = np.argwhere(~np.isfinite(value))
    if len(bad):
        index = tuple(int(i) for i in bad[0])
        raise ValueError(f"{name} needs finite numbers, got {value[index]} at index {index}")
    return value


def scalar(name: str, value: object, above: float | None = None) -> float:
    """Return `value` as a finite Python float, larger than `above` if that is given.

    >>> scalar("epsilon", 0, above=0)
    Traceback (most recent call last):
    ValueError: epsilon needs a number above 0, got 0.0
    """
    result = real(name, value)
    if result.shape != ():
        raise ValueError(f"{name} needs a single number, got shape {result.shape}")
    number = float(result)
    if not math.isfinite(number):
        raise ValueError(f"{name} needs a finite number, got {number}")
    if above is not None and number <= above:
        raise ValueError(f"{name} needs a number above {above}, got {number}")
    return number


def constant(name: str, value: object, dtype: np.dtype) -> np.floating:
    """Return `value` as a number of `dtype`, above 0 there too: 1e-50 is 0 in float32.

    >>> constant("delta", 1e-50, np.dtype("float32"))
    Traceback (most recent call last):
    ValueError: delta needs a number above 0 in float32, got 1e-50
    """
    number = scalar(name, value, above=0)
    with np.errstate(over="ignore"):
        cast = dtype.type(number)
    if not 0 < cast < np.inf:
        raise ValueError(f"{name} needs a {'number above 0' if cast == 0 else 'finite number'} in {dtype}, got {number:g}")
    return cast


def whole(name: str, value: object) -> int:
    """Return `value` as an int.

    >>> whole("axis", 2.5)
    Traceback (most recent call last):
    TypeError: axis needs a whole number, got 2.5
    """
    try:
        if not isinstance(value, (bool, np.bool_)):
            return operator.index(value)
    except TypeError:
        pass
    raise TypeError(f"{name} needs a whole number, got {short(value)}")


def count(name: str, value: object, least: int = 0) -> int:
    """Return `value` as an int of at least `least`.

    >>> count("steps", -1)
    Traceback (most recent call last):
    ValueError: steps needs a whole number of at least 0, got -1
    """
    number = whole(name, value)
    if number < least:
        raise ValueError(f"{name} needs a whole number of at least {least}, got {number}")
    return number


def kind(name: str, value: object, *kinds: type) -> object:
    """Return `value` if it is of one of `kinds`.

    >>> kind("rng", 0, np.random.Generator)
    Traceback (most recent call last):
    TypeError: rng needs a Generator, got 0
    """
    if not isinstance(value, kinds):
        names = " or ".join(k.__name__ for k in kinds)
        raise TypeError(f"{name} needs a {names}, got {short(value)}")
    return value


def function(name: str, value: object) -> object:
    """Return `value` if it can be called.

    >>> function("f", 3)
    Traceback (most recent call last):
    TypeError: f needs a function, got 3
    """
    if not callable(value):
        raise TypeError(f"{name} needs a function, got {short(value)}")
    return value


def short(value: object) -> str:
    """Return the value as Python writes it, on one line of readable length.

    >>> short(list(range(100)))
    '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16...'
    """
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _shape(shape: tuple[int | str, ...]) -> str:
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
