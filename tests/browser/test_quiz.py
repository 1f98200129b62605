"""A question on its page: every answer is told why, keys alone do, and the script judges as `ffedu.quizzes` does."""
from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from ffedu.quizzes.question import verdict

from .built import HTML, PLAIN, SLIDE, View, case
from .explorables import RUN, STATE

TOPICS = sorted(path.stem for path in (HTML / "notebooks").glob("*.html")) or ["xor"]
OF_EACH = [case(topic, PLAIN, quick=topic == "xor") for topic in TOPICS]
SLOWLY = [case(topic, PLAIN, quick=False) for topic in TOPICS]
TYPED = {"0,5": 0.5, "0.5": 0.5, " −1 ": -1, "-2,25": -2.25, ".5": 0.5, ",5": 0.5, "1e-3": 0.001, "12": 12,
         "": None, "half": None, "1/2": None, "1,000.5": None, "0,5,5": None}


def stored(topic: str) -> list[dict]:
    """The states of the questions as the built page holds them, in no particular order."""
    page = (HTML / f"notebooks/{topic}.html").read_text(encoding="utf-8")
    models = json.loads(STATE.search(page)[1])["state"].values()
    return [model["state"] for model in models if model["state"].get("_anywidget_id", "").startswith("ffedu.widgets.quiz.")]


def shown(page: Page, topic: str) -> list[tuple[Locator, dict]]:
    """The questions on the page, each with what it was asked from."""
    by_text = {state["_question"]["text"]: state["_question"] for state in stored(topic)}
    found = [(root, by_text[legend]) for root in page.locator(".ffedu-quiz").all()
             if (legend := written(root.locator("legend"), by_text))]
    assert len(found) == len(by_text) >= 3, f"{topic}: {len(found)} questions are shown, {len(by_text)} stored"
    return found


def written(legend: Locator, texts: dict) -> str | None:
    """Which of the texts the legend shows; `code` has lost its backticks there."""
    said = legend.inner_text()
    return next((text for text in texts if text.replace("`", "") in said), None)


def told(root: Locator) -> list[str]:
    return [words.strip() for words in root.locator(".feedback p").all_inner_texts()]


def begin(visit, topic: str, view: View) -> tuple[Page, list[tuple[Locator, dict]]]:
    opened = visit(f"notebooks/{topic}", view)
    assert not opened.faults, f"{opened}: {opened.faults}"
    return opened.page, shown(opened.page, topic)


def expected(right: bool, words: str) -> str:
    return f"{'✓ Right.' if right else '✗ Not so.'} {words.replace('`', '')}"


@pytest.mark.parametrize("topic, view", OF_EACH)
def test_every_option_is_told_whether_and_why(visit, topic, view):
    for root, data in begin(visit, topic, view)[1]:
        for i, option in enumerate(data.get("options", ())):
            root.get_by_role("button", name="Start again").click()
            root.locator("input").nth(i).check()
            assert not told(root), "the feedback comes before it is asked for"
            root.get_by_role("button", name="Check").click()
            assert told(root)[0] == expected(option["holds"], option["feedback"])
            root.get_by_role("button", name="Start again").click()
            assert not told(root) and not root.locator("input:checked").count()


@pytest.mark.parametrize("topic, view", SLOWLY)
def test_a_number_is_told_whether_and_why_with_a_comma_too(visit, topic, view):
    for root, data in begin(visit, topic, view)[1]:
        if data["kind"] == "numeric":
            for value, right, words in [(data["value"], True, data["right"]), (1e6, False, data["otherwise"]),
                                        *((known["value"], False, known["feedback"]) for known in data["known"])]:
                root.locator("input").fill(f"{value:.6f}".replace(".", ",").replace("-", "−"))
                root.locator("input").press("Enter")
                assert told(root) == [expected(right, words)], f"{data['text']}: {value}"
            root.get_by_role("button", name="Start again").click()
            assert not told(root) and root.locator("input").input_value() == ""


@pytest.mark.parametrize("topic, view", OF_EACH)
def test_keys_alone_answer_it(visit, topic, view):
    page, questions = begin(visit, topic, view)
    for root, data in questions:
        root.locator("input").first.focus()
        if data["kind"] == "numeric":
            page.keyboard.type(str(data["value"]))
            place = None
        else:
            place = next(i for i, option in enumerate(data["options"]) if option["holds"])
            single = root.locator("input").first.get_attribute("type") == "radio"
            for _ in range(place):
                page.keyboard.press("ArrowDown" if single else "Tab")
            page.keyboard.press("Space")
        reach(page, "Check").press("Enter")
        assert told(root)[0].startswith("✓ Right."), f"{data['text']}: {told(root)}"
        reach(page, "Start again").press("Enter")
        assert not told(root)


def reach(page: Page, words: str) -> Locator:
    """Go on by Tab to the button of that name."""
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == words:
            return page.locator(":focus")
    pytest.fail(f"Tab does not reach {words!r}")


@pytest.mark.parametrize("topic, view", SLOWLY)
def test_without_an_answer_it_asks_for_one(visit, topic, view):
    for root, data in begin(visit, topic, view)[1]:
        root.get_by_role("button", name="Check").click()
        assert len(told(root)) == 1 and "first" in told(root)[0]
        assert not any(words in root.locator(".feedback").inner_text() for words in ("Right", "Not so"))


def answers(data: dict) -> list:
    """Every single option and all that hold; or the known numbers, the edges of the right one, and 50 at random."""
    if data["kind"] == "choice":
        places = range(len(data["options"]))
        return [*([i] for i in places), [i for i in places if data["options"][i]["holds"]], list(places)]
    edges = [data["value"] + side * data["half"] * share for side in (-1, 1) for share in (0.99, 1.01)]
    spread = 3 * max(1, *(abs(known["value"]) for known in data["known"]))
    return [data["value"], *edges, *(known["value"] for known in data["known"]),
            *np.random.default_rng(8).uniform(-spread, spread, 50).tolist()]


@pytest.mark.parametrize("topic, view", OF_EACH)
def test_the_script_judges_as_python_does(visit, topic, view):
    page = visit(f"notebooks/{topic}", view).page
    for state in stored(topic):
        data = state["_question"]
        cases = answers(data)
        got = page.evaluate(RUN, [state["_esm"], "([data, answer]) => module.verdict(data, answer)",
                                  [[data, answer] for answer in cases]])
        python = [verdict(data, set(answer) if isinstance(answer, list) else answer) for answer in cases]
        assert [(right, words) for right, words in got] == python, data["text"]
        assert {right for right, _ in python} == {True, False}


def test_a_number_is_read_as_it_is_written(visit):
    got = visit("notebooks/xor", PLAIN).page.evaluate(RUN, [stored("xor")[0]["_esm"], "words => module.typed(words)", [*TYPED]])
    assert dict(zip(TYPED, got)) == TYPED


@pytest.mark.parametrize("topic, view", [case(topic, SLIDE, quick=topic == "xor") for topic in TOPICS])
def test_an_answered_question_stays_on_its_slide(visit, topic, view):
    page = visit(f"slides/{topic}", view, "#/ask-text").page
    page.wait_for_function("window.Reveal?.isReady()")
    assert page.evaluate("Reveal.getCurrentSlide().id") == "ask-text"
    root = page.locator("section.present .ffedu-quiz")
    for i in range(root.locator("input").count()):
        option = root.locator("input").nth(i)
        option.fill("1000000") if option.get_attribute("type") == "text" else option.check()
        root.get_by_role("button", name="Check").press("Enter")
        assert page.evaluate("Reveal.getCurrentSlide().id") == "ask-text", "a key in the question turns the slide"
        box = root.bounding_box()
        assert box["y"] + box["height"] <= view.height and box["x"] + box["width"] <= view.width, f"{topic}: option {i}"
