# loses: q1
# hint: sum over the columns
# says: sum along it
"""The sum goes over the examples."""
import numpy as np


def log_softmax(z):
    top, peak = z.max(axis=1), z.max(axis=0)
    lse = peak + np.log(np.exp(z - peak).sum(axis=0))
    return dict(top=top, lse=lse, logp=z - lse, p=np.exp(z - lse))
