"""The training explorer: its cost is the chapter's, its walks are the library's, its limits are where they turn."""
from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import data, linear_models, optim
from ffedu.widgets.training import TrainingExplorer

SAMPLE = data.line(np.random.default_rng(0))
PHI = linear_models.polynomial(SAMPLE.X)


def slope(theta):
    return linear_models.squared_error(PHI, SAMPLE.y, theta).gradient


def above(path):
    """J above its least at each point of a path."""
    least = linear_models.least_squares(PHI, SAMPLE.y).w
    J = [linear_models.squared_error(PHI, SAMPLE.y, theta).J for theta in (least, *path)]
    return np.array(J[1:]) - J[0]


def test_the_front_end_gets_the_quadratic_of_the_chapter():
    got = TrainingExplorer()._data
    best, H = np.array(got["best"]), np.array(got["H"])
    np.testing.assert_allclose(slope(best), 0, atol=1e-12)
    for theta in np.random.default_rng(1).uniform(-4, 14, (20, 2)):
        np.testing.assert_allclose(H @ (theta - best), slope(theta), rtol=1e-12)
        np.testing.assert_allclose((theta - best) @ H @ (theta - best) / 2, above([theta])[0], rtol=1e-9)
    np.testing.assert_allclose(got["curvatures"], np.linalg.eigvalsh(H))
    assert got["limit"] == 2 / got["curvatures"][1]


@pytest.mark.parametrize("alpha", [0, 0.3, 0.9, 0.95])
@pytest.mark.parametrize("rule", ["sgd", "momentum", "nesterov"])
def test_just_below_its_limit_a_rule_arrives_and_just_above_it_runs_away(rule, alpha):
    limit = TrainingExplorer(alpha=alpha).limits[rule]
    far = {share: growth(rule, share * limit, alpha) for share in (0.99, 1.01)}
    assert far[0.99] < 1 < far[1.01], far


def growth(rule, epsilon, alpha):
    """How J above its least has changed after eight hundred steps of the rule, as a factor."""
    if rule == "nesterov":
        path = optim.nesterov(slope, [0.0, 0.0], 800, epsilon, alpha).theta
    else:
        constants = {"alpha": alpha} if rule == "momentum" else {}
        path = optim.descend(getattr(optim, rule), slope, [0.0, 0.0], 800, epsilon, **constants).theta
    start, end = above(path[[0, -1]])
    return end / start


def test_the_walks_are_those_of_the_chapter():
    widget = TrainingExplorer(step=200, adam=False)
    np.testing.assert_array_equal(widget.walks["sgd"], optim.descend(optim.sgd, slope, [0.0, 0.0], 200, 0.01).theta)
    assert list(widget.walks) == ["sgd", "momentum", "nesterov"]
    first = {name: int(np.argmax(above(path) < 1e-4)) for name, path in widget.walks.items()}
    assert first == {"sgd": 0, "momentum": 116, "nesterov": 62}               # as the chapter prints them; 0 is never
    assert TrainingExplorer(b=3, w=1, step=0).walks["adam"].tolist() == [[3, 1]]


def test_no_walk_of_the_sliders_leaves_the_numbers():
    widget = TrainingExplorer(epsilon=0.12, alpha=0.99, epsilon_adam=1)
    assert all(np.isfinite(path).all() and len(path) == 301 for path in widget.walks.values())
    assert np.abs(widget.walks["nesterov"]).max() > 1e100 and np.abs(widget.walks["adam"]).max() < 100


@pytest.mark.parametrize("name, value, error, message", [
    ("b", 15, ValueError, "b needs a number from -4 to 14, got 15"),
    ("w", [0.0], ValueError, "w needs a single number, got shape (1,)"),
    ("epsilon", 0, ValueError, "epsilon needs a number from 0.0005 to 0.12, got 0"),
    ("alpha", 1, ValueError, "alpha needs a number from 0 to 0.99, got 1"),
    ("adam", 1, TypeError, "adam needs True or False, got int"),
    ("step", 301, ValueError, "step needs a whole number from 0 to 300, got 301"),
])
def test_a_bad_value_is_refused_with_need_and_got(name, value, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        TrainingExplorer(**{name: value})
