# loses: q1
# hint: mean of slopes
# says: as in a running mean
"""The velocity as a mean of slopes."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = alpha * v - (1 - alpha) * epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
