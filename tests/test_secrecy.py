"""What students must not read by accident is in nothing that is handed out: notebooks, book, slides, packages.

A line of a solution that stands in the library or in a chapter anyway is no secret. Marks do not rest on any of this,
but on fresh numbers from a seed that is not in the repository.
"""
from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from pathlib import Path

import jupytext
import pytest

from ffedu.course import bank
from ffedu.course import release as edition

ROOT = Path(__file__).parents[1]
BOOK = Path(os.environ.get("FFEDU_HTML", ROOT / "_build" / "html")).resolve()
SOURCES = sorted(ROOT.glob("exercises/*/exercise.md"))
TOPICS = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
release = cache(edition.release)
TEXTS = {".html", ".ipynb", ".md", ".txt", ".json", ".js", ".py", ".xml"}


def squeeze(line):
    return "".join(re.sub(r"(^|\s)#\s.*", "", line).split())


def lines(source, tag):
    return [line for cell in jupytext.read(source, fmt="md:myst").cells if tag in cell.metadata.get("tags", [])
            for line in cell.source.splitlines()]


@cache
def known():
    """The lines of the library and of the chapters, which are no secret."""
    library = [path.read_text(encoding="utf-8") for path in ROOT.glob("ffedu/**/*.py")]
    chapters = ["".join(cell["source"]) for path in ROOT.glob("notebooks/*.ipynb")
                for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    return "\n".join(squeeze(line) for text in library + chapters for line in text.splitlines())


def secrets(source):
    """The telling lines of the solutions and of hidden.py, without blanks."""
    hidden = source.with_name("hidden.py").read_text(encoding="utf-8").splitlines()
    stub = {squeeze(line) for line in lines(source, "stub")}
    told = {squeeze(line) for line in lines(source, "solution") + hidden if len(re.findall(r"\w+", line)) >= 3}
    return {line for line in told - stub if len(line) >= 12 and line not in known()}


def unpacked(text):
    """A notebook's cells, and the files that ride inside one of them."""
    code = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    found = re.search(r'b64decode\("([^"]+)"\)', code)
    if not found:
        return code
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(found[1]))) as archive:
        return "\n".join([code, *(archive.read(name).decode() for name in archive.namelist())])


def squeezed(text):
    return "\n".join(squeeze(line) for line in text.splitlines())


def given_away(source, text):
    text = squeezed(text)
    return sorted(line for line in secrets(source) if line in text)


@cache
def book():
    """Name -> text without blanks of every readable file of the built book."""
    if not BOOK.is_dir():
        pytest.fail(f"{BOOK} is not there: `make book` makes it")
    return {path.relative_to(BOOK).as_posix(): squeezed(readable(path)) for path in sorted(BOOK.rglob("*"))
            if path.suffix in TEXTS and "vendor" not in path.parts}


@TOPICS
def test_there_is_something_to_keep_secret_and_it_would_be_found(source):
    line = max(secrets(source), key=len)
    assert given_away(source, release(source, solution=True).replace("\\n", "\n") + "\n" + line) != []


@TOPICS
def test_the_student_notebook_gives_no_line_away(source):
    assert given_away(source, unpacked(release(source))) == []


@TOPICS
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_the_student_notebook_holds_no_number_of_a_hidden_case(source, seed):
    carried = {json.dumps(number) for number in floats(json.loads(re.search(
        r'\{"exercise".*\}', unpacked(release(source)))[0]))}
    graders = bank.graders_sheet(source.parent, seed)
    hidden = {json.dumps(number) for question in graders["questions"] for case in question.get("cases", [])
              if case.get("hidden") for number in floats([case["arguments"], case["expected"]])}
    assert len(hidden) >= 3 and hidden & carried == set()


def floats(data):
    """The numbers in plain data that are not round: round ones may meet by chance."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        return {number for item in data for number in floats(item)}
    return {data} if isinstance(data, float) and round(data, 4) != data else set()


@TOPICS
def test_the_book_its_sources_search_index_and_slides_give_no_line_away(source):
    assert "searchindex.js" in book() and any("_sources" in name for name in book())
    assert any(name.startswith("slides/") for name in book())
    secret = secrets(source)
    found = {name: sorted(line for line in secret if line in text) for name, text in book().items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def readable(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    return unpacked(text) if path.suffix == ".ipynb" else re.sub(r"<[^>]+>", "", text).replace("\\n", "\n")


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The names of the files in the wheel and in the sdist, built from a copy.

    Without its licence, which older versions of setuptools cannot read: it is no matter for what is packed.
    """
    pytest.importorskip("setuptools")
    folder = tmp_path_factory.mktemp("packages")
    shutil.copytree(ROOT, folder / "copy", ignore=shutil.ignore_patterns(".*", "_build", "build", "__pycache__", "*.egg-info"))
    project = folder / "copy/pyproject.toml"
    project.write_text(re.sub("(?m)^license.*$", "", project.read_text(encoding="utf-8")), encoding="utf-8")
    build = "from setuptools.build_meta import build_sdist, build_wheel; print(build_sdist('..'), build_wheel('..'))"
    run = subprocess.run([sys.executable, "-c", build], cwd=folder / "copy", capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist, zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return {"sdist": sdist.getnames(), "wheel": wheel.namelist()}


@pytest.mark.parametrize("kind", ["sdist", "wheel"])
def test_a_package_holds_no_exercise(packages, kind):
    names = packages[kind]
    assert any(name.endswith("ffedu/xor.py") for name in names) and any("ffedu/checks/" in name for name in names)
    assert [name for name in names if "exercises/" in name or Path(name).name == "hidden.py"] == []
