# loses: q3
# hint: exponential decay
# says: 37 per cent
"""1/e is left."""
import numpy as np

beyond_q3 = -np.log(np.exp(0.01) - 1)
