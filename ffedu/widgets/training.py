"""Four rules of descent from one start in the plane of b and w: the walks over the contours of J, and log J beside.

    b, w          the start, theta = (b, w)            epsilon       learning rate of the first three rules
    alpha         momentum                             epsilon_adam  learning rate of Adam
    sgd ... adam  whether that rule walks              step          steps made
    Phi (m, 2), y (m,)   the chapter's points, the constant 1 beside x
"""
from __future__ import annotations

import functools

import numpy as np

from ffedu import data, linear_models, optim
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Flag, Number, Whole


class TrainingExplorer(Explorable):
    """Gradient descent, momentum, Nesterov's momentum and Adam on J(b, w), the squared error of a line on 50 points.

    J = 1/(2m) sum_n (w x_n + b - y_n)^2 is quadratic, so that the first three arrive exactly where epsilon is below
    the rule's limit, 2 / lambda_max for gradient descent: `limits`. `walks` holds the points on the way. The points
    (x_n, y_n) are those of the chapter, `data.line` drawn by seed 0.
    Raises ValueError for a number outside its slider's range, TypeError for what is not a number.
    Source: DL sections 4.3 and 8.3-8.5, Fix p. 67-74.

    >>> TrainingExplorer(b=2, epsilon=0.05, adam=False, step=40)
    TrainingExplorer(b=2, w=0, epsilon=0.05, alpha=0.9, epsilon_adam=0.1, sgd=True, momentum=True, nesterov=True, \
adam=False, step=40)
    """
    topic = "training"

    b = Number(0, -4, 14)
    w = Number(0, -2, 8)
    epsilon = Number(0.01, 0.0005, 0.12)
    alpha = Number(0.9, 0, 0.99)
    epsilon_adam = Number(0.1, 0.01, 1)
    sgd = Flag(True)
    momentum = Flag(True)
    nesterov = Flag(True)
    adam = Flag(True)
    step = Whole(300, 0, 300)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        self._data = _valley()

    @property
    def limits(self) -> dict[str, float]:
        """The rates below which each rule arrives on this J, {rule: limit}; Adam's steps have no such limit.

        Where a step multiplies by z along an eigenvector of curvature lambda, z = 1 - epsilon lambda, or a root of
        z^2 - (1 + alpha - epsilon lambda) z + alpha (momentum), of z^2 - s (1 + alpha) z + alpha s with
        s = 1 - epsilon lambda (Nesterov); at the limit one z is -1.
        """
        limit, alpha = self._data["limit"], self.alpha
        return {"sgd": limit, "momentum": limit * (1 + alpha), "nesterov": limit * (1 + alpha) / (1 + 2 * alpha)}

    @property
    def walks(self) -> dict[str, np.ndarray]:
        """The points (step + 1, 2) of each rule that is switched on, {rule: (b, w) after 0, 1, ... steps}."""
        start, rates = [self.b, self.w], {"steps": self.step, "epsilon": self.epsilon}
        walkers = {
            "sgd": lambda: optim.descend(optim.sgd, _slope, start, **rates),
            "momentum": lambda: optim.descend(optim.momentum, _slope, start, **rates, alpha=self.alpha),
            "nesterov": lambda: optim.nesterov(_slope, start, **rates, alpha=self.alpha),
            "adam": lambda: optim.descend(optim.adam, _slope, start, self.step, self.epsilon_adam),
        }
        return {name: walk().theta for name, walk in walkers.items() if getattr(self, name)}


@functools.cache
def _points() -> tuple[np.ndarray, np.ndarray]:
    """The chapter's points, as Phi and y."""
    sample = data.line(np.random.default_rng(0))
    return linear_models.polynomial(sample.X), sample.y


def _slope(theta: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):                        # far out J is too large for a float, its gradient is not
        return linear_models.squared_error(*_points(), theta).gradient


def _valley() -> dict[str, object]:
    """What the quadratic is: its minimum `best`, its Hessian H, the eigenvalues, and 2 / lambda_max."""
    best = linear_models.least_squares(*_points()).w
    H = linear_models.squared_error(*_points(), best).hessian
    curvatures = np.linalg.eigvalsh(H)
    return {"best": best.tolist(), "H": H.tolist(), "curvatures": curvatures.tolist(), "limit": float(2 / curvatures[-1])}
