"""Prepare a chapter's notebook for myst-nb: every picture a figure with alt text and caption.

`ffedu.figures.show` stores a picture as one output (alt text and width in its metadata) and its caption as the next.
myst-nb knows alt text and caption as settings of a whole cell. So a cell is split here: its source first, then a
cell without source for each picture. The file on disk is not touched.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from . import reference
from .chapters import is_notebook, source, text

PNG = "image/png"
LEDGER = "application/vnd.ffedu.ledger+json"
ROW = re.compile(r'<tr data-ledger="([^"]+)"')
logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Rewrite each notebook between its reading and its parsing."""
    app.connect("source-read", _rewrite)


def _rewrite(app: Sphinx, docname: str, content: list[str]) -> None:
    if is_notebook(app.env, docname):
        content[0] = json.dumps(prepared(json.loads(content[0]), source(app.env, docname)))


def prepared(notebook: dict, path: Path) -> dict:
    """Return the notebook as myst-nb is to see it.

    Figures split off, ledger rows and errata with ids, no slide-only cells, a last line of links to the reference.
    """
    kept = [cell for cell in notebook["cells"] if "slide-only" not in tags(cell)]
    placed: set[str] = set()
    cells = [part for cell in kept for part in (*_anchors(cell, placed), *split(cell, path))]
    _anchor_rows(cells)
    return {**notebook, "cells": [*cells, *reference.line(notebook)]}


def _anchors(cell: dict, placed: set[str]) -> Iterator[dict]:
    """A place to link to, before the first cell that shows an erratum: erratum-<id>; note it as placed."""
    for id in sorted({*cell["metadata"].get("ffedu", {}).get("errata", [])} - placed):
        placed.add(id)
        yield {"cell_type": "markdown", "id": f"erratum-{id}", "metadata": {},
               "source": f'<span id="erratum-{id}"></span>'}


def tags(cell: dict) -> list[str]:
    """Return the cell's tags."""
    return cell["metadata"].get("tags", [])


def split(cell: dict, path: Path) -> Iterator[dict]:
    """Yield the cell's source with its plain outputs, then each picture as a cell of its own."""
    if cell["cell_type"] != "code":
        yield cell
        return
    parts = [{**cell, "outputs": []}]
    for output in cell["outputs"]:
        if output.get("metadata", {}).get("ffedu", {}).get("caption"):
            _caption(parts[-1], output, path)
        elif PNG in output.get("data", {}):
            parts.append(_picture(cell, output, len(parts), path))
        else:
            _plain(cell, parts)["outputs"].append(output)
    yield from (part for part in parts if part["outputs"] or "remove-input" not in tags(part))


def _plain(cell: dict, parts: list[dict]) -> dict:
    """The part that takes an output which is no picture: the last one, or a new one after a picture."""
    if "mystnb" in parts[-1]["metadata"]:
        parts.append(_part(cell, len(parts)))
    return parts[-1]


def _part(cell: dict, number: int) -> dict:
    """A cell with its source out of sight, to hold further outputs of `cell`."""
    metadata = {**cell["metadata"], "tags": [*tags(cell), "remove-input"]}
    return {**cell, "id": f"{cell['id'][:60]}-{number}", "metadata": metadata, "outputs": []}


def _picture(cell: dict, output: dict, number: int, path: Path) -> dict:
    """A part that shows the picture `output`, with its alt text."""
    alt = output.get("metadata", {}).get(PNG, {}).get("alt")
    if not alt:
        logger.warning("%s, cell %s: a picture needs alt text, use ffedu.figures.show", path.name, cell["id"])
    part = _part(cell, number)
    part["metadata"]["mystnb"] = {"image": {"alt": alt or ""}}
    return {**part, "outputs": [output]}


def _caption(part: dict, output: dict, path: Path) -> None:
    """Give the picture of `part` its caption, and a name to link to: fig-<topic>-<cell id>."""
    if "mystnb" not in part["metadata"]:
        logger.warning("%s, cell %s: a caption needs a picture before it", path.name, part["id"])
        return
    name = f"fig-{path.stem}-{part['id'].removesuffix('-1')}"
    part["metadata"]["mystnb"]["figure"] = {"caption": text(output["data"]["text/markdown"]), "name": name}


def _anchor_rows(cells: list[dict]) -> None:
    """Give each ledger row's first appearance an id, and drop the JSON beside it, which myst-nb does not know."""
    seen: set[str] = set()

    def anchored(row: re.Match) -> str:
        first = row[1] not in seen and not seen.add(row[1])
        return f'<tr id="ledger-{row[1]}" data-ledger="{row[1]}"' if first else row[0]

    for output in (output for cell in cells for output in cell.get("outputs", [])):
        if output.get("data", {}).pop(LEDGER, None):
            output["data"]["text/html"] = ROW.sub(anchored, text(output["data"]["text/html"]))
