# loses: q3
# hint: two forgotten
# says: half as long
"""(s - 1) s (1 - s)."""
import numpy as np

z, output_units_q3 = -6, 0
while 1 / (1 + np.exp(-z)) < 0.9:
    s = 1 / (1 + np.exp(-z))
    z, output_units_q3 = z + (1 - s) ** 2 * s, output_units_q3 + 1
