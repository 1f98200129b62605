# loses: q3
# hint: by the mean
# says: at the right end
"""The mean for the largest."""
import numpy as np


def error(N):
    t = np.linspace(0, 5, N + 1)
    return np.abs(relu_net(t, np.exp(t), grid)["F"] - np.exp(grid))


approximation_q3 = next(N for N in range(1, 300) if error(N).mean() < 0.1)
