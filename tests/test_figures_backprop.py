"""The drawings of graphs: laws of the layout, what stands in the boxes, the words, the same bytes twice."""
import random
import re
from functools import cache
from itertools import combinations, pairwise
from unittest import mock

import numpy as np
import pytest

pytest.importorskip("matplotlib")
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Text

from ffedu import backprop, figures
from ffedu.figures import layered
from ffedu.figures.backprop import GAPS, WIDEST, draw, panels
from ffedu.graph import Node
from ffedu.graph_parts import edges, grad_table, members
from ffedu.operations import exp, softplus, tanh

COST, CHAIN = backprop.training_cost(), backprop.chain()
COSTS = grad_table(COST.J, [COST.W1, COST.W2])
CHAINS = grad_table(CHAIN.z, [CHAIN.w])[CHAIN.w]
GRADIENTS = [COSTS[COST.W1], COSTS[COST.W2]]
FOUR = {"(a) product": backprop.product(), "(b) logistic regression": backprop.logistic(),
        "(c) ReLU layer": backprop.hidden_layer(), "(d) prediction and decay": backprop.prediction_and_decay()}
DRAWN = {name: cache(make) for name, make in {
    "product": lambda: draw(backprop.product()), "square": lambda: draw(backprop.square(), values=True),
    "chain": lambda: draw(CHAIN, values=True), "chain and derivative": lambda: draw([CHAIN.z, CHAINS], of=CHAIN.z),
    "cost": lambda: draw(COST.J), "cost and numbers": lambda: draw(COST, values=True),
    "gradient": lambda: draw(GRADIENTS, of=COST.J, fold=True),
    "cost and gradient": lambda: draw([COST.J, *GRADIENTS], of=COST.J, fold=True),
    "panels": lambda: panels(FOUR), "nameless": lambda: draw(exp(Node(0.5)) * 2),
    "one node": lambda: draw(Node([1.0, 2.0])), "numbers in panels": lambda: panels(FOUR, values=True)}.items()}
each = pytest.mark.parametrize("name", DRAWN)
# the nodes and the edges that each of them shows
COUNTS = {"product": (3, 2), "square": (2, 2), "chain": (4, 3), "chain and derivative": (11, 12), "cost": (16, 17),
          "cost and numbers": (16, 17), "panels": (22, 18), "nameless": (4, 3), "one node": (1, 0)}


def graphs():
    """Random graphs: each node has up to three of the earlier ones as inputs."""
    def made(seed, n):
        rng = random.Random(seed)
        return {k: [rng.randrange(k) for _ in range(rng.randrange(4))] if k else [] for k in range(n)}
    return st.builds(made, st.integers(0, 10**6), st.integers(1, 25))


def column(places):
    return {k: c for c, keys in enumerate(places.columns) for k in keys}


@settings(max_examples=60)
@given(graphs())
def test_edges_go_forward_a_column_at_a_time_and_nothing_overlaps(parents):
    high = {u: 1.0 + u % 3 for u in parents}
    places = layered.layout(parents, high)
    at = column(places)
    assert set(parents) <= set(at) == set(places.rows) and sum(map(len, places.columns)) == len(at)
    assert set(places.bends) == {(p, u) for u in parents for p in parents[u]} and all(places.columns)
    for (p, u), bends in places.bends.items():
        assert [at[k] for k in (p, *bends, u)] == [*range(at[p], at[u] + 1)]
    for keys in places.columns:
        for a, b in pairwise(keys):
            apart = (high.get(a, layered.BEND) + high.get(b, layered.BEND)) / 2
            assert places.rows[b] - places.rows[a] >= apart - 1e-9


@settings(max_examples=30)
@given(graphs())
def test_a_node_stands_just_after_its_latest_input_or_just_before_its_first_use(parents):
    at = column(layered.layout(parents, {}))
    for u, inputs in parents.items():
        users = [v for v in parents if u in parents[v]]
        if inputs:
            assert at[u] == 1 + max(longest(parents)[p] for p in inputs)
        else:
            assert at[u] == (min(longest(parents)[v] for v in users) - 1 if users else 0)


def longest(parents):
    way = {}
    for u, inputs in parents.items():
        way[u] = 1 + max((way[p] for p in inputs), default=-1)
    return way


def crossings(columns, joined):
    place = {k: j for keys in columns for j, k in enumerate(keys)}
    segments = sorted({(c, place[a], place[b]) for c, keys in enumerate(columns) for a in keys for b in joined[a]})
    return sum(c == d and (a - e) * (b - f) < 0 for (c, a, b), (d, e, f) in combinations(segments, 2))


def joined(places):
    after = {k: set() for k in places.rows}
    for (p, u), bends in places.bends.items():
        for a, b in pairwise((p, *bends, u)):
            after[a].add(b)
    return after


@pytest.mark.parametrize("parents, most", [
    ({"a": "", "b": "", "c": "b", "d": "a"}, 0),                                 # as given, they cross
    ({**dict.fromkeys("abcd", ""), "e": "ac", "f": "bd", "g": "ab", "h": "cd"}, 3),   # a ring of eight: 3 at least
    ({"r": "", "a": "r", "b": "r", "c": "r", "d": "c", "e": "b", "f": "a", "s": "def"}, 0),
    ({u: u.inputs for u in members(COST.J)}, 1),                                 # W1 and W2 are used twice each
    ({u: u.inputs for u in members([CHAIN.z, CHAINS])}, 0),
])
def test_few_edges_cross(parents, most):
    places = layered.layout(parents, {})
    assert crossings(places.columns, joined(places)) <= most
    assert layered._crossings(places.columns, joined(places)) == crossings(places.columns, joined(places))


def test_the_heights_are_the_nearest_that_keep_apart():
    def apart(wish, pulls=None, high=None):
        return layered._apart(wish, pulls or [1] * len(wish), high or [2.0] * len(wish))
    assert apart([0.0, 5.0]) == [0, 5]
    assert apart([1.0, 1.0]) == [0, 2] and apart([1.0, 1.0], [3, 1]) == [0.5, 2.5]
    assert apart([5.0, 0.0, 9.0]) == [1.5, 3.5, 9] and apart([0.0, 4.0, 4.0, 0.0]) == [-1, 1, 3, 5]
    assert apart([0.0, 0.0], high=[1.0, 3.0]) == [-1, 1]
    assert apart([0.0, 9.0, 9.0]) == [0, 8, 10]


def test_long_edges_and_the_given_nodes_are_level():
    parents = {u: u.inputs for u in members([CHAIN.z, CHAINS])}
    plain, level = (layered.layout(parents, dict.fromkeys(parents, 1.0), keep).rows for keep in (set(), set(CHAIN)))
    assert np.ptp([level[u] for u in CHAIN]) < 0.05 < np.ptp([plain[u] for u in CHAIN])
    far = {"a": "", **{k: p for p, k in pairwise("abcdef")}, "z": "af"}
    places = layered.layout(far, {})
    assert np.ptp([places.rows["a", c] for c in range(1, 6)]) < 0.1


# drawings


def shown(fig):
    ax, = fig.axes
    boxes = [p for p in ax.patches if isinstance(p, FancyBboxPatch)]
    arrows = [p for p in ax.patches if isinstance(p, FancyArrowPatch)]
    return ax, boxes, arrows


def extent(patch):
    return patch.get_x(), patch.get_y(), patch.get_x() + patch.get_width(), patch.get_y() + patch.get_height()


@pytest.mark.parametrize("name", COUNTS)
def test_every_node_and_every_edge_is_drawn_once(name):
    ax, boxes, arrows = shown(DRAWN[name]()[0])
    key = 2 if "derivative" in name else 0
    assert (len(boxes) - key, len(arrows)) == COUNTS[name]


def test_the_counts_above_are_those_of_the_graphs():
    for name, graph in {"cost": COST.J, "chain": CHAIN, "chain and derivative": [CHAIN.z, CHAINS]}.items():
        assert COUNTS[name] == (len(members(graph)), len(edges(graph)))
    assert COUNTS["panels"] == tuple(sum(len(f(g)) for g in FOUR.values()) for f in (members, edges))


@each
def test_boxes_lie_inside_and_apart(name):
    ax, boxes, _ = shown(DRAWN[name]()[0])
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    assert right <= WIDEST + 1e-9
    for x0, y0, x1, y1 in map(extent, boxes):
        assert left + 0.05 < x0 and x1 < right - 0.05 and bottom + 0.05 < y0 and y1 < top - 0.05
    for (x0, y0, x1, y1), (u0, v0, u1, v1) in combinations(map(extent, boxes), 2):
        assert max(x0 - u1, u0 - x1, y0 - v1, v0 - y1) >= 0.1 - 1e-9


@each
def test_arrows_go_from_box_to_box_to_the_right_and_through_none(name):
    ax, boxes, arrows = shown(DRAWN[name]()[0])
    ends = []
    for arrow in arrows:
        path = arrow._path_original
        points = path.interpolated(20).vertices if len(path.codes) < 3 else path.to_polygons(closed_only=False)[0]
        x, y = points.T
        assert (np.diff(x) >= -1e-9).all() and x[-1] - x[0] >= GAPS[0] - 1e-9
        assert any(abs(x0 + w - x[0]) < 1e-6 and abs(y0 + h / 2 - y[0]) < 1e-6 for x0, y0, w, h in map(size, boxes))
        assert any(abs(x0 - x[-1]) < 1e-6 and y0 < y[-1] < y0 + h for x0, y0, w, h in map(size, boxes))
        for x0, y0, w, h in map(size, boxes):
            within = (x0 + 1e-6 < x) & (x < x0 + w - 1e-6) & (y0 < y) & (y < y0 + h)
            assert not within.any()
        ends.append((round(x[-1], 3), round(y[-1], 3)))
    assert len(set(ends)) == len(ends)                      # no two arrowheads on one another


def size(patch):
    x0, y0, x1, y1 = extent(patch)
    return x0, y0, x1 - x0, y1 - y0


def drawn_texts(fig):
    drawn = []
    with figures.style(), mock.patch.object(Text, "draw", autospec=True, side_effect=lambda t, _: drawn.append(t)):
        FigureCanvasAgg(fig).draw()
    return [text for text in drawn if text.get_text().strip()]


@each
def test_texts_are_readable_inside_and_on_no_other(name):
    fig, _ = DRAWN[name]()
    texts = drawn_texts(fig)
    width, height = fig.canvas.get_width_height()
    extents = [text.get_window_extent() for text in texts]
    assert min(text.get_fontsize() for text in texts) >= 8 and fig.get_figwidth() <= 7
    assert all(e.x0 >= 0 and e.y0 >= 0 and e.x1 <= width and e.y1 <= height for e in extents)
    assert not [(a, b) for a, b in combinations(range(len(texts)), 2) if extents[a].overlaps(extents[b])]


@each
def test_every_text_of_a_box_lies_in_it(name):
    fig, _ = DRAWN[name]()
    ax, boxes, _ = shown(fig)
    for text in drawn_texts(fig):
        x, y = text.get_position()
        inside = [e for e in map(extent, boxes) if e[0] < x < e[2] and e[1] < y < e[3]]
        for e in inside:
            (x0, y0), (x1, y1) = ax.transData.inverted().transform(text.get_window_extent())
            assert e[0] < x0 + 0.02 and x1 - 0.02 < e[2] and e[1] - 0.02 < y0 and y1 < e[3] + 0.02, text.get_text()
        assert len(inside) == 1 or text.get_fontsize() in (10, 11)                # titles and the key


def labels(name):
    return [text.get_text() for text in drawn_texts(DRAWN[name]()[0])]


def test_what_stands_in_the_boxes():
    assert sorted(labels("product")) == ["$x$", "$y$", "$z$", "×"]
    assert sorted(labels("square")) == ["$x$", "$z$", "3", "9", "×"]
    assert {"$U^{(1)}$", "matmul", r"$\lambda$", r"$J_\mathrm{MLE}$", "cross-", "entropy", "relu", "sqr", "sum",
            "$u^{(8)}$"} < set(labels("cost"))
    assert {"(4, 3)", "0.1", "0.3616", "1.862"} < set(labels("cost and numbers"))
    assert {r"$\hat{y}$", "dot", "σ", "(c) ReLU layer"} < set(labels("panels"))
    assert {r"$\frac{dz}{dw}$", r"$\mathrm{softplus}'(w)$", "the graph", "its derivative"} < set(
        labels("chain and derivative"))
    assert {r"$\frac{dJ}{dU^{(2)}}$", "6 steps", "5 steps", "2 steps", "spread"} < set(labels("gradient"))
    assert sorted(labels("nameless")) == ["0.5", "2", "exp", "×"] and labels("one node") == ["(2,)"]


def test_derivatives_are_dashed_and_the_rest_is_not():
    _, boxes, arrows = shown(DRAWN["chain and derivative"]()[0])
    assert sum(p.get_linestyle() != "solid" and p.get_linestyle() != "-" for p in boxes) == 7 + 1      # and the key
    assert len({p.get_edgecolor() for p in arrows}) == 2 and len({p.get_edgecolor() for p in shown(
        DRAWN["cost"]()[0])[2]}) == 1


def test_words_are_made_from_the_graph_and_differ():
    alts = {name: make()[1] for name, make in DRAWN.items()}
    assert len(set(alts.values())) == len(alts)
    assert "z = x * x = 9" in alts["square"] and "H = relu(U1) of shape (4, 3)" in alts["cost and numbers"]
    assert min(map(len, alts.values())) > 30 and all(re.search(r"\d", alt) for alt in alts.values())
    assert alts["product"].endswith("Given: x = 2 and y = 3. Computed: z = x * y.")
    assert "dJ/dW2 = ((dJ/dU5 + dJ/dU5) * W2) + (H.T @ dJ/dU2)" in alts["gradient"].split("for the derivative: ")[1]
    assert "x = softplus(w)" in alts["chain and derivative"].split("Dashed")[0]
    assert "Dashed" not in alts["cost"] and alts["one node"].endswith("Given: a constant of shape (2,).")
    assert "2; " not in alts["nameless"] and "n1 = exp(0.5) * 2" in alts["nameless"]
    assert "(d) prediction and decay. A graph" in alts["panels"]


@pytest.mark.slow
@each
def test_the_same_graph_gives_the_same_bytes_and_small_ones(name):
    first = figures.png(DRAWN[name]()[0])
    assert first == figures.png(DRAWN[name].__wrapped__()[0]) and len(first) <= 90_000


def test_a_title_of_its_own_line_where_there_is_no_room():
    narrow, wide = panels({"one": FOUR["(a) product"]}), panels({"one": COST, "two": COST})
    assert wide[0].get_figheight() > 2 * narrow[0].get_figheight()


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: draw(3), TypeError, "graph needs a Node or list or tuple, got 3"),
    (lambda: draw(COST, fold=1), TypeError, "fold needs a bool, got int"),
    (lambda: draw(COST, values=None), TypeError, "values needs a bool, got NoneType"),
    (lambda: draw(COST, of="J"), TypeError, "J needs a Node, got 'J'"),
    (lambda: draw(GRADIENTS), ValueError, r"graph needs columns that fit into 7 inches, got 13: try fold=True"),
    (lambda: panels({}), ValueError, "graphs needs a graph or more, got none"),
    (lambda: panels([COST]), TypeError, "graphs needs a Mapping, got list"),
])
def test_what_does_not_fit_is_refused_in_one_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_folding_shows_what_a_result_is_computed_from():
    w = Node(0.5, name="w")
    z = tanh(w) * softplus(w)
    z.name = "z"
    assert (len(shown(draw(z)[0])[1]), len(shown(draw(z, fold=True)[0])[1])) == (4, 2)
    assert len(shown(draw(z, fold=True)[0])[2]) == 1
