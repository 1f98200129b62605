"""The questions of a topic, with hidden cases made anew for each student from a secret seed.

    exercises/<topic>/checks.py   QUESTIONS: the public cases, the reference, the mistakes
    exercises/<topic>/hidden.py   POINTS = {"xor.q1": 10}; cases(rng) -> {"xor.q1": {title: arguments}};
                                  IMPORTS = ("stable",), the modules of ffedu that a hand-in may import (none)

Without hidden.py the public cases decide, and a question is worth one point.
"""
from __future__ import annotations

import functools
import hashlib
import os
import runpy
from pathlib import Path
from typing import Callable, NamedTuple

import numpy as np

from ...checks.sheet import sheet


class Exercise(NamedTuple):
    """A topic's questions as its author wrote them, their points, its hidden cases, and the modules it allows."""
    topic: str
    questions: list
    points: dict
    cases: Callable
    allowed: tuple


@functools.lru_cache
def load(folder: str) -> Exercise:
    """Return the exercise of a folder. Raises ValueError if points or cases name a question it has not."""
    questions = runpy.run_path(os.path.join(folder, "checks.py"))["QUESTIONS"]
    names = [question.name for question in questions]
    path = os.path.join(folder, "hidden.py")
    hidden = runpy.run_path(path) if os.path.exists(path) else {}
    points, cases = hidden.get("POINTS", dict.fromkeys(names, 1)), hidden.get("cases", lambda rng: {})
    known(f"{path}: POINTS", points, names)
    known(f"{path}: cases", cases(np.random.default_rng(0)), names)
    return Exercise(Path(folder).resolve().name, questions, {name: points.get(name, 0) for name in names}, cases,
                    tuple(hidden.get("IMPORTS", ())))


def known(what: str, given: dict, names: list) -> None:
    """Raise ValueError unless all that is given are names of questions."""
    if strange := sorted(set(given) - set(names)):
        raise ValueError(f"{what} needs names of questions, {', '.join(names)}, got {', '.join(strange)}")


def questions_for(exercise: Exercise, seed: str) -> list[dict]:
    """Return the questions as plain data with public and hidden cases; each says how many of its cases are public."""
    fresh = exercise.cases(np.random.default_rng(int(seed, 16)))
    whole = [question._replace(cases={**question.cases, **fresh[question.name]}) if fresh.get(question.name)
             else question for question in exercise.questions]
    data = sheet(exercise.topic, whole)["questions"]
    public = [len(getattr(question, "cases", [0])) for question in exercise.questions]
    return [{**question, "public": number} for question, number in zip(data, public)]


def seed_of(secret: bytes, topic: str, student: str) -> str:
    """Return the seed of a student's hidden numbers: it says nothing about the secret or about another student."""
    name = f"{topic}\n{student}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(name, key=secret[:64], digest_size=16).hexdigest()


def secret_of(path: Path, say: Callable[[str], None] = print) -> bytes:
    """Return the secret from its file; without one make it, readable by its owner alone, and say so."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_bytes()
        if len(secret) < 16:
            raise ValueError(f"{path} needs at least 16 random bytes, got {len(secret)}") from None
        return secret
    with os.fdopen(number, "wb") as file:
        file.write(secret := os.urandom(32))
    say(f"{path}: a new secret seed. Keep it: without it the same hidden numbers cannot be made again.")
    return secret
