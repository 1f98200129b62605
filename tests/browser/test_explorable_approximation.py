"""The approximation explorer computes what ffedu computes: the networks, at 1,000 points, and their largest errors."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu.widgets.approximation import FEWEST, MOST, TARGETS, ApproximationExplorer

from .built import PLAIN
from .explorables import in_page

pytestmark = pytest.mark.slow

KINDS = ApproximationExplorer.class_traits()["kind"].words
STATES = [{"target": target, "kind": kind} for target in TARGETS for kind in KINDS]


def test_the_networks_are_those_of_the_library(visit):
    rng = np.random.default_rng(6)
    states = [{**STATES[i % len(STATES)], "N": int(rng.integers(FEWEST, MOST, endpoint=True))} for i in range(200)]
    places = [rng.uniform(TARGETS[state["target"]].a, TARGETS[state["target"]].b, 5).tolist() for state in states]
    got = in_page(visit("notebooks/approximation", PLAIN).page, "approximation",
                  "([state, places]) => places.map(x => module.output(module.network(state), x))",
                  list(zip(states, places)))
    expected = [ApproximationExplorer(**state).output(x) for state, x in zip(states, places)]
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-9)


def test_the_errors_are_those_of_the_library(visit):
    states = [{**state, "N": N} for state in STATES for N in (2, 3, 8, 33, 64)]
    got = in_page(visit("notebooks/approximation", PLAIN).page, "approximation", "state => module.error(state)", states)
    np.testing.assert_allclose(got, [ApproximationExplorer(**state).error for state in states], rtol=0, atol=1e-9)
