"""The export to nbgrader: valid metadata, the same marks as our own grading, cell by cell as nbgrader runs it."""
from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest

from ffedu.course import bank
from ffedu.course.exercise import secret_rng
from ffedu.course.nbgrader import nbgrader_source

FOLDERS = sorted(path.parent for path in Path(__file__).parents[1].glob("exercises/*/exercise.md"))
TOPICS = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
ANSWERS = [path for folder in FOLDERS for kind in ("ok", "wrong") for path in bank.bank(folder, kind)]
MARKS = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n.*?### END \1\n?", re.S)


def source(folder, cache={}):
    if folder not in cache:
        cache[folder] = json.loads(nbgrader_source(folder / "exercise.md", secret_rng("toast")))["cells"]
    return cache[folder]


def text(cell):
    return "".join(cell["source"])


def marks(cells, answer=()):
    """Points of each test cell, run one by one; after each solution cell comes the answer of the bank, if any."""
    names, points = {"__name__": "__main__", **dict(answer)}, {}
    for cell in cells:
        about = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code":
            try:
                exec(text(cell), names)
                passed = True
            except Exception:
                passed = False
            names.update(answer)
            if about.get("grade"):
                name = re.search(r'check\("(.+?)"\)', text(cell))[1]
                points[name] = about["points"] if passed else 0
    return points


def ours(folder, names):
    sheet = bank.hidden_sheet(folder, secret_rng("toast"))
    return {question["name"]: question["points"] * bank.judged({"questions": [question]}, names)[question["name"]].right
            for question in sheet["questions"]}


@TOPICS
def test_the_solution_has_all_points_and_what_students_get_has_none(folder, capsys):
    cells = source(folder)
    full = {question["name"]: question["points"] for question in bank.graders_sheet(folder)["questions"]}
    assert marks(cells) == full
    released = [{**cell, "source": MARKS.sub("", text(cell))} for cell in cells]
    assert "SOLUTION" not in json.dumps(released) and "HIDDEN TESTS" not in json.dumps(released)
    graded = [cell if cell["metadata"].get("nbgrader", {}).get("grade") else given for cell, given in zip(cells, released)]
    assert marks(graded) == dict.fromkeys(full, 0)
    capsys.readouterr()


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parents[2].name}-{path.stem}")
def test_an_answer_of_the_bank_gets_the_same_marks(path, capsys):
    folder = path.parents[2]
    answer = bank.runpy.run_path(str(path))
    assert marks(source(folder), answer) == ours(folder, bank.answered(folder, path))
    capsys.readouterr()


@TOPICS
def test_the_metadata_is_what_nbgrader_reads(folder):
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": source(folder)})
    nbformat.validate(notebook)
    marked = [cell["metadata"]["nbgrader"] for cell in source(folder) if "nbgrader" in cell["metadata"]]
    assert len({about["grade_id"] for about in marked}) == len(marked) and all(about["schema_version"] == 3 for about in marked)
    assert all(("points" in about) == about["grade"] == about["locked"] != about["solution"] for about in marked)


@TOPICS
def test_the_same_words_give_the_same_bytes_and_others_do_not(folder):
    one, same, other = (nbgrader_source(folder / "exercise.md", secret_rng(words)) for words in ("a b", "a b", "a c"))
    assert one == same != other
