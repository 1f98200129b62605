"""The explorer of output units: its ranges, its errors, and that the state it starts from shows what it is for."""
from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import output_units, sigmoid
from ffedu.widgets.output_units import OutputUnitsExplorer


def test_it_starts_where_the_answer_is_wrong_and_sure_and_only_one_cost_pulls():
    widget = OutputUnitsExplorer()
    right = sigmoid((2 * widget.y - 1) * widget.z)
    likelihood = output_units.dsigmoid_nll([[widget.z]], [[widget.y]])[0, 0]
    assert right < 0.05 and abs(likelihood) > 20 * abs(output_units.dsigmoid_squared(widget.z, widget.y))


def test_the_slider_far_out_passes_both_edges_of_paper_s_way():
    trait = OutputUnitsExplorer.class_traits()["far"]
    with np.errstate(all="ignore"):
        assert np.isinf(-np.log(1 / (1 + np.exp(-trait.low))))             # target 1
        assert np.isinf(-np.log(1 - 1 / (1 + np.exp(-trait.high))))        # target 0
        start = OutputUnitsExplorer().far
        assert np.isfinite(-np.log(1 / (1 + np.exp(-start))))              # there is an edge to be found


@pytest.mark.parametrize("name, value, error, message", [
    ("view", "softmax", ValueError, "view needs one of cost, temperature, overflow, got 'softmax'"),
    ("y", 2, ValueError, "y needs a whole number from 0 to 1, got 2"),
    ("y", "1", TypeError, "y needs a whole number, got '1'"),
    ("z", -6.5, ValueError, "z needs a number from -6 to 6, got -6.5"),
    ("T", 0, ValueError, "T needs a number from 0.1 to 5, got 0"),
    ("logits", [1, 2], ValueError, "logits needs shape (3,), got (2,)"),
    ("far", np.inf, ValueError, "far needs a finite number, got inf"),
])
def test_a_bad_value_is_refused_with_need_and_got(name, value, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        OutputUnitsExplorer(**{name: value})
