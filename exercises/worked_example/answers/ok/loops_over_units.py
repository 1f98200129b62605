"""Plain Python and the math module; loops over layers and units; a named tuple; the ten names in another order."""
import math
from collections import namedtuple

Forward = namedtuple("Forward", "net_h1 out_h1 net_h2 out_h2 net_o1 out_o1 net_o2 out_o2 E_o1 E_o2 E_total")


def unit(weights, inputs, bias):
    net = sum(w * i for w, i in zip(weights, inputs)) + bias
    return net, 1 / (1 + math.exp(-net))


def forward(p, x, t):
    values = []
    for layer, bias in ((("w1", "w2"), ("w3", "w4")), "b1"), ((("w5", "w6"), ("w7", "w8")), "b2"):
        inputs = x if bias == "b1" else (values[1], values[3])
        for names in layer:
            values += unit([p[name] for name in names], inputs, p[bias])
    errors = [(target - out) ** 2 / 2 for target, out in zip(t, (values[5], values[7]))]
    return Forward(*map(float, values + errors), sum(errors))


def backward(p, x, t, v):
    d, inputs = {}, {"1": x[0], "2": x[1]}
    for o in "12":
        d["dE_dout_o" + o] = -(t[int(o) - 1] - v["out_o" + o])
        d["dE_dnet_o" + o] = d["dE_dout_o" + o] * v["out_o" + o] * (1 - v["out_o" + o])
        for h in "12":
            d[f"dE_dw{2 + 2 * int(o) + int(h)}"] = d["dE_dnet_o" + o] * v["out_h" + h]
    for h in "12":
        d["dE_dout_h" + h] = sum(d["dE_dnet_o" + o] * p[f"w{2 + 2 * int(o) + int(h)}"] for o in "12")
        d["dE_dnet_h" + h] = d["dE_dout_h" + h] * v["out_h" + h] * (1 - v["out_h" + h])
        for i in "12":
            d[f"dE_dw{2 * int(h) - 2 + int(i)}"] = d["dE_dnet_h" + h] * inputs[i]
    d["dE_db1"] = d["dE_dnet_h1"] + d["dE_dnet_h2"]
    d["dE_db2"] = d["dE_dnet_o1"] + d["dE_dnet_o2"]
    return d


def step(p, x, t, eta):
    d, new = backward(p, x, t, forward(p, x, t)._asdict()), p.copy()
    for name in sorted(new, reverse=True):
        new[name] -= eta * d["dE_d" + name]
    return new


worked_example_q4 = 0.030484
worked_example_q5 = ("C", "A")
