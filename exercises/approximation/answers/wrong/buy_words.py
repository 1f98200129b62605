# loses: q4
# hint: none
"""Words."""
approximation_q4 = "more units"
