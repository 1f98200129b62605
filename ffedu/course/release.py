"""An exercise's source -> the notebook that a student gets, the one with the answers, the one that nbgrader takes.

The source is exercises/<topic>/exercise.md (MyST, one notebook) with checks.py beside it. Three tags matter there:

    setup      brings `check` into the author's notebook; replaced by a cell that carries the checks itself
    stub       the empty cell that the student fills; the solution edition leaves it out
    solution   the answer; the student edition leaves it out, and refuses to be made if a line of it shows elsewhere

What comes out needs numpy alone, no network and no ffedu. The same source gives the same bytes.
"""
from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from ..checks import Check
from ..checks.sheet import sheet_of

RUNTIME = ("__init__.py", "answers.py", "check.py", "grading.py", "sealed.py", "values.py")

SETUP = '''\
# @title The checks: run this cell and read on
# It unpacks the checks of this exercise from the text below. They need numpy and nothing else.
import base64, io, sys, tempfile, zipfile
sys.path.insert(0, tempfile.mkdtemp())
zipfile.ZipFile(io.BytesIO(base64.b64decode("{archive}"))).extractall(sys.path[0])
from ffedu_checks import Check
check = Check.read(sys.path[0] + "/ffedu_checks/sheet.json")'''


def release(source: Path, solution: bool = False) -> str:
    """Return the student notebook of an exercise.md as JSON text; with `solution`, the one that holds the answers.

    Raises ValueError if the source lacks a setup, stub or solution cell, or if a line of a solution is given away.
    """
    cells = cells_of(source)
    files = carried(source)
    kept = [cell for cell in cells if not tagged(cell, "stub" if solution else "solution")]
    if not solution:
        _refuse_leaks(cells, [cell.source for cell in kept] + list(files.values()))
    setup = setup_cell(files)
    return written([_bare(cell, setup) for cell in kept])


def checks_of(path: Path) -> Check:
    """Return the `check` of a checks.py, for the author's own notebook in the course's folder."""
    return Check(sheet_of(path))


def cells_of(source: Path) -> list[NotebookNode]:
    """Return the cells of a source, each with the id of its place, so that all editions agree on it."""
    cells = jupytext.read(source, fmt="md:myst").cells
    for tag in ("setup", "stub", "solution"):
        if not any(tagged(cell, tag) for cell in cells):
            raise ValueError(f"{source} needs a cell tagged {tag}, got none")
    for place, cell in enumerate(cells):
        cell["id"] = f"{source.resolve().parent.name}-{place:02d}"
    return cells


def tagged(cell: NotebookNode, tag: str) -> bool:
    """Return whether a cell has a tag."""
    return tag in cell.metadata.get("tags", [])


def setup_cell(files: dict[str, str]) -> str:
    """Return the source of the cell that carries the checks."""
    return SETUP.format(archive=base64.b64encode(_archive(files)).decode())


def written(cells: list[NotebookNode]) -> str:
    """Return a notebook of these cells as text."""
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def as_json(sheet: dict) -> str:
    """Return a sheet as the text that a notebook carries; a dictionary among the arguments keeps its order."""
    return json.dumps(sheet, separators=(",", ":"), allow_nan=False)


def _bare(cell: NotebookNode, setup: str) -> NotebookNode:
    """The cell without outputs and tags; the one tagged setup with its new text, folded in Lab and in Colab."""
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(cell.source, id=cell.id)
    if tagged(cell, "setup"):
        folded = {"cellView": "form", "jupyter": {"source_hidden": True}}
        return nbformat.v4.new_code_cell(setup, id=cell.id, metadata=folded)
    return nbformat.v4.new_code_cell(cell.source, id=cell.id)


def carried(source: Path) -> dict[str, str]:
    """Return name -> text of what rides inside the notebook: the runtime, and the sheet of the exercise."""
    folder = Path(__file__).parents[1] / "checks"
    files = {name: (folder / name).read_text(encoding="utf-8") for name in RUNTIME}
    return {**files, "sheet.json": as_json(sheet_of(source.with_name("checks.py")))}


def _archive(files: dict[str, str]) -> bytes:
    """The files as a package ffedu_checks in a zip, whose bytes depend on their text alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(f"ffedu_checks/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3                # else it names the system that made it
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def _refuse_leaks(cells: list[NotebookNode], given: list[str]) -> None:
    """Raise ValueError if a line of a solution stands in one of the texts that the student gets."""
    text = _squeezed("\n".join(given))
    stubs = {_squeezed(_code(line)) for line in _lines(cells, "stub")}
    for line in map(_code, _lines(cells, "solution")):
        if _telling(line) and _squeezed(line) not in stubs and _squeezed(line) in text:
            raise ValueError(f"the student edition needs to be free of solutions, got the line {line.strip()!r}")


def _lines(cells: list[NotebookNode], tag: str) -> list[str]:
    return [line for cell in cells if tagged(cell, tag) for line in cell.source.splitlines()]


def _telling(line: str) -> bool:
    """Whether a line says something by itself: `return f` and `else:` do not."""
    return len(re.findall(r"\w+", line)) >= 3


def _squeezed(text: str) -> str:
    """The text without blanks, so that spacing hides nothing; line ends stay."""
    return "\n".join("".join(line.split()) for line in text.splitlines())


def _code(line: str) -> str:
    return re.sub(r"(^|\s)#\s.*", "", line)
