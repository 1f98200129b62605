# loses: q3
# hint: half of the limit
# says: from the other side
"""1 over the eigenvalue."""
import numpy as np

linear_models_q3 = 1 / np.linalg.eigvalsh(Phi.T @ Phi / 5)[-1]
