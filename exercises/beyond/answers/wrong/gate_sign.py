# loses: q3
# hint: sign lost
# says: nearly shut
"""(1 - F) / F."""
import numpy as np

beyond_q3 = np.log(2 ** 0.01 - 1)
