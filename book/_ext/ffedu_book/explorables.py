"""The directive {explorables}: every explorable of the chapters on one page, alive, with the place it comes from."""
from __future__ import annotations

import inspect
import json
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ffedu.course.slides import STATE, VIEW, explorable
from ffedu.widgets import explorables

from .chapters import chapters, read, source, text
from .numbers import heading

SCRIPT = "ffedu-widgets.js"


class Explorables(SphinxDirective):
    """One section for each, in the order of the chapters."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, and a script that holds the states that the chapters store."""
        self.env.metadata[self.env.docname]["ffedu-explorables"] = True
        known, states, sections = explorables(), {}, []
        for topic, name in chapters(self.env).items():
            self.env.note_dependency(str(source(self.env, name)))
            notebook = read(source(self.env, name))
            if topic in known:
                id, model = explorable(notebook, topic)
                states[id] = model
                sections.append(self._section(topic, name, notebook, id, inspect.getdoc(known[topic])))
        state = json.dumps({"state": states, "version_major": 2, "version_minor": 0}).replace("</", "<\\/")
        return [*sections, raw(f'<script type="{STATE}">{state}</script>')]

    def _section(self, topic: str, name: str, notebook: dict, id: str, doc: str) -> nodes.section:
        section = nodes.section(ids=[f"explorable-{nodes.make_id(topic)}"], names=[f"explorable-{topic}"])
        title = heading(notebook)
        section += nodes.title("", title)
        uri = self.env.app.builder.get_relative_uri(self.env.docname, name) + f"#{place(notebook, id)}"
        link = nodes.reference("", "In its chapter", internal=True, refuri=uri)
        section += nodes.paragraph("", "", nodes.Text(f"{doc.splitlines()[0]} "), link, nodes.Text("."))
        section += raw(f'<script type="{VIEW}">{json.dumps({"model_id": id, "version_major": 2, "version_minor": 0})}</script>')
        return section


def raw(html: str) -> nodes.raw:
    """Return HTML as it is."""
    return nodes.raw("", html, format="html")


def place(notebook: dict, id: str) -> str:
    """Return the anchor of the heading under which the widget `id` is shown."""
    above = ""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and (found := re.match(r"##+ (.+)", text(cell["source"]))):
            above = nodes.make_id(found[1])
        if any(output.get("data", {}).get(VIEW, {}).get("model_id") == id for output in cell.get("outputs", [])):
            return above
    raise ValueError(f"the widget {id} needs a cell that shows it, got none")


def _script(app: Sphinx, pagename: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if app.env.metadata.get(pagename, {}).get("ffedu-explorables"):
        app.add_js_file(SCRIPT, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Add the directive, and the script that runs widgets to its page."""
    app.add_directive("explorables", Explorables)
    app.connect("html-page-context", _script)
