# loses: q4
# hint: no step at all
# says: before the first step
"""Before the first step."""
worked_example_q4 = forward(p, x, t)["E_total"]
