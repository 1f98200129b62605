"""What an explorable holds: traits whose values are plain JSON, refused with an error of need and got where they do not fit.

A trait knows the values that its controls can give, `samples(rng)`, and some that it refuses, `refused()`: tests ask it.
"""
from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import traitlets as T

from ffedu._check import array, count, scalar


class Held(T.TraitType):
    """A trait whose value is checked before it is stored: a refused value leaves the old one."""

    def __init__(self, default: object):
        super().__init__(default_value=default)
        self.tag(sync=True)

    def validate(self, obj: T.HasTraits, value: object) -> object:
        """Return `value` as JSON has it, or raise TypeError or ValueError."""
        return self.checked(value)


class Numbers(Held):
    """Finite floats of one shape, as nested lists; sliders run from low to high, values beyond are held too."""
    info_text = "finite numbers of a fixed shape"

    def __init__(self, default: object, low: float = -3, high: float = 3):
        self.shape, self.low, self.high = np.shape(default), low, high
        super().__init__(np.asarray(default, float).tolist())

    def checked(self, value: object) -> list | float:
        return array(self.name, value, self.shape).tolist() if self.shape else scalar(self.name, value)

    def samples(self, rng: np.random.Generator) -> Iterator[object]:
        for value in (self.low, (self.low + self.high) / 2, self.high):
            yield np.full(self.shape, value).tolist()
        yield from (rng.uniform(self.low, self.high, self.shape).tolist() for _ in range(20))

    def refused(self) -> Iterator[object]:
        yield from (np.full(self.shape, np.nan), np.zeros((*self.shape, 2)), np.full(self.shape, "0"), None)


class Number(Held):
    """A float from low to high, both included."""
    info_text = "a number of an interval"

    def __init__(self, default: float, low: float, high: float):
        self.low, self.high = low, high
        super().__init__(float(default))

    def checked(self, value: object) -> float:
        value = scalar(self.name, value)
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name} needs a number from {self.low:g} to {self.high:g}, got {value:g}")
        return value

    def samples(self, rng: np.random.Generator) -> Iterator[float]:
        yield from (self.low, (self.low + self.high) / 2, self.high)
        yield from rng.uniform(self.low, self.high, 20).tolist()

    def refused(self) -> Iterator[object]:
        yield from (self.low - 1, self.high + 1, float("nan"), [self.low], "0", None)


class Whole(Held):
    """A whole number from low to high, both included."""
    info_text = "a whole number of an interval"

    def __init__(self, default: int, low: int, high: int):
        self.low, self.high = low, high
        super().__init__(int(default))

    def checked(self, value: object) -> int:
        value = count(self.name, value, least=self.low)
        if value > self.high:
            raise ValueError(f"{self.name} needs a whole number from {self.low} to {self.high}, got {value}")
        return value

    def samples(self, rng: np.random.Generator) -> Iterator[int]:
        yield from (self.low, (self.low + self.high) // 2, self.high)
        yield from rng.integers(self.low, self.high, 20, endpoint=True).tolist()

    def refused(self) -> Iterator[object]:
        yield from (self.low - 1, self.high + 1, self.low + 0.5, [self.low], "0", None)


class Choice(Held):
    """One of several words."""
    info_text = "one of several words"

    def __init__(self, default: str, *others: str):
        self.words = (default, *others)
        super().__init__(default)

    def checked(self, value: object) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} needs a str, got {type(value).__name__}")
        if value not in self.words:
            raise ValueError(f"{self.name} needs one of {', '.join(self.words)}, got {value!r}")
        return value

    def samples(self, rng: np.random.Generator) -> Iterator[str]:
        yield from self.words

    def refused(self) -> Iterator[object]:
        yield from ("no such word", "", 0, None, [self.words[0]])


class Flag(Held):
    """True or False."""
    info_text = "True or False"

    def __init__(self, default: bool):
        super().__init__(bool(default))

    def checked(self, value: object) -> bool:
        if not isinstance(value, (bool, np.bool_)):
            raise TypeError(f"{self.name} needs True or False, got {type(value).__name__}")
        return bool(value)

    def samples(self, rng: np.random.Generator) -> Iterator[bool]:
        yield from (False, True)

    def refused(self) -> Iterator[object]:
        yield from (0, 1, "True", None, [True])
