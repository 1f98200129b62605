"""The numeric twin of the display equation of notebooks/history.ipynb, and the sources of its dates."""
import re

import numpy as np
import pytest
from chapters import ROOT, cells, load, source
from equations import twin

from ffedu import graph, graph_parts
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


def test_every_date_of_the_table_has_its_source_in_the_bibliography():
    nb = load(ROOT / "notebooks" / "history.ipynb")
    listed = next(source(cell) for cell in cells(nb, "code") if cell["id"] == "dates")
    space = {}
    exec(listed.split("for year")[0], space)
    bib = (ROOT / "book" / "references.bib").read_text(encoding="utf-8")
    works = [(re.search(r"year = \{(\d+)\}", work)[1], work) for work in bib.split("\n@")]
    for year, who, _ in space["EVENTS"]:
        first = who.split(",")[0].split(" and ")[0]
        assert any(str(year) == when and first in work for when, work in works), (year, who)
    assert len(space["EVENTS"]) > 10
