"""The table: what is measured for it, how it is written, and its place in book/benchmarks.md."""
from __future__ import annotations

import datetime
import pathlib
import platform
import subprocess
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from . import contest, imports, mlp_step, scalar_chain, worked_step, xor_step
from .timing import REPETITIONS, Spread, interleaved, ratios, spread
from .verdicts import Row, printed, rival, row

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "benchmarks.md"
BEGIN, END = "<!-- benchmarks: begin, written by a program -->", "<!-- benchmarks: end -->"
HEAD = ("task", "who", "figure", "quartiles", "aim", "must", "verdict")
OTHERS = ("autograd", "scikit-learn", "micrograd", "torch")


def rows(seed: int = 0) -> Iterator[Row]:
    """Yield the lines of the table as they are measured."""
    rng = np.random.default_rng(seed)
    for task in (xor_step.task(), worked_step.task()):
        yield from times_the_floor(task, rng)
    for dtype in (np.float64, np.float32):
        yield from times_the_floor(mlp_step.task(dtype), rng)
    for n in scalar_chain.LENGTHS:
        yield from times_the_floor(scalar_chain.task(n), rng)
    extra, ratio = imports.measured()
    yield row("import", "ffedu after numpy, ms", extra)
    yield row("import", "numpy and ffedu / numpy", ratio)


def times_the_floor(task: contest.Task, rng: np.random.Generator) -> Iterator[Row]:
    """Yield a line for each contender of a task, and those that belong to the task alone."""
    steps, absent = contest.enter(task)
    times = interleaved(steps, rng)
    ours = max((name for name in times if name.startswith("ffedu")), key=lambda name: np.median(times[name]))
    for name in task.contenders:
        if name in absent:
            yield Row(task.name, name, "", "", "", "", absent[name])
        elif name == task.floor:
            yield Row(task.name, name, "1", "", "", "", f"floor: {printed(1e6 * np.median(times[name]))} µs")
        else:
            verdict = rival(ratios(times, name, ours)) if name in OTHERS else ""
            yield row(task.name, name, ratios(times, name, task.floor), verdict)
    if mlp_step.BACKWARD in times:
        yield row(task.name, "ffedu graph, backward / forward", ratios(times, mlp_step.BACKWARD, mlp_step.FORWARD))
    if task.name.startswith("chain"):
        yield row(task.name, "ffedu, µs a node", spread([1e6 * t / task.data for t in times["ffedu"]]))
        size = scalar_chain.bytes_a_node(task.data)
        yield row(task.name, "ffedu, bytes a node", Spread(size, size, size))


def line(cells: Sequence[str]) -> str:
    """Return a line of a Markdown table.

    >>> line(["a", "b"])
    '| a | b |'
    """
    return f"| {' | '.join(cells)} |"


def heading() -> str:
    """Return what the table was measured with; no name of a host, no path."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    machine = " with ".join([platform.machine(), *found[-1:]])
    software = [f"Python {platform.python_version()}", f"numpy {np.__version__}", f"{blas['name']} {blas['version']}",
                *others()]
    return (f"Measured on {datetime.date.today()} at commit {commit()}: {machine}, {', '.join(software)}. "
            f"One thread; medians of {REPETITIONS} rounds.")


def others() -> Iterator[str]:
    """Yield the versions of the other packages that are installed."""
    for name in OTHERS:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            pass


def commit() -> str:
    """Return the commit under test, and whether the library differs from it."""
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    try:
        changed = git("status", "--porcelain", "ffedu")
        return git("rev-parse", "--short=10", "HEAD") + (" with changes" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def table(lines: Sequence[Row]) -> str:
    """Return the block that stands between the markers."""
    return "\n".join([heading(), "", line(HEAD), line(["---", "---", "---:", "---:", "---:", "---:", "---"]),
                      *map(line, lines)])


def renewed(page: str, block: str) -> str:
    """Return the page with the block between its markers.

    Raises ValueError where the page does not have each marker once.
    """
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        raise ValueError(f"the page needs {BEGIN} and {END} once each, in this order, got another page")
    return f"{page[:page.index(BEGIN)]}{BEGIN}\n\n{block}\n\n{page[page.index(END):]}"


def between(page: str) -> list[Row]:
    """Return the lines of the table that stands in a page."""
    block = page[page.index(BEGIN):page.index(END)]
    cells = [[cell.strip() for cell in text[1:-1].split("|")] for text in block.splitlines() if text.startswith("|")]
    return [Row(*found) for found in cells[2:]]
