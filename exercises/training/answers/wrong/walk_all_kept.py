# loses: q1
# hint: whole velocity kept
# says: nothing ever brakes
"""alpha is left out."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
