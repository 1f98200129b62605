"""A live JupyterLab: each explorable is shown, moved by key and moved by Python; a lecture is given, a slider moved in it."""
from __future__ import annotations

import ast
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import chapters
import nbformat
import pytest
from playwright.sync_api import Page, TimeoutError

from ffedu.widgets import explorables

from .explorables import TOPICS, looks, widget
from .test_explorables import nudge

ADVICE = "install it with pip install -c constraints.txt -e '.[lab]'"
PATIENCE = 120_000                                             # ms: a server, a page or a kernel may start slowly
QUIET = ["--no-browser", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1", "--ServerApp.allow_root=True",
         "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
FOLDERS = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
           "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
IDLE = """() => document.querySelector(".jp-Notebook-ExecutionIndicator")?.dataset.status === "idle"
    && /Python/.test(document.querySelector(".jp-Toolbar-kernelName")?.textContent)"""
SHOW, ASK, RETURN = range(3)                                   # the cells of the notebook


def cells(topic: str) -> list[str]:
    """Show the explorable; ask Python for its state; let Python bring it back to where it began."""
    name = explorables()[topic].__name__
    return [f"from ffedu.widgets.{topic} import {name}\nshown = {name}()\nshown",
            "print(shown.state())",
            "for name, value in shown._start.items():\n    setattr(shown, name, value)\nprint(shown.state())"]


@contextmanager
def served(command: list[str], home: Path) -> Iterator[str]:
    """Run a command that starts JupyterLab, in `home` and with everything of its own there; yield its log."""
    if not importlib.util.find_spec("jupyterlab"):
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"no JupyterLab: {ADVICE}")
        warnings.warn(f"JUPYTERLAB GATE SKIPPED: {ADVICE}", stacklevel=1)
        pytest.skip(f"no JupyterLab: {ADVICE}")
    environment = {**os.environ, **{name: str(home / folder) for name, folder in FOLDERS.items()}}
    with (home / "log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", *command, *QUIET], env=environment, cwd=home, stdout=log,
                                  stderr=subprocess.STDOUT, start_new_session=True)
    try:
        yield address(server, home)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)              # a server ends its kernels before itself
        server.wait(timeout=60)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab of our own, with a notebook for each explorable, whose topic goes into {0}."""
    home = tmp_path_factory.mktemp("lab")
    for topic in TOPICS:
        write(home / f"{topic}.ipynb", cells(topic))
    with served(["jupyterlab", f"--ServerApp.root_dir={home}"], home) as found:
        yield found


def write(path: Path, code: list[str]) -> None:
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    made = [nbformat.v4.new_code_cell(cell, id=f"cell-{i}") for i, cell in enumerate(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), path)


def address(server: subprocess.Popen, home: Path) -> str:
    """Wait until the server has written down where it listens."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end and server.poll() is None:
        for file in (home / "runtime").glob("jpserver-*.json"):
            said = json.loads(file.read_text())
            return f"{said['url']}lab/workspaces/{{0}}/tree/{{0}}.ipynb?token={said['token']}"
        time.sleep(0.2)
    pytest.fail(f"JupyterLab needs to start, got: {(home / 'log').read_text()[-1500:]}")


def run(page: Page, cell: int) -> None:
    """Run a cell as a reader does, again if the key was lost on a page still at work; wait until the kernel has done it."""
    for _ in range(PATIENCE // 5_000):
        page.locator(".jp-CodeCell").nth(cell).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        if prompted(page, cell, "[*\\d]", 5_000):
            break
    assert prompted(page, cell, "\\d", PATIENCE), f"the kernel never ended cell {cell}"


def prompted(page: Page, cell: int, sign: str, patience: int) -> bool:
    """Whether a cell's prompt comes to show a star (it waits or runs) or a number (it has run)."""
    try:
        page.wait_for_function("""([cell, sign]) => RegExp(sign).test(
            document.querySelectorAll(".jp-CodeCell")[cell].querySelector(".jp-InputPrompt").textContent)""",
                               arg=[cell, sign], timeout=patience)
    except TimeoutError:
        return False
    return True


def told(page: Page, cell: int) -> dict:
    """Run a cell that prints the state, and return it."""
    run(page, cell)
    printed = page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea-output pre")
    printed.wait_for(timeout=PATIENCE)
    return ast.literal_eval(printed.text_content())


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_it_moves_python_and_is_moved_by_it(browser, lab, topic):
    context = browser.new_context(viewport={"width": 1440, "height": 1800})
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(lab.format(topic))                               # in its own workspace: the last one's tabs stay there
    page.locator(".jp-CodeCell").nth(RETURN).wait_for(timeout=PATIENCE)
    page.wait_for_function(IDLE, timeout=PATIENCE)              # what is run before there is a kernel is not run at all
    run(page, SHOW)
    found, begun = widget(page, topic), explorables()[topic]().state()
    found.wait_for(timeout=PATIENCE)
    first, slider = looks(found), found.locator("input[type=range]").first
    nudge(slider)
    moved = looks(found)
    assert moved["panels"] != first["panels"], f"{topic}: a key moves nothing in JupyterLab"
    path = json.loads(slider.get_attribute("data-path"))
    state = told(page, ASK)
    assert state != begun and {name for name in state if state[name] != begun[name]} >= {path[0]}, \
        f"{topic}: Python does not see that {path[0]} was moved, it has {state}"
    assert told(page, RETURN) == begun
    page.wait_for_function("([css, words]) => document.querySelector(css).textContent === words",
                           arg=[f".ffedu-{topic} .sentence", first["sentence"]], timeout=20_000)
    assert looks(found) == first, f"{topic}: what Python sets is not what is shown"
    assert not errors, f"{topic}: {errors}"
    context.close()


SLIDER, PICTURE = ".widget-slider [role=slider]", ".widget-output img"
BUSY = """() => document.querySelector(".jp-Notebook-ExecutionIndicator")?.dataset.status === "busy" """


@pytest.mark.slow
def test_a_slider_on_a_slide_redraws_the_figure_through_python(browser, tmp_path):
    (tmp_path / "notebooks").symlink_to(chapters.ROOT / "notebooks")
    with served(["ffedu.course.cli", "present", "xor", "--"], tmp_path) as found:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(found.format("xor"))
        page.wait_for_function(IDLE, timeout=PATIENCE)
        page.locator("text=Run >> visible=true").first.click()
        page.locator("li[data-command='runmenu:run-all']").click()
        for state in (BUSY, IDLE):
            page.wait_for_function(state, timeout=PATIENCE)
        page.locator(".jp-Cell").first.click()
        page.locator("[data-command='deck:toggle']").first.click()
        for _ in range(60):
            if page.locator(SLIDER).is_visible():
                break
            page.keyboard.press("ArrowRight")
        before = page.locator(PICTURE).get_attribute("src")
        page.locator(SLIDER).press("ArrowRight")
        page.wait_for_function("([css, src]) => document.querySelector(css)?.src && document.querySelector(css).src !== src",
                               arg=[PICTURE, before], timeout=PATIENCE)
        assert page.locator(SLIDER).is_visible(), "an arrow key in the slider turns the slide"
        page.close()
