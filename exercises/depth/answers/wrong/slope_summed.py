# loses: q2
# hint: added up over the places
# says: Each place has its own
"""One slope for all places."""
import numpy as np


def patterns(X, W, b, w):
    h, layers, counts = X, [], []
    for weights, bias in zip(W, b):
        a = h @ weights + bias
        layers.append(a > 0)
        counts.append(len(np.unique(np.hstack(layers), axis=0)))
        h = np.maximum(0, a)
    slope = np.tile(w, (len(X), 1))
    for weights, active in zip(W[::-1], layers[::-1]):
        slope = (slope * active) @ weights.T
    return dict(on=np.hstack(layers), counts=counts, slope=slope.sum(axis=0))
