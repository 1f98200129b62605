"""Backpropagation by hand: the w1..w8 network of Payberah p. 50-69, every named quantity at full precision.

    x1, x2              inputs                         w1 w2 w3 w4   into h1 (w1, w2) and h2 (w3, w4)
    target_o1, _o2      targets                        w5 w6 w7 w8   into o1 (w5, w6) and o2 (w7, w8)
    net_h1 = w1 x1 + w2 x2 + b1, and so on             b1, b2        one bias for each layer
    out_h1 = sigma(net_h1)                             eta           learning rate (epsilon elsewhere in the course)
    E_o1 = 1/2 (target_o1 - out_o1)^2                  E_total = E_o1 + E_o2

A derivative of A in B is called dA_dB, so dE_dw5 is the deck's dE_total/dw5. Everything is a plain Python float.
The example has a long life on the web; its best-known page is Matt Mazur, "A Step by Step Backpropagation Example".
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from ._check import count, kind, scalar, short


def _finite_fields(record: object) -> None:
    for f in fields(record):
        object.__setattr__(record, f.name, scalar(f.name, getattr(record, f.name)))


@dataclass(frozen=True)
class Weights:
    """The eight weights and the two biases; unnamed ones start as in the deck."""
    w1: float = 0.15
    w2: float = 0.20
    w3: float = 0.25
    w4: float = 0.30
    w5: float = 0.40
    w6: float = 0.45
    w7: float = 0.50
    w8: float = 0.55
    b1: float = 0.35
    b2: float = 0.60

    def __post_init__(self) -> None:
        _finite_fields(self)


@dataclass(frozen=True)
class Example:
    """The one training example."""
    x1: float = 0.05
    x2: float = 0.10
    target_o1: float = 0.01
    target_o2: float = 0.99

    def __post_init__(self) -> None:
        _finite_fields(self)


@dataclass(frozen=True)
class Forward:
    """What the forward pass names, in the order in which it is computed."""
    net_h1: float
    out_h1: float
    net_h2: float
    out_h2: float
    net_o1: float
    out_o1: float
    net_o2: float
    out_o2: float
    E_o1: float
    E_o2: float
    E_total: float


@dataclass(frozen=True)
class Backward:
    """What the backward pass names: the factors of each chain rule, then the products, output layer first."""
    dE_dout_o1: float
    dE_dout_o2: float
    dout_o1_dnet_o1: float
    dout_o2_dnet_o2: float
    dE_dnet_o1: float
    dE_dnet_o2: float
    dnet_o1_dw5: float
    dE_dw5: float
    dE_dw6: float
    dE_dw7: float
    dE_dw8: float
    dE_db2: float
    dnet_o1_dout_h1: float
    dE_o1_dout_h1: float
    dE_o2_dout_h1: float
    dE_dout_h1: float
    dE_o1_dout_h2: float
    dE_o2_dout_h2: float
    dE_dout_h2: float
    dout_h1_dnet_h1: float
    dout_h2_dnet_h2: float
    dE_dnet_h1: float
    dE_dnet_h2: float
    dnet_h1_dw1: float
    dE_dw1: float
    dE_dw2: float
    dE_dw3: float
    dE_dw4: float
    dE_db1: float


@dataclass(frozen=True)
class Step:
    """One step of gradient descent: what it began with, both passes, and the weights after it.

    Every quantity is an attribute of the step itself: step.net_h1, step.dE_dw5; the new weights are step.after.w5.
    """
    weights: Weights
    example: Example
    eta: float
    forward: Forward
    backward: Backward
    after: Weights

    def __getattr__(self, name: str) -> float:
        for part in ("forward", "backward", "weights", "example"):
            if part in self.__dict__ and hasattr(self.__dict__[part], name):
                return getattr(self.__dict__[part], name)
        raise AttributeError(f"a step needs one of the example's names, such as 'net_h1' or 'dE_dw5', got {name!r}")

    def named(self) -> dict[str, float]:
        """Return every quantity by name, in the order of the computation; new weights as w1_next ... b2_next."""
        parts = (self.example, self.weights, self.forward, self.backward)
        values = {f.name: getattr(part, f.name) for part in parts for f in fields(part)}
        return values | {f"{f.name}_next": getattr(self.after, f.name) for f in fields(self.after)}


def sigma(z: float) -> float:
    """Return 1 / (1 + exp(-z)) of a float. Source: Payberah p. 36.

    >>> print(f"{sigma(0.3775):.5f}")
    0.59327
    """
    return _sigma(scalar("z", z))


def _sigma(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def forward(weights: Weights = Weights(), example: Example = Example()) -> Forward:
    """Return the forward pass. Source: Payberah p. 51-53.

    >>> print(f"{forward().E_total:.9f}")
    0.298371109
    """
    p, x = kind("weights", weights, Weights), kind("example", example, Example)
    net_h1 = p.w1 * x.x1 + p.w2 * x.x2 + p.b1
    net_h2 = p.w3 * x.x1 + p.w4 * x.x2 + p.b1
    out_h1, out_h2 = _sigma(net_h1), _sigma(net_h2)
    net_o1 = p.w5 * out_h1 + p.w6 * out_h2 + p.b2
    net_o2 = p.w7 * out_h1 + p.w8 * out_h2 + p.b2
    out_o1, out_o2 = _sigma(net_o1), _sigma(net_o2)
    E_o1 = (x.target_o1 - out_o1) ** 2 / 2
    E_o2 = (x.target_o2 - out_o2) ** 2 / 2
    if any(map(math.isnan, (net_h1, net_h2, net_o1, net_o2))):
        raise ValueError("weights and example need sums that a float can hold, "
                         f"got net {net_h1}, {net_h2}, {net_o1}, {net_o2}")
    return Forward(net_h1, out_h1, net_h2, out_h2, net_o1, out_o1, net_o2, out_o2, E_o1, E_o2, E_o1 + E_o2)


def backward(weights: Weights = Weights(), example: Example = Example(), through: Weights | None = None) -> Backward:
    """Return the backward pass: every factor of every chain rule and every gradient.

    dE/dw5 = dE/dout_o1 dout_o1/dnet_o1 dnet_o1/dw5;  dE/dout_h1 sums over both outputs;
    dE/dw1 = dE/dout_h1 dout_h1/dnet_h1 dnet_h1/dw1. The hidden gradients run through w5..w8 of `through`:
    leave it out. It is there to reproduce the wrong variant of `step`. Source: Payberah p. 55-68.

    >>> print(f"{backward().dE_dw5:.5f} {backward().dE_dw1:.9f}")
    0.08217 0.000438568
    """
    f = forward(weights, example)
    v = _output_layer(f, example)
    v |= _hidden_layer(f, v, example, weights if through is None else kind("through", through, Weights))
    return Backward(**v)


def _output_layer(f: Forward, x: Example) -> dict[str, float]:
    v = {"dE_dout_o1": f.out_o1 - x.target_o1, "dE_dout_o2": f.out_o2 - x.target_o2,
         "dout_o1_dnet_o1": f.out_o1 * (1 - f.out_o1), "dout_o2_dnet_o2": f.out_o2 * (1 - f.out_o2)}
    d1 = v["dE_dnet_o1"] = v["dE_dout_o1"] * v["dout_o1_dnet_o1"]
    d2 = v["dE_dnet_o2"] = v["dE_dout_o2"] * v["dout_o2_dnet_o2"]
    return v | {"dnet_o1_dw5": f.out_h1, "dE_dw5": d1 * f.out_h1, "dE_dw6": d1 * f.out_h2,
                "dE_dw7": d2 * f.out_h1, "dE_dw8": d2 * f.out_h2, "dE_db2": d1 + d2}


def _hidden_layer(f: Forward, output: dict[str, float], x: Example, p: Weights) -> dict[str, float]:
    d1, d2 = output["dE_dnet_o1"], output["dE_dnet_o2"]
    v = {"dnet_o1_dout_h1": p.w5, "dE_o1_dout_h1": d1 * p.w5, "dE_o2_dout_h1": d2 * p.w7,
         "dE_o1_dout_h2": d1 * p.w6, "dE_o2_dout_h2": d2 * p.w8,
         "dout_h1_dnet_h1": f.out_h1 * (1 - f.out_h1), "dout_h2_dnet_h2": f.out_h2 * (1 - f.out_h2)}
    v["dE_dout_h1"] = v["dE_o1_dout_h1"] + v["dE_o2_dout_h1"]
    v["dE_dout_h2"] = v["dE_o1_dout_h2"] + v["dE_o2_dout_h2"]
    d1 = v["dE_dnet_h1"] = v["dE_dout_h1"] * v["dout_h1_dnet_h1"]
    d2 = v["dE_dnet_h2"] = v["dE_dout_h2"] * v["dout_h2_dnet_h2"]
    return v | {"dnet_h1_dw1": x.x1, "dE_dw1": d1 * x.x1, "dE_dw2": d1 * x.x2,
                "dE_dw3": d2 * x.x1, "dE_dw4": d2 * x.x2, "dE_db1": d1 + d2}


def step(weights: Weights = Weights(), example: Example = Example(), eta: float = 0.5, *,
         update_biases: bool = False, reuse_updated: bool = False) -> Step:
    """Return one step of gradient descent, w <- w - eta dE/dw, with everything that it names.

    The deck leaves the biases alone; `update_biases` moves them as well. `reuse_updated` is the WRONG variant that
    the web copies: it sends the hidden gradients through the already updated w5..w8. Gradients belong to the weights
    that made the forward pass. Raises ValueError for eta <= 0. Source: Payberah p. 60 and 69.

    >>> print(f"{step().after.w5:.9f} {step().after.w1:.9f} {step(reuse_updated=True).after.w1:.9f}")
    0.358916480 0.149780716 0.149817639
    """
    eta = scalar("eta", eta, above=0)
    first = backward(weights, example)
    grads = backward(weights, example, _descend(weights, first, eta, True)) if reuse_updated else first
    after = _descend(weights, grads, eta, update_biases)
    return Step(weights, example, eta, forward(weights, example), grads, after)


def _descend(weights: Weights, grads: Backward, eta: float, update_biases: bool) -> Weights:
    names = [f.name for f in fields(weights) if update_biases or f.name.startswith("w")]
    return replace(weights, **{name: getattr(weights, name) - eta * getattr(grads, f"dE_d{name}") for name in names})


def run(steps: int, weights: Weights = Weights(), example: Example = Example(), eta: float = 0.5, *,
        update_biases: bool = False, reuse_updated: bool = False) -> Weights:
    """Return the weights after `steps` of gradient descent; the rest as for `step`.

    >>> print(f"{forward(run(100)).E_total:.6f}")
    0.020047
    """
    kind("weights", weights, Weights)
    for _ in range(count("steps", steps)):
        weights = step(weights, example, eta, update_biases=update_biases, reuse_updated=reuse_updated).after
    return weights


def history(at: Sequence[int], eta: float = 0.5, *, update_biases: bool = False,
            reuse_updated: bool = False) -> list[float]:
    """Return E_total after each number of steps in `at`, which must not fall; the rest as for `step`.

    >>> print([f"{E:.6f}" for E in history([0, 1, 100])])
    ['0.298371', '0.291028', '0.020047']
    """
    weights, taken, losses = Weights(), 0, []
    for n in kind("at", at, Sequence):
        if count("at", n) < taken:
            raise ValueError(f"at needs numbers of steps that do not fall, got {n} after {taken}")
        weights = run(n - taken, weights, eta=eta, update_biases=update_biases,
                      reuse_updated=reuse_updated)
        taken = n
        losses.append(forward(weights).E_total)
    return losses


def difference(name: str, weights: Weights = Weights(), example: Example = Example(), h: float = 6e-6) -> float:
    """Return dE_total/d`name` by central difference, (E(w + h) - E(w - h)) / 2h: right to about h^2, 4e-11.

    Raises ValueError for a name that is no weight and for h <= 0.

    >>> print(f"{difference('w5'):.8f}")
    0.08216704
    """
    if not isinstance(name, str) or name not in {f.name for f in fields(Weights)}:
        raise ValueError(f"name needs one of w1..w8, b1, b2, got {short(name)}")
    h, at = scalar("h", h, above=0), getattr(kind("weights", weights, Weights), name)
    up, down = (forward(replace(weights, **{name: at + sign * h}), example).E_total for sign in (1, -1))
    return (up - down) / (2 * h)
