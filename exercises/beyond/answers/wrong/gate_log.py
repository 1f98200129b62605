# loses: q3
# hint: logarithm of the gate
# says: undone by
"""log F."""
import numpy as np

beyond_q3 = np.log(0.5) / 100
