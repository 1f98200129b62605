# loses: q1
# hint: transposed weights
# says: transposed
"""W the other way round."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum((W @ X.T).T + c, 0) @ w + b
