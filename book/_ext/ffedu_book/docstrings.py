"""Show the library's docstrings as they were written: plain text, formulas included, which reST would misread.

In them `name` is code, an indented block keeps its lines, and |s|, x* or max_i mean themselves.
"""
from __future__ import annotations

import re

from sphinx.application import Sphinx

MARKUP = re.compile(r"(`[^`]+`)|([\\|*])|(?<=\w)(_)(?!\w)")


def setup(app: Sphinx) -> None:
    """Rewrite each docstring before it is parsed; leave the fields of named tuples to their class's docstring."""
    app.connect("autodoc-process-docstring", _rewrite)
    app.connect("autodoc-skip-member", _skip)


def _skip(app: Sphinx, what: str, name: str, obj: object, skip: bool, options: object) -> bool | None:
    """Say that a field is left out whose only docstring is Python's "Alias for field number 0"."""
    return True if str(obj.__doc__).startswith("Alias for field number") else None


def _rewrite(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    lines[:] = [line for block in blocks(lines) for line in (*rest(block), "")]


def blocks(lines: list[str]) -> list[list[str]]:
    """Return the lines in runs without a blank line between them; a change of indentation starts a new run."""
    found: list[list[str]] = [[]]
    for line in lines:
        turned = found[-1] and line[:1].isspace() != found[-1][-1][:1].isspace()
        if not line.strip() or turned:
            found.append([])
        if line.strip():
            found[-1].append(line)
    return [block for block in found if block]


def rest(block: list[str]) -> list[str]:
    """Return the block as reST: doctests as they are, indented lines literal, the rest with its markup escaped."""
    if block[0].startswith(">>>"):
        return block
    if block[0][:1].isspace():
        return [".. code-block:: text", "", *block]
    return [MARKUP.sub(_plain, line) for line in block]


def _plain(found: re.Match) -> str:
    code, sign, tail = found.groups()
    return f"`{code}`" if code else f"\\{sign or tail}"
