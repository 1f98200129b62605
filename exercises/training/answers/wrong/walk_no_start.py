# loses: q1
# hint: start left out
# says: the start is missing
"""Only the points after a step."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = []
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
