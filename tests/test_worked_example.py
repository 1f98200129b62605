"""The w1..w8 network to full precision, against an independent matrix form, by number, and against its deck."""
import math
from dataclasses import astuple, fields

import numpy as np
import pytest

from ffedu import ledger
from ffedu import worked_example as we
from ffedu import worked_example_deck as deck

NAMES = [f.name for f in fields(we.Weights)]


def matrix_step(weights, update_biases=False, reuse_updated=False, eta=0.5):
    """The same step written with arrays and nothing of the library's: an independent second computation."""
    w1, w2, w3, w4, w5, w6, w7, w8, b1, b2 = weights
    x, t = np.array([0.05, 0.10]), np.array([0.01, 0.99])
    W1, W2 = np.array([[w1, w3], [w2, w4]]), np.array([[w5, w7], [w6, w8]])
    h = 1 / (1 + np.exp(-(x @ W1 + b1)))
    o = 1 / (1 + np.exp(-(h @ W2 + b2)))
    d_o = (o - t) * o * (1 - o)
    W2_next = W2 - eta * np.outer(h, d_o)
    d_h = (W2_next if reuse_updated else W2) @ d_o * h * (1 - h)
    W1_next = W1 - eta * np.outer(x, d_h)
    b = (b1 - eta * d_h.sum(), b2 - eta * d_o.sum()) if update_biases else (b1, b2)
    return (*W1_next.T.ravel(), *W2_next.T.ravel(), *b)


@pytest.mark.parametrize("choice", [{}, {"update_biases": True}, {"reuse_updated": True}])
def test_ten_thousand_steps_equal_the_matrix_form(choice):
    weights = astuple(we.Weights())
    for _ in range(10_000):
        weights = matrix_step(weights, **choice)
    np.testing.assert_allclose(astuple(we.run(10_000, **choice)), weights, rtol=1e-11)


def test_the_known_digits():
    one, many = we.forward(we.run(1)), we.forward(we.run(10_000))
    assert f"{we.forward().E_total:.9f} {one.E_total:.10f} {many.E_total:.9f}" == "0.298371109 0.2910277737 0.000035102"
    assert f"{many.out_o1:.10f} {many.out_o2:.10f}" == "0.0159136204 0.9840642735"
    assert f"{we.step().after.w1:.9f} {we.step(reuse_updated=True).after.w1:.9f}" == "0.149780716 0.149817639"
    assert f"{we.step().dE_db1:.10f} {we.step().dE_db2:.10f}" == "0.0187256094 0.1004003251"
    assert f"{we.forward(we.run(1, update_biases=True)).E_total:.10f}" == "0.2857508867"


@pytest.mark.parametrize("name", NAMES)
def test_every_gradient_by_number_at_the_start_and_elsewhere(name):
    rng = np.random.default_rng(0)
    for weights in (we.Weights(), *(we.Weights(*rng.normal(0, 1, 10)) for _ in range(5))):
        gradient = getattr(we.backward(weights), f"dE_d{name}")
        assert gradient == pytest.approx(we.difference(name, weights), rel=1e-6, abs=1e-10)


def test_every_factor_multiplies_to_its_gradient():
    s = we.step()
    assert s.dE_dw5 == s.dE_dout_o1 * s.dout_o1_dnet_o1 * s.dnet_o1_dw5
    assert s.dE_dout_h1 == s.dE_o1_dout_h1 + s.dE_o2_dout_h1
    assert s.dE_o1_dout_h1 == s.dE_dnet_o1 * s.dnet_o1_dout_h1
    assert s.dE_dw1 == s.dE_dout_h1 * s.dout_h1_dnet_h1 * s.dnet_h1_dw1


def test_the_wrong_variant_is_wrong_in_the_hidden_layer_only():
    right, wrong = we.step(), we.step(reuse_updated=True)
    for name in NAMES:
        same = getattr(right.after, name) == getattr(wrong.after, name)
        assert same == (name not in ("w1", "w2", "w3", "w4")), name


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


def test_a_step_names_everything_and_refuses_other_names():
    named = we.step().named()
    assert {"net_h1", "E_total", "dE_dw1", "w8_next", "target_o2"} <= set(named)
    assert all(math.isfinite(value) for value in named.values())
    with pytest.raises(AttributeError, match="needs one of the example's names.*got 'dE_dw9'"):
        we.step().dE_dw9


def test_history_is_the_losses_along_the_way():
    assert we.history([0, 3, 7]) == [we.forward(we.run(n)).E_total for n in (0, 3, 7)]


def test_sigma_does_not_overflow():
    assert we.sigma(-1e4) == 0 and we.sigma(1e4) == 1 and we.sigma(0) == 0.5


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: we.Weights(w1=float("nan")), ValueError, "w1 needs a finite number, got nan"),
    (lambda: we.Weights(w1="0.1"), TypeError, "w1 needs real numbers, got dtype <U3"),
    (lambda: we.Example(x1=[1, 2]), ValueError, r"x1 needs a single number, got shape \(2,\)"),
    (lambda: we.forward(we.Weights(w1=1e308, w2=-1e308), we.Example(x1=1e3, x2=1e3)), ValueError, "need sums that a float"),
    (lambda: we.step(eta=0), ValueError, "eta needs a number above 0, got 0.0"),
    (lambda: we.run(-1), ValueError, "steps needs a whole number of at least 0, got -1"),
    (lambda: we.history([3, 1]), ValueError, "at needs numbers of steps that do not fall, got 1 after 3"),
    (lambda: we.difference("w9"), ValueError, "name needs one of w1..w8, b1, b2, got 'w9'"),
    (lambda: we.difference("w1", h=0), ValueError, "h needs a number above 0"),
    (lambda: deck.deck_values(we.step(), ["P-XX"]), KeyError, "P-XX"),
    (lambda: deck.deck_values(we.step(), [["P-BP-01"]]), KeyError, "ids needs rows that the worked example prints"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
