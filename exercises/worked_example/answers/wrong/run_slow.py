# loses: q4
# hint: other learning rate
# says: asked is 0.5
"""eta = 0.05."""
for _ in range(50):
    p = step(p, x, t, 0.05)
worked_example_q4 = forward(p, x, t)["E_total"]
