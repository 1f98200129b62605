"""A list comprehension: a list of Python floats comes back."""


def network(X, W, c, w, b):
    columns = list(zip(*W.tolist()))

    def f(x):
        h = [max(0, sum(xi * wi for xi, wi in zip(x, column)) + cj) for column, cj in zip(columns, c.tolist())]
        return sum(hj * wj for hj, wj in zip(h, w.tolist())) + b

    return [f(x) for x in X.tolist()]
