# loses: q1
# hint: largest taken off
# says: lse
"""The shifted logits are taken for the logarithm."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    d = (z.T - top).T
    lse = top + np.log(np.exp(d).sum(axis=1))
    return dict(top=top, lse=lse, logp=d, p=np.exp(d))
