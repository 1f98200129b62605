# loses: q4
# hint: one step too few
# says: one step too few
"""range that begins at 1."""
for _ in range(1, 50):
    p = step(p, x, t, 0.5)
worked_example_q4 = forward(p, x, t)["E_total"]
