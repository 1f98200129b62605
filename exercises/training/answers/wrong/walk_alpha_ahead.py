# loses: q1
# hint: always looked ahead
# says: How far it looks
"""Nesterov's, whatever beta."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + alpha * v)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
