# loses: q3
# hint: singular value
# says: made of Phi twice
"""The singular value of Phi."""
import numpy as np

linear_models_q3 = 2 / np.linalg.svd(Phi)[1][0]
