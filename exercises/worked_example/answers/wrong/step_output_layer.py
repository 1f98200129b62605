# loses: q3
# hint: output layer only
# says: The hidden layer learns too
"""Only the output layer moves."""


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    return {**p, **{name: p[name] - eta * d["dE_d" + name] for name in ("w5", "w6", "w7", "w8", "b2")}}
