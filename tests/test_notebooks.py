"""Every chapter keeps the rules of lint.py, compares its ledger rows, and shows its items.

test_lint.py sees each of these fail.
"""
from __future__ import annotations

import ast
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lint
import pytest
from chapters import NOTEBOOKS, ROOT, cells, claimed, compared, load, source

from ffedu import ledger

LARGEST_FILE = 500_000


def test_there_are_notebooks():
    assert NOTEBOOKS, f"{ROOT / 'notebooks'} needs notebooks, got none"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", lint.RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: lint.Rule, path: Path):
    complain(rule(load(path), path.stem))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_size(path: Path):
    size = path.stat().st_size
    assert size <= LARGEST_FILE, f"{path.name} needs at most {LARGEST_FILE} bytes, got {size}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_ledger(path: Path):
    complain(ledger_gaps(load(path), path.stem))


def test_no_row_twice():
    times = Counter(id for path in NOTEBOOKS for id in compared(load(path)))
    complain(f"ledger row {id} needs one comparison, got {n}" for id, n in times.items() if n > 1)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_items(path: Path):
    complain(item_gaps(load(path), path.stem))


def test_the_chapters_together_leave_nothing_out():
    """Each chapter shows the items, rows and errata of its topic (above), so all are shown if each topic has one."""
    topics = {path.stem for path in NOTEBOOKS}
    assert {row["topic"] for row in plan()} | {row.topic for row in ledger.rows()} == topics
    assert Counter(row["kind"] for row in plan()) == {"item": 306, "erratum": 67} and len(ledger.rows()) == 204


def complain(problems: Iterator[str]) -> None:
    found = list(problems)
    assert not found, "\n" + "\n".join(found)


def ledger_gaps(nb: dict, topic: str) -> Iterator[str]:
    """Yield a sentence for each ledger row of a topic that its chapter does not compare."""
    done = set(compared(nb))
    for row in ledger.rows():
        if row.topic == topic and row.id not in done:
            yield f"ledger row {row.id} ({row.description}) needs a comparison in {topic}.ipynb, got none"


def item_gaps(nb: dict, topic: str) -> Iterator[str]:
    """Yield a sentence for each item or erratum of tests/topics.csv that the chapter claims wrongly or not at all."""
    rows = [row for row in plan() if row["topic"] == topic]
    for row in rows:
        what = {"item": "items", "erratum": "errata"}[row["kind"]]
        code, text = ({id for cell in cells(nb, kind) for id in claimed(cell, what)} for kind in ("code", "markdown"))
        place = {"computation": ("a code cell", code), "prose": ("a Markdown cell", text),
                 "note": ("a Markdown cell", text)}.get(row["shown_as"])
        if place and row["id"] not in place[1]:
            yield f"{row['kind']} {row['id']} needs {place[0]} that claims it in metadata.ffedu.{what}"
        if not place and row["id"] in code | text:
            yield f"{row['kind']} {row['id']} is {row['shown_as']}, and a cell claims it"
    known = {row["id"] for row in rows}
    for cell in cells(nb, "code"):
        if claimed(cell, "items") and not cell["outputs"]:
            yield f"cell {cell['id']!r} claims items and needs an output that shows them, got none"
        for id in claimed(cell, "errata"):
            if not shows_erratum(cell, id):
                yield f"cell {cell['id']!r} claims erratum {id} and needs its row that differs, or an assert, got neither"
    for cell in nb["cells"]:
        for id in set(claimed(cell, "items") + claimed(cell, "errata")) - known:
            yield f"cell {cell['id']!r} claims {id}, which tests/topics.csv does not give to {topic}"


def shows_erratum(cell: dict, id: str) -> bool:
    """Whether a cell ends in the comparison that shows the erratum, or holds it by an assert."""
    shown = {row["id"] for output in cell["outputs"] for row in output.get("data", {}).get(ledger.MIME, {}).get("rows", [])
             if row["verdict"] == "differs"}
    return any(row.erratum == id for row in map(ledger.row, shown)) or any(
        isinstance(node, ast.Assert) for node in ast.walk(ast.parse(source(cell))))


def plan() -> list[dict[str, str]]:
    with (ROOT / "tests" / "topics.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
