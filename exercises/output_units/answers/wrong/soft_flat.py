# loses: q1
# hint: none
"""One row flat, as if there were never more."""
import numpy as np


def log_softmax(z):
    z = z.ravel()
    lse = z.max() + np.log(np.exp(z - z.max()).sum())
    return dict(top=[z.max()], lse=[lse], logp=z - lse, p=np.exp(z - lse))
