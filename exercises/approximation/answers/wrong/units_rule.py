# loses: q3
# hint: rule of thumb
# says: which is a bound
"""By the rule of thumb."""
import math

approximation_q3 = math.ceil(5 * math.sqrt(math.exp(5) / 8 / 0.1))
