"""At the head of each chapter: links to its lecture deck, its exercise and its notebook; made from what exists."""
from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ffedu.course import slides

from .chapters import chapters, read, source, stale
from .exercises import INDEX, exercise


def setup(app: Sphinx) -> None:
    """Put the links in when a chapter is read; make the decks when the pages stand."""
    app.connect("env-get-outdated", _outdated)
    app.connect("doctree-read", _insert)
    app.connect("build-finished", _make_files)


def links(env: BuildEnvironment, topic: str, docname: str) -> list[tuple[str, str, bool]]:
    """Return (text, address from the chapter's page, is it a download?) of what exists for the topic."""
    found = []
    if has_slides(source(env, docname)):
        found.append(("Lecture deck", f"../slides/{topic}.html", False))
    if exercise(env, topic).exists():
        found.append(("Exercise", f"../{INDEX}/{topic}.html", False))
    return [*found, ("Notebook", f"../_sources/{docname}.ipynb", True)]


def has_slides(notebook: Path) -> bool:
    """Say whether a cell of the notebook is marked as a slide."""
    return bool(slides.marked(read(notebook)["cells"]))


def _outdated(app: Sphinx, env: BuildEnvironment, *changes: object) -> list[str]:
    """The chapters whose links are not those that were written last time."""
    last = getattr(env, "ffedu_siblings", {})
    return [name for topic, name in chapters(env).items() if name in last and last[name] != links(env, topic, name)]


def _insert(app: Sphinx, document: nodes.document) -> None:
    env = app.env
    topic = {name: topic for topic, name in chapters(env).items()}.get(env.docname)
    if topic is None:
        return
    found = links(env, topic, env.docname)
    env.ffedu_siblings = {**getattr(env, "ffedu_siblings", {}), env.docname: found}
    title = next(document.findall(nodes.title))
    title.parent.insert(title.parent.index(title) + 1, nodes.raw("", html(found), format="html"))


def html(found: list[tuple[str, str, bool]]) -> str:
    """Return the links as a small navigation block."""
    items = "".join(f'<li><a href="{href}"{" download" * download}>{text}</a></li>' for text, href, download in found)
    return f'<nav class="ffedu-siblings" aria-label="This chapter in other forms"><ul>{items}</ul></nav>'


def _make_files(app: Sphinx, error: Exception | None) -> None:
    """Make the decks that are missing or older than their chapter."""
    if error or app.builder.format != "html":
        return
    for topic, docname in chapters(app.env).items():
        notebook, deck = source(app.env, docname), Path(app.outdir, "slides", f"{topic}.html")
        if has_slides(notebook) and stale(deck, notebook):
            slides.build(notebook, deck, "../_static")
