# loses: q1
# hint: overflow
# says: rounded to 0
"""The formula as it stands; top is found and not used."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    e = np.exp(z)
    lse = np.log(e.sum(axis=1))
    logp = z - lse[:, None]
    return dict(top=top, lse=lse, logp=logp, p=np.exp(logp))
