# loses: q1
# hint: none
"""The numbers of the first case."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = np.array([6.0, -4.0])
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
