# loses: q3
# hint: slope of the sigmoid forgotten
# says: times that of what was squared
"""The outer derivative alone."""
import numpy as np

z, output_units_q3 = -6, 0
while 1 / (1 + np.exp(-z)) < 0.9:
    z, output_units_q3 = z + 2 * (1 - 1 / (1 + np.exp(-z))), output_units_q3 + 1
