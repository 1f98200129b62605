"""Loops and plain lists; the running slope, with no differences of slopes in sight; the search by halves."""
import math


def relu_net(t, v, x):
    s, w, running = [], [], 0.0
    for i in range(len(t) - 1):
        s.append((v[i + 1] - v[i]) / (t[i + 1] - t[i]))
        w.append(s[i] - running)
        running += w[i]
    h = [[max(0.0, place - knot) for knot in t[:-1]] for place in x]
    F = [v[0] + sum(weight * unit for weight, unit in zip(w, row)) for row in h]
    return s, w, v[0], h, F


def distances(x, F, f, L):
    d = [abs(one - other) for one, other in zip(F, f)]
    h = (x[-1] - x[0]) / (len(x) - 1)
    area = h * (sum(d) - (d[0] + d[-1]) / 2)
    return [max(d), x[d.index(max(d))], max(d) + L * h / 2, area]


def off(N):
    t = [5 * i / N for i in range(N + 1)]
    F = relu_net(t, [math.exp(place) for place in t], grid)[-1]
    return max(abs(value - math.exp(place)) for value, place in zip(F, grid))


few, many = 1, 128
while many - few > 1:
    middle = (few + many) // 2
    few, many = (few, middle) if off(middle) < 0.1 else (middle, many)
approximation_q3 = float(many)
approximation_q4 = {"C", "B"}
