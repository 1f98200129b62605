# loses: q3
# hint: spread forgotten
# says: in units of the spread
"""As if the spread were 1."""
from statistics import NormalDist

hidden_units_q3 = NormalDist().inv_cdf(0.75)
