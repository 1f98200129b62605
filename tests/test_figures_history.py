"""The figures of the history, for the rules of test_figures.py, and what their alt texts say."""
import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import errata, figures

EVENTS = [(1958, "Rosenblatt", "a rule"), (1970, "Linnainmaa", "reverse mode"), (1986, "Rumelhart", "networks")]
NEAR = np.array([-1.0, 0.5, 2.0])
FIGURES = {
    "history.timeline": (lambda: figures.history.timeline(EVENTS, {"Linnainmaa"}),
                         lambda: figures.history.timeline(EVENTS[1:], ())),
    "history.rounding": (lambda: figures.history.rounding(NEAR, NEAR + 0.01),
                         lambda: figures.history.rounding(NEAR, 2 * NEAR)),
    "history.chapters": (lambda: figures.history.chapters(errata.entries()),
                         lambda: figures.history.chapters(errata.entries("xor"))),
}


def test_alt_texts_hold_what_is_drawn():
    assert "from 1958 to 1986 with 3 marks" in FIGURES["history.timeline"][0]()[1]
    assert "Squares: Linnainmaa in 1970." in FIGURES["history.timeline"][0]()[1]
    assert "Squares: none." in FIGURES["history.timeline"][1]()[1]
    assert "no mark is more than 0.005 of that away" in FIGURES["history.rounding"][0]()[1]
    assert FIGURES["history.chapters"][1]()[1] == "2 errata of the decks by chapter: xor 2."
