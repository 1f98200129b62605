# loses: q3
# hint: interpolated
# says: between two waits
"""numpy's percentile, which interpolates."""
import numpy as np

costs_q3 = np.percentile([2, 3, 3, 4, 6, 7, 9, 11, 15, 20, 24, 41], 80)
