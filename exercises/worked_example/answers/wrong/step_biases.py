# loses: q3
# hint: biases left alone
# says: a bias has a gradient too
"""The biases stay, as in the deck."""


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    return {**p, **{name: p[name] - eta * d["dE_d" + name] for name in p if name.startswith("w")}}
