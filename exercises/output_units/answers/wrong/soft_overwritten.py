# loses: q1
# hint: overwritten
# says: still needs z
"""z is shifted in place."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    z -= top[:, None]
    s = np.log(np.exp(z).sum(axis=1))
    return dict(top=top, lse=top + s, logp=z - s[:, None], p=np.exp(z - s[:, None]))
