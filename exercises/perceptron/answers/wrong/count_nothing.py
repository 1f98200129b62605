# loses: q3
# hint: nothing corrected
# says: something to correct
"""A margin of 0 passes."""
import numpy as np

perceptron_q3 = sum(y * (Phi @ np.zeros(4)) < 0)
