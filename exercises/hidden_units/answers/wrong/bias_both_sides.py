# loses: q3
# hint: both sides
# says: one side counts
"""The middle three quarters."""
from statistics import NormalDist

hidden_units_q3 = NormalDist(0, 1.25).inv_cdf(0.875)
