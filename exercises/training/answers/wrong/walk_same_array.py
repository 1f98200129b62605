# loses: q1
# hint: one array for all
# says: changed in place
"""Changes one array in place."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        v = alpha * v - epsilon * g
        theta += v
        path.append(theta)
    return np.array(path)
