"""The numeric twin of the display equation of notebooks/history.ipynb, and that its table is the library's."""

import numpy as np
import pytest
from chapters import ROOT, cells, load
from equations import twin

from ffedu import graph, graph_parts, history
from ffedu import operations as op


@twin("history.1", r"\Delta z \approx \sum_{i} \frac{\partial z}{\partial u_i}\, \delta_i")
def test_small_errors_arrive_times_their_slopes():
    x = graph.Node(0.4, name="x")
    u1 = op.tanh(x)
    u2 = u1 * 1.7
    z = op.exp(u2)
    table = graph_parts.grad_table(z, [u1, u2])
    delta = {u1: 1e-7, u2: -3e-7}
    moved = np.exp((np.tanh(0.4) + delta[u1]) * 1.7 + delta[u2])
    assert moved - float(z.value) == pytest.approx(sum(float(table[u].value) * delta[u] for u in delta), rel=1e-5)


def test_the_chapter_shows_the_dates_of_the_library():
    listed = next(cell for cell in cells(load(ROOT / "notebooks" / "history.ipynb"), "code") if cell["id"] == "dates")
    printed = "".join(text for output in listed["outputs"] for text in output["text"])
    assert all(f"{one.year}  {one.who}" in printed and one.what in printed for one in history.events())
