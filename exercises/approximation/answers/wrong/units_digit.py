# loses: q3
# hint: one digit more
# says: asked is 0.1
"""An error of 0.01."""
import numpy as np


def error(N):
    t = np.linspace(0, 5, N + 1)
    return np.abs(relu_net(t, np.exp(t), grid)["F"] - np.exp(grid))


approximation_q3 = next(N for N in range(1, 300) if error(N).max() < 0.01)
