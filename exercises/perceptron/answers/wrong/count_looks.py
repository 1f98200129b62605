# loses: q3
# hint: examples looked at
# says: changed nothing
"""Every example that was looked at."""
import numpy as np

v, perceptron_q3 = np.zeros(4), 8
while epoch(v, Phi, y)["corrections"]:
    v, perceptron_q3 = epoch(v, Phi, y)["w"], perceptron_q3 + 8
