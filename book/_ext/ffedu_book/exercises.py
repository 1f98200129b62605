"""The page of exercises: what each practises, made from its source; and the student notebooks beside the pages.

The line <!-- exercises --> of book/exercises.md becomes a section for each exercise. With `ffedu_colab` set in
_config.yml to where the built book lies on GitHub ("owner/name/blob/branch/folder"), each section links straight into
Colab; without it, to Colab's first page, where a notebook can be uploaded.
"""
from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .chapters import chapters, stale

PAGE, MARK = "book/exercises", "<!-- exercises -->"
COLAB = "https://colab.research.google.com/"


def setup(app: Sphinx) -> None:
    """Fill the page when it is read; make the notebooks when the pages stand."""
    app.add_config_value("ffedu_colab", "", "env")
    app.connect("env-get-outdated", lambda app, env, *changes: [PAGE] if PAGE in env.found_docs else [])
    app.connect("source-read", _fill)
    app.connect("build-finished", _make)


def exercise(env: BuildEnvironment, topic: str) -> Path:
    """Return where the source of the topic's exercise is, if there is one."""
    return Path(env.srcdir, "exercises", topic, "exercise.md")


def student_notebook(topic: str) -> str:
    """Return the student notebook's address, from the root of the book."""
    return f"exercises/{topic}-exercise.ipynb"


def section(topic: str, chapter: str, text: str, colab: str = "") -> str:
    """Return the section on an exercise, as Markdown: its title, its first paragraph, its questions, the links."""
    title = re.search(r"^# (?:Exercise: )?(.+)$", text, re.M)
    lead = text[title.end():].strip().split("\n\n")[0]
    questions = "\n".join(f"{number}. {what[0].upper()}{what[1:]}" for number, what
                          in re.findall(r"^## Question (\d+): (.+)$", text, re.M))
    return "\n\n".join([f"({topic}-exercise)=\n## {title[1][0].upper()}{title[1][1:]}", lead, questions, _links(topic, chapter, colab)])


def _links(topic: str, chapter: str, colab: str) -> str:
    notebook = student_notebook(topic)
    name = html.escape(Path(notebook).name)
    if colab:
        there = f'<a href="{COLAB}github/{html.escape(colab)}/{notebook}">Open {name} in Colab</a>'
    else:
        there = f'To use it in <a href="{COLAB}">Colab</a>, upload it there'
    return f'<a href="../{notebook}" download>Download {name}</a> · {there} · {{doc}}`Its chapter <../{chapter}>`'


def _found(env: BuildEnvironment) -> Iterator[tuple[str, str, Path]]:
    """Yield (topic, its chapter, its source) of every exercise in the order of the chapters."""
    for topic, docname in chapters(env).items():
        if (source := exercise(env, topic)).exists():
            yield topic, docname, source


def _fill(app: Sphinx, docname: str, content: list[str]) -> None:
    if docname == PAGE:
        sections = [section(topic, chapter, source.read_text(encoding="utf-8"), app.config.ffedu_colab)
                    for topic, chapter, source in _found(app.env)]
        content[0] = content[0].replace(MARK, "\n\n".join(sections))


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
