# loses: q3
# hint: points not averaged
# says: The cost is a mean
"""The sum over the points."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 2 / (4 * high)
