# loses: q1
# hint: velocity begins anew
# says: Set it to 0 once
"""v = 0 stands inside the loop."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        v = 0
        g = H @ (theta + beta * v)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
