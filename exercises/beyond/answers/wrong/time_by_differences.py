# loses: q2
# hint: none
"""Numerical differentiation: off in late digits."""
import numpy as np


def through_time(X, h0, U, W, b, G):
    T = len(X)

    def states(h, first, U, W, b):
        h = [h]
        for x in X[first:]:
            h.append(np.tanh(h[-1] @ W + x @ U + b))
        return np.array(h)

    def derivative(J, at):
        slope = np.zeros(at.shape)
        for place in np.ndindex(at.shape):
            step = np.zeros(at.shape)
            step[place] = 1e-6
            slope[place] = (J(at + step) - J(at - step)) / 2e-6
        return slope

    later = np.vstack([np.zeros(len(h0)), G])
    J = lambda h, t=0, U=U, W=W, b=b: (later[t:] * states(h, t, U, W, b)).sum()
    h = states(h0, 0, U, W, b)
    dh = np.array([derivative(lambda state: J(state, t), h[t]) for t in range(T + 1)])
    return dict(h=h, dh=dh, da=dh[1:] * (1 - h[1:] ** 2), dU=derivative(lambda U: J(h0, U=U), U),
                dW=derivative(lambda W: J(h0, W=W), W), db=derivative(lambda b: J(h0, b=b), b))
