"""The worked example against its deck: printed and literal values, the constants recovered, the page on the web."""
import math

import pytest

from ffedu import ledger
from ffedu import worked_example as we
from ffedu import worked_example_deck as deck

GOOD = {"deck_values": {"taken": we.step(), "ids": ["P-BP-01"]}, "bp": {"first": 1, "last": 2},
        "recover": {"example": we.Example(), "weights": we.Weights(), "eta": 0.5},
        "literal": {}, "web": {}}


def test_the_web_page_mixes_the_two_variants():
    verdicts = {row.what: (row.printed == row.right, row.printed == row.wrong) for row in deck.web()}
    assert verdicts == {"w1 after 1 step": (True, False), "E_total after 1 step": (False, True),
                        "out_o1 after 10,000 steps": (False, True), "out_o2 after 10,000 steps": (False, True),
                        "E_total after 10,000 steps": (False, False)}


def test_what_the_deck_prints_comes_out_as_the_ledger_says():
    ids = [row.id for row in ledger.rows("worked_example") if row.id.startswith(("P-BP", "P-IN"))]
    assert list(deck.NAMES) == sorted(ids, key=ids.index) and len(ids) == 39
    assert len(ledger.compare_all(deck.deck_values(we.step()))) == len(ids)
    literal = [row.id for row in ledger.rows("worked_example") if row.id.startswith("P-LIT")]
    assert list(deck.literal()) == literal and len(ledger.compare_all(deck.literal())) == len(literal)


def test_the_literal_expressions_one_by_one():
    said = {id: f"{value:.8f}" for id, value in deck.literal().items()}
    by_hand = (1 / (1 + math.exp(0.3775)), 1 / (1 + math.exp(1.1059)), 0.4 * 0.59327 + 0.45 * 0.59688 + 0.6,
               (0.01 - 0.75136) ** 2 / 2, 0.27481 + 0.02356, -(0.01 - 0.75136), 0.75136 * (1 - 0.75136),
               0.74136 * 0.18681 * 0.59327, 0.4 - 0.5 * 0.08216, 0.74136 * 0.18681 * 0.40, 0.0554 - 0.01905,
               0.59327 * (1 - 0.59327), 0.03635 * 0.2413 * 0.05, 0.15 - 0.5 * 0.00043,
               0.15 * 0.05 + 0.2 * 0.1 + 0.35)
    assert said == {f"P-LIT-{i}": f"{value:.8f}" for i, value in enumerate(by_hand, start=1)}


def test_the_constants_of_the_figure_are_recovered_from_the_printed_results():
    found = deck.recover()
    for name, least in (("w3", 2e-4), ("w4", 2e-4), ("w7", 1e-5), ("w8", 1e-5)):
        assert found[name] == pytest.approx(getattr(we.Weights(), name), abs=least)
    assert found["target_o2"] == pytest.approx(we.Example().target_o2, abs=1e-5)


def test_recovering_undoes_any_step(monkeypatch):
    """From results printed in full, the constants of another network come back to nine digits."""
    weights, example = we.Weights(w3=-0.7, w4=0.9, w7=1.3, w8=-0.4, b1=0.2, b2=-0.1), we.Example(0.6, -0.8, 0.2, 0.3)
    taken = we.step(weights, example, eta=0.7)
    full = taken.named() | {"eta": taken.eta}
    monkeypatch.setattr(deck, "printed", lambda id: full[deck.NAMES[id]])
    found = deck.recover(example, weights, eta=0.7)
    expected = {"w3": -0.7, "w4": 0.9, "w7": 1.3, "w8": -0.4, "target_o2": 0.3}
    assert found == pytest.approx(expected, rel=1e-9)


def test_the_web_table_is_written_to_the_digits_of_the_page():
    assert [tuple(row) for row in deck.web()] == [
        ("w1 after 1 step", "0.149780716", "0.149780716", "0.149817639"),
        ("E_total after 1 step", "0.291027924", "0.291027774", "0.291027924"),
        ("out_o1 after 10,000 steps", "0.015912196", "0.015913620", "0.015912196"),
        ("out_o2 after 10,000 steps", "0.984065734", "0.984064274", "0.984065734"),
        ("E_total after 10,000 steps", "0.0000351085", "0.0000351019", "0.0000350848")]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: deck.deck_values(we.step(), ["P-XX"]), KeyError, "P-XX"),
    (lambda: deck.deck_values(we.step(), [["P-BP-01"]]), KeyError, "ids needs rows that the worked example prints"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
