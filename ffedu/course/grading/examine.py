"""One file -> one row of plain JSON. This is what an executor runs, here or on another machine."""
from __future__ import annotations

import functools
import time
import traceback
from pathlib import Path
from typing import Any

from ...checks.grading import Result, grade
from . import notebook
from .exercise import load, questions_for
from .sandbox import Limits, command
from .session import Fatal, Session


def examine(job: dict) -> dict:
    """Return the row of a job: its status, a note, the verdict on each question. It raises nothing.

    A job names a file ("path"), an exercise ("folder"), a student's "seed", "limits", folders that must not be seen
    ("hidden") and whether to do without a sandbox ("unsafe").
    """
    began = time.perf_counter()
    row: dict[str, Any] = {"path": job["path"], "seed": job["seed"], "sha256": "", "status": "graded", "note": "",
                           "questions": {}}
    try:
        row.update(graded(job, row))
    except notebook.Unreadable as error:
        row.update(status="unreadable", note=str(error), sha256=getattr(error, "sha256", ""))
    except Exception as error:                                   # a bug of ours or of a check costs no submission
        note = f"{type(error).__name__}: {error}"[:200]
        row.update(status="grader-error", note=note, traceback=traceback.format_exc())
    return {**row, "seconds": round(time.perf_counter() - began, 3)}


def graded(job: dict, row: dict) -> dict:
    """Return what grading adds to a row."""
    exercise, limits = load(job["folder"]), Limits(**job["limits"])
    cells, row["sha256"] = notebook.read(Path(job["path"]))
    questions = questions_for(exercise, job["seed"])
    start = functools.partial(command, limits, exercise.allowed, tuple(job["hidden"]), job["unsafe"])
    try:
        session = Session(cells, questions, start, limits)
    except Fatal as fatal:
        raise notebook.Unreadable(f"Python cannot take its cells in: {fatal}") from None
    with session:
        verdicts = {question["name"]: verdict(question, result) for question, result in in_turn(session, questions)}
    slow = [f"cell {n + 1}: {text}" for n, text in sorted(session.stopped.items()) if text.startswith("no end within")]
    incidents = slow + session.incidents
    return {"questions": {question["name"]: verdicts[question["name"]] for question in questions},
            "stopped": [[n + 1, text] for n, text in sorted(session.stopped.items())],
            "status": "graded-with-incident" if incidents else "graded", "note": "; ".join(incidents)}


def in_turn(session: Session, questions: list[dict]) -> Any:
    """Yield each question with its result, graded after the last cell that checks it, or at the end where none does."""
    def stop(question: dict) -> int:
        place = session.positions.get(question["name"])
        return len(session.cells) if place is None else place + 1

    for question in sorted(questions, key=stop):
        session.run(stop(question))
        yield question, grade(question, session.answer(question))


def verdict(question: dict, result: Result) -> dict:
    """Return a result as plain data; of a hidden case there is its title and whether it is right, and no value."""
    cases = [[case.title, case.text if number < question["public"] else "wrong" if case.text else ""]
             for number, case in enumerate(result.cases)]
    return {"right": result.right, "call": result.call, "cases": cases, "public": question["public"],
            "hint": list(result.hint) if result.hint else None}
