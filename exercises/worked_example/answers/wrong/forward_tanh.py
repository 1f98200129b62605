# loses: q1
# hint: hyperbolic tangent
# says: from 0 to 1
"""tanh in the hidden units."""
import numpy as np


def sigma(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x, t):
    x1, x2 = x
    net_h1 = p["w1"] * x1 + p["w2"] * x2 + p["b1"]
    net_h2 = p["w3"] * x1 + p["w4"] * x2 + p["b1"]
    out_h1, out_h2 = np.tanh(net_h1), np.tanh(net_h2)
    net_o1 = p["w5"] * out_h1 + p["w6"] * out_h2 + p["b2"]
    net_o2 = p["w7"] * out_h1 + p["w8"] * out_h2 + p["b2"]
    out_o1, out_o2 = sigma(net_o1), sigma(net_o2)
    E_o1, E_o2 = 0.5 * (t[0] - out_o1) ** 2, 0.5 * (t[1] - out_o2) ** 2
    return dict(net_h1=net_h1, out_h1=out_h1, net_h2=net_h2, out_h2=out_h2, net_o1=net_o1, out_o1=out_o1,
                net_o2=net_o2, out_o2=out_o2, E_o1=E_o1, E_o2=E_o2, E_total=E_o1 + E_o2)
