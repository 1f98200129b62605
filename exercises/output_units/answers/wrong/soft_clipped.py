# loses: q1
# hint: none
"""A small constant inside the logarithm, against minus infinity."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    e = np.exp(z - top[:, None])
    p = e / e.sum(axis=1, keepdims=True)
    return dict(top=top, lse=top + np.log(e.sum(axis=1)), logp=np.log(p + 1e-8), p=p)
