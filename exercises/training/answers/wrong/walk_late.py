# loses: q1
# hint: moved with the old velocity
# says: one too late
"""First theta, then v."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = H @ (theta + beta * v)
        theta = theta + v
        v = alpha * v - epsilon * g
        path.append(theta)
    return np.array(path)
