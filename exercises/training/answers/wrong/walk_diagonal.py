# loses: q1
# hint: none
"""Takes the diagonal for the matrix: right as long as H has nothing else."""
import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    theta, v = start.copy(), np.zeros(len(start))
    path = [theta]
    for t in range(steps):
        g = np.diag(H) * (theta + beta * v)
        v = alpha * v - epsilon * g
        theta = theta + v
        path.append(theta)
    return np.array(path)
