"""The depth explorer: it starts from the chapter's networks, and counts what the library counts."""
from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import depth, mlp, regions
from ffedu.widgets.depth import LAYERS, STARTS, DepthExplorer


def test_each_layer_doubles_the_pieces():
    assert [DepthExplorer(l=l).pieces for l in range(LAYERS + 1)] == [2**l for l in range(LAYERS + 1)]


def test_the_ends_of_the_mixture_are_the_chapters_networks():
    rng = np.random.default_rng(3)
    drawn = [mlp.Layer(W, rng.normal(0, 0.5, b.shape)) for W, b in mlp.random_start(rng, [2, 4, 4, 1])]
    for layer, own in zip(drawn, DepthExplorer(t=0).theta):
        np.testing.assert_allclose(own.W, layer.W, atol=5e-4)
        np.testing.assert_allclose(own.b, layer.b, atol=5e-4)
    assert DepthExplorer(t=0).cells == regions.in_box(drawn, (0, 0), (1, 1)).cells == 8
    assert DepthExplorer(t=1).cells == 44                     # as the chapter counts them


def test_a_shift_moves_the_second_layer_alone():
    still, moved = DepthExplorer(t=0.4, start=2).theta, DepthExplorer(t=0.4, start=2, shift=0.25).theta
    np.testing.assert_array_equal(moved[0].b, still[0].b)
    np.testing.assert_array_equal(moved[1].b, still[1].b + 0.25)
    assert DepthExplorer(shift=0.4).cells < DepthExplorer().cells


def test_the_data_hold_the_hidden_layers_and_the_bounds():
    data = DepthExplorer()._data
    assert len(data["starts"]) == STARTS
    assert (data["one_layer"], data["some_deep"]) == (depth.zaslavsky(8, 2), depth.montufar(2, [4, 4]))
    theta = DepthExplorer(t=0, start=4).theta[:-1]
    assert data["starts"][4] == [[layer.W.tolist(), layer.b.tolist()] for layer in theta]
    assert data["folded"] == [[layer.W.tolist(), layer.b.tolist()] for layer in DepthExplorer().theta[:-1]]
