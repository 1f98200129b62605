# loses: q1
# hint: largest of all
# says: an example of its own
"""One number for all rows."""
import numpy as np


def log_softmax(z):
    top = z.max()
    e = np.exp(z - top)
    lse = top + np.log(e.sum(axis=1))
    return dict(top=top, lse=lse, logp=z - lse[:, None], p=e / e.sum(axis=1, keepdims=True))
