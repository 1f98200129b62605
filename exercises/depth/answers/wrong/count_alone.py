# loses: q2
# hint: each layer by itself
# says: After a fold
"""Each layer by itself."""
import numpy as np


def patterns(X, W, b, w):
    h, layers, counts = X, [], []
    for weights, bias in zip(W, b):
        a = h @ weights + bias
        layers.append(a > 0)
        counts.append(len(np.unique(layers[-1], axis=0)))
        h = np.maximum(0, a)
    slope = np.tile(w, (len(X), 1))
    for weights, active in zip(W[::-1], layers[::-1]):
        slope = (slope * active) @ weights.T
    return dict(on=np.hstack(layers), counts=counts, slope=slope)
