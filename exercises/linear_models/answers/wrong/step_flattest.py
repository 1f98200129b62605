# loses: q3
# hint: flattest direction
# says: largest eigenvalue
"""The smallest eigenvalue."""
import numpy as np

linear_models_q3 = 2 / np.linalg.eigvalsh(Phi.T @ Phi / 5)[0]
