"""Execute the notebooks in place, or with --check say what a fresh run would change.

Two runs of an unchanged notebook write the same bytes, so that a diff shows what changed and nothing else:
no times, no version of Python, widget ids counted instead of drawn, addresses cut to 0x0, keys in order.
A cell that raises or writes to stderr stops the run, and the file stays as it was.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

import ipykernel.kernelspec
import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from traitlets import default

WIDGETS = "application/vnd.jupyter.widget-state+json"
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
AUTOMATIC = re.compile(r"[0-9a-f]{8}(-?[0-9a-f-]{24,27})?")        # what JupyterLab and nbformat draw at random
SECONDS = 600                                                       # for one cell
QUIET = ["--IPKernelApp.log_level=40"]                              # it warns of plain TCP, which stays on this machine


class NotebookError(RuntimeError):
    """A notebook cannot be run as it stands; the message names the file and the cell."""


class _ThisPython(KernelSpecManager):
    """Whatever kernels are installed here, the one to use is the Python that runs us."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(resource_dir=ipykernel.kernelspec.RESOURCES, **ipykernel.kernelspec.get_kernel_dict())


class _Manager(AsyncKernelManager):
    @default("kernel_spec_manager")
    def _this_python(self) -> KernelSpecManager:
        return _ThisPython(parent=self)


def run(path: str | Path) -> str:
    """Return the text of the notebook at `path` after a fresh run, normalised; the file is left alone.

    Raises NotebookError for a cell that raises, writes to stderr, or has no id given by hand.
    """
    path = Path(path)
    nb = read(path)
    nb.metadata.pop("widgets", None)                                # states of an earlier run
    client = NotebookClient(nb, kernel_manager_class=_Manager, kernel_name="python3", timeout=SECONDS,
                            record_timing=False, store_widget_state=True, coalesce_streams=True, extra_arguments=QUIET,
                            resources={"metadata": {"path": str(path.parent.resolve())}})
    try:
        client.execute()
    except CellExecutionError:
        pass                                                        # its traceback is among the outputs
    _refuse_complaints(path, nb)
    return _text(normalise(nb, path.stem))


def write(path: str | Path) -> bool:
    """Run the notebook at `path` in place and return whether the file changed."""
    path = Path(path)
    before, after = path.read_text(encoding="utf-8"), run(path)
    if before != after:
        path.write_text(after, encoding="utf-8", newline="\n")
    return before != after


def changes(path: str | Path) -> list[str]:
    """Return what a fresh run would change: the ids of cells, and "metadata" or "layout" for what is no cell."""
    before, after = Path(path).read_text(encoding="utf-8"), run(path)
    if before == after:
        return []
    old, new = json.loads(before), json.loads(after)
    moved = [cell["id"] for was, cell in zip(old["cells"], new["cells"]) if was != cell]
    return moved + ["metadata"] * (old["metadata"] != new["metadata"]) or ["layout"]


def read(path: Path) -> NotebookNode:
    """Return the notebook at `path`, every cell with an id that somebody gave it; else raise NotebookError."""
    text = path.read_text(encoding="utf-8")
    ids = [cell.get("id", "") for cell in json.loads(text).get("cells", [])]
    for place, id in enumerate(ids, 1):
        if not id or AUTOMATIC.fullmatch(id):
            raise NotebookError(f"{path.name}, cell {place} of {len(ids)}: needs an id given by hand, got {id!r}")
    return nbformat.reads(text, as_version=4)


def normalise(nb: NotebookNode, stem: str) -> NotebookNode:
    """Return `nb` without what differs from run to run; `stem` tells the widgets of one notebook from another's."""
    nb.metadata["language_info"] = {"name": "python"}
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = json.loads(ADDRESS.sub("at 0x0", json.dumps(cell.outputs)))
    return nbformat.from_dict(json.loads(_name_widgets(json.dumps(nb), nb, stem)))


def _name_widgets(text: str, nb: NotebookNode, stem: str) -> str:
    """Replace each widget's random id by one made from its place in the order of creation."""
    state = nb.metadata.get("widgets", {}).get(WIDGETS, {}).get("state", {})
    for place, id in enumerate(state):
        text = text.replace(id, hashlib.md5(f"{stem}:{place}".encode(), usedforsecurity=False).hexdigest())
    return text


def _text(nb: NotebookNode) -> str:
    return nbformat.writes(nb, version=4).rstrip("\n") + "\n"       # nbformat sorts all keys


def _refuse_complaints(path: Path, nb: NotebookNode) -> None:
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise NotebookError(f"{path.name}, cell {cell.id!r} raised {output.ename}: {output.evalue}")
            if output.get("name") == "stderr":
                raise NotebookError(f"{path.name}, cell {cell.id!r} wrote to stderr: {output.text.strip()}")


def main(argv: list[str]) -> int:
    """Run the notebooks, or check them; return 1 if a check found a change or a notebook did not run."""
    parser = argparse.ArgumentParser(prog="ffedu notebooks", description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, help="notebooks; without any, all in the folder notebooks/")
    parser.add_argument("--check", action="store_true", help="write nothing; say which cells would change")
    chosen = parser.parse_args(argv)
    paths = chosen.paths or sorted(Path("notebooks").glob("*.ipynb"))
    if not paths:
        parser.error("needs a notebook, or a folder notebooks/ that has some")
    return max(_report(path, chosen.check) for path in paths)


def _report(path: Path, check: bool) -> int:
    try:
        moved = changes(path) if check else write(path)
    except (NotebookError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    if check:
        print(f"{path}: {'a fresh run would change ' + ', '.join(moved) if moved else 'as a fresh run writes it'}")
        return int(bool(moved))
    print(f"{path}: {'written' if moved else 'unchanged'}")
    return 0
