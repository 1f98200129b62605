# loses: q3
# hint: none
"""Two rates, one for each direction."""
import numpy as np

H = np.array([[len(points), points.sum()], [points.sum(), points @ points]]) / len(points)
low, high = np.linalg.eigvalsh(H)
training_q3 = 2 / np.array([low, high])
