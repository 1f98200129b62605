"""`ffedu grade --selftest`: the corpus on this machine. A row each, no unfair mark, nothing left."""
from __future__ import annotations

import functools
import hashlib
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

from . import attacks, exercise, marks, roster, run
from .sandbox import Limits

LIMITS = Limits(cell=2, wall=90)


def main(unsafe: bool) -> int:
    """Run the corpus, print what is not as it should be, and return 0 if nothing is."""
    if unsafe:
        print("ffedu grade --selftest attacks the machine: not without a sandbox", file=sys.stderr)
        return 2
    label = f"ffedu-{secrets.token_hex(6)}"
    entries = attacks.corpus(label)
    with tempfile.TemporaryDirectory(prefix="ffedu-corpus-") as folder:
        found = faults(Path(folder), entries, label)
    for fault in found:
        print(fault)
    print(f"selftest: {len(entries)} hand-ins, {len(found)} faults")
    return int(bool(found))


def faults(folder: Path, entries: list, label: str, jobs: int = os.cpu_count() or 1) -> list[str]:
    """Return in words what went wrong: marks, rows, files touched, processes left."""
    attacks.build(folder, entries)
    stood = content(folder, "course", "submissions")
    rows = graded(folder, label, jobs)
    found = attacks.faults(entries, rows)
    found += ["course or submissions were changed"] if content(folder, "course", "submissions") != stood else []
    found += [f"process {pid} is left" for pid in left(label)]
    pages = sorted((folder / "out" / "feedback").glob("*.html"))
    return found + [f"{page.name} holds markup of a student" for page in pages
                    if marked_up(page.read_text(encoding="utf-8"))]


def graded(folder: Path, label: str, jobs: int) -> list[dict]:
    """Return the entries of grades.csv for the corpus in a folder."""
    home = folder / "course" / "exercises" / attacks.TOPIC
    known = roster.students(folder / "roster.csv")
    came = roster.submissions(folder / "submissions", known, [])
    policy = marks.Policy(exercise.load(str(home)).points)
    batch = run.Batch(home, folder / "out", known, came, policy, b"a seed of the corpus", LIMITS._replace(label=label),
                      hidden=(str(folder),))
    return run.grade_all(batch, functools.partial(run.processes, jobs), 2 * jobs, False, run.progress)


def content(folder: Path, *names: str) -> str:
    """Return a hash of the files in some folders: names, kinds and bytes."""
    digest = hashlib.sha256()
    for path in sorted(path for name in names for path in (folder / name).rglob("*")):
        if "__pycache__" not in path.parts:
            digest.update(f"{path} {os.lstat(path).st_mode}".encode("utf-8", "surrogateescape"))
            digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def left(label: str, patience: float = 2.0) -> list[int]:
    """Return the processes that carry the label and do not go away: the workers', and what the corpus started."""
    until = time.monotonic() + patience
    while (found := carrying(label)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def carrying(label: str) -> list[int]:
    """Return the processes whose command line holds the label."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [int(path.parent.name)] if label.encode() in path.read_bytes() else []
        except OSError:
            pass                                                 # gone meanwhile
    return [pid for pid in found if pid != os.getpid()]


def marked_up(text: str) -> bool:
    """Whether a page holds an element that none of ours has."""
    return any(part in text for part in ("<script", "<img", "<iframe", "<a "))
