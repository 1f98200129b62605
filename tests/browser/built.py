"""What was built: the folder, its pages and decks, and in which views each of them is to be looked at."""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import chapters
import pytest

HTML = Path(os.environ.get("FFEDU_HTML") or chapters.ROOT / "_build" / "html").resolve()
SAMPLES = ("book/index", "notebooks/xor", "book/exercises")                     # these are looked at in `make test`
KINDS = {"text": "book/index", "chapter": "notebooks/worked_example", "table": "book/numbers", "reference": "book/api"}
WITHOUT_TOC = ("index", "genindex", "py-modindex", "search")   # a redirection, Sphinx's two indices, the search results
WIDGET = 'type="application/vnd.jupyter.widget-view+json"'


@dataclass(frozen=True)
class View:
    """One way to look at a page."""
    scheme: str = "http"
    mode: str = "light"
    width: int = 1440
    height: int = 900

    def __str__(self) -> str:
        return f"{self.scheme}-{self.mode}-{self.width}"


PLAIN = View()
FURTHER = (View(mode="dark"), View(width=390), View(scheme="file"))
SLIDE = View(width=1280, height=720)


def names() -> list[str]:
    """Return the pages of the book, without the decks: "book/index", ...; the samples if nothing was built."""
    files = sorted(path.relative_to(HTML) for path in HTML.rglob("*.html"))
    found = [file.with_suffix("").as_posix() for file in files if file.parts[0] not in ("_static", "_sources", "slides")]
    return [name for name in found if name not in WITHOUT_TOC] or list(SAMPLES)


def decks() -> list[str]:
    """Return the chapters: of each there must be a deck."""
    return [f"slides/{path.stem}" for path in chapters.NOTEBOOKS]


def begins_slide(cell: dict) -> bool:
    """Say whether a slide begins with this cell."""
    return cell["metadata"].get("slideshow", {}).get("slide_type") in ("slide", "subslide")


def has_widget(name: str) -> bool:
    """Say whether the page shows an explorable."""
    file = HTML / f"{name}.html"
    return file.exists() and WIDGET in file.read_text(encoding="utf-8")


def visits() -> list[object]:
    """Return (name, view) of every visit to a page, as parameters of a test; only the samples' first are quick."""
    return [case(name, view, quick=name in SAMPLES and view == PLAIN) for name in names()
            for view in (PLAIN, *(FURTHER if name in KINDS.values() or has_widget(name) else ()))]


def case(name: str, view: View, quick: bool) -> object:
    """Return a visit as a parameter of a test; only a quick one belongs to `make test`."""
    return pytest.param(name, view, marks=[] if quick else [pytest.mark.slow], id=f"{name}-{view}")


def lost_links(name: str, links: list[str]) -> Iterator[str]:
    """Yield the relative links of page `name` (as written in it) that lead to no file, or to no id in it."""
    for link in links:
        path, _, anchor = link.partition("#")
        target = ((HTML / name).parent / path).resolve() if path else HTML / f"{name}.html"
        if "://" in link or link.startswith("#/"):
            continue
        if not target.is_file():
            yield f"the link {link!r} leads to no file"
        elif anchor and not re.search(rf'\bid="{re.escape(anchor)}"', target.read_text(encoding="utf-8")):
            yield f"the link {link!r} leads to no such id"
