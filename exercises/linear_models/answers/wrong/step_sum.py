# loses: q3
# hint: sum where the mean was meant
# says: J is a mean
"""A itself, not A / m."""
import numpy as np

linear_models_q3 = 2 / np.linalg.eigvalsh(Phi.T @ Phi)[-1]
