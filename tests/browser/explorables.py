"""What the tests of the explorables share: to open one in its chapter, to move it, to see what is to be seen of it."""
from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page

from ffedu.widgets import explorables

from .built import HTML

TOPICS = sorted(explorables())
STATE = re.compile(r'<script type="application/vnd.jupyter.widget-state\+json">(.*?)</script>', re.DOTALL)
RUN = """async ([text, call, cases]) => {
    const module = await import(URL.createObjectURL(new Blob([text], {type: "text/javascript"})));
    return cases.map(new Function("module", `return ${call}`)(module));
}"""


def widget(page: Page, topic: str) -> Locator:
    """The explorable of a topic on its page."""
    return page.locator(f".ffedu-{topic}")


def looks(found: Locator) -> dict[str, object]:
    """What is to be seen of it, drawn to the end: panels, sentence, outputs and tables, controls."""
    return found.evaluate("""async root => {
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        const all = selector => [...root.querySelectorAll(selector)];
        return {panels: all("[data-panel]").map(e => e.innerHTML).join(""),
                sentence: root.querySelector(".sentence").textContent,
                numbers: all("output, td").filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.textContent),
                controls: all("input, select").map(e => e.type === "radio" || e.type === "checkbox" ? e.checked : e.value),
                names: all("svg[data-panel]").map(e => e.getAttribute("aria-label"))};
    }""")


def drag(found: Locator, mark: Locator, right: float, down: float) -> None:
    """Drag a mark of the picture to the side. What was drawn before it may be taken away under the mouse: wait for the end."""
    looks(found)
    mark.scroll_into_view_if_needed()
    box, mouse = mark.bounding_box(), found.page.mouse
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + right, y + down, steps=4)
    mouse.up()
    looks(found)


def stored(topic: str) -> dict:
    """The state of the explorable as the built page holds it, its script among it."""
    page = (Path(HTML) / f"notebooks/{topic}.html").read_text(encoding="utf-8")
    models = json.loads(STATE.search(page).group(1))["state"].values()
    return next(model["state"] for model in models
                if model["state"].get("_anywidget_id", "").startswith(f"ffedu.widgets.{topic}."))


def in_page(page: Page, topic: str, call: str, cases: list) -> list:
    """Run an exported function of the explorable's stored script on many cases, in the browser.

    `call` is JavaScript that gives a function of one case: "([theta, x]) => module.network(theta, x).f".
    """
    return page.evaluate(RUN, [stored(topic)["_esm"], call, cases])
