"""The answers bank of an exercise, and the small changes of its solution: what proves that its checks can tell.

    answers/ok/*.py       correct answers, which get full marks
    answers/wrong/*.py    wrong ones: `# loses: q1`, `# hint: transposed weights` (or none), `# says: ` words of the hint
    equivalent.txt        changes of the solution that no case can tell from it: `line | change | reason`

A file of the bank is run after the solution: it may use the names of that, and what it does not define stays as it is.
But the functions of the solution go on using their own. The graders' sheet judges: public cases and hidden ones.
"""
from __future__ import annotations

import re
import runpy
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np

from ..checks import Result, grade
from ..checks.answers import local
from ..checks.sheet import hidden_sheet
from .mutants import Mutant, mutants
from .release import carried, cells_of, setup_cell, tagged, written

SECONDS = 5                                       # for a changed solution that may have become an endless loop


class Claim(NamedTuple):
    """What a wrong answer says of itself: the question it loses, the hint it triggers (None: none), words of that."""
    loses: str
    hint: str | None
    says: str


def graders_sheet(folder: Path, seed: int = 0) -> dict:
    """Return the graders' sheet of the exercise in `folder`, its fresh numbers drawn from `seed`."""
    return hidden_sheet(folder, np.random.default_rng(seed))


def judged(sheet: dict, names: dict) -> dict[str, Result]:
    """Return the verdict on each question for what stands in `names`."""
    return {question["name"]: grade(question, local(question, names)) for question in sheet["questions"]}


def reference(folder: Path) -> dict:
    """Return what stands in the solution notebook after its last cell."""
    return _run([cell.source for cell in _plain_cells(folder)])


def untouched(folder: Path) -> dict:
    """Return what stands in the student notebook after its last cell."""
    cells = cells_of(Path(folder, "exercise.md"))
    return _run([cell.source for cell in cells if _code(cell) and not tagged(cell, "solution")])


def answers(folder: Path, path: Path) -> dict:
    """Return what a file of the bank defines; it is run after the solution, whose names it may use."""
    before = reference(folder)
    return {name: value for name, value in runpy.run_path(str(path), before).items() if before.get(name) is not value}


def answered(folder: Path, path: Path) -> dict:
    """Return the reference with the answers that a file of the bank gives in their place."""
    return {**reference(folder), **answers(folder, path)}


def hand_in(folder: Path, path: Path) -> str:
    """Return the notebook that a student with this answer would hand in, as text.

    The solution and its checks stand first, then the answer and the check of the question that it loses, if any: each
    question is marked as its names stand after its last check.
    """
    source = Path(folder, "exercise.md")
    loses = claim(path).loses if path.parent.name == "wrong" else ""
    checks = [cell.source for cell in cells_of(source) if f'check("{loses}")' not in cell.source and _asks(cell)]
    answer = [path.read_text(encoding="utf-8"), f'check("{loses}")' if loses else "check.summary()"]
    solution = [cell.source for cell in _plain_cells(folder)]
    sources = [setup_cell(carried(source)), *solution, *(checks if loses else []), *answer]
    return written([nbformat.v4.new_code_cell(text, id=f"hand-in-{place}") for place, text in enumerate(sources)])


def claim(path: Path) -> Claim:
    """Return what a wrong answer says of itself.

    Raises ValueError where it does not say which question it loses and which hint it triggers.
    """
    said = dict(re.findall(r"^# (loses|hint|says): (.+)$", Path(path).read_text(encoding="utf-8"), re.M))
    if not {"loses", "hint"} <= set(said) or (said["hint"] == "none") != ("says" not in said):
        raise ValueError(f"{path} needs lines # loses: and # hint:, and # says: unless the hint is none, got {said}")
    question = f"{Path(path).parents[2].name}.{said['loses']}"
    return Claim(question, None if said["hint"] == "none" else said["hint"], said.get("says", ""))


def bank(folder: Path, kind: str) -> list[Path]:
    """Return the files of answers/ok or answers/wrong."""
    return sorted(Path(folder, "answers", kind).glob("*.py"))


def misjudged(folder: Path, sheet: dict) -> list[str]:
    """Return in words where the checks are wrong about the reference, the empty notebook or an answer of the bank."""
    every = {question["name"] for question in sheet["questions"]}
    found = _lost("the reference", set(), judged(sheet, reference(folder)))
    found += _lost("the empty notebook", every, judged(sheet, untouched(folder)))
    for path in bank(folder, "ok"):
        found += _lost(path.name, set(), judged(sheet, answered(folder, path)))
    for path in bank(folder, "wrong"):
        verdicts = judged(sheet, answered(folder, path))
        found += _lost(path.name, {claim(path).loses}, verdicts) + _hinted(path, verdicts)
    return found


def _lost(who: str, need: set[str], verdicts: dict[str, Result]) -> list[str]:
    got = {name for name, result in verdicts.items() if not result.right}
    return [] if got == need else [f"{who} needs to lose {sorted(need) or 'nothing'}, got {sorted(got) or 'nothing'}"]


def _hinted(path: Path, verdicts: dict[str, Result]) -> list[str]:
    loses, need, says = claim(path)
    hint = verdicts[loses].hint
    if (hint and hint.name) != need:
        return [f"{path.name} needs the hint {need!r}, got {hint and hint.name!r}"]
    return [f"{path.name} needs a hint that says {says!r}, got {hint.text!r}"] if hint and says not in hint.text else []


def survivors(folder: Path, sheet: dict) -> tuple[int, list[Mutant]]:
    """Return how many changes of the solution were tried, and those that no case can tell from it."""
    cells = _plain_cells(folder)
    tried, alive = 0, []
    for place, cell in enumerate(cells):
        for mutant in mutants(cell.source) if tagged(cell, "solution") else ():
            sources = [mutant.source if here == place else other.source for here, other in enumerate(cells)]
            tried += 1
            alive += [] if _killed(sheet, sources) else [mutant]
    return tried, alive


def equivalents(folder: Path) -> dict[tuple[str, str], str]:
    """Return the reviewed survivors of an exercise, (line, change) -> why nothing can tell them."""
    path = Path(folder, "equivalent.txt")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    entries = [[part.strip() for part in line.split(" | ")] for line in lines if line.strip()]
    bad = [entry for entry in entries if len(entry) != 3 or not all(entry)]
    if bad:
        raise ValueError(f"{path} needs `line | change | reason` in each line, got {' | '.join(bad[0])!r}")
    return {(line, change): reason for line, change, reason in entries}


def _plain_cells(folder: Path) -> list:
    return [cell for cell in cells_of(Path(folder, "exercise.md")) if _code(cell) and not tagged(cell, "stub")]


def _asks(cell: object) -> bool:
    """Whether a cell calls the check of a question."""
    return cell.cell_type == "code" and cell.source.startswith('check("')


def _code(cell: object) -> bool:
    """Whether a cell defines something: not one that brings the checks or calls them."""
    return cell.cell_type == "code" and not tagged(cell, "setup") and not re.search(r"\bcheck\b", cell.source)


def _run(sources: list[str]) -> dict:
    names: dict = {"__name__": "__main__"}
    for source in sources:
        exec(source, names)
    return names


def _killed(sheet: dict, sources: list[str]) -> bool:
    """Whether a changed solution loses a question: by a wrong value, an exception, or no end."""
    try:
        with _limited(SECONDS), warnings.catch_warnings():
            warnings.simplefilter("ignore")       # of a division by zero that was a product before
            return not all(grade(question, local(question, names)).right
                           for names in [_run(sources)] for question in sheet["questions"])
    except Exception:
        return True


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TimeoutError after that time, where the system has an alarm clock."""
    def ring(*_: object) -> None:
        raise TimeoutError(f"needs less than {seconds} s")
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
