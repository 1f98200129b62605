"""A worker process and the lines that go to and fro; ending it, and all that came from it, for certain."""
from __future__ import annotations

import json
import os
import secrets
import select
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .protocol import LINE, message
from .sandbox import Limits


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
