"""A hand-in in its sandbox: run up to a cell, asked for values, started anew without the cell that was fatal."""
from __future__ import annotations

import json
import os
import secrets
import select
import signal
import subprocess
import time
from collections import deque
from pathlib import Path
from typing import Any, Callable

from ...checks.values import Reply
from .protocol import LINE, encode, fields_of, message
from .sandbox import Limits

SPARE = 2.0                      # seconds on top of what the worker's own alarm allows
START = 30.0                     # seconds for Python, numpy and the parsing of the cells
ASKED = ("name", "kind", "asked", "function", "parameters", "nodes")      # what the sandbox learns of a question


ENDED, NO_END = "ended the whole program: ", "stopped with no end within"


class Fatal(Exception):
    """The worker is gone, or had to be ended."""


class Pipe:
    """A worker process and the lines that go to and fro."""

    def __init__(self, command: list[str], limits: Limits, ends: float):
        self.limits, self.ends, self.strange = limits, ends, 0
        self.lines: deque[bytes] = deque()
        self.rest = b""
        self.sandboxed = command[0] == "bwrap"
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
                                        stderr=subprocess.DEVNULL, cwd="/", env={"PATH": os.environ.get("PATH", "")})
        self.input, self.output = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)

    def ask(self, do: str, seconds: float, heard: Callable[[dict], None] = lambda data: None, **given: Any) -> dict:
        """Return the reply to a request. Every message before it gives `seconds` anew."""
        name = secrets.token_hex(8)
        until = self.until(seconds)
        self.send((json.dumps({"id": name, "do": do, "with": given}) + "\n").encode(), until)
        while True:
            data = message(self.line(until))
            if data is None or data.get("id") != name:
                self.stranger()
            elif "at" in data:
                heard(data)
                until = self.until(seconds)
            else:
                return data

    def until(self, seconds: float) -> float:
        return min(time.monotonic() + seconds, self.ends)

    def stranger(self) -> None:
        """Count a line that answers nothing; too many are an attack on the reader."""
        self.strange += 1
        if self.strange > 1000:
            raise Fatal("wrote over and over into the channel of the replies")

    def send(self, data: bytes, until: float) -> None:
        """Write it all, unless the worker stops reading."""
        while data:
            self.wait(self.input, select.POLLOUT, until)
            try:
                data = data[os.write(self.input, data):]
            except BlockingIOError:
                pass
            except OSError:
                raise Fatal(self.how_it_ended()) from None

    def line(self, until: float) -> bytes:
        """Return the next line that the worker writes."""
        while not self.lines:
            if len(self.rest) > LINE:
                raise Fatal("wrote an endless line into the channel of the replies")
            self.wait(self.output, select.POLLIN, until)
            got = os.read(self.output, 65536)
            if not got:
                raise Fatal(self.how_it_ended())
            *whole, self.rest = (self.rest + got).split(b"\n")
            self.lines.extend(whole)
        return self.lines.popleft()

    def wait(self, channel: int, event: int, until: float) -> None:
        """Wait until the channel is ready, and look after time and memory meanwhile."""
        poll = select.poll()
        poll.register(channel, event)
        while not poll.poll(250):
            if time.monotonic() > until:
                whole = until == self.ends
                raise Fatal("all its time is used up" if whole else f"no end within {self.limits.cell:g} s")
            if resident(self.process.pid) > self.limits.resident * 2 ** 20:
                raise Fatal(f"more than {self.limits.resident} MB of memory in use")
        if time.monotonic() > self.ends:
            raise Fatal("all its time is used up")

    def how_it_ended(self) -> str:
        """Say how the worker ended, as the shell counts: 128 and more is a signal."""
        try:
            code = self.process.wait(5)
        except subprocess.TimeoutExpired:
            return "closed the channel of the replies"
        number = -code if code < 0 else code - 128
        names = {s.value: s.name for s in signal.Signals}
        return f"the process {f'was ended by {names[number]}' if number in names else f'ended itself with {code}'}"

    def close(self) -> None:
        """End the sandbox: its first process, with which all others end; then wait for the end of the pipe."""
        for child in family(self.process.pid):
            end(os.kill, child)
        if not self.sandboxed:
            end(os.killpg, self.process.pid)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            pass
        end(os.killpg, self.process.pid)
        self.process.wait()
        self.process.stdin.close()
        self.drain(time.monotonic() + 10)
        self.process.stdout.close()

    def drain(self, until: float) -> None:
        """Read to the end of the pipe: it comes when the last process that holds it is gone."""
        poll = select.poll()
        poll.register(self.output, select.POLLIN)
        while time.monotonic() < until:
            if poll.poll(250) and not os.read(self.output, 65536):
                return


class Session:
    """The cells of a hand-in, and the worker that runs them. What went wrong stands in `incidents`."""

    def __init__(self, cells: list, questions: list, command: Callable[[], list], limits: Limits):
        self.cells, self.names, self.command, self.limits = cells, [q["name"] for q in questions], command, limits
        self.ends = time.monotonic() + limits.wall
        self.done, self.starts, self.skip, self.over = 0, 0, set(), False
        self.incidents: list[str] = []
        self.stopped: dict[int, str] = {}
        self.positions: dict[str, int | None] = {}
        self.pipe: Pipe | None = None
        self.start()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def start(self) -> None:
        """Start a worker and give it the cells."""
        self.starts += 1
        self.pipe = Pipe(self.command(), self.limits, self.ends)
        self.positions = self.pipe.ask("load", START, cells=self.cells, questions=self.names)["positions"]
        self.done = 0

    def run(self, last: int) -> None:
        """Run the cells up to before `last`; one that is fatal is left out from then on."""
        while self.done < last and not self.over:
            at = [self.done]
            try:
                reply = self.pipe.ask("run", self.limits.cell + SPARE, lambda said: at.append(place(said, at[-1], last)),
                                      first=self.done, last=last, skip=sorted(self.skip))
                self.stopped.update(problems(reply))
                self.done = last
            except Fatal as fatal:
                self.skip.add(at[-1])
                self.again(f"cell {at[-1] + 1}: {fatal}")

    def answer(self, question: dict) -> Callable[[dict], Reply]:
        """Return the answer to a question: a function from a case's arguments to a Reply, and never an exception.

        One that ends the worker, or does not end, is not called again: the other cases get the same problem.
        """
        given_up: list[str] = []

        def reply(arguments: dict) -> Reply:
            if self.over or given_up:
                return Reply(problem=given_up[0] if given_up else f"its turn did not come, {self.incidents[-1]}")
            came = self.call(question, arguments)
            if came.problem.startswith((ENDED, NO_END)):
                given_up.append(came.problem)
            return came
        return reply

    def call(self, question: dict, arguments: dict) -> Reply:
        """Return what the student's function gives; where that ends the worker, start anew and stand where we stood."""
        stand, name = self.done, question.get("asked") or question["function"]
        try:
            data = self.pipe.ask("call", self.limits.cell + SPARE, question=asked(question),
                                 arguments=encode(arguments))
            came = reply_of(data.get("reply"))
            self.incidents += [f"{name}: {came.problem}"] if came.problem.startswith(NO_END) else []
            return came
        except Fatal as fatal:
            self.again(f"{name}: {fatal}")
            self.run(stand)
            return Reply(problem=f"{ENDED}{fatal}")

    def again(self, incident: str) -> None:
        """Write the incident down and start anew, unless that was done often enough or the time is up."""
        self.incidents.append(incident)
        self.close()
        self.over = self.starts > self.limits.restarts or time.monotonic() >= self.ends
        if not self.over:
            try:
                self.start()
            except Fatal as fatal:
                self.incidents.append(str(fatal))
                self.over = True

    def close(self) -> None:
        """End the worker and all that it started."""
        if self.pipe:
            if self.pipe.strange and not self.over:
                self.incidents.append(f"{self.pipe.strange} lines in the channel of the replies that answer nothing")
            self.pipe.close()
            self.pipe = None


def asked(question: dict) -> dict:
    """Return what of a question goes into the sandbox: no case, no expected value, no hint; of options the letters."""
    given = {name: question[name] for name in ASKED if name in question}
    return {**given, "options": [{"letter": option["letter"]} for option in question.get("options", [])]}


def reply_of(data: Any) -> Reply:
    """Return what the sandbox says as a Reply, or a problem where that is not one."""
    fields = fields_of(data)
    if fields is None:
        return Reply(problem="gave a reply that is none")
    return made({**fields, "parts": tuple((name, made(part)) for name, part in fields["parts"])})


def made(fields: dict) -> Reply:
    """Return a Reply of the fields that it has."""
    return Reply(**{name: value for name, value in fields.items() if name in Reply._fields})


def place(data: dict, before: int, last: int) -> int:
    """Return the number of the cell that the worker says it begins, if that can be."""
    number = data["at"]
    return number if type(number) is int and before <= number < last else before


def problems(reply: dict) -> dict[int, str]:
    """Return cell -> exception from a reply, as far as it is well formed."""
    found = reply.get("stopped")
    pairs = [pair for pair in found if isinstance(pair, list) and len(pair) == 2] if isinstance(found, list) else []
    return {n: text[:200] for n, text in pairs[:20] if type(n) is int and isinstance(text, str)}


def children(pid: int) -> list[int]:
    """Return the processes that a process started and that still are."""
    try:
        texts = [(task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []
    return [int(child) for text in texts for child in text.split()]


def family(pid: int) -> list[int]:
    """Return all processes that come from a process, the nearest first."""
    own = children(pid)
    return own + [further for child in own for further in family(child)]


def resident(pid: int) -> int:
    """Return the bytes of memory that a process and all that come from it have in use."""
    return sum(map(pages, [pid, *family(pid)])) * os.sysconf("SC_PAGE_SIZE")


def pages(pid: int) -> int:
    """Return the pages of memory that one process has in use, 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0


def end(kill: Callable, number: int) -> None:
    """Kill a process or a group, if it still is."""
    try:
        kill(number, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
