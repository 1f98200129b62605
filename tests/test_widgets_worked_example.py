"""The worked example explorer: its numbers are a step of the library, the deck's digits are the ledger's."""
from __future__ import annotations

import re

import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import worked_example as we
from ffedu.ledger import compare_all, row
from ffedu.widgets.worked_example import WorkedExampleExplorer
from ffedu.worked_example_deck import NAMES, deck_values


def test_it_starts_from_the_deck():
    widget = WorkedExampleExplorer()
    assert widget.step == we.step() and widget._data["deck_eta"] == widget.eta
    assert we.Weights(**widget._data["weights"]) == we.Weights()
    assert we.Example(**widget._data["example"]) == we.Example()


def test_every_ledger_row_of_the_example_is_handed_over():
    deck = WorkedExampleExplorer()._data["deck"]
    assert set(deck) == set(NAMES.values())
    for id, name in NAMES.items():
        assert deck[name]["printed"] == row(id).printed and row(id).page[2:] in deck[name]["page"]
        assert deck[name]["verdict"] == row(id).verdict
    compare_all(deck_values(WorkedExampleExplorer().step))             # the verdicts hold for what is computed


def test_a_number_restated_is_told_with_both_pages():
    assert WorkedExampleExplorer()._data["deck"]["dout_o1_dnet_o1"]["page"] == "p.57 and 64"


@pytest.mark.parametrize("biases", [False, True])
def test_the_step_is_the_one_after_the_updates(biases):
    widget = WorkedExampleExplorer(eta=2, update_biases=biases, updates=7)
    weights = we.run(7, eta=2, update_biases=biases)
    assert widget.step == we.step(weights, eta=2, update_biases=biases)
    assert (widget.step.weights.b1 == we.Weights().b1) is not biases


@pytest.mark.parametrize("name, value, error, message", [
    ("position", 60, ValueError, "position needs a whole number from 0 to 59, got 60"),
    ("digits", 1, ValueError, "digits needs a whole number of at least 2, got 1"),
    ("eta", 0, ValueError, "eta needs a number from 0.1 to 5, got 0"),
    ("update_biases", 1, TypeError, "update_biases needs True or False, got int"),
    ("updates", 101, ValueError, "updates needs a whole number from 0 to 100, got 101"),
])
def test_a_bad_value_is_refused_with_need_and_got(name, value, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        WorkedExampleExplorer(**{name: value})
