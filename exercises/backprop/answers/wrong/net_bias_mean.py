# loses: q2
# hint: mean of the rows
# says: 1/m is in G3 already
"""The mean once more."""
import numpy as np


def gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    m = X.shape[0]
    h1 = np.tanh(X @ W1 + b1)
    h2 = np.tanh(h1 @ W2 + b2)
    yhat = h2 @ W3 + b3
    G3 = (yhat - Y) * 2 / m
    dW3 = h2.T @ G3 + 2 * lambda_ * W3
    db3 = np.mean(G3, axis=0)
    G2 = (G3 @ W3.T) * (1 - h2 * h2)
    dW2 = h1.T @ G2 + 2 * lambda_ * W2
    db2 = np.sum(G2, axis=0)
    G1 = (G2 @ W2.T) * (1 - h1 * h1)
    dW1 = X.T @ G1 + 2 * lambda_ * W1
    db1 = np.sum(G1, axis=0)
    return dict(h1=h1, h2=h2, yhat=yhat, G3=G3, dW3=dW3, db3=db3, G2=G2, dW2=dW2, db2=db2, G1=G1, dW1=dW1, db1=db1)
