# loses: q3
# hint: each direction by itself
# says: lie askew
"""The largest entry of the diagonal."""
import numpy as np

linear_models_q3 = 2 / np.mean(x**2)
