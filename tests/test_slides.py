"""What `ffedu slides` makes of a notebook. The decks in a browser are in tests/browser/test_deck.py."""
import json
import re

import chapters
import lint
import pytest

from ffedu.course import slides

DECKS = [path for path in chapters.NOTEBOOKS if "slide_type" in path.read_text(encoding="utf-8")]
ALT = 'A fold: "left" < right, drawn with two points & a line.'
PICTURE = {"output_type": "display_data", "metadata": {"image/png": {"alt": ALT, "width": 640}},
           "data": {"image/png": "QUJD\n", "text/plain": ALT}}
CAPTION = {"output_type": "display_data", "metadata": {"ffedu": {"caption": True}},
           "data": {"text/markdown": ["Look at $x_2$, ", "then at the [end](costs.ipynb#recap)."], "text/plain": "..."}}
TABLE = {"output_type": "execute_result", "metadata": {}, "data": {
    "text/plain": "row", "text/html": '<table class="ffedu-ledger"></table>', chapters.LEDGER: {"rows": []}}}
PRINTED = {"output_type": "stream", "name": "stdout", "text": ["a < b\n"]}


def cell(id, mark=None, source="", kind="markdown", outputs=(), tags=()):
    """Return a cell as a notebook stores it."""
    metadata = {"tags": list(tags), **({"slideshow": {"slide_type": mark}} if mark is not None else {})}
    return {"id": id, "cell_type": kind, "metadata": metadata, "source": source, "outputs": list(outputs)}


def deck(*cells, **metadata):
    """Return the deck of a notebook of these cells."""
    return slides.deck({"cells": list(cells), "metadata": metadata}, "xor", "../_static")


def ids(html):
    """Return the ids of the slides, in the order of the deck."""
    return re.findall(r'<section id="([^"]+)"', html)


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_slides_of_a_chapter_are_its_marked_cells_in_order(path):
    nb = chapters.load(path)
    html = slides.deck(nb, path.stem, "../_static")
    marks = {cell["id"]: cell["metadata"].get("slideshow", {}).get("slide_type") for cell in nb["cells"]}
    assert ids(html) == [id for id, mark in marks.items() if mark in ("slide", "subslide")]
    for cell in chapters.cells(nb, "markdown"):
        plain = re.findall(r"^\w[\w ,.?]{30,}$", chapters.source(cell), re.M)
        for line in plain:
            assert (line in html) == bool(marks[cell["id"]]), f"cell {cell['id']!r}, marked {marks[cell['id']]}: {line}"


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_a_chapter_puts_few_words_on_a_slide(path):
    assert list(lint.short_slides(chapters.load(path), path.stem)) == []


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_deck_of_a_chapter_is_small_and_loads_nothing_from_elsewhere(path):
    html = slides.deck(chapters.load(path), path.stem, "../_static")
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", html)
    bare = re.sub(r"data:image/png;base64,[^\"]*|<script type=.*?</script>", "", html, flags=re.S)
    assert len(bare) < 40_000
    assert all(len(alt) > 30 for alt in re.findall(r'<img[^>]* alt="([^"]*)"', html))
    assert html.count("<img") == html.count(' alt="') == html.count("<figcaption><p>")


def test_marks_make_columns_steps_and_notes():
    columns = slides.arrange([
        cell("before"), cell("a", "slide", "one"), cell("b", "-", "two"), cell("c", "fragment", "three"),
        cell("d", "-", "four"), cell("e", "skip", "never"), cell("f", "notes", "say"), cell("g", "subslide", "below"),
        cell("h", ""), cell("i", "slide", "next")], "xor")
    assert [[slide.id for slide in column] for column in columns] == [["a", "g"], ["i"]]
    first = columns[0][0]
    assert first.steps == [["<p>one</p>\n", "<p>two</p>\n"], ["<p>three</p>\n", "<p>four</p>\n"]]
    assert first.notes == ["<p>say</p>\n"]


def test_columns_steps_and_notes_become_what_reveal_reads():
    html = deck(cell("a", "slide", "one"), cell("c", "fragment", "two"), cell("n", "notes", "say"),
                cell("g", "subslide", "three"))
    flat = re.sub(r"\s+", " ", html.partition('<div class="slides">')[2])
    assert flat.startswith(
        ' <section> <section id="a"> <p>one</p> <div class="fragment"> <p>two</p> </div> <aside class="notes"><p>say'
        '</p> </aside> </section> <section id="g"> <p>three</p> </section> </section> </div>')


def test_an_unknown_mark_and_a_notebook_without_slides_are_refused():
    with pytest.raises(ValueError, match="the mark of cell 'a' needs to be one of slide, subslide, .*, got 'slied'"):
        deck(cell("a", "slied"))
    with pytest.raises(ValueError, match="a deck needs a cell marked as slide, got none in xor.ipynb"):
        deck(cell("a"), cell("b", "skip"))


def test_a_picture_keeps_its_alt_text_and_has_its_caption_under_it():
    html = deck(cell("a", "slide", "draw()", "code", [PICTURE, CAPTION]))
    assert '<figure><img src="data:image/png;base64,QUJD" alt="A fold: &quot;left&quot; &lt; right, drawn with two ' \
           'points &amp; a line." style="--width: 640"><figcaption><p>Look at <span class="math inline">' in html
    assert html.count("Look at") == 1 and 'href="../notebooks/costs.html#recap"' in html and "draw()" not in html


def test_the_richest_form_of_an_output_is_shown():
    html = deck(cell("a", "slide", "x", "code", [TABLE, PRINTED]))
    assert '<table class="ffedu-ledger"></table>' in html and "<pre>a &lt; b\n</pre>" in html and ">row<" not in html


def test_code_is_shown_only_where_it_is_the_point():
    assert "network" not in deck(cell("a", "slide", "network(X)", "code"))
    assert '<span class="n">network</span>' in deck(cell("a", "slide", "network(X)", "code", tags=["show-code"]))


def test_formulas_reach_mathjax_as_they_were_written():
    html = deck(cell("a", "slide", r"""If $a<b$, then

$$W = \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix} \tag{xor.7}$$"""))
    assert r'<span class="math inline">\(a&lt;b\)</span>' in html
    assert r"\[W = \begin{pmatrix} 1 &amp; 0 \\ 0 &amp; 1 \end{pmatrix} \tag{xor.7}\]" in html


@pytest.mark.parametrize("link, address", [
    ("costs.ipynb", "../notebooks/costs.html"), ("../book/api.md#check", "../book/api.html#check"), ("#recap", "../notebooks/xor.html#recap"),
    ("https://example.org/a.md", "https://example.org/a.md"), ("#ffedu.xor.relu", "../book/api.html")])
def test_links_lead_where_those_of_the_page_lead(link, address):
    assert f'<a href="{address}">there</a>' in deck(cell("a", "slide", f"[there]({link})"))


def test_a_widget_brings_its_state_and_the_script_that_runs_it():
    view = {"output_type": "execute_result", "metadata": {},
            "data": {slides.VIEW: {"model_id": "m"}, "text/plain": "X()"}}
    stored = {"state": {"m": {"state": {"_esm": "a = '</script><!--'"}}}}
    html = deck(cell("a", "slide", "X()", "code", [view]), widgets={slides.STATE: stored})
    found = re.search(rf'<script type="{re.escape(slides.STATE)}">(.*?)</script>', html)
    assert json.loads(found[1]) == stored and '"../_static/ffedu-widgets.js"' in html
    assert f'<script type="{slides.VIEW}">{{"model_id": "m"}}</script>' in html and "X()" not in html
    assert "ffedu-widgets" not in deck(cell("a", "slide", "none"), widgets={slides.STATE: stored})


def test_a_slide_borrows_the_explorable_that_its_neighbour_stores(tmp_path):
    model = {"state": {"_anywidget_id": "ffedu.widgets.depth.DepthExplorer", "_esm": "a"}}
    (tmp_path / "depth.ipynb").write_text(json.dumps({"metadata": {"widgets": {slides.STATE: {"state": {"m": model}}}}}))
    (tmp_path / "costs.ipynb").write_text(json.dumps({"metadata": {"widgets": {slides.STATE: {"state": {}}}}}))
    nb = {"metadata": {}, "cells": [cell("a", "slide", "one"), cell("b", "subslide", "two"), cell("c", "-", "three")]}
    nb["cells"][1]["metadata"]["ffedu"] = {"explorable": "depth"}
    lent = slides.with_neighbours(nb, tmp_path)
    assert [one["id"] for one in lent["cells"]] == ["a", "b", "b-shown", "c"] and len(nb["cells"]) == 3
    html = slides.deck(lent, "xor", "../_static")
    assert ids(html) == ["a", "b"] and f'<script type="{slides.VIEW}">{{"model_id": "m"}}</script>' in html and '"_esm": "a"' in html
    nb["cells"][1]["metadata"]["ffedu"] = {"explorable": "costs"}
    with pytest.raises(ValueError, match="needs to stand in its chapter, got none in costs.ipynb"):
        slides.with_neighbours(nb, tmp_path)


def test_the_command_writes_the_deck_or_says_why_not(tmp_path, capsys):
    good, bad = tmp_path / "xor.ipynb", tmp_path / "bad.ipynb"
    good.write_text(json.dumps({"cells": [cell("a", "slide", "# Fold & unfold")], "metadata": {}}))
    bad.write_text(json.dumps({"cells": [], "metadata": {}}))
    assert slides.main([str(good), "-o", str(tmp_path / "out"), "--static", "static"]) == 0
    written = tmp_path / "out" / "xor.html"
    assert capsys.readouterr().out.strip() == str(written)
    text = written.read_text(encoding="utf-8")
    assert "<title>Fold &amp; unfold (slides)</title>" in text and 'href="static/favicon.svg"' in text
    with pytest.raises(SystemExit) as stopped:
        slides.main([str(bad), "-o", str(tmp_path)])
    assert stopped.value.code == 1 and "needs a cell marked as slide" in capsys.readouterr().err
