# loses: q3
# hint: by the mean square
# says: root of the mean square
"""The root mean square for the largest."""
import numpy as np


def error(N):
    t = np.linspace(0, 5, N + 1)
    return np.abs(relu_net(t, np.exp(t), grid)["F"] - np.exp(grid))


approximation_q3 = next(N for N in range(1, 300) if np.sqrt(np.mean(error(N) ** 2)) < 0.1)
