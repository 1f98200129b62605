# loses: q1
# hint: slope where it stands
# says: It is taken ahead of it
"""Momentum, whatever beta."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
