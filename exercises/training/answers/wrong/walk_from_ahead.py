# loses: q1
# hint: went on from ahead
# says: was walked twice
"""Goes on from where it looked."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        theta = theta + beta * v
        g = H @ theta
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
