"""The explorer of hidden units: its units are the library's, its layer is the network of the chapter."""
from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import data, hidden_units, mlp
from ffedu.widgets.hidden_units import NAMES, HiddenUnitsExplorer

SUMS = np.asarray(HiddenUnitsExplorer()._data["sums"])


def test_its_units_are_those_of_the_library_with_prelu_for_the_leaky_one():
    assert set(NAMES) - {"prelu"} == set(hidden_units.UNITS) - {"leaky_relu"} and len(NAMES) == len(set(NAMES))
    traits = HiddenUnitsExplorer.class_traits()
    assert set(traits["unit"].words) == set(NAMES) == set(traits["other"].words) - {"none"}


def test_its_layer_is_a_random_network_on_the_first_digits():
    m, n = SUMS.shape
    theta = mlp.random_start(np.random.default_rng(0), [64, n, 10])
    np.testing.assert_allclose(SUMS, mlp.forward(theta, data.digits().X[:m] / 8 - 1).a[0], rtol=0, atol=0.0005 + 1e-9)
    assert SUMS.tolist() == HiddenUnitsExplorer(c=3)._data["sums"]


def test_the_bias_reaches_from_all_units_lost_to_none():
    low, high = (HiddenUnitsExplorer.class_traits()["c"].low, HiddenUnitsExplorer.class_traits()["c"].high)
    assert not np.any(hidden_units.drelu(SUMS + low)) and np.all(np.any(hidden_units.drelu(SUMS + high), axis=0))
    dead = np.sum(~np.any(SUMS + np.linspace(low, 0, 25)[:, None, None] > 0, axis=1), axis=1)
    assert len(set(dead.tolist())) > 8, "units should be lost one after the other, not all at once"


@pytest.mark.parametrize("name, value, error, message", [
    ("unit", "none", ValueError, f"unit needs one of {', '.join(NAMES)}, got 'none'"),
    ("other", 3, TypeError, "other needs a str, got int"),
    ("alpha", -1.5, ValueError, "alpha needs a number from -1 to 1, got -1.5"),
    ("a", np.nan, ValueError, "a needs a finite number, got nan"),
    ("scale", 0, ValueError, "scale needs a number from 0.1 to 2, got 0"),
])
def test_a_bad_value_is_refused_with_need_and_got(name, value, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        HiddenUnitsExplorer(**{name: value})
