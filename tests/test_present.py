"""What `ffedu present` makes of a chapter. The lecture itself is given in tests/browser/test_lab.py."""
import inspect
import io
import json

import pytest
from chapters import NOTEBOOKS, load

from ffedu.course import present

CELLS = [("title", "markdown", "slide", []), ("setup", "code", None, []), ("points", "code", "-", []),
         ("fold", "raw", None, ["slide-only", "live"]), ("look", "code", "subslide", ["show-code"]),
         ("more", "code", "-", []), ("say", "markdown", "notes", ["slide-only"])]


def chapter():
    """A chapter of these cells, as stored."""
    def cell(id, kind, mark, tags):
        shown = {"slideshow": {"slide_type": mark}} if mark else {}
        run = {"outputs": ["stored"], "execution_count": 1} if kind == "code" else {}
        return {"id": id, "cell_type": kind, "source": [id], "metadata": {"tags": tags, **shown}, **run}
    return {"cells": [cell(*what) for what in CELLS], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}


def presented():
    return {cell["id"]: cell for cell in present.live(chapter())["cells"]}


def test_one_key_goes_through_all_that_is_on_a_slide_and_the_rest_is_run_out_of_sight():
    kinds = {id: cell["metadata"]["slideshow"]["slide_type"] for id, cell in presented().items()}
    assert kinds == {"title": "slide", "setup": "skip", "points": "fragment", "fold": "slide", "look": "slide",
                     "more": "-", "say": "notes"}


def test_a_live_cell_can_be_run_and_is_in_sight_and_other_code_is_folded():
    cells = presented()
    assert cells["fold"]["cell_type"] == "code" and cells["fold"]["outputs"] == [] and cells["fold"]["source"] == ["fold"]
    folded = {id for id, cell in cells.items() if cell["metadata"].get("jupyter", {}).get("source_hidden")}
    assert folded == {"setup", "points", "more"}


def test_the_chapter_stays_as_it_is_and_its_copy_is_what_is_presented(tmp_path):
    notebook = tmp_path / "toy.ipynb"
    notebook.write_text(json.dumps(chapter()))
    copy = present.prepare(notebook, tmp_path / "out")
    assert load(notebook) == chapter() and load(copy) == present.live(chapter())
    assert json.loads((tmp_path / "out/settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings").read_text())["overrides"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_chapter_can_be_presented(path, tmp_path):
    shown = load(present.prepare(path, tmp_path))["cells"]
    ids = [cell["id"] for cell in shown if not cell["id"].endswith("-shown")]
    assert ids == [cell["id"] for cell in load(path)["cells"]]
    assert not [cell["id"] for cell in shown if cell["cell_type"] == "raw"]
    for cell in shown:
        if "live" in cell["metadata"].get("tags", []):
            compile("".join(cell["source"]), cell["id"], "exec")


def test_every_chapter_has_a_slider_for_its_lecture():
    for path in NOTEBOOKS:
        live = [cell for cell in load(path)["cells"] if "live" in cell["metadata"].get("tags", [])]
        assert len(live) == 1 and live[0]["id"].endswith("-live"), f"{path.name} has {len(live)} live cells"
        widest = max("".join(live[0]["source"]).splitlines(), key=len)
        assert len(widest) <= 90, f"{path.name}: a slide is 90 characters wide, got {widest}"


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_slider_redraws_its_figure_from_end_to_end(path, monkeypatch):
    sliders, pictures, names = {}, {}, {}
    monkeypatch.setattr("ipywidgets.interact", lambda **ends: lambda redraw: sliders.update({redraw: ends}) or redraw)

    def show(figure, alt, caption):
        figure.savefig(stored := io.BytesIO(), format="rgba")
        pictures[stored.getvalue()] = alt, caption

    for cell in load(path)["cells"]:
        if "live" in cell["metadata"].get("tags", []):
            names["show"] = show
        elif cell["cell_type"] != "code":
            continue
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
        if sliders:
            break
    (redraw, ends), = sliders.items()
    for slider, (low, high, *_) in ends.items():
        start = inspect.signature(redraw).parameters[slider].default
        assert low < start < high
        pictures.clear()
        for value in (low, start, high):
            redraw(**{slider: value})
        assert len(pictures) == 3, f"{path.stem}: {slider} at {low}, {start} and {high} gives {len(pictures)} pictures"


def test_a_borrowed_explorable_is_made_anew():
    nb = chapter()
    nb["cells"][0]["metadata"]["ffedu"] = {"explorable": "xor"}
    shown = {cell["id"]: cell for cell in present.live(nb)["cells"]}
    assert shown["title-shown"]["source"] == "from ffedu.widgets.xor import XorExplorer\nXorExplorer()"
    assert shown["title-shown"]["metadata"]["slideshow"]["slide_type"] == "-"


def test_the_command_says_what_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert present.main(["xor"]) == 2
    assert "needs notebooks/xor.ipynb, got no such file" in capsys.readouterr().err
    (tmp_path / "bare.ipynb").write_text('{"cells": []}')
    with pytest.raises(ValueError, match="needs a cell marked as slide"):
        present.prepare(tmp_path / "bare.ipynb", tmp_path)


def test_jupyterlab_is_begun_on_the_copy_with_settings_of_its_own(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/toy.ipynb").write_text(json.dumps(chapter()))
    called = {}
    monkeypatch.setattr(present.subprocess, "call", lambda command, env: called.update(command=command, env=env) or 7)
    assert present.main(["toy", "--", "--no-browser"]) == 7
    assert called["command"][-2:] == ["--LabApp.default_url=/lab/tree/toy.ipynb", "--no-browser"]
    assert called["env"]["JUPYTERLAB_SETTINGS_DIR"] == str(tmp_path / "_build/present/settings")
    assert "Run All Cells" in capsys.readouterr().out
