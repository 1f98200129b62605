"""How many ordinary hand-ins are graded in a second, and does memory grow? `python tests/grading_bench.py [20 200]`."""
from __future__ import annotations

import functools
import resource
import sys
import tempfile
import time
from pathlib import Path

from ffedu.course.grading import attacks, exercise, marks, roster, run, sandbox

JOBS = 2


def graded(folder: Path, number: int) -> list[float]:
    """Grade so many notebooks, half of them right, and return the times: of the start, then of each row."""
    attacks.build(folder, [])
    for k in range(number):
        (folder / f"submissions/s{k:04}.ipynb").write_bytes(attacks.notebook(attacks.RIGHT if k % 2 else attacks.WRONG))
    home = folder / "course/exercises" / attacks.TOPIC
    batch = run.Batch(home, folder / "out", {}, roster.submissions(folder / "submissions", {}, []),
                      marks.Policy(exercise.load(str(home)).points), b"s" * 32, sandbox.Limits())
    times = [time.perf_counter()]
    found = run.grade_all(batch, functools.partial(run.processes, JOBS), 2 * JOBS, False,
                          lambda text: times.append(time.perf_counter()))
    assert [entry["total"] for entry in found] == [10 * (k % 2) for k in range(number)]
    return times


def report(number: int) -> str:
    """Return what was measured for so many hand-ins."""
    with tempfile.TemporaryDirectory() as folder:
        times = graded(Path(folder), number)
    rate = (number - 1) / (times[-1] - times[1])
    own, pool = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (f"{number} hand-ins: the first after {times[1] - times[0]:.1f} s, then {rate:.1f} a second with {JOBS} "
            f"processes; most memory so far {own} MB here, {pool} MB in the largest other process")


if __name__ == "__main__":
    for size in sys.argv[1:] or ["20", "200"]:
        print(report(int(size)))
