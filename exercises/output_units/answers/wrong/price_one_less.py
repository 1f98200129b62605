# loses: q3
# hint: one step too few
# says: count the last step
"""The step that arrives is not counted."""
import numpy as np

z, output_units_q3 = -6, -1
while 1 / (1 + np.exp(-z)) < 0.9:
    s = 1 / (1 + np.exp(-z))
    z, output_units_q3 = z + 2 * (1 - s) ** 2 * s, output_units_q3 + 1
