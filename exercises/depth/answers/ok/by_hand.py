"""Place by place in plain Python: lists of lists, tuples in a set, 1 - |2 x - 1| for the tent."""


def square(x, m):
    T, dT, F, dF = [[] for _ in range(m)], [[] for _ in range(m)], [], []
    for place in x:
        t, slope, sum_T, sum_dT = place, 1.0, 0.0, 0.0
        for i in range(m):
            slope = slope * (2 if t <= 1 / 2 else -2)
            t = 1 - abs(2 * t - 1)
            T[i].append(t)
            dT[i].append(slope)
            sum_T += t / 4 ** (i + 1)
            sum_dT += slope / 4 ** (i + 1)
        F.append(place - sum_T)
        dF.append(1 - sum_dT)
    return T, F, dT, dF


def patterns(X, W, b, w):
    on, slopes = [], []
    seen = [set() for _ in W]
    for place in X.tolist():
        h, pattern, D = place, [], [[float(i == j) for j in range(len(place))] for i in range(len(place))]
        for l in range(len(W)):
            n = len(b[l])
            a = [sum(h[i] * W[l][i][j] for i in range(len(h))) + b[l][j] for j in range(n)]
            D = [[sum(row[i] * W[l][i][j] for i in range(len(row))) * (a[j] > 0) for j in range(n)] for row in D]
            h = [max(0.0, sum_) for sum_ in a]
            pattern += [int(sum_ > 0) for sum_ in a]
            seen[l].add(tuple(pattern))
        on.append(pattern)
        slopes.append([sum(row[j] * w[j] for j in range(len(w))) for row in D])
    return on, [len(found) for found in seen], slopes


deep = 1 * 2 + 2 + 9 * (2 * 2 + 2) + 2 + 1
depth_q3 = (3 * 1024 + 1) / deep
depth_q4 = {"A", "D"}
