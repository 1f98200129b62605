"""Every page of the built book: it loads nothing from elsewhere, raises nothing, fits, is described and accessible."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from .built import HTML, visits
from .conftest import MISREAD, Opened, inaccessible

IMAGES = "images => images.map(image => [image.getAttribute('alt') ?? '', image.currentSrc.slice(0, 80)])"
WIDE = """() => {
    const root = document.documentElement, room = root.clientWidth;
    if (root.scrollWidth <= room) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > room + 1);
    return [`${root.scrollWidth} px in ${room}`, ...wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
}"""
FORMULAS = re.compile(r'class="[^"]*\bmath\b')


def unheard(opened: Opened) -> Iterator[str]:
    """What the page asked for, said or raised and should not have."""
    yield from opened.faults


def barriers(opened: Opened) -> Iterator[str]:
    """What keeps a reader out, as axe finds it."""
    yield from inaccessible(opened.page)


def scrolling(opened: Opened) -> Iterator[str]:
    """What is wider than the window."""
    yield from (f"scrolls sideways: {what}" for what in opened.page.evaluate(WIDE))


def undescribed(opened: Opened) -> Iterator[str]:
    """Pictures without an alt text that says what is to be seen."""
    for alt, source in opened.page.eval_on_selector_all("img", IMAGES):
        if len(alt) <= 30 or re.fullmatch(r"\S+\.\w{3,4}", alt):
            yield f"a picture needs an alt text of more than 30 characters, got {alt!r} ({source})"


def untypeset(opened: Opened) -> Iterator[str]:
    """Formulas that MathJax did not set, or could not."""
    written = len(FORMULAS.findall((HTML / f"{opened.name}.html").read_text(encoding="utf-8")))
    if opened.page.locator("mjx-container").count() < written:
        yield f"MathJax set {opened.page.locator('mjx-container').count()} formulas of {written}"
    for error in opened.page.locator(MISREAD).all():
        text = error.evaluate("e => e.closest('mjx-container').textContent")
        yield f"MathJax cannot read {error.get_attribute('data-mjx-error') or 'a macro'}: {text}"


# axe goes last: it fetches style sheets itself, with addresses of its own making
CHECKS: list[Callable[[Opened], Iterator[str]]] = [unheard, scrolling, undescribed, untypeset, barriers]


@pytest.mark.parametrize("name, view", visits())
def test_page(visit, name, view):
    opened = visit(name, view)
    complaints = [complaint for check in CHECKS for complaint in check(opened)]
    assert not complaints, f"{opened}:\n  " + "\n  ".join(complaints)


def test_the_first_page_leads_to_the_book():
    assert "url=book/index.html" in (HTML / "index.html").read_text(encoding="utf-8")
