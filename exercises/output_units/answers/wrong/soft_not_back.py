# loses: q1
# hint: largest not added back
# says: comes back as a summand
"""The largest is not added again."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    d = z - top[:, None]
    lse = np.log(np.exp(d).sum(axis=1))
    return dict(top=top, lse=lse, logp=d - lse[:, None], p=np.exp(d - lse[:, None]))
