"""A browser without a network, and pages opened in it that remember everything that went wrong."""
from __future__ import annotations

import functools
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, TimeoutError, sync_playwright

from .built import HTML, View

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
COMPLAINTS = ("error", "warning", "assert", "trace")            # the theme's own remarks are of the type "log"
ADVICE = "install Debian's chromium or run `playwright install chromium`"
MISREAD = 'mjx-merror, mjx-container [style*="color: red"]'     # what MathJax cannot read; a macro unknown to it is red
SETTLED = """async () => {
    await window.MathJax?.startup?.promise;
    await document.fonts.ready;
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}"""
STANDING = """() => document.documentElement.dataset.ffeduReady === "1"
    || !document.querySelector('script[type="application/vnd.jupyter.widget-view+json"]')"""


@dataclass
class Opened:
    """A page in a view, with the requests, errors and messages that there should not have been."""
    name: str
    view: View
    page: Page
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name}, {self.view}"


class Quiet(SimpleHTTPRequestHandler):
    """A file server that does not print each request."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="package")
def origins() -> Iterator[dict[str, str]]:
    """The addresses of the built book: over http from this machine, and as files."""
    if not (HTML / "index.html").exists():
        pytest.fail(f"the browser tests need the built book in {HTML}, got none: run `make book`")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(HTML))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"http": f"http://127.0.0.1:{server.server_address[1]}", "file": HTML.as_uri()}
        server.shutdown()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, the system's or playwright's own; without any, a failure with CI=true and a loud skip elsewhere."""
    with sync_playwright() as playwright:
        if not (path := executable(playwright)):
            missing = pytest.fail if os.environ.get("CI", "").lower() == "true" else pytest.skip
            missing(f"no browser: {ADVICE}")
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def executable(playwright: Playwright) -> str | None:
    """Return the path of a Chromium, or None; the variable CHROMIUM overrides the search."""
    if given := os.environ.get("CHROMIUM"):
        return shutil.which(given)
    installed = filter(None, map(shutil.which, ("/usr/bin/chromium", "chromium", "google-chrome")))
    own = playwright.chromium.executable_path
    return next(installed, own if Path(own).exists() else None)


@pytest.fixture
def visit(browser: Browser, origins: dict[str, str]) -> Iterator[Callable[..., Opened]]:
    """A function that opens a page (its name without .html; perhaps a place in it) in a view and waits until it stands."""
    contexts: list[BrowserContext] = []

    def visit(name: str, view: View, place: str = "") -> Opened:
        size = {"width": view.width, "height": view.height}
        contexts.append(context := browser.new_context(viewport=size, color_scheme=view.mode))
        opened = Opened(name, view, context.new_page())
        watch(context, opened, origins[view.scheme])
        opened.page.goto(f"{origins[view.scheme]}/{name}.html{place}")
        stand(opened)
        return opened

    yield visit
    for context in contexts:
        context.close()


def stand(opened: Opened) -> None:
    """Wait until all is drawn, however busy the machine; that the explorables never come is a fault of the page."""
    try:
        opened.page.wait_for_function(STANDING)
    except TimeoutError:
        opened.faults.append("its explorables do not come to stand")
    opened.page.evaluate(SETTLED)


def watch(context: BrowserContext, opened: Opened, origin: str) -> None:
    """Refuse every request to anywhere else, and write down all that goes wrong, in pop-up windows too."""
    faults = opened.faults

    def guard(route: Route) -> None:
        url = route.request.url
        if url.startswith((f"{origin}/", "data:", "blob:", "about:")):
            return route.continue_()
        faults.append(f"request to another host: {url}")
        route.abort()

    context.route("**/*", guard)
    context.on("response", lambda got: faults.append(f"{got.status} for {got.url}") if got.status >= 400 else None)
    context.on("requestfailed", lambda got: faults.append(f"failed: {got.url}") if got.url.startswith(origin) else None)
    context.on("console", lambda said: faults.append(f"console: {said.text}") if said.type in COMPLAINTS else None)
    context.on("weberror", lambda error: faults.append(f"page error: {error.error}"))


def inaccessible(page: Page) -> Iterator[str]:
    """Yield what axe finds; no rule is disabled and nothing is excluded. A heading of unknown contrast counts too.

    For axe gives up silently where layers lie over each other, and would then find nothing on a whole slide.
    """
    found = Axe().run(page).response
    for rule in found["violations"]:
        yield f"axe {rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:160]}"
    for rule in (rule for rule in found["incomplete"] if rule["id"] == "color-contrast"):
        headings = (node["html"][:160] for node in rule["nodes"] if re.match("<h[1-6]", node["html"]))
        yield from (f"axe cannot measure the contrast of {heading}" for heading in headings)


def pytest_terminal_summary(terminalreporter: object) -> None:
    """Name the gates that nobody looked at."""
    reports = terminalreporter.stats.get("skipped", [])
    skipped = [report.nodeid.partition("::")[0] for report in reports if "no browser" in str(report.longrepr)]
    gates = sorted({Path(file).stem.removeprefix("test_") for file in skipped})
    if gates:
        terminalreporter.write_line(f"BROWSER GATES SKIPPED: {', '.join(gates)} ({len(skipped)} tests): {ADVICE}",
                                    red=True, bold=True)
