"""Every explorable in its page, without a kernel: moves under keys, mouse and touch, comes back, is sent as a link."""
from __future__ import annotations

import json
import statistics

import pytest
from playwright.sync_api import Locator

from .built import PLAIN, SLIDE, View, case
from .conftest import STANDING, Opened
from .explorables import TOPICS, looks, widget

DECK = View(width=SLIDE.width, height=SLIDE.height)
QUICK = "perceptron"
MEDIAN, TAIL = 3 * 16, 3 * 50                              # ms: three times what is aimed at
OF_EACH = [case(topic, view, quick=(topic, view) == (QUICK, PLAIN))
           for topic in TOPICS for view in (PLAIN, View(scheme="file"))]
ONCE = [case(topic, PLAIN, quick=topic == QUICK) for topic in TOPICS]
CONTROLS = "input, button, select"
USABLE = """all => [...all.keys()].filter(i => all[i].checkVisibility({visibilityProperty: true}) && !all[i].disabled
    && (all[i].type !== "radio" || all[i].checked))"""
SHOWN = """async e => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return e.checkVisibility({visibilityProperty: true});
}"""
DRAWN = """async input => {
    const took = [];
    const seen = new PerformanceObserver(found => took.push(...found.getEntriesByName("ffedu-drawn").map(e => e.duration)));
    seen.observe({type: "measure"});
    const [low, high] = [Number(input.min), Number(input.max)];
    for (let i = 0; i < 40; i++) {
        input.value = low + (high - low) * ((i * 0.618) % 1);
        input.dispatchEvent(new Event("input", {bubbles: true}));
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
    return took;
}"""
ADDRESS = """async () => {
    const still = now => new Promise(resolve => setTimeout(() => resolve(now && location.hash === now), 1000));
    while (!await still(location.hash));                       // it follows the last move by 300 ms
    return location.hash;
}"""


def begin(visit, topic: str, view: View, link: str = "") -> tuple[Opened, Locator]:
    opened = visit(f"notebooks/{topic}", view, link)
    assert opened.page.locator("html").get_attribute("data-ffedu-ready") == "1", f"{opened}: the widgets are not ready"
    return opened, widget(opened.page, topic)


def reset(found: Locator) -> None:
    found.get_by_role("button", name="Reset").press("Enter")


def usable(found: Locator) -> list[Locator]:
    """The controls that Tab stops at: of each set of radio buttons the one that is chosen."""
    all_of_them = found.locator(CONTROLS)
    return [all_of_them.nth(place) for place in all_of_them.evaluate_all(USABLE)]


def nudge(control: Locator) -> None:
    """Move a control by a key, away from the end where it stands; one that another has hidden would leave its keys to that."""
    if not control.evaluate(SHOWN):
        return
    if control.get_attribute("type") == "range":
        at_end = control.evaluate("e => Number(e.value) >= Number(e.max)")
        for _ in range(3):
            control.press("ArrowLeft" if at_end else "ArrowRight")
    elif control.get_attribute("type") == "radio":
        control.press("ArrowRight")
    else:
        control.press("Space")


@pytest.mark.parametrize("topic, view", ONCE)
def test_every_control_is_reached_by_tab(visit, topic, view):
    opened, found = begin(visit, topic, view)
    expected = [control.evaluate("e => e.outerHTML") for control in usable(found)]
    found.locator("figcaption").first.click()                     # Tab goes on from here
    reached = []
    for _ in range(2 * len(expected)):
        opened.page.keyboard.press("Tab")
        reached.append(opened.page.evaluate("() => document.activeElement.outerHTML"))
    assert set(expected) <= set(reached), f"{opened}: Tab does not reach {set(expected) - set(reached)}"


@pytest.mark.parametrize("topic, view", OF_EACH)
def test_every_control_moves_the_picture_and_reset_brings_it_back(visit, topic, view):
    opened, found = begin(visit, topic, view)
    start, still = looks(found), []
    for control in moving(found):
        still += [control] if not moves(found, control) else []
        reset(found)
        assert looks(found) == start, f"{opened}: Reset does not bring everything back"
    for control in found.locator("select:visible").all():
        before = looks(found)["panels"]
        control.press("ArrowDown")
        assert looks(found)["panels"] != before, f"{opened}: the list {control.get_attribute('name')} moves no picture"
        reset(found)
        assert looks(found) == start, f"{opened}: Reset does not bring everything back after a choice"
    for control in found.locator("button[data-play]").all():
        plays(opened, found, control)
        reset(found)
        assert looks(found) == start, f"{opened}: Reset does not bring everything back after playing"
    lame = never(found, set(map(label, still)))
    assert not lame, f"{opened}: {lame} move no picture"
    assert not opened.faults, f"{opened}: {opened.faults}"


def moving(found: Locator) -> list[Locator]:
    return [control for control in usable(found) if control.get_attribute("data-path")]


def moves(found: Locator, control: Locator) -> bool:
    before = looks(found)["panels"]
    nudge(control)
    return looks(found)["panels"] != before


def label(control: Locator) -> str:
    return control.get_attribute("data-path")


def never(found: Locator, still: set[str]) -> set[str]:
    """Those of these that move no picture after other controls were moved either: a learning rate needs something to learn."""
    for button in [None, *found.locator("button:not([name=reset]):not([data-play])").all()] if still else []:
        if button:
            button.press("Enter")
        for control in moving(found):
            if label(control) not in still:
                nudge(control)
            elif moves(found, control):
                still = still - {label(control)}
    return still


def plays(opened: Opened, found: Locator, control: Locator) -> None:
    """Press a play button: the picture must move by itself, and stand when it is pressed again."""
    before = looks(found)
    control.press("Enter")
    opened.page.wait_for_timeout(700)
    control.press("Enter")
    if control.get_attribute("aria-pressed") == "true":           # it had come to its end and has begun anew
        control.press("Enter")
    after = looks(found)
    assert after["panels"] != before["panels"], f"{opened}: {control.text_content()} plays nothing"
    opened.page.wait_for_timeout(200)
    assert looks(found) == after, f"{opened}: {control.text_content()} does not stop"


@pytest.mark.parametrize("topic, view", ONCE)
def test_every_button_does_something_somewhere(visit, topic, view):
    """A button may lead to where one is; after some moves it must lead elsewhere."""
    opened, found = begin(visit, topic, view)
    for name in found.locator("button:not([name=reset]):not([data-play])").evaluate_all("all => all.map(e => e.name)"):
        assert any(does_something(found, name, control) for control in [None, *usable(found)]), \
            f"{opened}: the button {name!r} does nothing"


def does_something(found: Locator, button: str, control: Locator | None) -> bool:
    """Whether the button changes what is seen, after that control was moved."""
    if control is not None and control.get_attribute("type") in ("range", "radio", "checkbox"):
        nudge(control)
    before = looks(found)
    found.locator(f"button[name={button}]").press("Enter")
    return looks(found) != before


@pytest.mark.parametrize("topic, view", ONCE)
def test_the_mouse_moves_the_picture(visit, topic, view):
    opened, found = begin(visit, topic, view)
    slider = found.locator("input[type=range]").first
    before = looks(found)
    slider.scroll_into_view_if_needed()
    box, page = slider.bounding_box(), opened.page
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    assert looks(found)["panels"] != before["panels"], f"{opened}: dragging a slider changes nothing"


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_a_finger_moves_the_picture(browser, origins, topic):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{origins['http']}/notebooks/{topic}.html")
    page.wait_for_function(STANDING)
    found = widget(page, topic)
    slider, before = found.locator("input[type=range]").first, looks(found)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    for share in (0.15, 0.85):
        page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
    assert looks(found)["panels"] != before["panels"], f"{topic}: a tap on a slider changes nothing"
    context.close()


@pytest.mark.parametrize("topic, view", ONCE)
def test_the_words_are_spoken_when_the_hand_rests(visit, topic, view):
    opened, found = begin(visit, topic, view)
    nudge(found.locator("input[type=range]").first)
    ears, sentence = found.locator("[aria-live=polite]"), found.locator(".sentence")
    opened.page.wait_for_function("e => e.textContent !== ''", arg=ears.element_handle())
    assert ears.text_content() == sentence.text_content(), f"{opened}: what is spoken is not what is written"
    assert all(name and len(name) > 30 for name in looks(found)["names"]), f"{opened}: {looks(found)['names']}"


@pytest.mark.parametrize("topic, view", OF_EACH)
def test_a_link_brings_the_state_to_another_reader(visit, topic, view):
    opened, found = begin(visit, topic, view)
    start = looks(found)
    for control in usable(found)[3::-1]:                          # what chooses a view stands first and would hide the others
        if control.get_attribute("type") in ("range", "radio", "checkbox"):
            nudge(control)
    moved = looks(found)
    assert moved != start
    link = opened.page.evaluate(ADDRESS)
    opened, found = begin(visit, topic, view, link)
    assert looks(found) == moved, f"{opened}: the link {link} shows another state"
    reset(found)
    assert looks(found) == start, f"{opened}: Reset does not lead from a link's state to the start"
    opened.page.wait_for_function("!location.hash")
    assert not opened.faults, f"{opened}: {opened.faults}"


@pytest.mark.slow
@pytest.mark.parametrize("link", ["#state:", "#state:xor", "#state:xor=%7B", "#state:xor=%7B%22W%22%3A3%7D",
                                  "#state:xor=%7B%22W%22%3A%5B%5B1%2C%22a%22%5D%2C%5B1%2C1%5D%5D%7D",
                                  "#state:no=%7B%22W%22%3A3%7D", "#state:xor=%7B%22__proto__%22%3A3%7D",
                                  "#state:xor=%7B%22step%22%3A-7%7D"])
def test_a_spoilt_link_shows_the_start(visit, link):
    start = looks(begin(visit, "xor", PLAIN)[1])
    opened, found = begin(visit, "xor", PLAIN, link)
    assert looks(found) == start, f"{opened}: {link} moves it"
    assert not opened.faults, f"{opened}: {opened.faults}"


@pytest.mark.slow
def test_a_link_beyond_the_end_stands_at_the_end(visit):
    opened, found = begin(visit, "xor", PLAIN, "#state:xor=%7B%22step%22%3A1e12%7D")
    slider = found.locator("input[data-path*=step]")
    assert slider.input_value() == slider.get_attribute("max")


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_nothing_sticks_out_of_a_narrow_page(visit, topic, mode):
    opened, found = begin(visit, topic, View(mode=mode, width=360))
    beyond = found.evaluate("""root => [...root.querySelectorAll("*")].filter(e => !e.closest(".for-ears, svg") || e.matches("svg"))
        .filter(e => e.getClientRects().length && (e.getBoundingClientRect().right > innerWidth + 1))
        .map(e => e.outerHTML.slice(0, 80))""")
    assert not beyond, f"{opened}: {beyond[:3]}"


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_without_motion_a_play_button_goes_to_the_end(browser, origins, topic):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{origins['http']}/notebooks/{topic}.html")
    page.wait_for_function(STANDING)
    found = widget(page, topic)
    for control in found.locator("button[data-play]").all():
        control.press("Enter")
        once = looks(found)
        page.wait_for_timeout(200)
        assert looks(found) == once, f"{topic}: it moves by itself although the reader asked for no motion"
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_print_shows_a_still(visit, topic):
    opened, found = begin(visit, topic, PLAIN)
    opened.page.emulate_media(media="print")
    assert found.locator("svg[data-panel]").first.is_visible(), f"{opened}: the picture is not printed"
    assert not [e for e in found.locator("button, fieldset, input").all() if e.is_visible()], f"{opened}: controls are printed"


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_it_is_drawn_in_time(visit, topic, record_property):
    opened, found = begin(visit, topic, PLAIN)
    times = sorted(sum((slider.evaluate(DRAWN) for slider in found.locator("input[type=range]").all()[:4]), []))
    median, tail = statistics.median(times), times[int(0.95 * (len(times) - 1))]
    record_property("drawn", json.dumps({"topic": topic, "median": median, "p95": tail, "n": len(times)}))
    assert len(times) >= 30 and median <= MEDIAN and tail <= TAIL, f"{opened}: median {median:.1f} ms, 95 % {tail:.1f} ms"


@pytest.mark.slow
def test_on_one_page_they_stay_out_of_each_others_way(visit):
    """The page of all explorables: each stands as in its chapter, radio buttons chosen, and moves alone."""
    opened = visit("book/explorables", PLAIN)
    starts = {topic: looks(widget(opened.page, topic)) for topic in TOPICS}
    for topic in TOPICS:
        chapter = looks(begin(visit, topic, PLAIN)[1])
        assert starts[topic] == chapter, f"{topic} looks otherwise than in its chapter"
    nudge(widget(opened.page, TOPICS[0]).locator("input[type=range]").first)
    assert looks(widget(opened.page, TOPICS[0])) != starts[TOPICS[0]]
    for topic in TOPICS[1:]:
        assert looks(widget(opened.page, topic)) == starts[topic], f"{topic} moves with {TOPICS[0]}"
    assert not opened.faults, f"{opened}: {opened.faults}"
