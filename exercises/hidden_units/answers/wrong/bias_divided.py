# loses: q3
# hint: divided by the spread
# says: larger bias
"""Divided where it is multiplied."""
from statistics import NormalDist

hidden_units_q3 = NormalDist().inv_cdf(0.75) / 1.25
