"""One row, one hidden unit at a time; other names for the arguments; fills an array."""
import numpy as np


def network(inputs, weights, biases, out, out_bias):
    f = np.zeros(len(inputs))
    for i, x in enumerate(inputs):
        for j in range(2):
            a = x[0] * weights[0, j] + x[1] * weights[1, j] + biases[j]
            f[i] += out[j] * max(0.0, a)
        f[i] += out_bias
    return f
