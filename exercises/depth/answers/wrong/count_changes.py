# loses: q2
# hint: changes from row to row
# says: may come back
"""Changes between neighbours."""
import numpy as np


def patterns(X, W, b, w):
    h, layers, counts = X, [], []
    for weights, bias in zip(W, b):
        a = h @ weights + bias
        layers.append(a > 0)
        rows = np.hstack(layers)
        counts.append(1 + np.sum(np.any(rows[1:] != rows[:-1], axis=1)))
        h = np.maximum(0, a)
    slope = np.tile(w, (len(X), 1))
    for weights, active in zip(W[::-1], layers[::-1]):
        slope = (slope * active) @ weights.T
    return dict(on=np.hstack(layers), counts=counts, slope=slope)
