# loses: q3
# hint: with the likelihood
# says: squared error was asked
"""The other cost."""
import numpy as np

z, output_units_q3 = -6, 0
while 1 / (1 + np.exp(-z)) < 0.9:
    z, output_units_q3 = z + 1 - 1 / (1 + np.exp(-z)), output_units_q3 + 1
