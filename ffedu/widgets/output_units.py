"""The sigmoid and the softmax under the reader's hand: what the cost hears, a temperature, and the edge of overflow.

    z, far   a logit near 0, and one far out      y   the right answer, 0 or 1
    T        temperature                          logits (3,)   of three classes
"""
from __future__ import annotations

from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Choice, Number, Numbers, Whole


class OutputUnitsExplorer(Explorable):
    """Three views of the last layer, chosen by `view`.

    "cost": P(y = 1) = sigma(z), its cross-entropy zeta((1 - 2 y) z), its squared error (sigma(z) - y)^2, and the slopes
    of both in z. "temperature": softmax(logits / T) as a point of the simplex. "overflow": the loss at the logit `far`,
    once as written on paper and once as `stable` computes it.
    z runs from -6 to 6, T from 0.1 to 5, far from -800 to 800; the sliders of the logits from -3 to 3.
    Raises ValueError for what lies outside or has another shape, TypeError for what is of another kind.
    Source: DL section 6.2.2, Srihari 2.26-2.40; Zelener's temperature slide.

    >>> OutputUnitsExplorer(y=0, z=5)
    OutputUnitsExplorer(view='cost', y=0, z=5, T=1, logits=[0, 1, 2], far=-600)
    """
    topic = "output_units"

    view = Choice("cost", "temperature", "overflow")
    y = Whole(1, 0, 1)
    z = Number(-4, -6, 6)
    T = Number(1, 0.1, 5)
    logits = Numbers([0, 1, 2])
    far = Number(-600, -800, 800)
