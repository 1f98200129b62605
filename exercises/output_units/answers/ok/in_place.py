"""Writes into arrays of its own; the pairs of indices; a dictionary in another order with more in it; warns, prints."""
import warnings

import numpy as np


def log_softmax(z):
    top = np.amax(z, axis=-1)
    d = z - top.reshape(-1, 1)
    warnings.warn("a warning of mine")
    e = np.exp(d)
    total = np.add.reduce(e, axis=1, keepdims=True)
    return {"p": e / total, "logp": d - np.log(total), "lse": np.log(total)[:, 0] + top, "top": top, "total": total}


def output_layer(h, W, b, y):
    m = y.size
    z = np.dot(h, W) + b
    print("logits", z)
    v = log_softmax(z)
    dz = v["p"].copy()
    dz[np.arange(m), y] -= 1
    dz /= m
    return {"dh": np.einsum("mk,nk->mn", dz, W), "db": np.ones(m) @ dz, "dW": np.einsum("mn,mk->nk", h, dz), "dz": dz,
            "J": np.mean(v["lse"] - z[np.arange(m), y]), "p": v["p"], "z": z}


def walk(z, taken):
    s = 1 / (1 + np.exp(-z))
    return taken if s >= 0.9 else walk(z + 2 * s * (s - 1) ** 2, taken + 1)


output_units_q3 = np.array(walk(-6, 0))
output_units_q4 = "D A"
