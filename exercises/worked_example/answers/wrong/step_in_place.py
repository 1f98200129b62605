# loses: q3
# hint: overwritten
# says: still needs p
"""p itself is moved."""


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    for name in p:
        p[name] -= eta * d["dE_d" + name]
    return p
