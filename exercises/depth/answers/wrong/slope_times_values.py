# loses: q2
# hint: values on the way back
# says: 1 or 0
"""The hidden values for the slopes."""
import numpy as np


def patterns(X, W, b, w):
    h, layers, counts, values = X, [], [], []
    for weights, bias in zip(W, b):
        a = h @ weights + bias
        layers.append(a > 0)
        counts.append(len(np.unique(np.hstack(layers), axis=0)))
        h = np.maximum(0, a)
        values.append(h)
    slope = np.tile(w, (len(X), 1))
    for weights, active in zip(W[::-1], values[::-1]):
        slope = (slope * active) @ weights.T
    return dict(on=np.hstack(layers), counts=counts, slope=slope)
