"""Loops over weights and rows in plain Python; lists of floats; a tuple in the order that is asked."""
import math


def walk(H, start, epsilon, alpha, beta, steps):
    n, path, v = len(start), [list(start)], [0.0] * len(start)
    for _ in range(steps):
        ahead = [path[-1][i] + beta * v[i] for i in range(n)]
        slope = [sum(H[i][j] * ahead[j] for j in range(n)) for i in range(n)]
        v = [alpha * v[i] - epsilon * slope[i] for i in range(n)]
        path.append([path[-1][i] + v[i] for i in range(n)])
    return path


def adam_step(theta, X, y, batch, lambda_, state, epsilon, rho1, rho2, delta):
    dJ = [0.0] * len(theta)
    for i in batch:
        error = sum(X[i][j] * theta[j] for j in range(len(theta))) - y[i]
        for j in range(len(theta)):
            dJ[j] += error * X[i][j] / len(batch)
    t = int(state["t"]) + 1
    rows = []
    for d, w, s, r in zip(dJ, theta, state["s"], state["r"]):
        g = d + lambda_ * w
        s, r = rho1 * s + (1 - rho1) * g, rho2 * r + (1 - rho2) * g**2
        s_hat, r_hat = s / (1 - math.pow(rho1, t)), r / (1 - math.pow(rho2, t))
        rows.append((g, s, r, s_hat, r_hat, w - epsilon * s_hat / (math.sqrt(r_hat) + delta)))
    g, s, r, s_hat, r_hat, new = zip(*rows)
    return dJ, g, t, s, r, s_hat, r_hat, new


training_q3 = 0.33589
training_q4 = ["d", "c"]
