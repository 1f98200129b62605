# loses: q3
# hint: rounds counted
# says: number of rounds
"""Rounds, not corrections."""
import numpy as np

v, perceptron_q3 = np.zeros(4), 0
while True:
    v, new, perceptron_q3 = epoch(v, Phi, y)["w"], epoch(v, Phi, y)["corrections"], perceptron_q3 + 1
    if new == 0:
        break
