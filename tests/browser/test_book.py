"""The book as a whole, in a browser: how much a page weighs, what it keeps, what search finds, what is printed."""
from __future__ import annotations

import gzip
import random
import re

import chapters
import pytest

from .built import HTML, KINDS, PLAIN, View, case, names
from .explorables import TOPICS, looks, widget
from .test_explorables import nudge

TEXT, CHAPTER = 320, 720                                   # KB, gzipped: a page without a formula, a chapter
PAGES = [case(name, PLAIN, quick=name == "book/index") for name in names()]
THEME = {"mode", "theme"}                                  # the choice of light or dark
SPHINX = "Anchored content block not found"                  # what Sphinx says of an anchor with a dot in it
TERM = re.compile(r'<dt[^>]*id="(term-[^"]+)"[^>]*>(.*?)<a', re.DOTALL)


def weight(visit, name: str) -> float:
    """Return the KB, gzipped as a server would send them, of all that a page loads."""
    sizes = {}

    def weigh(response) -> None:
        if response.ok:
            sizes[response.url] = len(gzip.compress(response.body(), 6))

    opened = visit(name, PLAIN)
    opened.page.on("requestfinished", lambda request: weigh(request.response()))
    opened.page.reload()
    opened.page.wait_for_load_state("networkidle")
    opened.page.wait_for_timeout(200)
    return sum(sizes.values()) / 1000


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_a_page_is_light(visit, name, record_property):
    kb = weight(visit, name)
    record_property("weight", f"{name} {kb:.0f} KB")
    plain = 'class="math' not in (HTML / f"{name}.html").read_text(encoding="utf-8")
    limit = TEXT if plain and "explorables" not in name else CHAPTER
    assert 50 < kb <= limit, f"{name} weighs {kb:.0f} KB gzipped, {limit} are allowed"


@pytest.mark.parametrize("name", ["book/index", *(f"notebooks/{topic}" for topic in TOPICS[:1])])
def test_nothing_is_kept_but_the_choice_of_light_or_dark(visit, name):
    opened = visit(name, PLAIN)
    if name.startswith("notebooks/"):
        nudge(widget(opened.page, TOPICS[0]).locator("input[type=range]").first)
        looks(widget(opened.page, TOPICS[0]))
    kept = opened.page.evaluate("() => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]")
    assert kept[0] == "" and set(kept[1]) <= THEME and not kept[2], f"{opened} keeps {kept}"
    assert not opened.page.context.cookies()


def terms() -> list[tuple[str, str]]:
    """Return twenty terms of the glossary, (anchor, words), drawn by seed."""
    found = TERM.findall((HTML / "book/glossary.html").read_text(encoding="utf-8"))
    return random.Random(6).sample([(id, re.sub(r"<[^>]+>", "", words).strip()) for id, words in found], 20)


@pytest.mark.slow
def test_search_finds_the_terms_of_the_glossary(visit):
    lost = []
    for id, words in terms():
        opened = visit("search", PLAIN, f"?q={words.replace(' ', '+')}")
        opened.page.wait_for_function("document.querySelector('#search-results .search-summary')?.textContent.match(/found|did not match/)")
        links = opened.page.eval_on_selector_all("#search-results li a", "all => all.map(a => a.getAttribute('href'))")
        if not any("book/glossary.html" in link for link in links):
            lost.append((words, links[:3]))
        faults = [fault for fault in opened.faults if SPHINX not in fault]
        assert not faults, f"{opened}: {faults}"
    assert not lost, f"search does not lead to the glossary for {lost}"


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS.values())
def test_a_page_prints(visit, name):
    opened = visit(name, PLAIN)
    opened.page.emulate_media(media="print")
    assert opened.page.locator("article").is_visible() and not opened.page.locator(".bd-sidebar-primary").is_visible()
    pdf = opened.page.pdf()
    assert pdf.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 1
    assert not opened.faults, f"{opened}: {opened.faults}"
