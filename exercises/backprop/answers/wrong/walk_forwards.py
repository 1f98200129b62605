# loses: q1
# hint: forward mode
# says: carried forwards
"""Derivatives in the first input, along with the values."""
def back_propagate(x, ops, parents):
    u, dot = [float(value) for value in x], [1.0] + [0.0] * (len(x) - 1)
    for op, (a, b) in zip(ops, parents):
        u.append(u[a] + u[b] if op == "+" else u[a] - u[b] if op == "-" else u[a] * u[b])
        dot.append(u[b] * dot[a] + u[a] * dot[b] if op == "*" else dot[a] + dot[b] if op == "+" else dot[a] - dot[b])
    return dict(u=u, grad_table=dot)
