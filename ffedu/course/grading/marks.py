"""From verdicts to marks: points, days late, what was set by hand. The table is made anew in each run."""
from __future__ import annotations

import datetime
import math
import re
from typing import Any, NamedTuple

from .roster import moment

GRADED = ("graded", "graded-with-incident")
DAY = datetime.timedelta(days=1)


class Policy(NamedTuple):
    """The points of each question, the date, the part that a late day costs, and what was decided by hand."""
    points: dict[str, float]
    due: datetime.datetime | None = None
    late: float = 0.0
    extensions: dict[str, datetime.datetime] = {}
    overrides: dict[tuple[str, str], tuple[float, str]] = {}

    def days_late(self, student: str, came: datetime.datetime) -> int:
        """Return the days after the date that have begun, 0 before it."""
        due = self.extensions.get(student, self.due)
        return max(0, math.ceil((came - due) / DAY)) if due else 0


def policy(points: dict, due: str | None, late: str | None, decided: dict[str, list[dict]]) -> Policy:
    """Return the policy of the options and the files beside the roster. Raises ValueError where it cannot be."""
    changed = {row["question"]: number(row["points"], f"points.csv, {row['question']},") for row in decided["points"]}
    named(changed, points, "points.csv")
    extensions = {row["student"]: moment(row["due"], f"extensions.csv, {row['student']},")
                  for row in decided["extensions"]}
    overrides = {(row["student"], row["question"]): override(row) for row in decided["overrides"]}
    named([question for _, question in overrides], {**points, "total": 0}, "overrides.csv")
    if late and not due:
        raise ValueError(f"--late {late} needs a --due date, got none")
    return Policy({**points, **changed}, moment(due, "--due") if due else None, rate(late) if late else 0.0,
                  extensions, overrides)


def rate(text: str) -> float:
    """Return the part of the points that a day costs.

    >>> rate("10%/day")
    0.1
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)%/day", text.replace(" ", ""))
    if not match or float(match[1]) > 100:
        raise ValueError(f"--late needs a part a day, such as 10%/day, got {text!r}")
    return float(match[1]) / 100


def override(row: dict) -> tuple[float, str]:
    """Return points and reason of a line of overrides.csv; without a reason there is no override."""
    if not row["reason"]:
        raise ValueError(f"overrides.csv needs a reason, got none for {row['student']}, {row['question']}")
    return number(row["points"], f"overrides.csv, {row['student']},"), row["reason"]


def number(text: str, where: str) -> float:
    """Return points from a text."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise ValueError(f"{where} needs points of 0 or more, got {text!r}")
    return value


def named(given: Any, points: dict, where: str) -> None:
    """Raise ValueError if a question is none of the exercise."""
    if strange := sorted(set(given) - set(points)):
        raise ValueError(f"{where} needs questions of {', '.join(points)}, got {', '.join(strange)}")


def marked(row: dict, policy: Policy, student: str, days: int) -> dict:
    """Return points per question, total and reasons of a row; what nobody could grade has no points, unless by hand."""
    verdicts = row["questions"] if row["status"] in GRADED else {}
    points: dict[str, float | None] = {name: worth * verdicts[name]["right"] if name in verdicts else None
                                       for name, worth in policy.points.items()}
    points |= {name: policy.overrides[student, name][0] for name in points if (student, name) in policy.overrides}
    known = [worth for worth in points.values() if worth is not None]
    total = sum(known) * max(0.0, 1 - policy.late * days) if known else 0.0 if row["status"] == "missing" else None
    if (student, "total") in policy.overrides:
        total = policy.overrides[student, "total"][0]
    reasons = [f"{question} set to {value:g}: {reason}"
               for (name, question), (value, reason) in policy.overrides.items() if name == student]
    return {"points": points, "total": None if total is None else round(total, 2), "reasons": reasons}


def counting(entries: list[dict]) -> dict:
    """Return which of a student's rows counts: the newest that could be graded, else the newest."""
    return max(entries, key=lambda entry: (entry["row"]["status"] in GRADED, entry["time"], str(entry["row"]["path"])))
