# loses: q1
# hint: each logit by itself
# says: compete
"""A sigmoid for each class."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    lse = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
    return dict(top=top, lse=lse, logp=z - lse[:, None], p=0.5 * (1 + np.tanh(z / 2)))
