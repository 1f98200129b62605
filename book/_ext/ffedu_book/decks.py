"""The directive {decks}: every lecture deck with a picture from it, its length and what the room can do afterwards."""
from __future__ import annotations

import base64
import html
import io
import re

from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ffedu.course.slides import PNG, borrowed, mark

from .chapters import chapters, read, source, text
from .numbers import heading

WIDTH = 320                                       # pixels of a picture


class Decks(SphinxDirective):
    """One section for each deck, in the order of the chapters."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        found = chapters(self.env).items()
        for _, name in found:
            self.env.note_dependency(str(source(self.env, name)))
        return [section(topic, name, read(source(self.env, name))) for topic, name in found]


def section(topic: str, name: str, notebook: dict) -> nodes.section:
    """Return what the page says of a deck."""
    found = nodes.section(ids=[f"deck-{nodes.make_id(topic)}"], names=[f"deck-{topic}"])
    shown = [cell for cell in notebook["cells"] if mark(cell) not in ("", "skip")]
    outcomes = "".join(f"<li>{html.escape(line)}</li>" for line in goals(notebook))
    where = f"../slides/{topic}.html"
    found += nodes.title("", heading(notebook))
    found += nodes.raw("", f'<div class="ffedu-deck-card">{picture(shown, where)}<div><p>{html.escape(length(shown))}</p>'
                           f'<p>Afterwards the room can</p><ul>{outcomes}</ul><p><a href="{where}">Open the deck</a> · '
                           f'<a href="{where}?print-pdf">To print</a> · <a href="../{name}.html">Its chapter</a></p></div></div>',
                       format="html")
    return found


def length(shown: list[dict]) -> str:
    """Return how long the lecture is, on how many slides, with what to do."""
    promise = next(text(cell["source"]) for cell in shown if cell["id"] == "lecture")
    slides = sum(mark(cell) in ("slide", "subslide") for cell in shown)
    codes = [text(cell["source"]) for cell in shown if cell["cell_type"] == "code"]
    moved = sum("Explorer(" in code for code in codes)
    moved += sum(bool(borrowed(cell)) for cell in shown)
    asked = sum(code.startswith("Quiz(") for code in codes)
    return f"{promise} {slides} slides, with {plural(asked, 'question')} and {plural(moved, 'explorable')}."


def plural(n: int, what: str) -> str:
    """Return a small number of things in words."""
    return f"{('no', 'one', 'two', 'three')[n]} {what}{'s' * (n != 1)}"


def goals(notebook: dict) -> list[str]:
    """Return the outcomes that the chapter promises."""
    texts = (text(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    promised = next(one.partition("After this you can")[2] for one in texts if "After this you can" in one)
    return [re.sub(r"[$*`]", "", line[2:].strip().rstrip(";.").replace(r"\theta", "θ")) for line in promised.splitlines()
            if line.startswith("- ")]


def picture(shown: list[dict], where: str) -> str:
    """Return the first picture on the slides, small, as a link to the deck."""
    output = next(output for cell in shown for output in cell.get("outputs", []) if PNG in output.get("data", {}))
    image = Image.open(io.BytesIO(base64.b64decode(text(output["data"][PNG])))).convert("RGB")
    image.thumbnail((WIDTH, WIDTH))
    small = io.BytesIO()
    image.quantize(32).save(small, "png", optimize=True)
    data = base64.b64encode(small.getvalue()).decode()
    alt = html.escape(output["metadata"].get(PNG, {}).get("alt", ""))
    return f'<a href="{where}"><img src="data:{PNG};base64,{data}" alt="{alt}" width="{image.width}" height="{image.height}"></a>'


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("decks", Decks)
