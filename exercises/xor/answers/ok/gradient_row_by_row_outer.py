"""Adds up the rows' contributions in arrays; helper functions; numbers of numpy; lower case letters with a comma."""
import numpy as np


def one_row(x, target, W, c, w, b, m):
    a = x @ W + c
    h = np.clip(a, 0, None)
    f = np.dot(h, w) + b
    df = (f - target) * 2.0 / m
    da = df * w * np.heaviside(a, 0)
    return a, h, f, df, df * w, da


def gradient(X, y, W, c, w, b):
    rows = [one_row(x, target, W, c, w, b, len(X)) for x, target in zip(X, y)]
    a, h, f, df, dh, da = map(np.array, zip(*rows))
    dW = sum(np.outer(x, d) for x, d in zip(X, da))
    result = {"dW": dW, "dc": sum(da), "dw": df @ h, "db": float(sum(df))}
    result.update(a=a, h=h, f=f, df=df, dh=dh, da=da)
    return result


xor_q3 = np.array(0.2500004)
xor_q4 = "a, c"
