# loses: q3
# hint: none
"""A thousand steps up the slope, and none of them arrives."""
import numpy as np

z = -6
for output_units_q3 in range(1000):
    s = 1 / (1 + np.exp(-z))
    z = z - 2 * (1 - s) ** 2 * s
