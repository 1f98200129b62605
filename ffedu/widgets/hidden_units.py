"""Hidden units under the reader's hand: g and g' side by side, slopes at a kink, a layer that a bias switches off.

    a      pre-activation                      unit, other   the units that are compared, other may be "none"
    alpha  slope of prelu where a < 0          c, scale      bias of every unit of the layer, factor of its weights
"""
from __future__ import annotations

import numpy as np

from ffedu import data, mlp
from ffedu.hidden_units import UNITS
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Choice, Number

_EXAMPLES, _WIDTH = 24, 24
NAMES = ("relu", "prelu", *(name for name in UNITS if name not in ("relu", "leaky_relu")))


class HiddenUnitsExplorer(Explorable):
    """One or two units h = g(a), in two views chosen by `view`.

    "curves": g and its derivative, with the slopes from the left and from the right at a. "layer": which units of a
    layer with random weights a slope of at least 0.01 reaches, for each of 24 digits, when the bias c moves:
    a = scale W^T x + c. Such pairs of unit and digit are called active; a unit that has none is lost.
    Units are those of `hidden_units.UNITS`, with prelu for the leaky relu (alpha = 0.01).
    a runs from -3 to 3, alpha from -1 to 1, c from -6 to 6, scale from 0.1 to 2.
    Raises ValueError for an unknown unit and for what lies outside, TypeError for what is of another kind.
    Source: DL section 6.3, Srihari 3.8-3.25.

    >>> HiddenUnitsExplorer(unit="tanh", other="none")
    HiddenUnitsExplorer(view='curves', unit='tanh', other='none', alpha=0.25, a=-1, c=0, scale=1)
    """
    topic = "hidden_units"

    view = Choice("curves", "layer")
    unit = Choice(*NAMES)
    other = Choice("prelu", "none", *(name for name in NAMES if name != "prelu"))
    alpha = Number(0.25, -1, 1)
    a = Number(-1, -3, 3)
    c = Number(0, -6, 6)
    scale = Number(1, 0.1, 2)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        self._data = {"sums": _sums()}


def _sums() -> list[list[float]]:
    """W^T x of the first digits, a row each, in the first layer of a random network, to three decimals."""
    W = mlp.random_start(np.random.default_rng(0), [64, _WIDTH, 10])[0].W
    X = data.digits().X[:_EXAMPLES] / 8 - 1
    return np.round(X @ W, 3).tolist()
