"""Depth under the reader's hand: a strip folded layer by layer, and the cells of a small network in the plane.

    l, y    layers of the tent, and where the folded strip is cut: T(T(...T(x))) = y
    t       0 a network at random, 1 the one that folds first, between them their mixture
    shift   what is added to the biases of the second layer           start   which network at random
"""
from __future__ import annotations

from functools import lru_cache

import numpy as np

from ffedu import depth, mlp, regions
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Number, Whole

LAYERS, STARTS, SIZES = 6, 6, [2, 4, 4, 1]


class DepthExplorer(Explorable):
    """The tent T folded on [0, 1] l times, cut at the height y; and the cells of a 2-4-4-1 relu net on the unit square.

    l layers of two units make 2^l straight pieces, and one cut through the folded strip makes 2^l holes. The network of
    the plane is theta = (1 - t) random + t folded, with `shift` added to the biases of its second layer; `start` says
    which of six random ones. `pieces` and `cells` are counted exactly.
    Raises ValueError and TypeError for values that no control gives. Source: DL fig. 6.5, Srihari 4.25-4.27.

    >>> widget = DepthExplorer(l=4)
    >>> print(widget, widget.pieces, widget.cells)
    DepthExplorer(l=4, y=0.3, t=1, shift=0, start=0) 16 44
    """
    topic = "depth"

    l = Whole(3, 0, LAYERS)
    y = Number(0.3, 0.05, 0.95)
    t = Number(1, 0, 1)
    shift = Number(0, -0.5, 0.5)
    start = Whole(0, 0, STARTS - 1)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        hidden = [[[layer.W.tolist(), layer.b.tolist()] for layer in net[:-1]] for net in (folded(), *_starts())]
        widths = SIZES[1:-1]
        self._data = {"folded": hidden[0], "starts": hidden[1:], "one_layer": depth.zaslavsky(sum(widths), 2),
                      "some_deep": depth.montufar(2, widths)}

    @property
    def pieces(self) -> int:
        """How many straight pieces the folded strip has on [0, 1]; without a layer it is one."""
        return regions.on_line(depth.tent(self.l), [0], [1], 0, 1).pieces if self.l else 1

    @property
    def theta(self) -> list[mlp.Layer]:
        """The network of the plane."""
        mixed = [mlp.Layer((1 - self.t) * a.W + self.t * b.W, (1 - self.t) * a.b + self.t * b.b)
                 for a, b in zip(_starts()[self.start], folded())]
        return [mixed[0], mlp.Layer(mixed[1].W, mixed[1].b + self.shift), mixed[2]]

    @property
    def cells(self) -> int:
        """How many cells the network of the plane has inside the unit square."""
        return regions.in_box(self.theta, (0, 0), (1, 1)).cells


def folded() -> list[mlp.Layer]:
    """Return the chapter's network: its first layer folds the unit square into a quarter, its second cuts with four
    lines that meet in as many places as four lines can.

    >>> regions.in_box(folded(), (0, 0), (1, 1)).cells
    44
    """
    lines = mlp.Layer(np.array([[2.0, 1, 1, -2], [0, 1, 3, -1]]), np.array([-1.375, -1.375, -2.5, 1.875]))
    first = mlp.Layer(np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]]), np.array([0, -0.5, 0, -0.5]))
    back = np.array([[2.0, 0], [-4, 0], [0, 2], [0, -4]])
    return [first, mlp.Layer(back @ lines.W, lines.b), mlp.Layer(np.array([[1.0], [2], [4], [8]]), np.zeros(1))]


@lru_cache
def _starts() -> list[list[mlp.Layer]]:
    """Networks at random as the chapter draws them, the first its own, to three decimals."""
    rng = np.random.default_rng(3)
    drawn = [[mlp.Layer(W, rng.normal(0, 0.5, b.shape)) for W, b in mlp.random_start(rng, SIZES)]
             for _ in range(STARTS)]
    return [[mlp.Layer(W.round(3), b.round(3)) for W, b in net] for net in drawn]
