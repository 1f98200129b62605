# loses: q4
# hint: one step too many
# says: one step too many
"""Both ends are counted."""
for _ in range(0, 51):
    p = step(p, x, t, 0.5)
worked_example_q4 = forward(p, x, t)["E_total"]
