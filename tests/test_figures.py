"""Every figure: that it runs, says in words what it shows, is the same twice, stays small and can be read."""
from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from inspect import getmembers, isfunction
from itertools import combinations
from pathlib import Path
from unittest import mock

import numpy as np
import pytest

matplotlib = pytest.importorskip("matplotlib")

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from ffedu import experiment, figures, worked_example, xor

THETA = xor.reference()
OTHER = xor.random_start(np.random.default_rng(3))
STEP = worked_example.step()
OTHER_STEP = worked_example.step(worked_example.Weights(w1=-0.51234, w7=-0.0123456), worked_example.Example(-0.51234))
T = np.arange(20)
CURVES = {"biases fixed": (T, 1 / (1 + T)), "biases updated": (T, 1 / (1 + T) ** 2), "wrong variant": (T, 1 / (1 + T))}
LOSSES = {"relu before the softmax": np.repeat([0.001, 0.4, 0.7], 10), "plain logits": np.linspace(1e-3, 2e-3, 30)}
RATES = {n: experiment.wilson(k, 200) for n, k in ((2, 70), (3, 120), (16, 200))}

# name: the figure of the reference data, and the figure of other data
FIGURES: dict[str, tuple[Callable, Callable]] = {
    "xor.failure": (lambda: figures.xor.failure(xor.linear_fit()),
                    lambda: figures.xor.failure(xor.linear_fit(y=[0, 1, 1, 1]))),
    "xor.relu": (figures.xor.relu, figures.xor.relu),
    "xor.spaces": (lambda: figures.xor.spaces(THETA), lambda: figures.xor.spaces(OTHER)),
    "xor.drawn": (lambda: figures.xor.drawn(THETA), lambda: figures.xor.drawn(OTHER)),
    "xor.slices": (lambda: figures.xor.slices(THETA), lambda: figures.xor.slices(OTHER)),
    "xor.starts": (lambda: figures.xor.starts(RATES), lambda: figures.xor.starts({1: RATES[3]})),
    "xor.endings": (lambda: figures.xor.endings({("relu", 2): {"solved": 3, "never": 0, "1/2 everywhere": 7}}),
                    lambda: figures.xor.endings({("relu", 2): {"solved": 3, "stuck": 1}, ("tanh", 8): {"solved": 4}})),
    "worked_example.forward": (lambda: figures.worked_example.forward(STEP),
                               lambda: figures.worked_example.forward(OTHER_STEP)),
    "worked_example.backward": (lambda: figures.worked_example.backward(STEP),
                                lambda: figures.worked_example.backward(OTHER_STEP)),
    "worked_example.before_after": (lambda: figures.worked_example.before_after(STEP),
                                    lambda: figures.worked_example.before_after(OTHER_STEP)),
    "worked_example.losses": (lambda: figures.worked_example.losses(CURVES),
                              lambda: figures.worked_example.losses({"one": (T, 2 / (1 + T))})),
    "worked_example.logits": (lambda: figures.worked_example.logits(LOSSES),
                              lambda: figures.worked_example.logits({"plain logits": [0.1, 0.2]})),
}
# Each other topic keeps its own table, FIGURES in test_figures_<topic>.py.
TOPICS = {path.stem.removeprefix("test_figures_"): import_module(path.stem)
          for path in sorted(Path(__file__).parent.glob("test_figures_*.py"))}
TOPICS = {topic: module.FIGURES for topic, module in TOPICS.items() if hasattr(module, "FIGURES")}
FIGURES |= {name: pair for table in TOPICS.values() for name, pair in table.items()}
DATALESS = {name for name, (first, second) in FIGURES.items() if first is second}          # such as xor.relu
# Drawn once and kept for all tests; `again` draws anew.
FIGURES = {name: (cache(first), cache(second)) for name, (first, second) in FIGURES.items()}
BOTH = [pytest.param(draw, id=f"{name}-{which}", marks=marks) for name, pair in FIGURES.items()
        for draw, which, marks in zip(pair, ("reference", "other"), ((), pytest.mark.slow))]
NETWORKS = [pytest.param(draw, id=f"{name}-{which}")
            for name in ("xor.drawn", "worked_example.forward", "worked_example.backward")
            for draw, which in zip(FIGURES[name], ("reference", "other"))]
every = pytest.mark.parametrize("name", FIGURES)
each = pytest.mark.parametrize("draw", BOTH)


def test_the_table_above_names_every_figure() -> None:
    modules = [getattr(figures, topic) for topic in ("xor", "worked_example", *TOPICS)]
    public = {f"{module.__name__.rsplit('.', 1)[1]}.{name}" for module in modules
              for name, value in getmembers(module, isfunction)
              if value.__module__ == module.__name__ and not name.startswith("_")}
    assert public == set(FIGURES)


@each
def test_alt_text_says_something_with_numbers(draw: Callable) -> None:
    fig, alt = draw()
    assert isinstance(fig, Figure)
    assert len(alt) > 30 and re.search(r"\d", alt)
    assert "nan" not in alt and "np." not in alt and "−0 " not in alt


@pytest.mark.parametrize("name", sorted(FIGURES.keys() - DATALESS))
def test_alt_text_changes_with_the_data(name: str) -> None:
    first, second = FIGURES[name]
    assert first()[1] != second()[1]


def test_alt_texts_differ_from_each_other() -> None:
    alts = [first()[1] for first, _ in FIGURES.values()]
    assert len(set(alts)) == len(alts)


def test_alt_texts_hold_the_computed_numbers() -> None:
    assert "0.29837" in figures.worked_example.forward(STEP)[1]
    for value in ("0.082167", "0.00043857", "0.03635"):
        assert value in figures.worked_example.backward(STEP)[1]
    assert "gives 0.25, 0.75, 0.75 and 1.25 at" in FIGURES["xor.failure"][1]()[1]         # the linear fit of OR
    assert "(0, 1) and (1, 0) at (1, 0)" in figures.xor.spaces(THETA)[1]
    assert "falls, with slope −2" in figures.xor.slices(THETA)[1]
    assert "60 % with 3 (interval 53 to 67)" in figures.xor.starts(RATES)[1]
    assert "Solved: 3 with relu, 2 and 4 with tanh, 8 hidden units. The others: 1 stuck." in FIGURES["xor.endings"][1]()[1]


def again(draw: Callable) -> bytes:
    """The PNG of a figure that is drawn anew."""
    return figures.png(draw.__wrapped__()[0])


png = cache(again)


@pytest.mark.slow
@every
def test_the_same_data_give_the_same_bytes_whatever_the_readers_settings(name: str) -> None:
    draw, _ = FIGURES[name]
    with matplotlib.rc_context({"font.size": 5, "xtick.direction": "in", "axes.linewidth": 5}):
        other = again(draw)
        assert matplotlib.rcParams["axes.linewidth"] == 5
    assert other == png(draw)


@each
def test_png_is_small_and_of_doubled_density(draw: Callable) -> None:
    fig, _ = draw()
    data = png(draw)
    assert len(data) <= 90_000
    assert int.from_bytes(data[16:20], "big") == 2 * round(fig.get_figwidth() * figures.CSS_DPI)
    assert fig.get_figwidth() <= 7
    assert b"tEXt" not in data and b"tIME" not in data


@cache
def _texts(fig: Figure) -> list[Text]:
    """The texts that matplotlib really draws, so without the ticks outside the axes."""
    drawn = []
    note = mock.patch.object(Text, "draw", autospec=True, side_effect=lambda text, _: drawn.append(text))
    with figures.style(), note:
        FigureCanvasAgg(fig).draw()
    return [text for text in drawn if text.get_visible() and text.get_text().strip()]


@each
def test_type_is_large_enough_and_on_the_page(draw: Callable) -> None:
    fig, _ = draw()
    texts = _texts(fig)
    assert min(text.get_fontsize() for text in texts) >= 8
    width, height = fig.canvas.get_width_height()
    for text in texts:
        box = text.get_window_extent()
        assert -1 <= box.x0 and box.x1 <= width + 1 and -1 <= box.y0 and box.y1 <= height + 1, text.get_text()


def _overlapping(fig: Figure) -> list[tuple[str, str]]:
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in _texts(fig)]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)]


@pytest.mark.parametrize("draw", NETWORKS)
def test_no_text_of_a_network_lies_on_another(draw: Callable) -> None:
    assert _overlapping(draw()[0]) == []


@every
def test_no_text_of_a_reference_figure_lies_on_another(name: str) -> None:
    assert _overlapping(FIGURES[name][0]()[0]) == []


def test_show_keeps_the_contract_of_a_notebooks_figure() -> None:
    fig, alt = figures.xor.relu()
    with mock.patch.object(figures, "display") as display:
        assert figures.show(fig, alt, "Look at the *kink*.") is None
    (picture, caption) = display.call_args_list
    assert set(picture.args[0]) == {"image/png", "text/plain"}
    assert base64.b64decode(picture.args[0]["image/png"]) == figures.png(fig)
    assert picture.args[0]["text/plain"] == alt
    assert picture.kwargs == {"raw": True, "metadata": {"image/png": {"alt": alt, "width": 460}}}
    assert caption.args == ({"text/markdown": "Look at the *kink*.", "text/plain": "Look at the *kink*."},)
    assert caption.kwargs == {"raw": True, "metadata": {"ffedu": {"caption": True}}}


@pytest.mark.parametrize(("alt", "caption", "words"), [
    ("too short", "A caption.", "alt needs at least 30 characters .* got 'too short'"),
    (" " * 40, "A caption.", "alt needs at least 30 characters"),
    ("A graph of max(0, z), which is flat and then rises.", "  ", "caption needs a sentence .* got '  '"),
])
def test_show_refuses_an_empty_word(alt: str, caption: str, words: str) -> None:
    with mock.patch.object(figures, "display") as display, pytest.raises(ValueError, match=words):
        figures.show(figures.xor.relu()[0], alt, caption)
    display.assert_not_called()


THREE = xor.random_start(np.random.default_rng(0), n=3)


@pytest.mark.parametrize("draw", [figures.xor.spaces, figures.xor.drawn, figures.xor.slices])
@pytest.mark.parametrize(("theta", "words"), [
    (THREE, r"W needs shape \(2, 2\), got \(2, 3\)"),
    (THETA._replace(c=[0., 0., 0.]), r"c needs shape \(2,\), got \(3,\)"),
    (THETA._replace(w=[np.nan, 0.]), "w needs finite numbers, got nan"),
])
def test_a_theta_that_does_not_fit_gets_the_librarys_error(draw: Callable, theta: xor.Parameters, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw(theta)


@pytest.mark.parametrize(("draw", "value", "error", "words"), [
    (figures.xor.spaces, 3, TypeError, "theta needs a Sequence, got int"),
    (figures.xor.spaces, THETA[:3], ValueError, "theta needs four parts, W, c, w and b, got 3"),
    (figures.xor.failure, [0.5] * 4, TypeError, "fit needs a LinearFit, got list"),
    (figures.xor.starts, {}, ValueError, "rates needs"),
    (figures.xor.starts, {2: 0.5}, TypeError, r"rates\[2\] needs a Rate, got float"),
    (figures.xor.starts, [0.5], TypeError, "rates needs a Mapping, got list"),
    (figures.worked_example.forward, None, TypeError, "step needs a Step, got NoneType"),
    (figures.worked_example.losses, {}, ValueError, "curves needs 1 to 4 curves, got 0"),
    (figures.worked_example.losses, {"a": ([0, 1], [1.])}, ValueError, r"E of 'a' needs shape \(2,\), got \(1,\)"),
    (figures.worked_example.losses, {"a": ([0, 1], [1., 0.])}, ValueError, "'a' needs steps >= 0 and E > 0"),
    (figures.worked_example.logits, {}, ValueError, "losses needs 1 to 4 rows, got 0"),
    (figures.worked_example.logits, {"a": [0.]}, ValueError, "losses of 'a' needs losses above 0"),
    (figures.png, 3, TypeError, "fig needs a Figure, got int"),
])
def test_what_does_not_fit_is_refused_in_one_sentence(draw: Callable, value: object, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        draw(value)


def test_spaces_copes_with_networks_that_have_no_border_and_fold_everything() -> None:
    nothing = xor.Parameters(np.zeros((2, 2)), np.zeros(2), np.zeros(2), 0.)
    assert "f is 0 everywhere" in figures.xor.spaces(nothing)[1]


def test_drawn_weights_come_from_theta() -> None:
    fig, _ = figures.xor.drawn(THETA._replace(W=np.array([[1., 7.], [1., 1.]])))
    assert "7" in {text.get_text() for text in fig.findobj(Text)}


def test_forward_numbers_come_from_the_step() -> None:
    fig, _ = figures.worked_example.forward(worked_example.step(replace(STEP.weights, w6=0.123456)))
    assert any("0.12346" in text.get_text() for text in fig.findobj(Text))


def test_ffedu_alone_loads_neither_matplotlib_nor_ipython() -> None:
    code = "import sys, ffedu; print([m for m in ('matplotlib', 'IPython') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_topic_without_figures_is_named() -> None:
    with pytest.raises(AttributeError, match="figures needs the name of a topic, .* got 'zor'"):
        figures.zor
