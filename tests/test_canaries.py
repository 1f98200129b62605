"""Planted failures: one thing broken in a copy of the project turns the matching gate red, with its own sentence.

Each gate is green on the untouched copy; red for another reason, or red before anything was broken, does not count.
"""
from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from chapters import ROOT

pytestmark = pytest.mark.slow

LEAVE_OUT = (".*", "_build", "build", "__pycache__", "*.egg-info")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
ALT_FREE = {"image/png": {"alt": ""}}

# A gate is the arguments of one or more runs of this Python, in the copy.
Gate = tuple[tuple[str, ...], ...]
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
NBVAL = (*PYTEST, "--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/sanitize.cfg")
BUILD = ("-c", "from jupyter_book.cli.main import main; main()", "build", ".", "-W", "-n", "--keep-going", "-q")
BUILT = (BUILD, (*PYTEST, "tests/test_built_book.py"))


def unit(name: str) -> Gate:
    return ((*PYTEST, f"tests/{name}.py"),)


def nbval(topic: str) -> Gate:
    return ((*NBVAL, f"notebooks/{topic}.ipynb"),)


def swap(old: str, new: str) -> Callable[[str], str]:
    """Return the fault that puts `new` in the place of the first `old`."""
    def fault(text: str) -> str:
        assert old in text, f"the planted failure needs {old!r} in the file, and it is not there"
        return text.replace(old, new, 1)
    return fault


def in_notebook(change: Callable[[dict[str, dict]], object]) -> Callable[[str], str]:
    """Return the fault that does `change` to the cells of a notebook, given by id; None in a cell's place drops it."""
    def fault(text: str) -> str:
        nb = json.loads(text)
        by_id = {cell["id"]: cell for cell in nb["cells"]}
        change(by_id)
        nb["cells"] = list(by_id.values())
        return json.dumps(nb)
    return fault


def clear(cells: dict[str, dict]) -> None:
    for cell in cells.values():
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)


def restate(cells: dict[str, dict]) -> None:
    cells["line-after"]["source"] = "".join(cells["line-after"]["source"]).replace("0.25", "0.2571")


def misprint(cells: dict[str, dict]) -> None:
    output = cells["line"]["outputs"][0]
    output["text"] = "".join(output["text"]).replace("0.25", "0.26")


@dataclass(frozen=True)
class Canary:
    """What is broken, where and how, which gate has to notice, and what it then says."""
    name: str
    file: str
    fault: Callable[[str], str]
    gate: Gate
    sentence: str


XOR, TWINS = "notebooks/xor.ipynb", "tests/test_eq_xor.py"
SIGN = swap("f.out_o1 - x.target_o1", "f.out_o1 + x.target_o1")
CANARIES = [
    Canary("a ledger value", "ffedu/ledger.csv", swap('Eq. 6.5,array,"[0, -1]"', 'Eq. 6.5,array,"[0, 1]"'),
           nbval("xor"), "needs the verdict 'equal': printed [0, 1], computed [0, -1]"),
    Canary("a stored output", XOR, in_notebook(misprint), nbval("xor"), "mismatch 'stdout'"),
    Canary("the sign in a twin's LaTeX", TWINS, swap("f(0,0) - f(0,1)", "f(0,0) + f(0,1)"), unit("test_equations"),
           "equation xor.2 and its twin need the same LaTeX"),
    Canary("the sign in a twin's numbers", TWINS, swap("f00 - f01", "f00 + f01"), unit("test_eq_xor"),
           "FAILED tests/test_eq_xor.py::test_a_linear_model_balances_the_diagonals"),
    Canary("an alt text", XOR, in_notebook(lambda cells: cells["spaces"]["outputs"][0]["metadata"].update(ALT_FREE)),
           unit("test_notebooks"), "the figure of cell 'spaces' needs an alt text"),
    Canary("a reference", XOR, swap("](worked_example.ipynb)", "](worked_example.ipynb#no-such-place)"), (BUILD,),
           "WARNING: local id not found in doc 'notebooks/worked_example': 'no-such-place'"),
    Canary("a comparison left out, in the book", XOR, in_notebook(lambda cells: cells.pop("theta")), (BUILD,),
           "WARNING: ledger row G-XOR-1 of topic xor is compared in no notebook"),
    Canary("a comparison left out, in the tests", XOR, in_notebook(lambda cells: cells.pop("theta")),
           unit("test_notebooks"), "ledger row G-XOR-1 (XOR ReLU net: W) needs a comparison in xor.ipynb, got none"),
    Canary("a number in the prose", XOR, in_notebook(restate), unit("test_prose_numbers"),
           "cell 'line-after': the prose says 0.2571, which no output prints and no ledger row holds"),
    Canary("cleared outputs", XOR, in_notebook(clear), unit("test_notebooks"), "needs an execution count, got none"),
    Canary("a script from elsewhere", "book/_static/ffedu-page.js",
           lambda text: text + '\nimport("https://example.org/elsewhere.js");\n', BUILT,
           "_static/ffedu-page.js asks for https://example.org/elsewhere.js"),
    Canary("a sign in the library, in its tests", "ffedu/worked_example.py", SIGN, unit("test_worked_example"),
           "FAILED tests/test_worked_example.py"),
    Canary("a sign in the library, in the chapter", "ffedu/worked_example.py", SIGN, nbval("worked_example"),
           "LedgerMismatch: P-BP-09 (Payberah, p.5"),
]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which nothing is broken."""
    return copy_to(tmp_path_factory.mktemp("canaries") / "untouched")


def copy_to(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEAVE_OUT)))


def run(gate: Gate, project: Path) -> tuple[bool, str]:
    """Return whether a gate is green in the copy `project`, and what it said; the copy's ffedu is the one used."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "FFEDU_"))}
    env |= {"PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    said = ""
    for arguments in gate:
        done = subprocess.run([sys.executable, *arguments], cwd=project, env=env, text=True, timeout=600,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said += COLOUR.sub("", done.stdout)
        if done.returncode:
            return False, said
    return True, said


@functools.cache
def on_untouched(gate: Gate, project: Path) -> tuple[bool, str]:
    return run(gate, project)


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.name)
def test_a_planted_failure_is_noticed(canary: Canary, untouched: Path, tmp_path: Path):
    green, said = on_untouched(canary.gate, untouched)
    assert green, f"the gate needs to be green before anything is broken, got\n{said[-3000:]}"
    broken = copy_to(tmp_path / "broken")
    file = broken / canary.file
    file.write_text(canary.fault(file.read_text(encoding="utf-8")), encoding="utf-8")
    green, said = run(canary.gate, broken)
    assert not green, f"{canary.name} was broken and the gate stayed green"
    assert canary.sentence in said, f"the gate needs to say {canary.sentence!r}, got\n{said[-3000:]}"
