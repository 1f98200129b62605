"""The explorables without a browser: what they hold, what they refuse, and that the stored front ends are the files."""
from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu.widgets import explorables
from ffedu.widgets.explorable import front_end

ROOT = Path(__file__).parent.parent
FILES = ROOT / "ffedu" / "widgets"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
STATE = "application/vnd.jupyter.widget-state+json"
ALL = explorables()
OF_EACH = pytest.mark.parametrize("cls", ALL.values(), ids=ALL)
TRAITS = [pytest.param(cls, name, id=f"{topic}-{name}") for topic, cls in ALL.items() for name in cls.state_names()]


def test_there_is_one_for_every_topic_that_has_a_script():
    scripts = {path.stem for path in FILES.glob("*.js")} - {"base", "kit", "quiz"}
    assert set(ALL) == scripts and {"xor"} <= scripts


@pytest.mark.parametrize("cls, name", TRAITS)
def test_a_trait_holds_whatever_its_controls_can_give(cls, name):
    widget = cls()
    tried = list(cls.class_traits()[name].samples(np.random.default_rng(0)))
    for value in tried:
        setattr(widget, name, value)
        assert getattr(widget, name) == value
        json.dumps(getattr(widget, name), allow_nan=False)
    assert len(tried) >= 2


@pytest.mark.parametrize("cls, name", TRAITS)
def test_a_trait_refuses_what_does_not_fit_and_keeps_the_old_value(cls, name):
    widget = cls()
    before = widget.state()
    for value in cls.class_traits()[name].refused():
        with pytest.raises((TypeError, ValueError), match=rf"^{name}\b.* needs .*, got "):
            setattr(widget, name, value)
        assert widget.state() == before, f"{name} took {value!r}"
        with pytest.raises((TypeError, ValueError), match=" needs .*, got "):
            cls(**{name: value})


@OF_EACH
def test_it_needs_known_names_once(cls):
    first = cls.state_names()[0]
    with pytest.raises(TypeError, match=f"^{cls.__name__} needs each of {first}.* once at most, got "):
        cls(no_such_name=1)
    with pytest.raises(TypeError, match="once at most"):
        cls(getattr(cls(), first), **{first: getattr(cls(), first)})


@OF_EACH
def test_its_text_makes_it_again_and_has_no_address(cls):
    widget = cls()
    again = eval(repr(widget), {cls.__name__: cls})
    assert again.state() == widget.state()
    assert repr(widget) == repr(again) == widget._repr_mimebundle_()[0]["text/plain"]
    assert " at 0x" not in repr(widget) and len(repr(widget)) <= 200


@OF_EACH
def test_the_start_stays_when_the_state_moves(cls):
    widget = cls()
    start = widget.state()
    for name in cls.state_names():
        setattr(widget, name, list(cls.class_traits()[name].samples(np.random.default_rng(1)))[0])
    assert widget._start == start


@OF_EACH
def test_the_state_that_a_page_gets_holds_all_it_needs(cls):
    sent = cls().get_state()
    assert {*cls.state_names(), "_start", "_data", "_esm", "_css", "_anywidget_id"} <= set(sent)
    json.dumps({name: sent[name] for name in (*cls.state_names(), "_start", "_data")}, allow_nan=False)
    assert (sent["_esm"], sent["_css"]) == front_end(cls.topic)


@pytest.mark.parametrize("topic", [*ALL, "quiz"] if (FILES / "quiz.js").exists() else ALL)
def test_a_front_end_is_small_and_asks_for_nothing(topic):
    script, style = front_end(topic)
    assert len(gzip.compress((script + style).encode())) <= 25_000
    assert not re.search(r"https?:|\bfetch\(|\bimport\b", script), f"{topic}.js reaches outside its page"
    assert not re.search(r"https?:|@import|url\(", style), f"the style of {topic} reaches outside its page"


def test_a_question_is_light_for_a_chapter_has_several():
    assert sum(len(part) for part in front_end("quiz")) <= 11_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_stored_widgets_are_what_python_would_send(path):
    for stored in stored_widgets(path):
        topic = stored["_anywidget_id"].split(".")[-2]
        assert (stored["_esm"], stored["_css"]) == front_end(topic), \
            f"{path.name} stores another front end of {topic} than ffedu/widgets holds: run make notebooks"
        if topic in ALL:
            made = ALL[topic](**stored["_start"])
            assert {key: stored[key] for key in (*made.state(), "_data")} == {**made.state(), "_data": made._data}


def test_every_explorable_stands_in_the_chapter_of_its_topic():
    for topic in ALL:
        kinds = [stored["_anywidget_id"].split(".")[-2] for stored in stored_widgets(ROOT / f"notebooks/{topic}.ipynb")]
        assert topic in kinds, f"{topic}.ipynb needs its explorable, got {kinds}"


def stored_widgets(path: Path) -> list[dict]:
    """The states of the anywidgets in a notebook, as they were saved."""
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    models = metadata.get("widgets", {}).get(STATE, {}).get("state", {}).values()
    return [model["state"] for model in models if model["model_module"] == "anywidget"]
