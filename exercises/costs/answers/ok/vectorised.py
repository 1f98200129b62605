"""max of the two lines; the Gaussian term by term; the best promise on a fine grid."""
import numpy as np


def promise(c, y, tau):
    L = np.maximum(tau * (y - c), (1 - tau) * (c - y))
    heads = (y < c) * (1 - tau) - (y > c) * tau
    return {"dL": heads, "dJ": np.mean(heads), "L": L, "J": np.mean(L), "more": None}


def gaussian(f, s, y):
    sigma = np.exp(s / 2)
    L = 0.5 * ((y - f) / sigma) ** 2 + np.log(sigma) + 0.5 * np.log(2 * np.pi)
    df = -((y - f) / sigma**2) / y.size
    ds = 0.5 - 0.5 * np.mean((y - f) ** 2) / sigma**2
    return dict(L=L, J=np.mean(L), df=df, ds=ds)


grid = np.arange(0, 45, 0.01)
costs_q3 = grid[np.argmin([promise(c, np.array([2, 3, 3, 4, 6, 7, 9, 11, 15, 20, 24, 41]), 0.8)["J"] for c in grid])]
costs_q4 = "b, c"
