# loses: q3
# hint: off for on
# says: pushes sums above zero
"""The bias that leaves one of four on."""
from statistics import NormalDist

hidden_units_q3 = NormalDist(0, 1.25).inv_cdf(0.25)
