"""check("xor.q1") in a notebook: it finds the student's answer, prints the verdict, and gives hints when asked."""
from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from .answers import local
from .grading import Result, arguments, grade


class Check:
    """The checks of one exercise: check("xor.q1"), check.hint("xor.q1"), check.case("xor.q1", 2), check.summary()."""

    def __init__(self, sheet: dict):
        self._exercise = sheet["exercise"]
        self._questions = {question["name"]: question for question in sheet["questions"]}
        self._told = dict.fromkeys(self._questions, 0)

    @classmethod
    def read(cls, path: Any) -> Check:
        """Return the checks of a sheet that is stored as JSON."""
        return cls(json.loads(Path(path).read_text(encoding="utf-8")))

    def __call__(self, name: str) -> None:
        """Run every case of a question on the answer as it stands now, and print what came out.

        With FFEDU_STRICT=1 in the environment a wrong answer raises AssertionError: that is for tests of the exercise.
        """
        text, right = self._verdict(name, sys._getframe(1))
        print(text)
        if not right and os.environ.get("FFEDU_STRICT") == "1":
            raise AssertionError(text)

    def need(self, name: str) -> None:
        """Raise AssertionError with the verdict unless the answer is right: for graders that run cells."""
        text, right = self._verdict(name, sys._getframe(1))
        if not right:
            raise AssertionError(text)

    def hint(self, name: str) -> None:
        """Print a hint: a first one, and when asked again the next; the last is repeated."""
        hints = self._question(name)["hints"]
        number = min(self._told[name], len(hints) - 1)
        self._told[name] = number + 1
        print(f"{name}, hint {number + 1} of {len(hints)}: {hints[number]}")

    def case(self, name: str, number: int) -> tuple:
        """Return the arguments of case 1, 2, ... of a question, to try them by hand."""
        question = self._question(name)
        cases = question.get("cases")
        if cases is None:
            raise ValueError(f"{name} asks for `{question['asked']}` and has no cases to run, got {number!r}")
        if number not in range(1, len(cases) + 1):
            raise ValueError(f"{name} has cases 1 to {len(cases)}, got {number!r}")
        return tuple(arguments(question, cases[int(number) - 1]).values())

    def summary(self) -> None:
        """Print how many questions are right, on the answers as they stand now."""
        frame = sys._getframe(1)
        still_open = [name for name in self._questions if not self._verdict(name, frame)[1]]
        count = f"{self._exercise}: {len(self._questions) - len(still_open)}/{len(self._questions)} right."
        print(count + (f" Still open: {', '.join(still_open)}." if still_open else ""))

    def __repr__(self) -> str:
        return f"check(name) for {', '.join(self._questions)}; check.hint(name), check.case(name, 1), check.summary()"

    def _verdict(self, name: str, frame: Any) -> tuple:
        question = self._question(name)
        result = grade(question, local(question, {**frame.f_globals, **frame.f_locals}))
        return report(result), result.right

    def _question(self, name: Any) -> dict:
        if not isinstance(name, str) or name not in self._questions:
            raise ValueError(f"check needs one of {', '.join(self._questions)}, got {name!r}")
        return self._questions[name]


def report(result: Result) -> str:
    """Return the verdict as the student reads it: a headline, why, one line a case, what to do next."""
    head = f"{result.name}, {result.call}: {_headline(result)}."
    hint = [f"  Why: {result.hint.text}"] if result.hint else []
    return "\n".join([head, *hint, *_case_lines(result), *_next_step(result)])


def _headline(result: Result) -> str:
    if not _has_cases(result):
        return "right" if result.right else "not yet"
    right = sum(not case.text for case in result.cases)
    return f"right in all {right} cases" if result.right else f"not yet, {right} of {len(result.cases)} cases right"


def _case_lines(result: Result) -> list:
    if not _has_cases(result):
        return [f"  wrong  {_sentence(case.text)}" for case in result.cases if case.text]
    if _one_text(result):
        return [f"  wrong  all {len(result.cases)} cases: {_sentence(result.cases[0].text)}"]
    marks = ["wrong" if case.text else "right" for case in result.cases]
    return [f"  {mark}  {number}. {case.title}" + (f": {_sentence(case.text)}" if case.text else "")
            for number, (mark, case) in enumerate(zip(marks, result.cases), 1)]


def _next_step(result: Result) -> list:
    if result.right:
        return []
    hint = f"  Stuck? check.hint(\"{result.name}\") gives a hint."
    if _one_text(result) or not _has_cases(result):
        return [hint]
    first = next(number for number, case in enumerate(result.cases, 1) if case.text)
    names = result.call[result.call.index("(") + 1:-1]
    return [f"  To run case {first} yourself: {names} = check.case(\"{result.name}\", {first}), then {result.call}.",
            hint]


def _has_cases(result: Result) -> bool:
    """Whether a function is asked; a number or a choice is right or not, once."""
    return "(" in result.call


def _one_text(result: Result) -> bool:
    """Whether every case fails in the same words: then they are said once."""
    return len({case.text for case in result.cases}) == 1 and not result.right


def _sentence(text: str) -> str:
    return text if text.endswith(("?", ".")) else text + "."
