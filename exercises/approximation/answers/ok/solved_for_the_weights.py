"""The weights as the solution of linear equations: the network has to meet each point."""
import numpy as np


def relu_net(t, v, x):
    def units(places):
        return np.clip(np.asarray(places)[:, None] - t[None, :-1], 0, np.inf)
    w = np.linalg.solve(units(t[1:]), v[1:] - v[0])
    return dict(s=np.cumsum(w), w=w, b=np.float64(v[0]), h=units(x), F=(w * units(x)).sum(axis=1) + v[0])


def distances(x, F, f, L):
    e = F - f
    d = np.sqrt(e * e)
    order = np.lexsort((x, -d))
    h = np.mean(np.diff(x))
    low = d[order[0]]
    return low, x[order[0]], max(low + L * h / 2, low), float(np.convolve(d, [h / 2, h / 2], "valid").sum())


t = np.linspace(0, 5, 68)
approximation_q3 = len(relu_net(t, np.exp(t), grid)["w"]) + 0.0
approximation_q4 = ["B", "C"]
