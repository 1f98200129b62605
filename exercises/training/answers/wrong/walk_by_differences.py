# loses: q1
# hint: none
"""The slope by a forward difference with a step that is too large."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    J = lambda theta: theta @ H @ theta / 2
    path, v = [start], 0 * start
    for t in range(steps):
        at = path[-1] + beta * v
        v = alpha * v - epsilon * np.array([(J(at + e) - J(at)) / 1e-3 for e in 1e-3 * np.eye(len(at))])
        path.append(path[-1] + v)
    return path
