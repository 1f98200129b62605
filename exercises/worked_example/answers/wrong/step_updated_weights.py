# loses: q3
# hint: already updated weights
# says: already updated w5
"""The output layer moves first, and the hidden gradient goes through what it has become."""


def step(p, x, t, eta):
    v, new = forward(p, x, t), dict(p)
    d = backward(p, x, t, v)
    for name in ("w5", "w6", "w7", "w8", "b2"):
        new[name] -= eta * d["dE_d" + name]
    for h, first, second, names in (("h1", "w5", "w7", ("w1", "w2")), ("h2", "w6", "w8", ("w3", "w4"))):
        dE_dout = new[first] * d["dE_dnet_o1"] + new[second] * d["dE_dnet_o2"]
        dE_dnet = dE_dout * v["out_" + h] * (1 - v["out_" + h])
        for name, value in zip((*names, "b1"), (*x, 1)):
            new[name] -= eta * dE_dnet * value
    return new
