"""The XOR explorer computes what ffedu computes: the network, and its steps of gradient descent."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu import xor

from .built import PLAIN
from .explorables import in_page

pytestmark = pytest.mark.slow


def thetas(n: int) -> list[xor.Parameters]:
    rng = np.random.default_rng(6)
    draws = [rng.uniform(-3, 3, (n, *shape)) for shape in ((2, 2), (2,), (2,), ())]
    return [xor.Parameters(*parts) for parts in zip(*draws)]


def plain(theta: xor.Parameters) -> dict:
    return {name: np.asarray(value).tolist() for name, value in theta._asdict().items()}


def test_the_network_is_that_of_the_library(visit):
    x = np.random.default_rng(7).uniform(-3, 3, (1000, 2))
    cases = [[plain(theta), point.tolist()] for theta, point in zip(thetas(1000), x)]
    got = in_page(visit("notebooks/xor", PLAIN).page, "xor", "([theta, x]) => module.network(theta, x).f", cases)
    expected = [xor.network(point[None], *theta).f[0] for theta, point in zip(thetas(1000), x)]
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-9)


def test_a_step_of_training_is_that_of_the_library(visit):
    cases = [{**plain(theta), "epsilon": 0.1} for theta in thetas(1000)]
    got = in_page(visit("notebooks/xor", PLAIN).page, "xor", "state => module.step(state)", cases)
    for found, theta in zip(got, thetas(1000)):
        for name, value in xor.train(theta, 0.1, 1)._asdict().items():
            np.testing.assert_allclose(found[name], value, rtol=0, atol=1e-9, err_msg=name)
