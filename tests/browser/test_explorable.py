"""The explorable in its page, without a kernel: it moves under mouse and keys, comes back, computes as ffedu does."""
from __future__ import annotations

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from ffedu import xor

from .built import HTML, PLAIN, View
from .conftest import Opened

PAGE = "notebooks/xor"
VIEWS = [pytest.param(PLAIN, id="http"), pytest.param(View(scheme="file"), id="file", marks=pytest.mark.slow)]
STATE = re.compile(r'<script type="application/vnd.jupyter.widget-state\+json">(.*?)</script>', re.DOTALL)
RUN = """async ([text, cases]) => {
    const module = await import(URL.createObjectURL(new Blob([text], {type: "text/javascript"})));
    return cases.map(([theta, x]) => module.network(theta, x).f);
}"""


@pytest.fixture(params=VIEWS)
def opened(request: pytest.FixtureRequest, visit) -> Opened:
    """The page with the explorable; whatever a test does on it, nothing may have gone wrong at the end."""
    found = visit(PAGE, request.param)
    ready = found.page.locator("html").get_attribute("data-ffedu-ready")
    assert ready == "1", f"{found}: the widgets are not ready"
    yield found
    assert not found.faults, f"{found}: {found.faults}"


def widget(page: Page) -> Locator:
    """The explorable."""
    return page.locator(".ffedu-widget")


def looks(page: Page) -> list:
    """What is to be seen of the explorable: the pictures' markup, the words, and where each slider stands."""
    return widget(page).evaluate("""async root => {
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        return [root.querySelector(".panels").innerHTML, root.querySelector(".sentence").textContent,
                [...root.querySelectorAll("output, td")].map(e => e.textContent),
                [...root.querySelectorAll("input")].map(e => e.value)];
    }""")


def pixels(page: Page) -> bytes:
    """The pictures as they are painted."""
    return widget(page).locator(".panels").screenshot()


def test_every_control_is_reached_by_tab(opened):
    page, controls = opened.page, widget(opened.page).locator("input, button")
    widget(page).locator("figcaption").first.click()              # Tab goes on from here
    reached = []
    for _ in range(controls.count()):
        page.keyboard.press("Tab")
        reached.append(controls.evaluate_all("all => all.indexOf(document.activeElement)"))
    assert reached == list(range(controls.count())), f"{opened}: Tab reaches the controls {reached}"


def test_keys_move_the_picture_and_the_words_and_reset_brings_them_back(opened):
    page, sliders = opened.page, widget(opened.page).locator("input[type=range]")
    start, painted = looks(page), pixels(page)
    assert sliders.count() == 9, f"{opened}: {sliders.count()} sliders"
    for slider in sliders.all():
        before = looks(page)
        slider.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        moved = [old != new for old, new in zip(before, looks(page))]
        name = slider.get_attribute("data-path")
        assert moved == [True] * 4, f"{opened}: slider {name}: pictures, words, numbers, sliders moved: {moved}"
    assert pixels(page) != painted, f"{opened}: the markup moved, the painted picture did not"
    widget(page).get_by_role("button", name="Reset").press("Enter")
    assert looks(page) == start, f"{opened}: Reset does not bring everything back"


def test_the_mouse_moves_the_picture(opened):
    page = opened.page
    start, painted = looks(page), pixels(page)
    drag(page, widget(page).locator("input[type=range]").first, 0.5, 0.9)
    assert looks(page) != start and pixels(page) != painted, f"{opened}: dragging a slider changes nothing"
    widget(page).get_by_role("button", name="Reset").click()
    assert looks(page) == start, f"{opened}: Reset does not bring everything back"


def drag(page: Page, slider: Locator, start: float, end: float) -> None:
    """Drag a slider from one fraction of its length to another."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    page.mouse.move(box["x"] + start * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()


def test_the_words_are_spoken_when_the_hand_rests(opened):
    page = opened.page
    widget(page).locator("input[type=range]").first.press("ArrowRight")
    ears, sentence = widget(page).locator("[aria-live=polite]"), widget(page).locator(".sentence")
    page.wait_for_function("e => e.textContent !== ''", arg=ears.element_handle(), timeout=3000)
    assert ears.text_content() == sentence.text_content(), f"{opened}: what is spoken is not what is written"


def test_the_page_computes_what_ffedu_computes(opened):
    rng = np.random.default_rng(6)
    W, c, w, b, x = (rng.uniform(-3, 3, (1000, *shape)) for shape in ((2, 2), (2,), (2,), (), (2,)))
    cases = [[dict(zip("Wcwb", theta)), point] for *theta, point in zip(*(part.tolist() for part in (W, c, w, b, x)))]
    ours = [xor.network(point[None], *theta).f[0] for *theta, point in zip(W, c, w, b, x)]
    theirs = opened.page.evaluate(RUN, [front_end(), cases])
    np.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-9, err_msg=str(opened))


def front_end() -> str:
    """The text of the explorable's module, as the built page carries it."""
    stored = STATE.search((HTML / f"{PAGE}.html").read_text(encoding="utf-8"))
    texts = [model["state"]["_esm"] for model in json.loads(stored[1])["state"].values() if "_esm" in model["state"]]
    return next(text for text in texts if "export function network" in text)
