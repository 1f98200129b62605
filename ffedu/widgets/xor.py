"""The XOR network under the reader's hand: nine sliders, x space and h space side by side, and its training.

    W (2, 2), c (2,)  weights and biases of the hidden layer      w (2,), b  weights and bias of the output
    epsilon           learning rate                               step       steps of gradient descent made from there
"""
from __future__ import annotations

import numpy as np

from ffedu import xor
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Number, Numbers, Whole

_REFERENCE = xor.reference()
_STARTS = 12


class XorExplorer(Explorable):
    """f(x; W, c, w, b) = w^T max{0, W^T x + c} + b on the four points of XOR, with a slider for each parameter.

    Starts from the network that the book writes down, or from what is given: W (2, 2), c (2,), w (2,), b a number.
    The sliders run from -3 to 3; a value beyond is drawn, its slider stands at the end. What is drawn is the network
    after `step` steps of gradient descent on J with learning rate `epsilon`; `theta` gives it.
    Raises ValueError for a wrong shape or a number that is not finite, TypeError for what is not a number.
    Source: DL section 6.1, eq. 6.3-6.6; Srihari 1.34.

    >>> XorExplorer(W=[[1, 0], [0, 1]], c=[0, 0])
    XorExplorer(W=[[1, 0], [0, 1]], c=[0, 0], w=[1, -2], b=0, epsilon=0.1, step=0)
    """
    topic = "xor"

    W = Numbers(_REFERENCE.W)
    c = Numbers(_REFERENCE.c)
    w = Numbers(_REFERENCE.w)
    b = Numbers(_REFERENCE.b)
    epsilon = Number(0.1, 0.01, 1)
    step = Whole(0, 0, 400)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        self._data = {"starts": _starts()}

    @property
    def theta(self) -> xor.Parameters:
        """The network that is drawn: after `step` steps of gradient descent."""
        return xor.train(xor.Parameters(*(np.asarray(getattr(self, name)) for name in "Wcwb")), self.epsilon, self.step)


def _starts() -> list[dict[str, object]]:
    """The random starts of the button "Random", to the sliders' two decimals."""
    drawn = xor.random_start(np.random.default_rng(6), starts=_STARTS)
    return [{name: np.round(part[k], 2).tolist() for name, part in zip("Wcwb", drawn)} for k in range(_STARTS)]
