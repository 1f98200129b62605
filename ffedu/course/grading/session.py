"""A hand-in in its sandbox: run up to a cell, asked for values, started anew without the cell that was fatal."""
from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ...checks.values import Reply
from .pipe import Fatal, Pipe
from .protocol import encode, fields_of
from .sandbox import Limits

SPARE = 2.0                      # seconds on top of what the worker's own alarm allows
START = 30.0                     # seconds for Python, numpy and the parsing of the cells
ASKED = ("name", "kind", "asked", "function", "parameters", "nodes")      # what the sandbox learns of a question
ENDED, NO_END = "ended the whole program: ", "stopped with no end within"


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
        try:
            self.positions = self.pipe.ask("load", START, cells=self.cells, questions=self.names)["positions"]
        except Fatal:
            self.close()
            raise
        self.done = 0

    def run(self, last: int) -> None:
        """Run the cells up to before `last`; one that is fatal is left out from then on."""
        while self.done < last and not self.over:
            at = [self.done]
            try:
                begun = lambda said: at.append(place(said, at[-1], last))        # noqa: E731
                reply = self.pipe.ask("run", self.limits.cell + SPARE, begun, first=self.done, last=last,
                                      skip=sorted(self.skip))
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
