"""Runs INSIDE the sandbox: a notebook's cells one by one, and calls of its functions. It knows no answer and no mark.

Replies go out through a private copy of the pipe; a student's print goes nowhere. Code in the same process can find
that copy and write to it. It gains nothing: a question is answered by the right numbers for arguments that it has
not seen before, the comparison is done outside, and a line that answers no open request is reported as an incident.
The same holds for everything else that a notebook may replace here (numpy, `__eq__`, this file).
"""
from __future__ import annotations

import ast
import fcntl
import linecache
import os
import re
import signal
import sys
import types
from typing import Any, Callable

MAGIC = re.compile(r"^(\s*)(?:[%!?].*|\w[\w.]*\s*\?{1,2}\s*)$", re.M)
ASSIGNED = re.compile(r"^(\s*[\w, ]+=\s*)[%!].*$", re.M)
PYTHON_MAGIC = ("time", "timeit", "capture", "prun")             # their cell is Python all the same


class OutOfTime(BaseException):
    """A cell or a call took longer than it may; no `except Exception` of a student holds it up."""


def main(limits: dict) -> None:
    """Answer requests until the pipe closes: load cells, run them, call a function."""
    requests, reply = channels()
    confine(limits)
    from protocol import reader, writer
    read, write, worker = reader(), writer(), Worker(limits["cell"])
    for line in requests:
        request = read(line)
        say = telling(reply, write, request["id"])
        say(getattr(worker, request["do"])(say, **request["with"]))


def channels() -> tuple:
    """Return the requests and the number of the reply pipe; the standard ones lead nowhere from now on."""
    requests = os.fdopen(fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, 64), encoding="ascii")
    reply = fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, 80)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return requests, reply


def telling(reply: int, write: Callable, name: str, send: Callable = os.write) -> Callable[[dict], None]:
    """Return a function that sends data as the reply to the request of this name."""
    def say(data: dict) -> None:
        rest = write({"id": name, **data})
        while rest:
            rest = rest[send(reply, rest):]
    return say


def confine(limits: dict) -> None:
    """Set the limits of this process and of all that come from it."""
    import resource
    for name, value in limits["resources"].items():
        try:
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
        except (ValueError, OSError):                            # macOS has no limit on address space
            pass


class Worker:
    """The namespace of one notebook, and what can be asked of it."""

    def __init__(self, seconds: float, clock: Callable = signal.setitimer, on: Callable = signal.signal):
        from ffedu_runtime.answers import local
        from ffedu_runtime.values import Reply
        from protocol import NUMBERS, decode, plain
        self.local, self.reply, self.decode, self.plain, self.most = local, Reply, decode, plain, NUMBERS
        self.seconds, self.clock, self.on = seconds, clock, on
        self.cells: list = []
        self.names = notebook_names()

    def load(self, say: Callable, cells: list, questions: list) -> dict:
        """Take the cells, and say after which of them each question is to be graded."""
        self.cells = cells
        return {"positions": {name: last_check(cells, name) for name in questions}}

    def run(self, say: Callable, first: int, last: int, skip: list) -> dict:
        """Run the cells from `first` to before `last`, saying the number of each before it starts."""
        stopped = []
        for number in range(first, last):
            if number not in skip and self.cells[number].strip():
                say({"at": number})
                error = self.timed(lambda: self.execute(number))
                if error and len(stopped) < 20:
                    stopped.append([number, error])
        return {"stopped": stopped}

    def call(self, say: Callable, question: dict, arguments: dict) -> dict:
        """Call the function that a question asks for, and return its Reply as plain data."""
        replies: list = []
        arguments = self.decode(arguments)
        error = self.timed(lambda: replies.append(self.local(question, self.names)(arguments)))
        reply = replies[0] if replies else self.reply(problem=f"stopped with {error}")
        many = len(reply.values) + sum(len(part.values) for _, part in getattr(reply, "parts", ()))
        if many > self.most:
            reply = self.reply(problem=f"returned {many} numbers, more than {self.most}")
        return {"reply": self.plain(reply)}

    def execute(self, number: int) -> None:
        """Run one cell; a text that is no Python is tried again without the commands of IPython."""
        name = f"<cell {number + 1}>"
        code = python(self.cells[number])
        linecache.cache[name] = (len(code), None, code.splitlines(True), name)
        exec(compile(code, name, "exec", dont_inherit=True), self.names)

    def timed(self, action: Callable) -> str:
        """Do it within the time that a cell has; return the exception in words, or ""."""
        try:
            self.on(signal.SIGALRM, out_of_time)
            self.clock(signal.ITIMER_REAL, self.seconds)
            try:
                action()
            finally:
                self.clock(signal.ITIMER_REAL, 0)
        except OutOfTime:
            return f"no end within {self.seconds:g} s"
        except BaseException as error:                           # also SystemExit and KeyboardInterrupt
            return in_words(error)
        return ""


def in_words(error: BaseException) -> str:
    """Return an exception as a line of text, also one whose text fails."""
    try:
        return f"{type(error).__name__}: {error}".partition("\n")[0][:200].rstrip(": ")
    except BaseException:
        return "an exception without a text"


def out_of_time(*_: Any) -> None:
    """Stop what the main thread is doing."""
    raise OutOfTime


def notebook_names() -> dict:
    """Return the namespace of a fresh notebook: a module of its own, with a `check` that does nothing."""
    from stand_in import Nothing, install
    module = types.ModuleType("__main__")
    module.__dict__.update(check=install(os.path.join(sys.path[0], "ffedu")), display=Nothing(), get_ipython=Nothing())
    sys.modules["__main__"] = module
    return module.__dict__


def last_check(cells: list, question: str) -> int | None:
    """Return the number of the last cell that calls check on the question, or None."""
    likely = [number for number, cell in enumerate(cells) if "check" in cell and question in cell]
    return next((number for number in reversed(likely) if calls(cells[number], question)), None)


def calls(cell: str, question: str) -> bool:
    """Whether a cell calls check with the question's name: check("xor.q1"), or in a loop over names."""
    try:
        nodes = list(ast.walk(ast.parse(python(cell))))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    checks = [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check"]
    names = [node.value for check in checks for node in check.args[:1] if isinstance(node, ast.Constant)]
    if len(names) == len(checks):
        return question in names
    return any(isinstance(node, ast.Constant) and node.value == question for node in nodes)


def python(cell: str) -> str:
    """Return a cell's Python: as it is where it is Python, else without the lines that only IPython knows."""
    try:
        ast.parse(cell)
        return cell
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        pass
    if cell.lstrip().startswith("%%"):
        head, _, cell = cell.lstrip().partition("\n")
        if not head[2:].startswith(PYTHON_MAGIC):
            return ""
    return ASSIGNED.sub(r"\1None", MAGIC.sub(r"\1pass", cell))


if __name__ == "__main__":
    sys.path[:0] = sys.argv[2:]
    from protocol import reader as _reader
    main(_reader()(sys.argv[1]))
