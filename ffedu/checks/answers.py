"""What the student's notebook holds for a question, as an answer: called with a case, it gives a Reply, never raises.

Only Ctrl-C passes through, so that an endless loop can be stopped. What a function prints or warns is left out.
"""
from __future__ import annotations

import inspect
import io
import traceback
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, Callable, Sequence

from .values import Reply, read, read_letters, read_parts, shown


def local(question: dict, namespace: dict) -> Callable[[dict], Reply]:
    """Return the answer that `namespace` holds to `question`: a function from a case's arguments to a Reply."""
    name = question["asked"]
    if name not in namespace:
        reply = Reply(problem=f"there is no `{name}` here yet: run the cell that defines it, then this one")
        return lambda arguments: reply
    if question["kind"] != "function":
        return lambda arguments: _held(question, namespace[name])
    problem = _unfit(question, namespace[name])
    if problem:
        return lambda arguments: Reply(problem=problem)
    return lambda arguments: call(namespace[name], arguments, question["nodes"])


def call(function: Callable, arguments: dict, nodes: Sequence[str] = ()) -> Reply:
    """Return what the function gives for the arguments, and which of them it overwrote.

    With `nodes` it is asked for several values, of those names in that order.
    """
    before = {name: _plain(value) for name, value in arguments.items()}
    try:
        with _quiet():
            value = function(*arguments.values())
            reply = read_parts(value, nodes) if nodes else read(value)
    except (Exception, SystemExit) as error:
        reply = _stopped(function, error)
    return reply._replace(changed=tuple(name for name, value in arguments.items() if _plain(value) != before[name]))


def _held(question: dict, value: Any) -> Reply:
    """What a variable holds: a number, or the letters of a choice."""
    verb = f"`{question['asked']}` is"
    if question["kind"] == "number":
        return read(value, verb)
    return read_letters(value, "".join(option["letter"] for option in question["options"]), verb)


def _unfit(question: dict, function: Any) -> str:
    """Why the function cannot be called as asked, or ""."""
    name, parameters = question["asked"], question["parameters"]
    asked = f"{name}({', '.join(parameters)})"
    if not callable(function):
        return f"`{name}` is {shown(function)} ({type(function).__name__}), not a function; asked is `def {asked}:`"
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):                               # some callables written in C do not tell
        return ""
    try:
        signature.bind(*parameters)
    except TypeError:
        return f"`{name}{signature}` cannot be called as {asked}; asked is `def {asked}:`"
    return ""


def _stopped(function: Callable, error: BaseException) -> Reply:
    try:
        message = str(error).split("\n")[0][:160].rstrip(" .")
    except Exception:
        message = "an exception without a text"
    text = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return Reply(problem=f"stopped{_where(function, error)} with {text}", error=text)


def _where(function: Callable, error: BaseException) -> str:
    home = getattr(getattr(function, "__code__", None), "co_filename", None)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == home]
    if not frames:
        return ""
    return f" in line {frames[-1].lineno}" + (f", `{frames[-1].line}`," if frames[-1].line else "")


def _plain(value: Any) -> str:
    """The value in full, as text: equal if and only if nothing in it was changed."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return repr(value.tolist()) if hasattr(value, "tolist") else shown(value)


@contextmanager
def _quiet():
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
