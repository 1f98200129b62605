"""Cut a static reveal.js deck from the cells of a notebook that are marked as slides.

A mark is the cell's metadata slideshow.slide_type, as JupyterLab sets it. "slide" begins a slide, "subslide" one below
it, "fragment" a step that is uncovered by the next key, and "-" goes on with what is there; "notes" are for the speaker
view. Cells without a mark, and those marked "skip", stay out. Code stays out too unless its cell is tagged "show-code".

Markdown is read by markdown-it, as the book reads it, so that a cell looks the same on its page and on its slide.
"""
from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from jinja2 import Environment, PackageLoader
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

MARKS = ("slide", "subslide", "fragment", "-", "skip", "notes")
PNG = "image/png"
VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
CHAPTERS = "../notebooks"                       # the chapters as seen from the folder of the decks, which stands beside
API = "../book/api.html"                        # the list of modules; which page has which function only the book knows


@dataclass
class Slide:
    """One slide: the id of the cell that begins it, its steps (the HTML that each of them uncovers), and its notes."""
    id: str
    steps: list[list[str]] = field(default_factory=lambda: [[]])
    notes: list[str] = field(default_factory=list)


def build(notebook: Path, out: Path, static: str) -> Path:
    """Write the deck of `notebook` to the file `out` and return its path.

    `static` is the address of the book's _static folder as seen from `out`; reveal, MathJax, the styles and the script
    that runs widgets are loaded from there. Raises ValueError for an unknown mark and for a notebook without a slide.
    """
    notebook = Path(notebook)
    html = deck(with_neighbours(read(notebook), notebook.parent), notebook.stem, static)
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(html, encoding="utf-8", newline="\n")
    return out


def read(notebook: Path) -> dict:
    """Return the notebook as it is stored."""
    return json.loads(notebook.read_text(encoding="utf-8"))


def with_neighbours(nb: dict, folder: Path) -> dict:
    """Return the notebook with the explorables that its slides borrow from chapters in `folder`.

    A cell with `ffedu: {explorable: xor}` in its metadata is followed by the explorable as notebook xor stores it.
    Raises ValueError where that chapter stores none.
    """
    cells, state = [], dict(nb["metadata"].get("widgets", {}).get(STATE, {}).get("state", {}))
    for cell in nb["cells"]:
        cells.append(cell)
        if lender := borrowed(cell):
            id, model = explorable(read(folder / f"{lender}.ipynb"), lender)
            state[id] = model
            cells.append(_showing(cell, id))
    stored = {STATE: {"state": state, "version_major": 2, "version_minor": 0}} if state else {}
    return {**nb, "cells": cells, "metadata": {**nb["metadata"], "widgets": stored}}


def borrowed(cell: dict) -> str:
    """Return the topic whose explorable a cell borrows, "" if none."""
    return cell["metadata"].get("ffedu", {}).get("explorable", "")


def explorable(nb: dict, topic: str) -> tuple[str, dict]:
    """Return the id and the stored state of a chapter's explorable."""
    for id, model in widgets(nb)["state"].items():
        if model["state"].get("_anywidget_id", "").startswith(f"ffedu.widgets.{topic}."):
            return id, model
    raise ValueError(f"a borrowed explorable needs to stand in its chapter, got none in {topic}.ipynb")


def _showing(cell: dict, id: str) -> dict:
    output = {"output_type": "display_data", "metadata": {}, "data": {VIEW: {"model_id": id}}}
    return {"cell_type": "code", "id": f"{cell['id']}-shown", "metadata": {"slideshow": {"slide_type": "-"}}, "source": "",
            "outputs": [output]}


def deck(nb: dict, topic: str, static: str) -> str:
    """Return the deck of the notebook `nb` as one HTML page; `topic` is the name of the chapter's page."""
    columns = arrange(nb["cells"], topic)
    if not columns:
        raise ValueError(f"a deck needs a cell marked as slide, got none in {topic}.ipynb")
    template = Environment(loader=PackageLoader("ffedu.course", "templates/slides"), autoescape=True,
                           trim_blocks=True, lstrip_blocks=True).get_template("deck.html.j2")
    live = any(VIEW in html for column in columns for slide in column for step in slide.steps for html in step)
    state = in_script(widgets(nb)) if live else ""
    return template.render(columns=columns, title=title(nb), chapter=f"{CHAPTERS}/{topic}.html", static=static, state=state)


def arrange(cells: list[dict], topic: str) -> list[list[Slide]]:
    """Return the columns of the deck: each a slide and the subslides below it."""
    columns: list[list[Slide]] = []
    for cell in marked(cells):
        kind = mark(cell)
        if kind == "slide" or not columns:
            columns.append([Slide(cell["id"])])
        elif kind == "subslide":
            columns[-1].append(Slide(cell["id"]))
        _add(columns[-1][-1], kind, "".join(content(cell, topic)))
    return columns


def _add(slide: Slide, kind: str, html: str) -> None:
    if kind == "notes":
        slide.notes.append(html)
        return
    if kind == "fragment":
        slide.steps.append([])
    slide.steps[-1].append(html)


def marked(cells: list[dict]) -> list[dict]:
    """Return the cells that stand on slides or in the notes to them."""
    return [cell for cell in cells if mark(cell) not in ("", "skip")]


def mark(cell: dict) -> str:
    """Return how the cell is marked, "" if it is not."""
    kind = cell["metadata"].get("slideshow", {}).get("slide_type", "")
    if kind and kind not in MARKS:
        raise ValueError(f"the mark of cell {cell['id']!r} needs to be one of {', '.join(MARKS)}, got {kind!r}")
    return kind


def title(nb: dict) -> str:
    """Return the text of the first heading."""
    lines = (line for cell in nb["cells"] for line in text(cell["source"]).splitlines())
    return next((line.lstrip("# ") for line in lines if line.startswith("#")), "Slides")


def widgets(nb: dict) -> dict:
    """Return the stored state of the notebook's widgets, which runs them without a kernel."""
    try:
        return nb["metadata"]["widgets"][STATE]
    except KeyError:
        raise ValueError("a widget on a slide needs its stored state, got none: run the notebook again") from None


def text(lines: str | list[str]) -> str:
    """Return a text field of a notebook, which may be stored as a list of lines, as one string."""
    return "".join(lines)


# ---- cells ----

def content(cell: dict, topic: str) -> Iterator[str]:
    """Yield the HTML of what a slide shows of a cell: its text, or its outputs, its code only if tagged."""
    if cell["cell_type"] == "markdown":
        yield markdown(text(cell["source"]), topic)
    elif cell["cell_type"] == "code":
        if "show-code" in cell["metadata"].get("tags", []):
            yield highlight(text(cell["source"]), PythonLexer(), HtmlFormatter())
        for output, after in zip(cell["outputs"], [*cell["outputs"][1:], {}]):
            if not is_caption(output):
                yield shown(output, after if is_caption(after) else None, topic)


def is_caption(output: dict) -> bool:
    """Say whether the output is the caption of the figure before it."""
    return bool(output.get("metadata", {}).get("ffedu", {}).get("caption"))


def shown(output: dict, caption: dict | None, topic: str) -> str:
    """Return the HTML of an output: the richest of its forms."""
    data = output.get("data", {})
    if VIEW in data:
        return f'<script type="{VIEW}">{in_script(data[VIEW])}</script>'
    if PNG in data:
        return figure(output, markdown(text(caption["data"]["text/markdown"]), topic) if caption else "")
    if "text/html" in data:
        return text(data["text/html"])
    if "text/markdown" in data:
        return markdown(text(data["text/markdown"]), topic)
    return f"<pre>{escape(text(output.get('text') or data.get('text/plain', '')))}</pre>"


def figure(output: dict, caption: str) -> str:
    """Return a picture with its alt text and the width it has on the page, and its caption under it."""
    described = output["metadata"].get(PNG, {})
    source = f"data:{PNG};base64,{text(output['data'][PNG]).strip()}"
    alt, width = escape(described.get("alt", "")), described.get("width", 640)
    picture = f'<img src="{source}" alt="{alt}" style="--width: {width}">'
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"


def in_script(value: object) -> str:
    """Return `value` as JSON that can stand inside a script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\u0021--")


# ---- Markdown ----

def markdown(source: str, topic: str) -> str:
    """Return Markdown as HTML: formulas for MathJax, links to other chapters and pages as the book has them.

    >>> print(markdown("See [XOR](xor.ipynb#recap): $a < b$.", "costs").strip())
    <p>See <a href="../notebooks/xor.html#recap">XOR</a>: <span class="math inline">\\(a &lt; b\\)</span>.</p>
    """
    reader = MarkdownIt("commonmark").enable("table")
    dollarmath_plugin(reader, allow_labels=False, renderer=_formula)
    tokens = reader.parse(source)
    for token in (inner for outer in tokens for inner in outer.children or []):
        if token.type == "link_open":
            token.attrs["href"] = address(str(token.attrs["href"]), topic)
    return reader.renderer.render(tokens, reader.options, {})


def _formula(tex: str, options: dict) -> str:
    opening, closing = (r"\[", r"\]") if options["display_mode"] else (r"\(", r"\)")
    return f"{opening}{escape(tex.strip(), quote=False)}{closing}"


def address(link: str, topic: str) -> str:
    """Return where a link of the chapter leads from its deck.

    >>> print(address("../book/api.md#check", "xor"), address("#recap", "xor"), address("#ffedu.xor.relu", "xor"))
    ../book/api.html#check ../notebooks/xor.html#recap ../book/api.html
    """
    if link.startswith("#"):                                      # a place in the chapter, not a slide of the deck
        return API if link.startswith("#ffedu.") else f"{CHAPTERS}/{topic}.html{link}"
    if "://" in link:
        return link
    page = re.sub(r"\.(ipynb|md)(?=#|$)", ".html", link)
    return page if page.startswith("../") else f"{CHAPTERS}/{page}"


def main(argv: list[str]) -> int:
    """Write the decks of the notebooks named in `argv`; print where they are."""
    parser = argparse.ArgumentParser(prog="ffedu slides", description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", nargs="+", type=Path, help="notebooks with cells marked as slides")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="DIR",
                        help="the folder to write <topic>.html to")
    parser.add_argument("--static", default="../_static",
                        help="address of the book's _static folder from there (%(default)s)")
    chosen = parser.parse_args(argv)
    for notebook in chosen.notebooks:
        try:
            print(build(notebook, chosen.out / f"{notebook.stem}.html", chosen.static))
        except (OSError, ValueError) as error:
            parser.exit(1, f"ffedu slides: {notebook}: {error}\n")
    return 0
