"""Loops with if, plain Python numbers, a tuple in the order that is asked; a list of letters."""
import math


def promise(c, waits, price):
    losses, slopes = [], []
    for wait in waits.tolist():
        if wait > c:
            losses.append(price * (wait - c))
            slopes.append(-price)
        elif wait < c:
            losses.append((1 - price) * (c - wait))
            slopes.append(1 - price)
        else:
            losses.append(0)
            slopes.append(0)
    m = len(losses)
    return losses, sum(losses) / m, slopes, sum(slopes) / m


def gaussian(f, s, y):
    m, L, df, ds = len(f), [], [], 0.0
    for prediction, target in zip(f.tolist(), y.tolist()):
        error = prediction - target
        L.append(math.exp(-s) * error * error / 2 + s / 2 + math.log(math.sqrt(2 * math.pi)))
        df.append(math.exp(-s) * error / m)
        ds += (1 - math.exp(-s) * error * error) / 2 / m
    return L, sum(L) / m, df, ds


costs_q3 = 20
costs_q4 = ["C", "B"]
