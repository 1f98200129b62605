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

from ffedu.course.slides import PNG, borrowed, mark, marked

from .chapters import chapters, read, source, text
from .numbers import heading

WIDTH = 320                                       # pixels of a picture


class Decks(SphinxDirective):
    """One section for each deck, in the order of the chapters."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        found = []
        for topic, name in chapters(self.env).items():
            self.env.note_dependency(str(source(self.env, name)))
            notebook = read(source(self.env, name))
            if marked(notebook["cells"]):
                found.append(section(topic, name, notebook))
        return found


def section(topic: str, name: str, notebook: dict) -> nodes.section:
    """Return what the page says of a deck."""
    found = nodes.section(ids=[f"deck-{nodes.make_id(topic)}"], names=[f"deck-{topic}"])
    shown, where = marked(notebook["cells"]), f"../slides/{topic}.html"
    found += nodes.title("", heading(notebook))
    found += nodes.raw("", f'<div class="ffedu-deck-card">{picture(shown, where)}<div><p>{html.escape(length(shown))}</p>'
                           f'{goals(notebook)}<p><a href="{where}">Open the deck</a> · <a href="{where}?print-pdf">To print</a>'
                           f' · <a href="../{name}.html">Its chapter</a></p></div></div>', format="html")
    return found


def length(shown: list[dict]) -> str:
    """Return how long the lecture is, on how many slides, with what to do."""
    promise = "".join(f"{text(cell['source'])} " for cell in shown if cell["id"] == "lecture")
    slides = sum(mark(cell) in ("slide", "subslide") for cell in shown)
    codes = [text(cell["source"]) for cell in shown if cell["cell_type"] == "code"]
    moved = sum("Explorer(" in code for code in codes)
    moved += sum(bool(borrowed(cell)) for cell in shown)
    asked = sum(code.startswith("Quiz(") for code in codes)
    return f"{promise}{plural(slides, 'slide')}, with {plural(asked, 'question')} and {plural(moved, 'explorable')}."


def plural(n: int, what: str) -> str:
    """Return a number of things, in words if it is small."""
    return f"{('no', 'one', 'two', 'three')[n] if n < 4 else n} {what}{'s' * (n != 1)}"


def goals(notebook: dict) -> str:
    """Return the outcomes that the chapter promises, as a list; nothing if it promises none."""
    texts = (text(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    promised = "".join(one.partition("After this you can")[2] for one in texts)
    lines = [re.sub(r"[$*`]", "", line[2:].strip().rstrip(";.").replace(r"\theta", "θ")) for line in promised.splitlines()
             if line.startswith("- ")]
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f"<p>Afterwards the room can</p><ul>{items}</ul>" if items else ""


def picture(shown: list[dict], where: str) -> str:
    """Return the first picture on the slides, small, as a link to the deck; nothing if they have none."""
    for output in (output for cell in shown for output in cell.get("outputs", []) if PNG in output.get("data", {})):
        image = Image.open(io.BytesIO(base64.b64decode(text(output["data"][PNG])))).convert("RGB")
        image.thumbnail((WIDTH, WIDTH))
        small = io.BytesIO()
        image.quantize(32).save(small, "png", optimize=True)
        data = base64.b64encode(small.getvalue()).decode()
        alt, size = html.escape(output["metadata"].get(PNG, {}).get("alt", "")), f'width="{image.width}" height="{image.height}"'
        return f'<a href="{where}"><img src="data:{PNG};base64,{data}" alt="{alt}" {size}></a>'
    return ""


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("decks", Decks)
