"""The XOR explorer: what it draws is the network of the library, and its errors are the library's."""
from __future__ import annotations

import json
import re

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import xor
from ffedu.widgets.xor import XorExplorer


def test_it_starts_from_the_reference_network():
    for name, value in xor.reference()._asdict().items():
        assert getattr(XorExplorer(), name) == np.asarray(value).tolist()


def test_it_takes_any_parameters_in_the_order_of_the_library():
    theta = xor.random_start(np.random.default_rng(1))
    widget = XorExplorer(*theta)
    np.testing.assert_array_equal(widget.W, theta.W)
    assert widget.b == theta.b and widget._start["W"] == widget.W


@pytest.mark.parametrize("name, value, error, message", [
    ("W", np.ones((3, 2)), ValueError, "W needs shape (2, 2), got (3, 2)"),
    ("W", [[1, 2], [3]], ValueError, "W needs rows of equal length, got [[1, 2], [3]]"),
    ("W", [[1, 2], [3, np.nan]], ValueError, "W needs finite numbers, got nan at index (1, 1)"),
    ("c", ["0", "1"], TypeError, "c needs real numbers, got dtype <U1"),
    ("w", [1, 2j], TypeError, "w needs real numbers, got dtype complex128"),
    ("b", [0.0], ValueError, "b needs a single number, got shape (1,)"),
    ("b", None, TypeError, "b needs real numbers, got dtype object"),
    ("step", 401, ValueError, "step needs a whole number from 0 to 400, got 401"),
    ("epsilon", 0, ValueError, "epsilon needs a number from 0.01 to 1, got 0"),
])
def test_a_bad_value_is_refused_with_need_and_got(name, value, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        XorExplorer(**{name: value})


def test_what_is_drawn_is_the_network_after_the_steps():
    start = XorExplorer()._data["starts"][0]
    widget = XorExplorer(**start, step=7)
    expected = xor.train(xor.Parameters(*(np.asarray(start[name]) for name in "Wcwb")), widget.epsilon, 7)
    np.testing.assert_array_equal(widget.theta.W, expected.W)


def test_the_script_holds_the_reference_network_too():
    text = re.search(r"^export const REFERENCE = (\{.*\});$", XorExplorer._esm.default_value
                     if hasattr(XorExplorer._esm, "default_value") else str(XorExplorer._esm), re.MULTILINE).group(1)
    assert json.loads(text) == {name: np.asarray(value).tolist() for name, value in xor.reference()._asdict().items()}
