"""With matrices and vectors; sequences in the order that is asked; numpy's numbers; it prints and warns."""
import warnings

import numpy as np


def weights(p):
    W = np.array([[p["w1"], p["w2"]], [p["w3"], p["w4"]]])
    V = np.array([[p["w5"], p["w6"]], [p["w7"], p["w8"]]])
    return W, V


def forward(p, x, t):
    W, V = weights(p)
    net_h = W @ x + p["b1"]
    out_h = 0.5 + 0.5 * np.tanh(net_h / 2)
    net_o = V @ out_h + p["b2"]
    out_o = 0.5 + 0.5 * np.tanh(net_o / 2)
    E = (t - out_o) ** 2 / 2
    warnings.warn("on the way")
    print(E)
    return net_h[0], out_h[0], net_h[1], out_h[1], net_o[0], out_o[0], net_o[1], out_o[1], E[0], E[1], E.sum()


def backward(p, x, t, v):
    W, V = weights(p)
    out_h, out_o = (np.array([v[f"out_{layer}{i}"] for i in "12"]) for layer in "ho")
    d_out = out_o - t
    d_net = d_out * out_o * (1 - out_o)
    dV = np.outer(d_net, out_h)
    d_out_h = V.T @ d_net
    d_net_h = d_out_h * out_h * (1 - out_h)
    dW = np.outer(d_net_h, x)
    return np.concatenate([d_out, d_net, dV.ravel(), [d_net.sum()], d_out_h, d_net_h, dW.ravel(), [d_net_h.sum()]])


def step(p, x, t, eta):
    names = "net_h1 out_h1 net_h2 out_h2 net_o1 out_o1 net_o2 out_o2".split()
    d = backward(p, x, t, dict(zip(names, forward(p, x, t))))
    slopes = [*d[13:17], *d[4:8], d[17], d[8]]
    return [value - eta * slope for value, slope in zip(p.values(), slopes)]


worked_example_q4 = np.float64(0.03048)
worked_example_q5 = "ac"
