# loses: q1
# hint: rate on the old velocity
# says: epsilon multiplied the old velocity
"""A bracket too far."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = epsilon * (alpha * v - g)
        theta = theta + v
        path.append(theta)
    return np.array(path)
