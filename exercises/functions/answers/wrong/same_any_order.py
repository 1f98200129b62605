# loses: q4
# hint: option A
# says: another order
"""The order of the layers makes no difference."""
functions_q4 = "ABD"
