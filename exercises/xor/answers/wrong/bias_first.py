# loses: q1
# hint: bias before the product
# says: added before the product
"""c is added to the inputs."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum(0, np.dot(X + c, W)) @ w + b
