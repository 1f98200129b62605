"""Give a lecture live: a chapter's deck in JupyterLab, each cell with Python behind it.

    ffedu present xor

The deck is made from a copy of the chapter, so that what is changed while somebody asks "and what if?" changes nothing
in the course. In JupyterLab: Run > Run All Cells; click the first cell; press the deck button, above on the right. The
arrow keys turn the slides, Shift+Enter runs a cell again, Escape ends the deck. Besides what the static deck shows, it
shows the cells tagged `live`: raw cells in the chapter, which nothing runs but this, with sliders of ipywidgets that
redraw a figure.
"""
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from ..widgets import explorables
from .slides import borrowed, mark

FOLDER = Path("_build/present")
STEPS = ("Run > Run All Cells", "click the first cell, then the deck button (above, on the right)",
         "the arrow keys turn the slides, Shift+Enter runs a cell again, Escape ends the deck")
CALM = {"@jupyterlab/apputils-extension/themes": {"overrides": {"content-font-size1": "24px", "code-font-size": "20px"}},
        "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False}}


def live(nb: dict) -> dict:
    """Return the chapter as it is presented: cells of no slide run but not shown, live cells made to run, code folded.

    One key goes through all: what stands below a slide becomes a slide, and what goes on with a slide after a cell that
    is not shown becomes a step of it. A live cell begins a slide of its own, its code in sight.
    """
    cells = [shown for cell in nb["cells"] for shown in (cell, *_lent(cell))]
    kinds = [_kind(cell) for cell in cells]
    kinds = ["fragment" if kind == "-" and before == "skip" else kind for before, kind in zip(["skip", *kinds], kinds)]
    return {**nb, "cells": [_live(cell, kind) for cell, kind in zip(cells, kinds)]}


def _lent(cell: dict) -> list[dict]:
    """The cell that shows the explorable that this one borrows, if it does."""
    topic = borrowed(cell)
    if not topic:
        return []
    name = explorables()[topic].__name__
    return [{"cell_type": "code", "id": f"{cell['id']}-shown", "metadata": {"slideshow": {"slide_type": "-"}},
             "source": f"from ffedu.widgets.{topic} import {name}\n{name}()", "outputs": [], "execution_count": None}]


def _kind(cell: dict) -> str:
    kind = "slide" if _is_live(cell) else mark(cell) or "skip"
    return "slide" if kind == "subslide" else kind


def _is_live(cell: dict) -> bool:
    return "live" in cell["metadata"].get("tags", [])


def _live(cell: dict, kind: str) -> dict:
    metadata = {**cell["metadata"], "slideshow": {"slide_type": kind}}
    if _is_live(cell):
        return {"cell_type": "code", "id": cell["id"], "source": cell["source"], "outputs": [], "execution_count": None,
                "metadata": metadata}
    if cell["cell_type"] == "code" and "show-code" not in metadata.get("tags", []):
        metadata["jupyter"] = {"source_hidden": True}
    return {**cell, "metadata": metadata}


def prepare(notebook: Path, folder: Path) -> Path:
    """Write what JupyterLab needs to present the notebook into `folder`, and return the copy of the notebook there.

    Raises ValueError for a notebook without a slide.
    """
    nb = json.loads(Path(notebook).read_text(encoding="utf-8"))
    if not any(mark(cell) == "slide" for cell in nb["cells"]):
        raise ValueError(f"a lecture needs a cell marked as slide, got none in {notebook}")
    for plugin, settings in CALM.items():
        file = folder / "settings" / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    copy = folder / "notebooks" / Path(notebook).name
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(json.dumps(live(nb), indent=1, ensure_ascii=False), encoding="utf-8", newline="\n")
    return copy


def main(argv: list[str]) -> int:
    """Open the deck of a topic in JupyterLab and return its exit status when it is closed; 2 if it cannot be opened."""
    parser = argparse.ArgumentParser(prog="ffedu present", description=__doc__.partition("\n")[0])
    parser.add_argument("topic", help="the name of a notebook in notebooks/, such as xor")
    parser.add_argument("lab", nargs="*", metavar="-- OPTION", help="options for jupyter lab, such as --no-browser")
    chosen = parser.parse_args(argv)
    notebook = Path("notebooks", f"{chosen.topic}.ipynb")
    if not notebook.is_file():
        print(f"ffedu present needs {notebook}, got no such file: run it in the course's folder", file=sys.stderr)
        return 2
    copy = prepare(notebook, FOLDER)
    print(f"Presenting a copy, {copy}. In JupyterLab:", *STEPS, sep="\n  ")
    return subprocess.call(_command(copy, chosen.lab), env=_environment(FOLDER))


def _command(copy: Path, options: list[str]) -> list[str]:
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={copy.parent.resolve()}",
            f"--LabApp.default_url=/lab/tree/{copy.name}", *options]


def _environment(folder: Path) -> dict[str, str]:
    """Settings and layout of its own, so that those of whoever presents stay as they are."""
    return {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str((folder / "settings").resolve()),
            "JUPYTERLAB_WORKSPACES_DIR": str((folder / "workspaces").resolve())}
