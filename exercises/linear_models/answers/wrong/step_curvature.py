# loses: q3
# hint: curvature itself
# says: The steeper the bowl
"""The eigenvalue."""
import numpy as np

linear_models_q3 = np.linalg.eigvalsh(Phi.T @ Phi / 5)[-1]
