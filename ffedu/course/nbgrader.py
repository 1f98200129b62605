"""An exercise's source -> the source notebook of nbgrader, for sites that live in it: `ffedu exercise release --nbgrader`.

The stub and its solution become one cell with the markers that nbgrader cuts at; each check cell becomes an autograded
test with the question's points: the public cases for all to see, the hidden ones between nbgrader's marks for hidden
tests. nbgrader runs both in the student's own kernel, where a student can undo them: see the page for instructors.
"""
from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import nbformat
import numpy as np
from nbformat import NotebookNode

from ..checks.sheet import hidden_sheet
from .release import carried, as_json, cells_of, setup_cell, tagged, written

CHECK = re.compile(r'check\("([\w.]+)"\)')

TEST = '''\
check("{name}")
check.need("{name}")
### BEGIN HIDDEN TESTS
import base64, json, zlib
Check(json.loads(zlib.decompress(base64.b64decode("{sheet}")))).need("{name}")
### END HIDDEN TESTS'''


def nbgrader_source(source: Path, rng: np.random.Generator) -> str:
    """Return the notebook that nbgrader takes as an assignment's source, its hidden cases drawn with `rng`."""
    graded = hidden_sheet(source.parent, rng)
    setup = setup_cell(carried(source))
    cells, stub = [], ""
    for cell in cells_of(source):
        if tagged(cell, "stub"):
            stub = cell.source                       # comes before its solution, in one cell: what nbgrader leaves
        else:
            cells.append(_cell(cell, setup, graded, stub))
    return written(cells)


def _cell(cell: NotebookNode, setup: str, graded: dict, stub: str) -> NotebookNode:
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(cell.source, id=cell.id)
    if tagged(cell, "setup"):
        return nbformat.v4.new_code_cell(setup, id=cell.id)
    if tagged(cell, "solution"):
        return _marked(cell, f"{stub}\n\n### BEGIN SOLUTION\n{cell.source}\n### END SOLUTION", solution=True)
    if asked := CHECK.fullmatch(cell.source.strip()):
        question = next(question for question in graded["questions"] if question["name"] == asked[1])
        alone = {**graded, "questions": [question]}
        text = base64.b64encode(zlib.compress(as_json(alone).encode(), 9)).decode()
        return _marked(cell, TEST.format(name=asked[1], sheet=text), grade=True, points=question["points"])
    return nbformat.v4.new_code_cell(cell.source, id=cell.id)


def _marked(cell: NotebookNode, text: str, solution: bool = False, grade: bool = False,
            points: int | None = None) -> NotebookNode:
    """A code cell with what nbgrader reads, version 3 of its metadata."""
    marks = {"schema_version": 3, "grade_id": cell.id, "grade": grade, "solution": solution, "locked": grade,
             "task": False, "cell_type": "code"}
    if points is not None:
        marks["points"] = points
    return nbformat.v4.new_code_cell(text, id=cell.id, metadata={"nbgrader": marks})
