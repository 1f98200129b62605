# loses: q3
# hint: multiplied by the curvature
# says: asks for a smaller rate
"""Multiplied."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 2 * high
