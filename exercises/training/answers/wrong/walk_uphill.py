# loses: q1
# hint: uphill
# says: goes uphill
"""The gradient is added."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = alpha * v + epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
