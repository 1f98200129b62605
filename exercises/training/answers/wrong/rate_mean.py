# loses: q3
# hint: the mean curvature
# says: Directions do not average
"""The mean."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 4 / (low + high)
