# loses: q1
# hint: last step left out
# says: the last point is missing
"""range from 1."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(1, steps):
        g = H @ (theta + beta * v)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
