"""A fresh run of every notebook gives the stored file, byte for byte; the runner's promises, on small notebooks."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from chapters import NOTEBOOKS

from ffedu.course import cli, notebooks

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_fresh_run_changes_nothing(path: Path):
    moved = notebooks.changes(path)
    assert not moved, f"{path.name}: a fresh run would change {', '.join(moved)}"


def stored(folder: Path, **code: str) -> Path:
    """Return the path of a notebook with a code cell for each name, never run."""
    made = [{"cell_type": "code", "id": id, "metadata": {"execution": {"iopub.status.busy": "now"}}, "source": text,
             "outputs": [], "execution_count": None} for id, text in code.items()]
    path = folder / "small.ipynb"
    path.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


WIDGETS = """from ipywidgets import HBox, IntSlider, jslink
a, b = IntSlider(), IntSlider()
jslink((a, 'value'), (b, 'value'))
HBox([a, b])"""


def test_two_runs_write_the_same_bytes(tmp_path: Path):
    lines = "import sys\nfor i in range(99):\n    print(i, object())\n    sys.stdout.flush()"
    path = stored(tmp_path, lines=lines, widgets=WIDGETS, address="object()")
    assert notebooks.write(path)
    first = path.read_bytes()
    assert not notebooks.write(path) and path.read_bytes() == first
    assert b"at 0x0>" in first and b'"execution"' not in first
    assert json.loads(first)["metadata"]["language_info"] == {"name": "python"}


def test_what_moved_is_named(tmp_path: Path):
    path = stored(tmp_path, same="print(1)", moved="print(2)")
    notebooks.write(path)
    path.write_text(path.read_text(encoding="utf-8").replace('"2\\n"', '"3\\n"'), encoding="utf-8")
    assert notebooks.changes(path) == ["moved"]


@pytest.mark.parametrize("id, code, sentence", [
    ("fails", "1 / 0", "small.ipynb, cell 'fails' raised ZeroDivisionError: division by zero"),
    ("warns", "import sys\nprint('!', file=sys.stderr)", "small.ipynb, cell 'warns' wrote to stderr: !"),
    ("0a1b2c3d", "1", "small.ipynb, cell 1 of 1: needs an id given by hand, got '0a1b2c3d'"),
    ("", "1", "small.ipynb, cell 1 of 1: needs an id given by hand, got ''")])
def test_a_notebook_that_does_not_run_well_is_left_alone(tmp_path: Path, capsys, id: str, code: str, sentence: str):
    path = stored(tmp_path, **{id: code})
    before = path.read_bytes()
    assert notebooks.main([str(path)]) == 1 and path.read_bytes() == before
    assert capsys.readouterr().err.strip() == sentence


def test_the_command_line_names_its_commands(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    shown = capsys.readouterr().out
    assert all(f"  {name:<11}{cli.summary(name)}" in shown and cli.summary(name) for name in cli.COMMANDS)


def test_check_reports_and_returns_1(tmp_path: Path, capsys):
    path = stored(tmp_path, once="print(1)")
    assert cli.main(["notebooks", str(path), "--check"]) == 1
    assert "a fresh run would change once" in capsys.readouterr().out
