# loses: q4
# hint: biases that stay
# says: biases stay
"""The biases are put back."""
for _ in range(50):
    p = {**step(p, x, t, 0.5), "b1": 0.35, "b2": 0.6}
worked_example_q4 = forward(p, x, t)["E_total"]
