# loses: q4
# hint: one step
# says: a single step
"""Each step begins at the same p."""
for _ in range(50):
    q = step(p, x, t, 0.5)
worked_example_q4 = forward(q, x, t)["E_total"]
