# loses: q3
# hint: first round only
# says: weights that it leaves
"""A single round."""
import numpy as np

perceptron_q3 = epoch(np.zeros(4), Phi, y)["corrections"]
