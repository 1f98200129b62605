# loses: q3
# hint: halved
# says: 1/2 too much
"""With the 1/2 that some books put before the square."""
import numpy as np

xor_q3 = np.mean((0.5 - np.array([0, 1, 1, 0])) ** 2) / 2
