"""Answers that must not stand in a notebook in plain text: a number or a choice, carried as salted hashes.

This keeps an answer from being read by accident, not from a determined reader: a few options, or the numbers of a
plausible range, are tried out in no time. Marks rest on the questions that ask for code and on fresh numbers.
"""
from __future__ import annotations

import hashlib
import math


def seal(question: str, *said: object) -> str:
    """Return the hash under which a question keeps an answer; the question's name is the salt."""
    return hashlib.sha256("|".join([question, *map(str, said)]).encode()).hexdigest()[:16]


def of_number(question: str, value: float, step: float) -> str:
    """Return the hash of a number, rounded to a whole multiple of `step`."""
    return seal(question, round(value / step))


def is_number(question: str, value: float, step: float, key: str) -> bool:
    """Return whether a number is less than one step away from the sealed one.

    >>> key = of_number("toy.q1", 0.25, 0.01)
    >>> is_number("toy.q1", 0.251, 0.01, key), is_number("toy.q1", 0.27, 0.01, key)
    (True, False)
    """
    places = value / step
    return math.isfinite(places) and key in {seal(question, math.floor(places)), seal(question, math.ceil(places))}


def of_option(question: str, letter: str, holds: bool) -> str:
    """Return the hash of whether an option of a choice holds."""
    return seal(question, letter, "holds" if holds else "fails")
