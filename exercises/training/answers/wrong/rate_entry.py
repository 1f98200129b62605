# loses: q3
# hint: the largest entry
# says: the largest eigenvalue
"""The curvature in w alone."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 2 / H[1, 1]
