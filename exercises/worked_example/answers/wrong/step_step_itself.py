# loses: q3
# hint: the step itself
# says: less the step
"""The step where the new weights are asked."""


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    return {name: eta * d["dE_d" + name] for name, value in p.items()}
