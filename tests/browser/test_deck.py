"""The decks: slides in the notebook's order, turned by keys alone, all on them in sight, legible and accessible."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import chapters
import pytest
from playwright.sync_api import Locator, Page

from ffedu.course import slides
from ffedu.widgets import explorables

from .built import SLIDE, View, begins_slide, case, decks, lost_links
from .conftest import MISREAD, Opened, inaccessible
from .test_explorables import nudge

EXPLORABLE = "slides/xor"                                                # the deck with the explorable
FILE = View(scheme="file", width=SLIDE.width, height=SLIDE.height)
LARGE = View(width=1920, height=1080)
NOW = "() => [Reveal.getCurrentSlide().id, Reveal.getCurrentSlide().innerText]"
ALL_SEEN = "() => Reveal.isLastSlide() && !Reveal.availableFragments().next"

# Everything below is measured on the slide that is shown. What is cut to nothing is there for ears, not for eyes; the
# inside of a drawing is a picture, whose size is measured, not its lettering.
SEEN = """
    const slide = Reveal.getCurrentSlide(), drawn = "svg, aside.notes, script, style, mjx-assistive-mml, .for-ears";
    const seen = [...slide.querySelectorAll("*")]
        .filter(e => e.matches("svg") || !e.closest(drawn))
        .filter(e => e.getClientRects().length && getComputedStyle(e).visibility === "visible");
    const say = e => `${e.tagName.toLowerCase()} ${(e.textContent.trim() || e.getAttribute("alt") || "").slice(0, 60)}`;
"""
BEYOND = "() => {" + SEEN + """
    const floor = Math.min(innerHeight, document.querySelector(".slide-number").getBoundingClientRect().top);
    return seen.filter(e => {
        const box = e.getBoundingClientRect();
        return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > floor + 1;
    }).map(say).slice(0, 3);
}"""
SMALL = "() => {" + SEEN + """
    const words = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const size = e => parseFloat(getComputedStyle(e).fontSize) * Reveal.getScale();
    return seen.filter(e => e.matches("mjx-container") || (words(e) && !e.closest("mjx-container, svg")))
        .filter(e => size(e) < 23.9).map(e => `${size(e)} px: ${say(e)}`).slice(0, 3);
}"""
CUT = "() => {" + SEEN + "return seen.filter(e => e.matches('pre') && e.scrollWidth > e.clientWidth + 1).map(say); }"
SHRUNK = "() => {" + SEEN + """
    const scale = e => Math.min(e.clientWidth / e.naturalWidth, e.clientHeight / e.naturalHeight)
        * e.naturalWidth / parseFloat(e.style.getPropertyValue("--width"));
    return seen.filter(e => e.matches("img") && scale(e) < 0.99).map(e => `${scale(e).toFixed(2)}: ${say(e)}`);
}"""

HIDDEN_STOPS = """() => [...document.querySelectorAll(".slides section:not(.present) :is(a[href], input, button)")]
    .filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.outerHTML.slice(0, 80)).slice(0, 3)"""
UNREAD = f"""() => [...Reveal.getCurrentSlide().querySelectorAll('{MISREAD}, .math:not(:has(mjx-container))')]
    .map(e => (e.getAttribute("data-mjx-error") ?? "") + e.closest("p, div").textContent.slice(0, 80))"""
MEASURES = {"beyond its edge": BEYOND, "smaller than 24 px": SMALL, "an output wider than its box": CUT, "a picture smaller than on its page": SHRUNK,
            "a formula that MathJax cannot read": UNREAD, "a stop of Tab on a hidden slide": HIDDEN_STOPS}


def every_deck(view: View) -> list[object]:
    """Return the decks as parameters; only that of the sample chapter over http is quick."""
    return [case(name, view, quick=(name, view) == (EXPLORABLE, SLIDE)) for name in decks()]


def shown_on() -> list[tuple[str, str]]:
    """Return (deck, topic) of every explorable on a slide, the deck's own or borrowed."""
    own = {f"{widget.__name__}()": topic for topic, widget in explorables().items()}
    return [(path.stem, topic) for path in chapters.NOTEBOOKS for cell in chapters.load(path)["cells"] if slides.mark(cell)
            if (topic := slides.borrowed(cell) or own.get(chapters.source(cell)))]


def begin(visit, name: str, view: View) -> Opened:
    """Open the deck of a chapter."""
    opened = visit(name, view)
    opened.page.wait_for_function("window.Reveal?.isReady()")
    return opened


def walk(opened: Opened) -> Iterator[tuple[str, str]]:
    """Go from the first slide to the last by the right arrow alone, and yield each slide's id and words when whole."""
    page = opened.page
    for _ in range(500):
        now = page.evaluate(NOW)
        if not page.evaluate("() => Reveal.availableFragments().next"):
            yield tuple(now)
        if page.evaluate(ALL_SEEN):
            return
        page.keyboard.press("ArrowRight")
    pytest.fail(f"{opened}: the right arrow does not reach the last slide; it stays at {now[0]!r}")


def marked(name: str) -> list[dict]:
    """Return the cells with which a slide begins, in the order of the notebook."""
    return [cell for cell in chapters.load(chapters.ROOT / f"notebooks/{Path(name).name}.ipynb")["cells"] if begins_slide(cell)]


def heading(text: str) -> str:
    """Return the first line with something in it, as bare letters and digits."""
    return re.sub(r"[\W_]+", "", next((line for line in text.splitlines() if line.strip()), ""))


@pytest.mark.parametrize("name, view", every_deck(SLIDE) + every_deck(FILE))
def test_slides_come_in_the_order_of_the_notebook_by_keys_alone(visit, name, view):
    opened, cells = begin(visit, name, view), marked(name)
    seen = list(walk(opened))
    assert [id for id, _ in seen] == [cell["id"] for cell in cells], f"{opened}: not the notebook's order"
    for (id, words), cell in zip(seen, cells):
        first = chapters.source(cell).partition("\n")[0]
        if first.startswith("#") and "$" not in first:
            assert heading(words) == heading(first), f"{opened}: slide {id!r} begins with {words[:60]!r}"
    assert not opened.faults, f"{opened}: {opened.faults}"


@pytest.mark.parametrize("name, view", every_deck(SLIDE))
def test_all_is_on_the_slide_and_large_enough(visit, name, view):
    opened = begin(visit, name, view)
    complaints = [f"slide {id!r}, {what}: {found}" for id, _ in walk(opened)
                  for what, measure in MEASURES.items() for found in opened.page.evaluate(measure)]
    assert not complaints, f"{opened}:\n  " + "\n  ".join(complaints)


@pytest.mark.slow
@pytest.mark.parametrize("name, view", every_deck(LARGE))
def test_nothing_sticks_out_on_a_large_screen(visit, name, view):
    opened = begin(visit, name, view)
    complaints = [f"slide {id!r}: {found}" for id, _ in walk(opened) for found in opened.page.evaluate(BEYOND)]
    assert not complaints, f"{opened}:\n  " + "\n  ".join(complaints)


@pytest.mark.slow
@pytest.mark.parametrize("name, view", every_deck(SLIDE))
def test_it_prints_a_page_a_slide_with_a_still_of_each_widget(visit, name, view):
    opened = visit(name, view, "?print-pdf")
    opened.page.wait_for_function("window.Reveal?.isReady() && document.querySelector('.pdf-page')")
    pages = re.findall(rb"/Type\s*/Page\b", opened.page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(pages) == len(marked(name)), f"{opened}: {len(pages)} pages for {len(marked(name))} slides"
    opened.page.emulate_media(media="print")
    widgets = opened.page.locator(".ffedu-widget")
    assert widgets.count() and widgets.filter(has=opened.page.locator("svg[data-panel]:visible, legend:visible")).count() \
        == widgets.count(), f"{opened}: a widget leaves no still"
    assert not opened.faults, f"{opened}: {opened.faults}"


@pytest.mark.slow
@pytest.mark.parametrize("name, view", every_deck(SLIDE))
def test_every_slide_is_accessible(visit, name, view):
    opened = begin(visit, name, view)
    complaints = [f"slide {id!r}: {found}" for id, _ in walk(opened) for found in inaccessible(opened.page)]
    assert not complaints, f"{opened}:\n  " + "\n  ".join(complaints)


@pytest.mark.parametrize("name, view", every_deck(SLIDE))
def test_links_and_pictures_lead_somewhere(visit, name, view):
    opened = begin(visit, name, view)
    links = opened.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    alts = opened.page.eval_on_selector_all("img", "all => all.map(img => img.alt)")
    assert not (lost := list(lost_links(name, links))), f"{opened}: {lost}"
    assert all(len(alt) > 30 for alt in alts) and len(set(alts)) == len(alts), f"{opened}: alt texts {alts}"


@pytest.mark.parametrize("name, topic, view", [
    pytest.param(name, topic, view, id=f"{name}-{topic}-{view}", marks=() if (name, topic, view) == ("xor", "xor", SLIDE) else pytest.mark.slow)
    for name, topic in shown_on() for view in ([SLIDE, FILE] if name == "xor" else [SLIDE])])
def test_the_explorable_moves_and_keeps_its_keys(visit, name, topic, view):
    opened = begin(visit, f"slides/{name}", view)
    page, widget = opened.page, opened.page.locator(f".ffedu-{topic}")
    slide = next(id for id, _ in walk(opened) if widget.is_visible())
    start, slider = panels(widget), widget.locator("input[type=range]:visible").first
    for key, control in (("ArrowRight", slider), ("ArrowLeft", slider), ("Space", "button"), ("Enter", "button")):
        (control if control is slider else widget.locator("button:visible").first).press(key)
        assert page.evaluate(NOW)[0] == slide, f"{opened}: {key} in the explorable turns the slide"
    reset = widget.get_by_role("button", name="Reset")
    reset.click()
    nudge(slider)
    assert panels(widget) != start, f"{opened}: the arrow key moves a slider but not the picture"
    reset.click()
    assert panels(widget) == start, f"{opened}: Reset does not bring the picture back"
    page.locator(":is(h1, h2, h3):visible").first.click()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(NOW)[0] != slide, f"{opened}: outside of the explorable the arrow key does not turn the slide"
    assert not opened.faults, f"{opened}: {opened.faults}"


@pytest.mark.slow
def test_a_finger_in_the_explorable_moves_it_and_outside_turns_the_slide(browser, origins):
    context = browser.new_context(viewport={"width": SLIDE.width, "height": SLIDE.height}, has_touch=True)
    page = context.new_page()
    page.goto(f"{origins['http']}/{EXPLORABLE}.html#/explore-text")
    page.wait_for_function("window.Reveal?.isReady() && document.querySelector('.ffedu-xor input')")
    slider = page.locator(".ffedu-xor input[type=range]").first
    box, start = slider.bounding_box(), slider.input_value()
    swipe(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, -100)
    assert page.evaluate(NOW)[0] == "explore-text" and slider.input_value() != start
    swipe(page, 700, 60, -240)                                # fails when a swipe on the heading does not turn the slide
    page.wait_for_function("Reveal.getCurrentSlide().id !== 'explore-text'")
    context.close()


def swipe(page: Page, x: float, y: float, by: float) -> None:
    """Move a finger to the side, in eight steps."""
    session = page.context.new_cdp_session(page)
    for kind, way in [("touchStart", 0), *(("touchMove", k / 8) for k in range(1, 9)), ("touchEnd", None)]:
        points = [] if way is None else [{"x": x + way * by, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_timeout(300)


def panels(widget: Locator) -> str:
    """Return the markup of the explorable's pictures, drawn to the end."""
    return widget.evaluate("""async root => {
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        return root.querySelector(".panels").innerHTML;
    }""")


@pytest.mark.slow
def test_the_speaker_view_opens_and_follows(visit):
    opened = begin(visit, EXPLORABLE, SLIDE)
    with opened.page.expect_popup() as popup:
        opened.page.keyboard.press("s")
    speaker = popup.value
    speaker.locator("#current-slide iframe").wait_for()
    opened.page.bring_to_front()
    opened.page.keyboard.press("ArrowRight")
    current = speaker.frame_locator("#current-slide iframe").locator("section.present h2")
    current.first.wait_for()
    assert not opened.faults, f"{opened}: {opened.faults}"
