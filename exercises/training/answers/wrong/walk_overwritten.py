# loses: q1
# hint: overwritten
# says: still needs start
"""Copies go into the path, but the start itself is moved."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start, np.zeros(len(start))
    path = [theta.copy()]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = alpha * v - epsilon * g
        theta += v
        path.append(theta.copy())
    return np.array(path)
