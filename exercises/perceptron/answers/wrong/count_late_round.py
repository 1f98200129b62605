# loses: q3
# hint: last round with a correction
# says: a late round
"""The count is not added up."""
import numpy as np

v, new = np.zeros(4), 1
while new:
    perceptron_q3, after = new, epoch(v, Phi, y)
    v, new = after["w"], after["corrections"]
