"""Which students there are, which files came in, whose they are, and when. All of it is read from files, never guessed.

    roster.csv       student and, as wished, name, email, and the columns that Canvas or Moodle exported
    submitted.csv    student, submitted: when a hand-in came in, where the time of the file does not say it
    extensions.csv   student, due, reason: another date for one student
    overrides.csv    student, question (or total), points, reason: a mark set by hand
    points.csv       question, points: other points than the exercise gives

All but the first are looked for beside the first, and may be missing.
"""
from __future__ import annotations

import csv
import datetime
import os
from pathlib import Path
from typing import NamedTuple

BESIDE = {"submitted": ("student", "submitted"), "extensions": ("student", "due", "reason"),
          "overrides": ("student", "question", "points", "reason"), "points": ("question", "points")}
IGNORED = (".", "__MACOSX", "Thumbs.db", "desktop.ini")


class Submission(NamedTuple):
    """A file that came in: whose it is, whether the roster knows the student, and when it came."""
    student: str
    known: bool
    path: Path
    time: datetime.datetime


def table(path: Path, columns: tuple) -> list[dict]:
    """Return the rows of a CSV file, each field without blanks around it. Raises ValueError if a column is missing."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        missing = [name for name in columns if name not in (reader.fieldnames or [])]
        if missing:
            got = ", ".join(reader.fieldnames or ["nothing"])
            raise ValueError(f"{path} needs the columns {', '.join(columns)}, got {got}")
        return [{name: (text or "").strip() for name, text in row.items() if name} for row in reader]


def students(path: Path) -> dict[str, dict]:
    """Return student -> row of the roster, in its order. Raises ValueError if one stands in it twice."""
    found: dict[str, dict] = {}
    for row in table(path, ("student",)):
        if not row["student"] or row["student"] in found:
            raise ValueError(f"{path} needs each student once, got {row['student']!r}")
        found[row["student"]] = row
    return found


def beside(path: Path | None, name: str) -> list[dict]:
    """Return the rows of a file beside the roster, or none where it is not there."""
    other = path.with_name(f"{name}.csv") if path else None
    return table(other, BESIDE[name]) if other and other.is_file() else []


def moment(text: str, where: str) -> datetime.datetime:
    """Return a point in time. Raises ValueError without a time zone: whose midnight is meant decides marks.

    >>> moment("2026-05-01T12:00Z", "--due").isoformat()
    '2026-05-01T12:00:00+00:00'
    """
    try:
        time = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{where} needs a date like 2026-05-01T12:00+02:00, got {text!r}") from None
    if time.tzinfo is None:
        raise ValueError(f"{where} needs a time zone, as in 2026-05-01T12:00+02:00 or 2026-05-01T12:00Z, got {text!r}")
    return time


def submissions(folder: Path, roster: dict[str, dict], times: list[dict]) -> list[Submission]:
    """Return every file below a folder, sorted by name; links are listed and not followed."""
    given = {row["student"]: moment(row["submitted"], f"submitted.csv, {row['student']},") for row in times}
    found = []
    for path in files(folder):
        student, known = owner(path.relative_to(folder), roster)
        seconds = os.lstat(path).st_mtime
        came = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
        found.append(Submission(student, known, path, given.get(student, came)))
    return found


def files(folder: Path) -> list[Path]:
    """Return the files below a folder, without those that a system or Jupyter leaves behind."""
    found = []
    for home, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(home, name))]
        folders[:] = sorted(name for name in folders if name not in links and not name.startswith(IGNORED))
        found += [Path(home, name) for name in [*names, *links] if not name.startswith(IGNORED)]
    return sorted(found)


def owner(path: Path, roster: dict[str, dict]) -> tuple[str, bool]:
    """Return whose file it is, by the first part of its path: the student's name, alone or with more after it.

    >>> roster = {"ada": {}, "ada2": {}}
    >>> [owner(Path(name), roster) for name in ("ada.ipynb", "ada2_late_7.ipynb", "ada/xor (1).ipynb", "bob.py")]
    [('ada', True), ('ada2', True), ('ada', True), ('bob', False)]
    """
    first = path.parts[0] if len(path.parts) > 1 else path.stem
    fitting = [name for name in roster
               if first.lower().startswith(name.lower()) and not first[len(name):][:1].isalnum()]
    return (max(fitting, key=len), True) if fitting else (first, False)
