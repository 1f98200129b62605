# loses: q1
# hint: logarithm of what was rounded
# says: minus infinity
"""The logarithm of the softmax, which underflows."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    e = np.exp(z - top[:, None])
    lse = top + np.log(e.sum(axis=1))
    p = e / e.sum(axis=1, keepdims=True)
    return dict(top=top, lse=lse, logp=np.log(p), p=p)
