# loses: q3
# hint: flattest direction
# says: the flattest direction
"""The smallest eigenvalue."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 2 / low
