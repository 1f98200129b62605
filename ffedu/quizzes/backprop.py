"""Questions on back-propagation: shares that add, what is saved, what a pass costs, and what it is not."""
from __future__ import annotations

import math

import numpy as np

from ffedu import backprop, chainrule, gradcheck
from ffedu.graph import Node, grad, nodes
from ffedu.graph_parts import members
from ffedu.operations import sqr, tanh
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def used_twice() -> Numeric:
    """Misconception: each input of an operation has one slope, so the last one told is kept."""
    s = backprop.square(0.7)
    share = s.z.op.bprop(s.z.value, 0, 1.0, s.z.x)
    return Numeric(f"z = x · x at x = {s.x.value}, one product whose two inputs are the same node. What must stand in "
                   "the table for x?",
                   lambda: grad(s.z, [s.x])[0], 1,
                   "Each place of x in the product sends a share, the other factor. Both are right, and they add.",
                   [Known(lambda: share,
                          "That is one share. The other place sends as much, and what overwrites loses it."),
                    Known(lambda: s.z.value, "That is the value of z. What goes back along an arrow is a slope.")],
                   "Two arrows lead from x to z. Write down what each of them sends back, and add.")


def the_explosion() -> Choice:
    """Misconception: the chain rule without a store is exponentially wasteful in any deep network."""
    evaluations = [chainrule.recomputed(math.sin, math.cos, 0.7, n).evaluations for n in (10, 20, 40)]
    calls = [chainrule.counts(chainrule.doubling(n)).calls for n in (10, 20, 40)]
    factor = evaluations[2] / evaluations[1]
    return Choice("A chain of n functions, no branches, and every value computed again where it is needed. How does "
                  "the work grow?", [
        Option("Like n: there is only one path.", lambda: factor < 2.5,
               "One path, but each of its factors needs a value, and each value a run from the start up to there."),
        Option("Like n².", lambda: 3.5 < factor < 5,
               "For n factors runs of growing length add up. To store the values makes it linear, at the price of "
               "memory."),
        Option("Like 2ⁿ, as for any deep graph.", lambda: evaluations[2] > calls[2],
               "The exponent comes from paths that branch and meet again. A chain has a single one."),
    ])


def price() -> Numeric:
    """Misconception: the way back is as dear as the way forward, or as dear as there are weights."""
    layers, width = 200, 2
    weights, h = [Node(np.ones((width, width)) / width) for _ in range(layers)], Node(np.ones((1, width)))
    for W in weights:
        h = tanh(h @ W)
    J = sqr(h).sum()
    made = lambda us: sum(math.prod(u.shape) * u.inputs[0].shape[-1] for u in us if u.op and u.op.name == "matmul")
    ahead = made(nodes(J))
    both = made(members([J, *grad(J, weights, symbolic=True)]))
    return Numeric("Matrix products, in a very deep network: how many forward passes' worth is the way back?",
                   lambda: (both - ahead) / ahead, 1,
                   "Each layer makes two products on the way back: one for its weights, one to hand on to the layer "
                   "below.",
                   [Known(lambda: ahead / ahead,
                          "One product a layer hands the gradient on. The gradient of the weights takes another."),
                    Known(lambda: both / ahead, "That is forward and back together. The way back alone is asked for."),
                    Known(lambda: layers * width**2,
                          "So many weights there are. To nudge each takes a pass; the way back serves them all at "
                          "once.")],
                   "Take one layer. From the gradient in its result, what has to be computed: the gradient of W, and "
                   "what else?")


def what_it_is() -> Choice:
    """Misconception: back-propagation is the training algorithm of networks, or an approximation by differences."""
    t, W = Node(0.7), Node(np.array([0.5, -1.0]))
    before = W.value.copy()
    slope, = grad(sqr(tanh(W)).sum(), [W])
    moved = not np.array_equal(W.value, before)
    exact = 1 - np.tanh(0.7)**2
    here = float(grad(tanh(t), [t])[0])
    nudged = (np.tanh(0.7 + 1e-5) - np.tanh(0.7)) / 1e-5
    graphs = [chainrule.doubling(n) for n in (5, 10)]
    E = [chainrule.backprop(graph, chainrule.forward(graph, [1.0])).edges for graph in graphs]
    return Choice("What does back-propagation do?", [
        Option("It moves the weights downhill.", lambda: bool(moved),
               "It computes where downhill is. Gradient descent, or another rule, then moves the weights."),
        Option("It estimates slopes from small changes of each "
               "weight.", lambda: bool(abs(here - exact) > abs(nudged - exact)),
               "That is nudging: inexact, and a pass for each weight. Here every slope comes from a rule, exactly."),
        Option("It gives the slopes of one number in all its inputs.",
               lambda: bool(np.isclose(here, exact, rtol=1e-12)) and slope.shape == W.shape,
               "In one run back, for any function of differentiable steps, network or not. What is done with them is "
               "open."),
        Option("It follows every path of the graph back to the weights.", lambda: E[1] > 4 * E[0],
               "Where each node uses the one before twice, the paths double at each step. The table lets it walk each "
               "arrow once."),
    ])
