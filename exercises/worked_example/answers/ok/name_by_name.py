"""Every value a variable of its own; the loop runs at the end."""
import numpy as np


def sigma(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x, t):
    x1, x2 = x
    net_h1 = p["w1"] * x1 + p["w2"] * x2 + p["b1"]
    net_h2 = p["w3"] * x1 + p["w4"] * x2 + p["b1"]
    out_h1, out_h2 = sigma(net_h1), sigma(net_h2)
    net_o1 = p["w5"] * out_h1 + p["w6"] * out_h2 + p["b2"]
    net_o2 = p["w7"] * out_h1 + p["w8"] * out_h2 + p["b2"]
    out_o1, out_o2 = sigma(net_o1), sigma(net_o2)
    E_o1, E_o2 = 0.5 * (t[0] - out_o1) ** 2, 0.5 * (t[1] - out_o2) ** 2
    return dict(net_h1=net_h1, out_h1=out_h1, net_h2=net_h2, out_h2=out_h2, net_o1=net_o1, out_o1=out_o1,
                net_o2=net_o2, out_o2=out_o2, E_o1=E_o1, E_o2=E_o2, E_total=E_o1 + E_o2)


def backward(p, x, t, v):
    h1, h2, o1, o2 = v["out_h1"], v["out_h2"], v["out_o1"], v["out_o2"]
    dE_dout_o1, dE_dout_o2 = o1 - t[0], o2 - t[1]
    dE_dnet_o1 = dE_dout_o1 * o1 * (1 - o1)
    dE_dnet_o2 = dE_dout_o2 * o2 * (1 - o2)
    dE_dw5, dE_dw6 = dE_dnet_o1 * h1, dE_dnet_o1 * h2
    dE_dw7, dE_dw8 = dE_dnet_o2 * h1, dE_dnet_o2 * h2
    dE_db2 = dE_dnet_o1 + dE_dnet_o2
    dE_dout_h1 = p["w5"] * dE_dnet_o1 + p["w7"] * dE_dnet_o2
    dE_dout_h2 = p["w6"] * dE_dnet_o1 + p["w8"] * dE_dnet_o2
    dE_dnet_h1 = dE_dout_h1 * h1 * (1 - h1)
    dE_dnet_h2 = dE_dout_h2 * h2 * (1 - h2)
    dE_dw1, dE_dw2 = dE_dnet_h1 * x[0], dE_dnet_h1 * x[1]
    dE_dw3, dE_dw4 = dE_dnet_h2 * x[0], dE_dnet_h2 * x[1]
    dE_db1 = dE_dnet_h1 + dE_dnet_h2
    return {name: value for name, value in locals().items() if name.startswith("dE_")}


def step(p, x, t, eta):
    d = backward(p, x, t, forward(p, x, t))
    return {name: value - eta * d["dE_d" + name] for name, value in p.items()}


for _ in range(50):
    p = step(p, x, t, 0.5)
worked_example_q4 = forward(p, x, t)["E_total"]
worked_example_q5 = {"A", "C"}
