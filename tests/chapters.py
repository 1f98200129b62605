"""The notebooks as the tests read them: plain JSON, so that nothing is mended on the way in."""
from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(os.environ.get("FFEDU_ROOT") or Path(__file__).parents[1]).resolve()
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = sorted((ROOT / "book").glob("*.md"))
LEDGER = "application/vnd.ffedu.ledger+json"


def load(path: Path) -> dict:
    """Return the notebook at `path`; a cell's source and texts are lists of lines or one string, as stored."""
    return json.loads(path.read_text(encoding="utf-8"))


def cells(nb: dict, kind: str) -> list[dict]:
    """Return the "code" or the "markdown" cells."""
    return [cell for cell in nb["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    """Return a cell's text."""
    return "".join(cell["source"])


def claimed(cell: dict, what: str) -> list[str]:
    """Return the deck items, or the errata, that a cell claims to show."""
    return cell["metadata"].get("ffedu", {}).get(what, [])


def compared(nb: dict) -> list[str]:
    """Return the ids of the ledger rows in the stored outputs, as often as they stand there."""
    return [row["id"] for cell in cells(nb, "code") for output in cell["outputs"]
            for row in output.get("data", {}).get(LEDGER, {}).get("rows", [])]


def figures(nb: dict) -> Iterator[tuple[str, dict, dict]]:
    """Yield the cell's id, the figure's output and the output after it (empty if there is none)."""
    for cell in cells(nb, "code"):
        for output, after in zip(cell["outputs"], [*cell["outputs"][1:], {}]):
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                yield cell["id"], output, after


def sentences(markdown: str) -> str:
    """Return what is left of a Markdown text without headings, displays and comments: its prose."""
    return re.sub(r"^#[^\n]*|\$\$.*?\$\$|<!--.*?-->", " ", markdown, flags=re.S | re.M).strip()
