"""The built book, read as files: nothing from another host, every address leads somewhere, every picture is described.

    FFEDU_HTML    the folder to read; without it _build/html, which `make book` makes
"""
from __future__ import annotations

import html
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import chapters
import pytest

from ffedu.course.release import release
from ffedu.widgets import explorables

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "book/_ext"))
from ffedu_book import decks, exercises, siblings  # noqa: E402

BOOK = Path(os.environ.get("FFEDU_HTML", ROOT / "_build" / "html")).resolve()
ADDRESSES = {"src", "href", "srcset", "poster", "action", "data", "xlink:href"}
IN_CSS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)""")
IN_JS = re.compile(r"""(?:\bimport\s*\(?|\bfrom|\b(?:fetch|importScripts)\s*\(|\.(?:src|href)\s*=)
                       \s*["']([^"'\s]+)["']""", re.VERBOSE)
SPLIT_TAG = re.compile(r"\\begin\{split\}(?:(?!\\end\{split\}).)*\\tag", re.DOTALL)
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
FILE_NAME = re.compile(r"\.(png|svg|jpe?g|gif|webp)$", re.IGNORECASE)
SHORTEST_ALT = 31
STATE = "application/vnd.jupyter.widget-state+json"
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass
class Page(HTMLParser):
    """What a page refers to, in the order in which it does."""
    path: Path
    links: list[str] = field(default_factory=list)                # a href: what a reader may follow
    loads: list[str] = field(default_factory=list)                # everything else with an address
    ids: list[str] = field(default_factory=list)
    images: list[dict[str, str]] = field(default_factory=list)
    captions: int = 0
    scripts: list[str] = field(default_factory=list)              # addresses without their ?v=..., or texts
    styles: list[str] = field(default_factory=list)
    state: str = ""                                               # of the page's widgets

    def __post_init__(self) -> None:
        super().__init__()
        self._open = ""
        self.feed(self.path.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        return self.path.relative_to(BOOK).as_posix()

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in pairs}
        self.ids += [attributes["id"]] if "id" in attributes else []
        addresses = [attributes[name] for name in attributes.keys() & ADDRESSES if attributes[name]]
        (self.links if tag == "a" else self.loads).extend(addresses)
        self.styles += [attributes["style"]] if "style" in attributes else []
        if tag == "img":
            self.images.append(attributes)
        self.captions += tag == "figcaption"
        if tag == "script" and "src" in attributes:
            self.scripts.append(attributes["src"].split("?")[0])
        self._open = STATE if attributes.get("type") == STATE else tag

    def handle_data(self, data: str) -> None:
        kind, self._open = self._open, ""
        if kind == "script" and data.strip():
            self.scripts.append(data.strip())
        if kind == "style":
            self.styles.append(data)
        if kind == STATE:
            self.state += data


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    if not (BOOK / "index.html").exists():
        pytest.fail(f"the book is not built: {BOOK} needs an index.html; run `make book` first")


@cache
def pages() -> list[Page]:
    """All pages and decks of the book."""
    return [Page(path) for path in sorted(BOOK.rglob("*.html"))]


def foreign(address: str) -> bool:
    """Say whether the address leads to another host (or to a disk of this one)."""
    return bool(urlsplit(address).netloc) or urlsplit(address).scheme in ("http", "https", "file", "ftp")


def target(address: str, base: Path) -> Path | None:
    """Return the file that a local address means as seen from `base`; None for data, blob, mail and the page itself."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return (base.parent / unquote(parts.path)).resolve()


def complain(complaints: Iterator[str]) -> None:
    """Fail with all complaints, a line each, if there is one."""
    found = list(complaints)
    assert not found, "\n" + "\n".join(found)


def references() -> Iterator[tuple[str, Path, str]]:
    """Yield (where, file it is relative to, address) of all that is loaded: by pages, style sheets and scripts."""
    for page in pages():
        yield from ((page.name, page.path, address) for address in page.loads)
        for style in page.styles:
            yield from ((page.name, page.path, address) for address in IN_CSS.findall(style))
    for path in loaded(".css"):
        text = COMMENTS.sub("", path.read_text(encoding="utf-8"))
        yield from ((path.relative_to(BOOK).as_posix(), path, address) for address in IN_CSS.findall(text))


def loaded(suffix: str) -> list[Path]:
    """Return the local files of one kind that some page loads."""
    found = {target(address, page.path) for page in pages() for address in page.loads}
    return sorted(path for path in found if path and path.suffix == suffix and path.exists())


def script_texts() -> Iterator[tuple[str, str]]:
    """Yield (where, text) of every script: files, scripts in pages, the front ends of widgets."""
    for path in loaded(".js"):
        yield path.relative_to(BOOK).as_posix(), path.read_text(encoding="utf-8")
    for page in pages():
        yield from ((page.name, script) for script in page.scripts)
        for model in json.loads(page.state or '{"state": {}}')["state"].values():
            yield f"{page.name}, widget", model["state"].get("_esm", "") + model["state"].get("_css", "")


def test_there_are_chapters_to_look_at():
    names = {page.name for page in pages()}
    chapters = {f"notebooks/{path.stem}.html" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert chapters, f"need notebooks, got none in {ROOT / 'notebooks'}"
    assert chapters <= names, f"chapters that were not built: {sorted(chapters - names)}"


def test_nothing_is_loaded_from_another_host():
    complain(f"{where} loads {address}" for where, _, address in references() if foreign(address))


def test_no_script_asks_another_host():
    complain(f"{where} asks for {address}" for where, text in script_texts()
             for address in IN_JS.findall(text) + IN_CSS.findall(text) if foreign(address))


def test_our_own_scripts_name_no_address():
    """However they would ask (a template string, a worker, a beacon): without an address they cannot."""
    own = [(where, text) for where, text in script_texts() if "ffedu-" in where or where.endswith("widget")]
    assert own, "need the course's own scripts among those that pages load, got none"
    complain(f"{where} names {address}" for where, text in own
             for address in re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"'`)]*", text)
             if "www.w3.org/" not in address)


def test_every_file_that_is_loaded_is_there():
    complain(f"{where} needs {address}, which is not there" for where, base, address in references()
             if (path := target(address, base)) and not path.exists())


def test_every_link_leads_to_a_page_and_a_place():
    ids = {page.path.resolve(): set(page.ids) for page in pages()}
    complain(f"{page.name} links to {address}, which is not there" for page in pages() for address in page.links
             if not foreign(address) and not arrives(address, page, ids))


def arrives(address: str, page: Page, ids: dict[Path, set[str]]) -> bool:
    """Say whether the file of a link exists, and in it the place after the #."""
    if urlsplit(address).scheme:
        return True                                               # mailto
    path = target(address, page.path) or page.path
    place = unquote(urlsplit(address).fragment)
    deck = "/" in place                                           # reveal's own addresses of slides: #/3
    return path.exists() and (not place or deck or place in ids.get(path.resolve(), ()))


def test_every_picture_is_described():
    complain(f"{page.name}: {image.get('src', '')[:60]} needs {wrong}, got alt={image.get('alt')!r}"
             for page in pages() for image in page.images for wrong in faults(image.get("alt", ""), page))


def faults(alt: str, page: Page) -> Iterator[str]:
    """Yield what an alt text lacks."""
    if len(alt) < SHORTEST_ALT:
        yield f"an alt text of {SHORTEST_ALT} characters or more"
    if FILE_NAME.search(alt.strip()):
        yield "words in place of a file name"
    if sum(image.get("alt") == alt for image in page.images) > 1:
        yield "an alt text of its own on this page"


def test_chapters_have_pictures_with_captions():
    complain(f"{page.name} has {len(page.images)} pictures and {page.captions} captions" for page in pages()
             if page.path.parent.name == "notebooks" and len(page.images) != page.captions)


def test_no_script_comes_twice():
    complain(f"{page.name} has a script {count} times: {script[:80]}" for page in pages()
             for script, count in Counter(page.scripts).items() if count > 1)


def test_no_id_comes_twice():
    complain(f"{page.name} has the id {name!r} {count} times" for page in pages()
             for name, count in Counter(page.ids).items() if count > 1)


def test_thebe_is_gone():
    complain(f"{page.name} speaks of thebe: {text[:80]}" for page in pages()
             for text in page.scripts + page.loads if "thebe" in text.lower())
    complain(f"{path.relative_to(BOOK)} is a file of thebe" for path in BOOK.rglob("*thebe*"))


def test_tagged_equations_reach_mathjax_unwrapped():
    complain(f"{page.name}: \\tag stands inside \\begin{{split}}, where MathJax refuses it" for page in pages()
             if SPLIT_TAG.search(page.path.read_text(encoding="utf-8")))


TOY = """---
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# Exercise: the toy

What for.

```{code-cell}
:tags: [setup]
check = 0
```

## Question 1: the pass

```{code-cell}
two = 2
```

```{code-cell}
:tags: [stub]
toy_q1 = ...
```

```{code-cell}
:tags: [solution]
toy_q1 = 4
```

```{code-cell}
check("toy.q1")
```

```{code-cell}
check.summary()
```
"""


def solutions() -> list[tuple[str, str]]:
    """Return (exercise, code without blanks) of every cell tagged as a solution."""
    return [(path.parent.name, squeeze(body)) for path in sorted(ROOT.glob("exercises/*/exercise.md"))
            for body in CELL.findall(path.read_text(encoding="utf-8")) if "solution" in body.split("\n\n")[0]]


def squeeze(text: str) -> str:
    """Return the code without its option lines, comments and blanks, to be found in any layout."""
    lines = (line for line in text.splitlines() if not line.startswith(":"))
    return re.sub(r"\s", "", "".join(re.sub(r"#.*", "", line) for line in lines))


def published() -> Iterator[tuple[str, str]]:
    """Yield (where, text) of what readers get: pages without their tags, notebooks without their JSON, other texts."""
    for path in sorted(BOOK.rglob("*")):
        if path.suffix in {".html", ".ipynb", ".md", ".txt", ".json"}:
            yield path.relative_to(BOOK).as_posix(), readable(path)


def readable(path: Path) -> str:
    """Return the file's text as a reader sees it, squeezed."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return squeeze("\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"]))
    return squeeze(html.unescape(re.sub(r"<[^>]+>", "", text)) if path.suffix == ".html" else text)


def test_no_solution_is_published():
    hidden = solutions()
    with_source = {path.parent.name for path in ROOT.glob("exercises/*/exercise.md")}
    assert with_source == {name for name, _ in hidden}, f"exercises without a solution cell to look for: {with_source}"
    complain(f"{where} gives away a solution of {name}: {code[:80]}" for where, text in published()
             for name, code in hidden if code in text)


def test_every_exercise_has_its_page_its_place_in_the_index_and_its_notebook():
    index = (BOOK / "book/exercises.html").read_text(encoding="utf-8")
    for source in sorted(ROOT.glob("exercises/*/exercise.md")):
        topic = source.parent.name
        page = (BOOK / f"book/exercises/{topic}.html").read_text(encoding="utf-8")
        assert f'href="exercises/{topic}.html"' in index
        assert f'href="../../exercises/{topic}-exercise.ipynb" download' in page
        assert all(f"<h2>{what}" in page for what in re.findall(r"^## (Question \d+:)", source.read_text(encoding="utf-8"), re.M))
        assert (BOOK / f"exercises/{topic}-exercise.ipynb").read_text(encoding="utf-8") == release(source)


def test_a_page_asks_and_does_not_answer(tmp_path):
    source = tmp_path / "toy/exercise.md"
    source.parent.mkdir()
    source.write_text(TOY)
    assert exercises.page("toy", "notebooks/toy", source).split("\n\n", 3)[3] == (
        "## Question 1: the pass\n\n```python\ntwo = 2\n```\n\n```python\ntoy_q1 = ...\n```")
    there = exercises.page("toy", "notebooks/toy", source, "me/course/blob/pages")
    assert there.startswith("(toy-exercise)=\n# The toy\n\nWhat for.\n\n")
    assert 'href="https://colab.research.google.com/github/me/course/blob/pages/exercises/toy-exercise.ipynb"' in there
    assert "upload it there" in exercises.page("toy", "notebooks/toy", source)


def test_the_index_says_what_an_exercise_asks():
    assert exercises.section("toy", TOY) == "## {doc}`The toy <exercises/toy>`\n\nWhat for.\n\n1. The pass"


def test_the_page_of_decks_shows_each_with_its_length_and_a_picture():
    page = (BOOK / "book/decks.html").read_text(encoding="utf-8")
    for path in chapters.NOTEBOOKS:
        card = page.partition(f'id="deck-{path.stem.replace("_", "-")}"')[2].partition("</section>")[0]
        deck = (BOOK / f"slides/{path.stem}.html").read_text(encoding="utf-8")
        assert f'href="../slides/{path.stem}.html"' in card and 'src="data:image/png;base64,' in card
        moved = sum(f"ffedu.widgets.{topic}." in deck for topic in explorables())
        assert f"{deck.count('<section id=')} slides, with one question and {('no', 'one', 'two')[moved]} explorables." in card
        assert "A lecture of forty-five minutes." in deck
        assert card.count("<li>") >= 2 and not re.search(r"[$\\]", re.sub(r"<[^>]+>", "", card))


def test_a_notebook_of_ones_own_has_its_card_on_the_page_of_decks():
    slide = {"cell_type": "markdown", "id": "first", "metadata": {"slideshow": {"slide_type": "slide"}}, "source": "# Mine"}
    card = decks.section("mine", "notebooks/mine", {"cells": [slide] * 5}).astext()
    assert "<p>5 slides, with no questions and no explorables.</p><p><a href=\"../slides/mine.html\">" in card


def test_a_notebook_whose_cells_are_all_skipped_has_no_deck(tmp_path):
    cell = {"cell_type": "markdown", "id": "first", "metadata": {"slideshow": {"slide_type": "skip"}}, "source": "# Mine"}
    (tmp_path / "mine.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert not siblings.has_slides(tmp_path / "mine.ipynb")
    cell["metadata"]["slideshow"]["slide_type"] = "slide"
    (tmp_path / "mine.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert siblings.has_slides(tmp_path / "mine.ipynb")
