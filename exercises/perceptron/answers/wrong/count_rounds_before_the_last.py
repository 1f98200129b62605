# loses: q3
# hint: rounds with a correction
# says: Add up
"""Rounds, without the last."""
import numpy as np

v, perceptron_q3 = np.zeros(4), 0
while epoch(v, Phi, y)["corrections"]:
    v, perceptron_q3 = epoch(v, Phi, y)["w"], perceptron_q3 + 1
