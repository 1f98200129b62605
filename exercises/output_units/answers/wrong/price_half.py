# loses: q3
# hint: half the way
# says: Go on to 0.9
"""Until the answer is right by a hair."""
import numpy as np

z, output_units_q3 = -6, 0
while z < 0:
    s = 1 / (1 + np.exp(-z))
    z, output_units_q3 = z + 2 * (1 - s) ** 2 * s, output_units_q3 + 1
