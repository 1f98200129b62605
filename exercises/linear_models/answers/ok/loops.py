"""Plain Python: sums over the rows, elimination by hand; tuples in the order that is asked."""


def solved(A, v):
    rows = [[float(value) for value in row] + [float(end)] for row, end in zip(A, v)]
    for i in range(len(rows)):
        top = max(range(i, len(rows)), key=lambda j: abs(rows[j][i]))
        rows[i], rows[top] = rows[top], rows[i]
        for j in range(len(rows)):
            if j != i:
                share = rows[j][i] / rows[i][i]
                rows[j] = [a - share * b for a, b in zip(rows[j], rows[i])]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def fit(Phi, t):
    m, n = Phi.shape
    A = [[sum(Phi[i][j] * Phi[i][k] for i in range(m)) for k in range(n)] for j in range(n)]
    v = [sum(Phi[i][j] * t[i] for i in range(m)) for j in range(n)]
    w = solved(A, v)
    r = [t[i] - sum(Phi[i][j] * w[j] for j in range(n)) for i in range(m)]
    return A, v, w, r, sum(value**2 for value in r) / m / 2


def kernel_fit(X, t, lam, Z):
    def kernel(x, z):
        return (1 + sum(a * b for a, b in zip(x, z))) ** 2
    K = [[kernel(x, z) for z in X] for x in X]
    alpha = solved([[K[i][j] + lam * (i == j) for j in range(len(X))] for i in range(len(X))], t)
    k = [[kernel(z, x) for x in X] for z in Z]
    return K, alpha, k, [sum(a * b for a, b in zip(row, alpha)) for row in k]


trace, determinant = 11.0, 10.0 - 2.4**2                          # of the Hessian [[1, 2.4], [2.4, 10]]
linear_models_q3 = 2 / (trace / 2 + (trace**2 / 4 - determinant) ** 0.5)
linear_models_q4 = "c a"
