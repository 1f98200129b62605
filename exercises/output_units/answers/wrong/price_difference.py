# loses: q3
# hint: steps more
# says: how many more
"""The steps of the likelihood are taken off."""
import numpy as np


def count(slope):
    z, taken = -6, 0
    while 1 / (1 + np.exp(-z)) < 0.9:
        z, taken = z - slope(1 / (1 + np.exp(-z))), taken + 1
    return taken


output_units_q3 = count(lambda s: 2 * (s - 1) * s * (1 - s)) - count(lambda s: s - 1)
