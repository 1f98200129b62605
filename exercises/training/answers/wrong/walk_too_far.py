# loses: q1
# hint: none
"""One step too many."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps + 1):
        g = H @ (theta + beta * v)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
