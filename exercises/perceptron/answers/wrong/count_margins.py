# loses: q3
# hint: none
"""The margins of a round in place of the count."""
import numpy as np

perceptron_q3 = epoch(np.zeros(4), Phi, y)["margins"]
