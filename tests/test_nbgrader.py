"""The export to nbgrader: valid metadata, the same marks as our own grading, cell by cell as nbgrader runs it."""
from __future__ import annotations

import json
import re
from functools import cache

import banks
import nbformat
import pytest

from ffedu.course import bank
from ffedu.course.exercise import secret_rng
from ffedu.course.nbgrader import nbgrader_source

TOPICS = pytest.mark.parametrize("folder", banks.folders())
MARKS = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n.*?### END \1\n?", re.S)


def source(folder, cache={}):
    if folder not in cache:
        cache[folder] = json.loads(nbgrader_source(folder / "exercise.md", secret_rng("toast")))["cells"]
    return cache[folder]


def text(cell):
    return "".join(cell["source"])


def ran(cells):
    """What stands in the notebook after its cells, but for the tests; an exception stops its cell alone."""
    names = {"__name__": "__main__"}
    for cell in cells:
        if cell["cell_type"] == "code" and not about(cell).get("grade"):
            try:
                exec(text(cell), names)
            except NotImplementedError:
                pass
    return names


def about(cell):
    return cell["metadata"].get("nbgrader", {})


def marks(cells, names):
    """Points of each test cell of an assignment's source, run on these names: all of them, or none where it raises."""
    points = {}
    for cell in cells:
        if about(cell).get("grade"):
            name = re.search(r'check\("(.+?)"\)', text(cell))[1]
            try:
                exec(text(cell), dict(names))
                points[name] = about(cell)["points"]
            except AssertionError:
                points[name] = 0
    return points


@cache
def solved(folder):
    """What stands in the solved notebook of a topic."""
    return ran(source(folder))


def ours(folder, names):
    sheet = bank.hidden_sheet(folder, secret_rng("toast"))
    verdicts = bank.judged(sheet, names)
    return {question["name"]: question["points"] * verdicts[question["name"]].right for question in sheet["questions"]}


@TOPICS
def test_the_solution_has_all_points_and_what_students_get_has_none(folder):
    full = {question["name"]: question["points"] for question in bank.graders_sheet(folder)["questions"]}
    assert marks(source(folder), solved(folder)) == full
    released = [{**cell, "source": MARKS.sub("raise NotImplementedError()\n", text(cell))} for cell in source(folder)]
    assert "SOLUTION" not in json.dumps(released) and "HIDDEN TESTS" not in json.dumps(released)
    assert marks(source(folder), ran(released)) == dict.fromkeys(full, 0)


@pytest.mark.parametrize("path", banks.answers("*"))
def test_an_answer_of_the_bank_gets_the_same_marks(path):
    folder = path.parents[2]
    names = {**solved(folder), **bank.answers(folder, path)}
    assert marks(source(folder), names) == ours(folder, names)


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
