"""The code cells of a hand-in, whatever state it is in. Nothing of it is run; metadata and ids are not read."""
from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from pathlib import Path
from typing import Any, NamedTuple

LARGEST = 64_000_000             # bytes of a file: stored outputs can be long
MOST_CODE = 8_000_000            # characters of code in it
SUFFIXES = (".ipynb", ".py")


class Unreadable(Exception):
    """There is no code to be had from a file; the text says why."""


class HandIn(NamedTuple):
    """The code cells of a file, and the file's hash."""
    cells: list
    sha256: str


def read(path: Path) -> HandIn:
    """Return what a file holds, or raise Unreadable; `error.sha256` is its hash where it could be read at all."""
    data = bytes_of(path)
    digest = hashlib.sha256(data).hexdigest()
    try:
        return HandIn(cells_of(data, path.suffix.lower()), digest)
    except Unreadable as error:
        error.sha256 = digest
        raise


def bytes_of(path: Path) -> bytes:
    """Return the bytes of an ordinary file: no link is followed, no pipe waited for."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise Unreadable("a symbolic link" if os.path.islink(path) else f"cannot be opened: {error.strerror}") from None
    with os.fdopen(number, "rb") as file:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not an ordinary file")
        if status.st_size > LARGEST:
            raise Unreadable(f"{status.st_size} bytes, more than {LARGEST}")
        return file.read(LARGEST)


def cells_of(data: bytes, suffix: str) -> list[str]:
    """Return the code cells of a notebook's or a script's bytes, in order."""
    if suffix not in SUFFIXES:
        raise Unreadable(f"needs {' or '.join(SUFFIXES)}, got {suffix or 'a name without an ending'}")
    if not data.strip():
        raise Unreadable("empty" if not data else "nothing but blanks")
    cells = notebook_cells(data) if suffix == ".ipynb" else script_cells(text_of(data))
    if sum(map(len, cells)) > MOST_CODE:
        raise Unreadable(f"more than {MOST_CODE} characters of code")
    return cells


def text_of(data: bytes) -> str:
    """Return the text, read as UTF-8, else as UTF-16 if it says so, else as Latin-1, which reads anything."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def notebook_cells(data: bytes) -> list[str]:
    """Return the code cells of a notebook of any version of the format."""
    try:
        notebook = json.loads(text_of(data))
    except RecursionError:
        raise Unreadable("not a notebook: nested too deeply") from None
    except ValueError as error:
        raise Unreadable(f"not a notebook: {error}"[:200]) from None
    if not isinstance(notebook, dict):
        raise Unreadable("not a notebook: no cells in it")
    return [source(cell) for cell in all_cells(notebook) if isinstance(cell, dict) and cell.get("cell_type") == "code"]


def all_cells(notebook: dict) -> list:
    """Return the cells, which version 3 of the format keeps in worksheets."""
    sheets = notebook.get("worksheets")
    sheets = [sheet for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else [notebook]
    cells = [sheet.get("cells") for sheet in sheets]
    if not any(isinstance(part, list) for part in cells):
        raise Unreadable("not a notebook: no cells in it")
    return [cell for part in cells if isinstance(part, list) for cell in part]


def source(cell: dict) -> str:
    """Return a cell's text: a string or a list of lines, called `input` in version 3."""
    text: Any = cell.get("source", cell.get("input", ""))
    lines = text if isinstance(text, list) else [text]
    return "".join(line for line in lines if isinstance(line, str))


def script_cells(text: str) -> list[str]:
    """Return a script's cells, parted at `# %%` and `# In[3]:`; without those it is one cell."""
    return re.split(r"^# ?(?:%%|In ?\[).*$", text, flags=re.M)
