# loses: q3
# hint: without b
# says: through the origin
"""A line through the origin."""
import numpy as np

X, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
w = np.linalg.lstsq(X, y, rcond=None)[0]
xor_q3 = np.mean((X @ w - y) ** 2)
