# loses: q1
# hint: none
"""The entries of the inputs alone, as a gradient is usually wanted."""
import numpy as np

walk = back_propagate


def back_propagate(x, ops, parents):
    v = walk(x, ops, parents)
    return dict(u=v["u"], grad_table=v["grad_table"][:len(x)])
