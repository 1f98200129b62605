# loses: q3
# hint: variance for the spread
# says: is not squared
"""The spread squared."""
from statistics import NormalDist

hidden_units_q3 = 1.25 ** 2 * NormalDist().inv_cdf(0.75)
