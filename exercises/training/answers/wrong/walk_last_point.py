# loses: q1
# hint: last point alone
# says: Asked are all of them
"""Returns where it ends."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return theta
