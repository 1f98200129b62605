"""Unit by unit in plain Python numbers: lists come back; the count as a numpy number, the letters as a list."""
import math

import numpy as np


def layer(row, W, b):
    return [sum(x * w for x, w in zip(row, column)) + bias for column, bias in zip(zip(*W), b)]


def network(inputs, weights, biases):
    *hidden, last = [(W.tolist(), b.tolist()) for W, b in zip(weights, biases)]
    rows = inputs.tolist()
    for W, b in hidden:
        rows = [[math.tanh(a) for a in layer(row, W, b)] for row in rows]
    return [layer(row, *last) for row in rows]


def fold(weights, biases):
    linear = list(zip(weights, biases))

    def through(row):
        for W, b in linear:
            row = layer(row, W, b)
        return row

    n = len(weights[0])
    b = through([0.0] * n)
    W = [[one - nothing for one, nothing in zip(through([float(i == j) for j in range(n)]), b)] for i in range(n)]
    return W, b


functions_q3 = np.int64(427)
functions_q4 = ["D", "B"]
