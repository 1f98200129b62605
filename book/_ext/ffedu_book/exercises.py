"""The exercises in the book: a page for each, an index of them, and the student notebooks beside the pages.

A page book/exercises/<topic>.md holds the line <!-- exercise -->, which becomes what the exercise says and asks: its
source without the solutions, so that it can be read before anything is downloaded. The line <!-- exercises --> of
book/exercises.md becomes a section for each. With `ffedu_colab` set in _config.yml to where the built book lies on
GitHub ("owner/name/blob/branch/folder"), each page links straight into Colab; without it, to Colab's first page, where
a notebook can be uploaded.
"""
from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .chapters import chapters, stale

INDEX, MARK = "book/exercises", "<!-- exercises -->"
PAGE_MARK = "<!-- exercise -->"
COLAB = "https://colab.research.google.com/"


def setup(app: Sphinx) -> None:
    """Fill the page when it is read; make the notebooks when the pages stand."""
    app.add_config_value("ffedu_colab", "", "env")
    app.connect("env-get-outdated", lambda app, env, *changes: [INDEX] if INDEX in env.found_docs else [])
    app.connect("source-read", _fill)
    app.connect("build-finished", _make)


def exercise(env: BuildEnvironment, topic: str) -> Path:
    """Return where the source of the topic's exercise is, if there is one."""
    return Path(env.srcdir, "exercises", topic, "exercise.md")


def student_notebook(topic: str) -> str:
    """Return the student notebook's address, from the root of the book."""
    return f"exercises/{topic}-exercise.ipynb"


def section(topic: str, text: str) -> str:
    """Return what the index says of an exercise, as Markdown: its title, its first paragraph, its questions."""
    title, lead = opening(text)
    questions = "\n".join(f"{number}. {what[0].upper()}{what[1:]}" for number, what
                          in re.findall(r"^## Question (\d+): (.+)$", text, re.M))
    return "\n\n".join([f"## {{doc}}`{title} <exercises/{topic}>`", lead, questions])


def page(topic: str, chapter: str, source: Path, colab: str = "") -> str:
    """Return the page of an exercise, as Markdown: what it is for, where to get it, and its questions."""
    from ffedu.course.release import cells_of, tagged              # here: it brings jupytext
    shown = [cell for cell in cells_of(source) if not tagged(cell, "solution") and not tagged(cell, "setup")]
    first, *cells = [cell.source if cell.cell_type == "markdown" else f"```python\n{cell.source}\n```"
                     for cell in shown if not re.fullmatch(r"check\W.*|import numpy as np", cell.source)]
    title, lead = opening(first)
    more = [text for text in first.split("\n\n")[2:] if 'check("' not in text]        # how to ask stands in the notebook
    return "\n\n".join([f"({topic}-exercise)=\n# {title}", lead, _links(topic, chapter, colab), *more, *cells])


def opening(text: str) -> tuple[str, str]:
    """Return the title of an exercise and its first paragraph."""
    title = re.search(r"^# (?:Exercise: )?(.+)$", text, re.M)
    return title[1][0].upper() + title[1][1:], text[title.end():].strip().split("\n\n")[0]


def _links(topic: str, chapter: str, colab: str) -> str:
    notebook = student_notebook(topic)
    name = html.escape(Path(notebook).name)
    if colab:
        there = f'<a href="{COLAB}github/{html.escape(colab)}/{notebook}">Open {name} in Colab</a>'
    else:
        there = f'To use it in <a href="{COLAB}">Colab</a>, upload it there'
    return (f'<a href="../../{notebook}" download>Download {name}</a> · {there} · {{doc}}`How the checks work <../students>` · '
            f'{{doc}}`Its chapter <../../{chapter}>`')


def _found(env: BuildEnvironment) -> Iterator[tuple[str, str, Path]]:
    """Yield (topic, its chapter, its source) of every exercise in the order of the chapters."""
    for topic, docname in chapters(env).items():
        if (source := exercise(env, topic)).exists():
            yield topic, docname, source


def _fill(app: Sphinx, docname: str, content: list[str]) -> None:
    if docname == INDEX:
        sections = [section(topic, source.read_text(encoding="utf-8")) for topic, _, source in _found(app.env)]
        content[0] = content[0].replace(MARK, "\n\n".join(sections))
    elif docname.startswith(f"{INDEX}/"):
        topic = docname.removeprefix(f"{INDEX}/")
        source = exercise(app.env, topic)
        app.env.note_dependency(str(source))
        content[0] = content[0].replace(PAGE_MARK, page(topic, chapters(app.env)[topic], source, app.config.ffedu_colab))


def _make(app: Sphinx, error: Exception | None) -> None:
    """Write the student notebooks that are missing or older than what they are made from."""
    if error or app.builder.format != "html":
        return
    for topic, _, source in _found(app.env):
        target = Path(app.outdir, student_notebook(topic))
        if stale(target, source.parent):
            from ffedu.course import release                      # here: it brings jupytext
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(release.release(source), encoding="utf-8")
