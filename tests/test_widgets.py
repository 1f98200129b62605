"""The widgets without a browser: what they hold, what they refuse, and that the stored front ends are the files."""
from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import xor
from ffedu.widgets import XorExplorer

ROOT = Path(__file__).parent.parent
FILES = ROOT / "ffedu" / "widgets"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
STATE = "application/vnd.jupyter.widget-state+json"
SHAPES = {"W": (2, 2), "c": (2,), "w": (2,), "b": ()}
LOWEST, HIGHEST = -3.0, 3.0                                       # the ends of the sliders
NAMES = sorted(SHAPES)


def state(widget: XorExplorer) -> dict:
    return {name: getattr(widget, name) for name in SHAPES}


def test_it_starts_from_the_reference_network():
    expected = {name: np.asarray(value).tolist() for name, value in xor.reference()._asdict().items()}
    assert state(XorExplorer()) == expected
    assert XorExplorer()._start == expected


def test_it_takes_any_parameters_in_the_order_of_the_library():
    theta = xor.random_start(np.random.default_rng(1))
    widget = XorExplorer(*theta)
    np.testing.assert_array_equal(widget.W, theta.W)
    assert widget.b == theta.b
    assert widget._start == state(widget)


def test_the_start_stays_when_a_parameter_moves():
    widget = XorExplorer()
    widget.c = [1, 1]
    assert widget._start["c"] == [0.0, -1.0]


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_holds_what_a_slider_can_give(name):
    widget, rng, shape = XorExplorer(), np.random.default_rng(0), SHAPES[name]
    points = [np.full(shape, value) for value in (LOWEST, 0.0, HIGHEST)]
    for value in points + [rng.uniform(LOWEST, HIGHEST, shape) for _ in range(20)]:
        setattr(widget, name, value.tolist())
        assert getattr(widget, name) == value.tolist()
        setattr(widget, name, value)                              # an array will do as well
        assert getattr(widget, name) == value.tolist()


@pytest.mark.parametrize("name, value, error, message", [
    ("W", np.ones((3, 2)), ValueError, "W needs shape (2, 2), got (3, 2)"),
    ("W", [1, 2, 3, 4], ValueError, "W needs shape (2, 2), got (4,)"),
    ("W", [[1, 2], [3]], ValueError, "W needs rows of equal length, got [[1, 2], [3]]"),
    ("W", [], ValueError, "W needs shape (2, 2), got (0,)"),
    ("W", [[1, 2], [3, np.nan]], ValueError, "W needs finite numbers, got nan at index (1, 1)"),
    ("c", 1.0, ValueError, "c needs shape (2,), got ()"),
    ("c", [0, np.inf], ValueError, "c needs finite numbers, got inf at index (1,)"),
    ("c", ["0", "1"], TypeError, "c needs real numbers, got dtype <U1"),
    ("w", [1, 2, 3], ValueError, "w needs shape (2,), got (3,)"),
    ("w", "12", TypeError, "w needs real numbers, got dtype <U2"),
    ("w", [1, 2j], TypeError, "w needs real numbers, got dtype complex128"),
    ("b", [0.0], ValueError, "b needs a single number, got shape (1,)"),
    ("b", float("nan"), ValueError, "b needs a finite number, got nan"),
    ("b", "0", TypeError, "b needs real numbers, got dtype <U1"),
    ("b", None, TypeError, "b needs real numbers, got dtype object"),
])
def test_a_bad_value_is_refused_and_the_old_one_kept(name, value, error, message):
    widget = XorExplorer()
    before = state(widget)
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        setattr(widget, name, value)
    assert state(widget) == before
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        XorExplorer(**{name: value})


def test_its_text_says_the_parameters_and_no_address():
    widget = XorExplorer()
    assert repr(widget) == "XorExplorer(W=[[1, 1], [1, 1]], c=[0, -1], w=[1, -2], b=0)"
    widget.c, widget.b = [-0.05, 3], 0.15
    assert repr(widget) == "XorExplorer(W=[[1, 1], [1, 1]], c=[-0.05, 3], w=[1, -2], b=0.15)"
    assert state(eval(repr(widget))) == state(widget)
    assert widget._repr_mimebundle_()[0]["text/plain"] == repr(widget)


def test_its_front_end_is_the_files():
    widget = XorExplorer()
    assert widget._esm == (FILES / "xor.js").read_text(encoding="utf-8")
    assert widget._css == (FILES / "style.css").read_text(encoding="utf-8")
    assert widget._anywidget_id == "ffedu.widgets.xor.XorExplorer"


def test_the_state_that_a_page_gets_holds_all_it_needs():
    sent = XorExplorer().get_state()
    assert {*SHAPES, "_start", "_esm", "_css", "_anywidget_id"} <= set(sent)
    json.dumps({name: sent[name] for name in (*SHAPES, "_start")}, allow_nan=False)


def test_the_script_holds_the_reference_network_too():
    text = re.search(r"^export const REFERENCE = (\{.*\});$", XorExplorer()._esm, re.MULTILINE).group(1)
    assert json.loads(text) == state(XorExplorer())


@pytest.mark.parametrize("script", sorted(FILES.glob("*.js")), ids=lambda path: path.name)
def test_a_script_is_small_and_asks_for_nothing(script):
    text = script.read_text(encoding="utf-8")
    assert len(text.encode()) <= 25_000
    assert not re.search(r"https?:|\bfetch\(|\bimport\b", text), f"{script.name} reaches outside its page"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_stored_front_ends_are_the_files(path):
    for stored in stored_widgets(path):
        topic = stored["_anywidget_id"].split(".")[-2]
        for key, file in (("_esm", f"{topic}.js"), ("_css", "style.css")):
            assert stored[key] == (FILES / file).read_text(encoding="utf-8"), \
                f"{path.name} stores another {file} than ffedu/widgets holds: run make notebooks"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_stored_state_is_what_python_would_send(path):
    for stored in stored_widgets(path):
        made = XorExplorer(**{name: stored["_start"][name] for name in ("W", "c", "w", "b")})
        assert {name: stored[name] for name in state(made)} == state(made), f"{path.name} stores another state"


def stored_widgets(path: Path) -> list[dict]:
    """The states of the anywidgets in a notebook, as they were saved."""
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    models = metadata.get("widgets", {}).get(STATE, {}).get("state", {}).values()
    return [model["state"] for model in models if model["model_module"] == "anywidget"]
