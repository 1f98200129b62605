"""A batch: every file through an executor, every row into the log at once, then the tables and pages from the log."""
from __future__ import annotations

import concurrent.futures
import hashlib
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from . import exercise, marks, notebook, report, roster
from .examine import examine
from .sandbox import Limits

NOT_YET = "not graded yet; --resume goes on"


class Batch(NamedTuple):
    """All that a run was asked to do."""
    folder: Path                                 # of the exercise
    out: Path
    students: dict[str, dict]                    # the roster
    submissions: list[roster.Submission]
    policy: marks.Policy
    secret: bytes
    limits: Limits
    unsafe: bool = False
    only: str = ""
    hidden: tuple = ()                           # folders that no sandbox may show

    @property
    def topic(self) -> str:
        """The exercise's name."""
        return self.folder.name

    def jobs(self) -> Iterator[dict]:
        """Yield what is to be done: paths and plain data."""
        for given in self.submissions:
            if not self.only or given.student == self.only:
                yield {"path": str(given.path), "folder": str(self.folder), "exercise": fingerprint(self.folder),
                       "seed": exercise.seed_of(self.secret, self.topic, given.student),
                       "limits": self.limits._asdict(), "unsafe": self.unsafe, "hidden": list(self.hidden)}


class Log:
    """log.jsonl: a line for each file that was graded, written at once. In memory stays what tables need."""

    def __init__(self, path: Path, keep: bool):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.places, self.rows = path, {}, {}
        self.file = open(path, "r+b" if keep and path.exists() else "w+b")
        for place, line in lines(self.file):
            self.remember(place, line)
        self.file.truncate()                     # half a line, where a run was cut off in it

    def remember(self, place: int, row: dict) -> None:
        """Keep a row without the texts of its cases."""
        brief = {name: {"right": verdict["right"], "hint": verdict["hint"] and verdict["hint"][:1]}
                 for name, verdict in row["questions"].items()}
        self.places[row["path"]] = place
        kept = {name: row[name] for name in ("path", "sha256", "seed", "exercise", "status", "note")}
        self.rows[row["path"]] = {**kept, "questions": brief}

    def add(self, row: dict) -> None:
        """Write a row; it is on the disk when this returns."""
        place = self.file.seek(0, os.SEEK_END)
        self.file.write(json.dumps(row).encode() + b"\n")
        self.file.flush()
        self.remember(place, row)

    def whole(self, path: str) -> dict:
        """Return a row with everything."""
        self.file.seek(self.places[path])
        return json.loads(self.file.readline())


def lines(file: Iterable) -> Iterator[tuple[int, dict]]:
    """Yield place and row of each whole line, and stand after the last one."""
    while True:
        place = file.tell()
        line = file.readline()
        try:
            row = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            row = None
        if row is None:
            file.seek(place)
            return
        yield place, row


def fingerprint(folder: Path) -> str:
    """Return a hash of the questions: where they changed, an old verdict is none."""
    texts = [(folder / name).read_bytes() for name in ("checks.py", "hidden.py") if (folder / name).exists()]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


def left(batch: Batch, log: Log) -> list[dict]:
    """Return the jobs whose verdict the log does not hold for this very file, seed and exercise."""
    return [job for job in batch.jobs() if batch.only or not same(job, log.rows.get(job["path"]))]


def same(job: dict, row: dict | None) -> bool:
    """Whether a row of the log answers a job."""
    if row is None or row["status"] == "grader-error" or any(row[name] != job[name] for name in ("seed", "exercise")):
        return False
    try:
        return row["sha256"] == hashlib.sha256(notebook.bytes_of(Path(job["path"]))).hexdigest()
    except notebook.Unreadable:
        return row["status"] == "unreadable"


def grade_all(batch: Batch, start: Callable[[], Executor], window: int, keep: bool,
              say: Callable[[str], None]) -> list[dict]:
    """Grade what is to be graded, write everything into the batch's folder, and return the entries of grades.csv."""
    log = Log(batch.out / "log.jsonl", keep)
    with log.file:
        jobs = left(batch, log)
        try:
            for number, row in enumerate(finished(jobs, start, window), 1):
                log.add(row)
                say(f"{number}/{len(jobs)} {Path(row['path']).name}: {row['status']}")
        except KeyboardInterrupt:
            say("interrupted; what is graded is kept, --resume goes on")
        return write_out(batch, log)


def finished(jobs: list[dict], start: Callable[[], Executor], window: int) -> Iterator[dict]:
    """Yield the rows as they are done, with at most `window` jobs on their way, so that memory does not grow.

    Where a process of the pool dies, each job that was on its way gets a second try in a pool of its own.
    """
    waiting = deque(jobs)
    while waiting:
        open_jobs: dict[Future, dict] = {}
        executor = start()
        try:
            while waiting or open_jobs:
                while waiting and len(open_jobs) < window:
                    future = executor.submit(examine, waiting[0])        # may raise: then the job still waits
                    open_jobs[future] = waiting.popleft()
                for future in concurrent.futures.wait(open_jobs, return_when=concurrent.futures.FIRST_COMPLETED).done:
                    row = outcome(future, open_jobs[future])
                    del open_jobs[future]
                    yield row
        except concurrent.futures.BrokenExecutor:
            yield from (second_try(job, start) for job in open_jobs.values())
        finally:
            executor.shutdown(cancel_futures=True)


def outcome(future: Future, job: dict) -> dict:
    """Return the row of a job that is done; what an executor loses is a row too. A broken pool raises."""
    try:
        row = future.result()
    except concurrent.futures.BrokenExecutor:
        raise
    except Exception as error:
        note = f"lost on its way: {type(error).__name__}: {error}"[:200]
        row = {**blank(job["path"], note=note), "seed": job["seed"]}
    return {**row, "exercise": job["exercise"]}


def second_try(job: dict, start: Callable[[], Executor]) -> dict:
    """Return the row of a job that is alone in its pool."""
    executor = start()
    try:
        return outcome(executor.submit(examine, job), job)
    except concurrent.futures.BrokenExecutor as error:
        lost = blank(job["path"], note=f"the grader died: {error}")
        return {**lost, "seed": job["seed"], "exercise": job["exercise"]}
    finally:
        executor.shutdown()


def processes(jobs: int) -> Executor:
    """Return the executor of this machine. Ctrl-C is for the parent alone, which then waits for what is on its way."""
    deaf = signal.signal, (signal.SIGINT, signal.SIG_IGN)
    return concurrent.futures.ProcessPoolExecutor(jobs, get_context("spawn"), *deaf)


class Cluster(Executor):
    """The executor of a dask cluster, whose connection ends with it; its workers need the same course and folders."""

    def __init__(self, address: str):
        from distributed import Client
        self.client = Client(address)
        self.inner = self.client.get_executor(pure=False)

    def submit(self, function: Callable, /, *given: object, **named: object) -> Future:
        """Send a call out; paths and plain JSON go there and back."""
        return self.inner.submit(function, *given, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the connection."""
        self.inner.shutdown(wait=wait)
        self.client.close()


def blank(path: str, status: str = "grader-error", note: str = NOT_YET) -> dict:
    """Return a row without a verdict."""
    return {"path": path, "sha256": "", "seed": "", "exercise": "", "status": status, "note": note, "questions": {}}


def entries(batch: Batch, rows: dict[str, dict]) -> list[dict]:
    """Return a row of grades.csv for each student of the roster and each file, in the roster's order, then by name."""
    order = {student: place for place, student in enumerate(batch.students)}
    by_student: dict[str, list] = {student: [] for student in order}
    for given in batch.submissions:
        row = rows.get(str(given.path)) or blank(str(given.path))
        by_student.setdefault(given.student, []).append({"given": given, "row": row, "time": given.time})
    found = []
    for student in sorted(by_student, key=lambda name: (order.get(name, len(order)), name)):
        own = by_student[student]
        chosen = marks.counting(own) if own else None
        found += [entry(batch, student, part, part is chosen) for part in own] or [missing(batch, student)]
    return found


def entry(batch: Batch, student: str, part: dict, counts: bool) -> dict:
    """Return the row of a file, with its marks."""
    given, row = part["given"], part["row"]
    days = batch.policy.days_late(student, given.time)
    marked = marks.marked(row, batch.policy, student, days)
    notes = [row["note"], "" if given.known or not batch.students else "not on the roster",
             "" if counts else "another file of this student counts", *marked["reasons"]]
    return {**about(batch, student), "file": given.path.name, "row": row, "counts": counts, "days": days, **marked,
            "note": "; ".join(filter(None, notes))}


def missing(batch: Batch, student: str) -> dict:
    """Return the row of a student from whom nothing came."""
    row = blank("", "missing", "")
    marked = marks.marked(row, batch.policy, student, 0)
    return {**about(batch, student), "file": "", "row": row, "counts": True, "days": 0, **marked,
            "note": "; ".join(marked["reasons"])}


def about(batch: Batch, student: str) -> dict:
    """Return what every row of a student says."""
    return {"student": student, "name": batch.students.get(student, {}).get("name", ""),
            "isolation": "UNSAFE" if batch.unsafe else "bubblewrap"}


def write_out(batch: Batch, log: Log) -> list[dict]:
    """Write the tables and pages, and return the entries of grades.csv."""
    found, points, most = entries(batch, log.rows), batch.policy.points, sum(batch.policy.points.values())
    report.write(batch.out, "grades.csv", report.grades(found, list(points)))
    report.write(batch.out, "canvas.csv", report.canvas(found, batch.students, batch.topic, most))
    report.write(batch.out, "moodle.csv", report.moodle(found, batch.students, batch.topic))
    report.write(batch.out, "class.html", report.class_page(found, batch.topic, points))
    for one in found:
        if one["row"]["path"] in log.places:
            whole = {**one, "row": log.whole(one["row"]["path"])}
            report.write(batch.out, f"feedback/{report.file_name(one)}", report.feedback(whole, batch.topic, points))
    return found


def progress(text: str) -> None:
    """Show how far it is: one line that renews itself in a terminal, a line each elsewhere."""
    end = "" if sys.stderr.isatty() else "\n"
    print(f"\r\x1b[K{text}" if not end else text, end=end, file=sys.stderr, flush=True)
