# loses: q3
# hint: none
"""The learning rate of the notebook."""


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    return {name: value - 0.5 * d["dE_d" + name] for name, value in p.items()}
