# loses: q2
# hint: all that could be
# says: never occur
"""2 to the number of units."""
import numpy as np


def patterns(X, W, b, w):
    h, layers, counts = X, [], []
    for weights, bias in zip(W, b):
        a = h @ weights + bias
        layers.append(a > 0)
        counts.append(2 ** np.hstack(layers).shape[1])
        h = np.maximum(0, a)
    slope = np.tile(w, (len(X), 1))
    for weights, active in zip(W[::-1], layers[::-1]):
        slope = (slope * active) @ weights.T
    return dict(on=np.hstack(layers), counts=counts, slope=slope)
