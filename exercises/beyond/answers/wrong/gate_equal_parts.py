# loses: q3
# hint: equal parts
# says: the factors
"""A hundredth of the half at each step."""
import numpy as np

beyond_q3 = np.log(0.995 / 0.005)
