# loses: q3
# hint: uphill
# says: it is subtracted
"""The step is added."""


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    return {name: value + eta * d["dE_d" + name] for name, value in p.items()}
