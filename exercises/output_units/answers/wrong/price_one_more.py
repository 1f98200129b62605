# loses: q3
# hint: one step too many
# says: before each step
"""The probability is looked at too late."""
import numpy as np

z, output_units_q3, s = -6, 0, 0
while s < 0.9:
    s = 1 / (1 + np.exp(-z))
    z, output_units_q3 = z + 2 * (1 - s) ** 2 * s, output_units_q3 + 1
