# loses: q3
# hint: one over the curvature
# says: that is half of it
"""1 over the curvature."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 1 / high
