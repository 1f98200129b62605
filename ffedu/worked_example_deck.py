"""The worked example against its deck: which ledger row prints which quantity, and what the printed digits imply.

The names are those of `ffedu.worked_example`. Source: Payberah p. 50-69.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ._check import count, kind, scalar, short
from .ledger import printed
from .worked_example import Example, Step, Weights, forward, run, sigma, step

NAMES = {f"P-BP-{i:02d}": name for i, name in enumerate((
    "net_h1 out_h1 out_h2 net_o1 out_o1 E_o1 E_o2 E_total dE_dout_o1 dout_o1_dnet_o1 dnet_o1_dw5 dE_dw5 "
    "w5_next w6_next w7_next w8_next dE_o1_dout_h1 dE_o2_dout_h1 dE_dout_h1 dout_h1_dnet_h1 dnet_h1_dw1 dE_dw1 "
    "w1_next w2_next w3_next w4_next dnet_o1_dout_h1 eta dout_o1_dnet_o1 dE_dout_o1").split(), start=1)}
NAMES |= {f"P-IN-{i}": name for i, name in enumerate("w1 x1 w2 x2 b1 w5 w6 b2 target_o1".split(), start=1)}


def deck_values(taken: Step, ids: Sequence[str] = tuple(NAMES)) -> dict[str, float]:
    """Return the value of `taken` for each ledger row in `ids`: what the deck prints on p. 51-69, at full precision.

    `NAMES` says which quantity a row prints. Raises KeyError for a row that prints none of them.

    >>> print({id: round(value, 6) for id, value in deck_values(step(), ["P-BP-12", "P-BP-13"]).items()})
    {'P-BP-12': 0.082167, 'P-BP-13': 0.358916}
    """
    values = kind("taken", taken, Step).named() | {"eta": taken.eta}
    for id in kind("ids", ids, Sequence):
        if not isinstance(id, str) or id not in NAMES:
            raise KeyError(f"ids needs rows that the worked example prints, such as 'P-BP-01', got {short(id)}")
    return {id: values[NAMES[id]] for id in ids}


def bp(first: int, last: int) -> list[str]:
    """Return the ids P-BP-first to P-BP-last.

    >>> bp(9, 10)
    ['P-BP-09', 'P-BP-10']
    """
    return [f"P-BP-{i:02d}" for i in range(count("first", first), count("last", last) + 1)]


def recover(example: Example = Example(), weights: Weights = Weights(), eta: float = 0.5) -> dict[str, float]:
    """Return w3, w4, w7, w8 and target_o2, which stand in the deck's figure only, solved from its printed results.

    Of `weights` and `example` only b1, b2, x1, x2 are read; the rest are digits of the ledger, so the answers are
    good to about three of them. Source: Payberah p. 52-69.

    >>> print({name: round(value, 3) for name, value in recover().items()})
    {'w3': 0.25, 'w4': 0.3, 'w7': 0.5, 'w8': 0.55, 'target_o2': 0.99}
    """
    kind("example", example, Example), kind("weights", weights, Weights), scalar("eta", eta, above=0)
    p = {name: printed(id) for id, name in NAMES.items()}
    x1, x2 = example.x1, example.x2
    # net_h2 - b1 = w3 x1 + w4 x2 with w3 = w3_next + eta G x1 and w4 = w4_next + eta G x2, G = dE/dnet_h2
    G = (_logit(p["out_h2"]) - weights.b1 - p["w3_next"] * x1 - p["w4_next"] * x2) / (eta * (x1**2 + x2**2))
    # dE_o2/dout_h1 = d w7 with w7 = w7_next + eta d out_h1: a quadratic in d = dE/dnet_o2, its root near 0
    q = p["w7_next"]
    d = (-q + math.sqrt(q**2 + 4 * eta * p["out_h1"] * p["dE_o2_dout_h1"])) / (2 * eta * p["out_h1"])
    w7, w8 = q + eta * d * p["out_h1"], p["w8_next"] + eta * d * p["out_h2"]
    out_o2 = sigma(w7 * p["out_h1"] + w8 * p["out_h2"] + weights.b2)
    target_o2 = out_o2 - math.copysign(math.sqrt(2 * p["E_o2"]), d)
    return {"w3": p["w3_next"] + eta * G * x1, "w4": p["w4_next"] + eta * G * x2, "w7": w7, "w8": w8,
            "target_o2": target_o2}


def literal() -> dict[str, float]:
    """Return what the deck's printed expressions evaluate to, taken literally with the deck's own rounded operands.

    The keys are ledger ids. P-LIT-1 and P-LIT-2 are printed without the minus sign in the exponent.
    Source: Payberah p. 51-69.

    >>> print(f"{literal()['P-LIT-9']:.5f}")
    0.35892
    """
    p = {name: printed(id) for id, name in NAMES.items()}
    w1, w2, w5, w6, x1, x2, b1, b2 = (p[name] for name in "w1 w2 w5 w6 x1 x2 b1 b2".split())
    net_h1, out_h1, out_h2, net_o1, out_o1 = (p[name] for name in "net_h1 out_h1 out_h2 net_o1 out_o1".split())
    eta, error = p["eta"], p["target_o1"] - out_o1
    values = (1 / (1 + math.exp(net_h1)), 1 / (1 + math.exp(net_o1)), w5 * out_h1 + w6 * out_h2 + b2,
              error**2 / 2, p["E_o1"] + p["E_o2"], -error, out_o1 * (1 - out_o1),
              p["dE_dout_o1"] * p["dout_o1_dnet_o1"] * out_h1, w5 - eta * p["dE_dw5"],
              p["dE_dout_o1"] * p["dout_o1_dnet_o1"] * p["dnet_o1_dout_h1"],
              p["dE_o1_dout_h1"] + p["dE_o2_dout_h1"], out_h1 * (1 - out_h1),
              p["dE_dout_h1"] * p["dout_h1_dnet_h1"] * x1, w1 - eta * p["dE_dw1"], w1 * x1 + w2 * x2 + b1)
    return {f"P-LIT-{i}": value for i, value in enumerate(values, start=1)}


# What the best-known web page with this example prints: Matt Mazur, A Step by Step Backpropagation Example.
WEB = {"w1 after 1 step": "0.149780716", "E_total after 1 step": "0.291027924",
       "out_o1 after 10,000 steps": "0.015912196", "out_o2 after 10,000 steps": "0.984065734",
       "E_total after 10,000 steps": "0.0000351085"}


class WebRow(NamedTuple):
    """One number of that page beside both of ours, all to the digits that it prints."""
    what: str
    printed: str
    right: str
    wrong: str


def web() -> list[WebRow]:
    """Return the page's numbers beside the right ones and those of the wrong variant that re-uses updated weights.

    >>> print(*web()[0])
    w1 after 1 step 0.149780716 0.149780716 0.149817639
    """
    right, wrong = (_web_values(reuse_updated=flag) for flag in (False, True))
    return [WebRow(what, text, *(f"{value:.{len(text) - 2}f}" for value in pair))
            for (what, text), *pair in zip(WEB.items(), right, wrong)]


def _web_values(reuse_updated: bool) -> tuple[float, ...]:
    first = step(reuse_updated=reuse_updated).after
    last = forward(run(10_000, reuse_updated=reuse_updated))
    return first.w1, forward(first).E_total, last.out_o1, last.out_o2, last.E_total


def _logit(p: float) -> float:
    return math.log(p / (1 - p))
