"""Submissions -> marks and feedback: `ffedu grade xor submissions/ --roster roster.csv -o out/`.

Student code runs in a sandbox, the comparison stays outside. Exit status: 0 all graded, 1 some not, 2 cannot start.
"""
from __future__ import annotations

import argparse
import functools
import os
import sys
from pathlib import Path

from .grading import exercise, marks, roster, run, sandbox

SECRET = Path("~/.config/ffedu/secret")


def main(argv: list[str]) -> int:
    """Grade a folder of submissions and return the exit status."""
    options = parsed(argv)
    try:
        if not options.unsafe_local:
            sandbox.probe()
        if options.selftest:
            from .grading import selftest
            return selftest.main(options.unsafe_local)
        batch = prepared(options)
    except (ValueError, OSError, sandbox.Unavailable) as error:
        print(f"ffedu grade: {error}", file=sys.stderr)
        return 2
    here = functools.partial(run.processes, options.jobs)
    start = functools.partial(run.Cluster, options.scheduler) if options.scheduler else here
    window = 64 if options.scheduler else 2 * options.jobs
    found = run.grade_all(batch, start, window, options.resume or bool(options.only), run.progress)
    return told(batch.out, found)


def parsed(argv: list[str]) -> argparse.Namespace:
    """Return the options; topic and submissions are needed, except for a selftest."""
    parser = argparse.ArgumentParser(prog="ffedu grade", description="Grade the submissions of an exercise.")
    parser.add_argument("topic", nargs="?", help="the name of a folder in exercises/, such as xor")
    parser.add_argument("submissions", nargs="?", type=Path, help="the folder with the files that came in")
    parser.add_argument("--roster", type=Path, help="CSV with a column student; other files beside it")
    parser.add_argument("--due", help="when they were due, with a time zone: 2026-05-01T12:00Z")
    parser.add_argument("--late", help="what each day begun after that costs: 10%%/day")
    parser.add_argument("-o", "--output", type=Path, default=Path("out"), metavar="DIR", help="where the results go")
    parser.add_argument("--resume", action="store_true", help="keep what is graded already, do what is left")
    parser.add_argument("--only", default="", metavar="STUDENT", help="grade this student again, keep the others")
    parser.add_argument("--secret", type=Path, default=SECRET, metavar="FILE", help=f"the secret seed ({SECRET})")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("--seconds", type=float, default=sandbox.Limits().cell, help="for a cell or a call")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a dask scheduler, tcp://...: its workers grade")
    parser.add_argument("--unsafe-local", action="store_true", help="run student code without a sandbox")
    parser.add_argument("--selftest", action="store_true", help="run accidents and attacks on this machine")
    options = parser.parse_args(argv)
    if not options.selftest and not options.submissions:
        parser.error("it needs a topic and the folder of the submissions")
    return options


def prepared(options: argparse.Namespace) -> run.Batch:
    """Return the batch that the options and the files beside the roster describe."""
    folder = Path("exercises", options.topic).resolve()
    if not (folder / "checks.py").is_file():
        raise ValueError(f"needs {folder / 'checks.py'}, got no such file: run it in the course's folder")
    if not options.submissions.is_dir():
        raise ValueError(f"needs a folder of submissions, got {options.submissions}")
    secret = options.secret.expanduser().resolve()
    outside(secret, Path.cwd())
    known = roster.students(options.roster) if options.roster else {}
    decided = {name: roster.beside(options.roster, name) for name in roster.BESIDE}
    came = roster.submissions(options.submissions.resolve(), known, decided["submitted"])
    if options.only and options.only not in {given.student for given in came}:
        raise ValueError(f"--only needs a student with a submission, got {options.only!r}")
    hidden = tuple(map(str, (Path.cwd(), options.submissions.resolve(), options.output.resolve(), secret.parent)))
    policy = marks.policy(exercise.load(str(folder)).points, options.due, options.late, decided)
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return run.Batch(folder, options.output.resolve(), known, came, policy,
                     exercise.secret_of(secret, lambda text: print(text, file=sys.stderr)),
                     sandbox.Limits(cell=options.seconds), options.unsafe_local, options.only, hidden)


def outside(secret: Path, course: Path) -> None:
    """Raise ValueError if the secret lies in the course's folder, where it would be published one day."""
    if secret.is_relative_to(course.resolve()):
        raise ValueError(f"--secret needs a file outside of the course's folder, got {secret}")


def told(out: Path, found: list[dict]) -> int:
    """Say what came out, and return the exit status."""
    counted = [entry for entry in found if entry["counts"]]
    states = sorted({entry["row"]["status"] for entry in counted})
    counts = ", ".join(f"{sum(entry['row']['status'] == state for entry in counted)} {state}" for state in states)
    print(f"\n{len(counted)} students: {counts or 'none'}. {out / 'grades.csv'}")
    return int(any(state in ("unreadable", "grader-error") for state in states))
