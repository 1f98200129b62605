"""Plain Python numbers and lists, a row and an input at a time; tuples in the order that is asked."""
import numpy as np


def exactly(X, k):
    z, h, s, yhat = [], [], [], []
    for x in X.tolist():
        on = 0
        for bit in x:
            on += bit
        z.append([on - k + 0.5, on - k - 0.5])
        h.append([int(total >= 0) for total in z[-1]])
        s.append(h[-1][0] - h[-1][1] - 0.5)
        yhat.append(s[-1] >= 0)
    return z, h, s, yhat


def epoch(w, Phi, y):
    w, margins, corrections = [float(value) for value in w], [], 0
    for phi, target in zip(Phi.tolist(), y.tolist()):
        margin = sum(a * b for a, b in zip(w, phi)) * target
        margins += [margin]
        if not margin > 0:
            w = [a + b if target == 1 else a - b for a, b in zip(w, phi)]
            corrections += 1
    return margins, corrections, w


v, corrections, perceptron_q3 = np.zeros(4), 1, 0.0
for _ in range(1000):
    _, corrections, v = epoch(v, Phi, y)
    perceptron_q3 += corrections
perceptron_q4 = "d,b"
