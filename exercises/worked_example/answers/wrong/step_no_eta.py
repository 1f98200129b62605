# loses: q3
# hint: learning rate forgotten
# says: eta is missing
"""No learning rate."""


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    return {name: value - d["dE_d" + name] for name, value in p.items()}
