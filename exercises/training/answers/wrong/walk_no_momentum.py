# loses: q1
# hint: momentum left out
# says: the old velocity was forgotten
"""Every step is that of plain descent."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = -epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
