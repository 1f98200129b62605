# loses: q3
# hint: the sum of the curvatures
# says: the trace
"""The trace."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 2 / np.trace(H)
