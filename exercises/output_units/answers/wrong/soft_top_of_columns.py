# loses: q1
# hint: largest of the columns
# says: stand in a row
"""The wrong axis."""
import numpy as np


def log_softmax(z):
    top = np.amax(z, axis=0)
    e = np.exp(z - top)
    lse = np.log(e.sum(axis=1))
    return dict(top=top, lse=lse, logp=z - lse[:, None], p=e / e.sum(axis=1, keepdims=True))
