# loses: q4
# hint: updated on the way
# says: already updated
"""The hidden gradient through weights that have moved."""
for _ in range(50):
    new = step(p, x, t, 0.5)
    through = {**p, **{name: new[name] for name in ("w5", "w6", "w7", "w8")}}
    v = forward(p, x, t)
    d = backward(p, x, t, v)
    g1 = (through["w5"] * d["dE_dnet_o1"] + through["w7"] * d["dE_dnet_o2"]) * v["out_h1"] * (1 - v["out_h1"])
    g2 = (through["w6"] * d["dE_dnet_o1"] + through["w8"] * d["dE_dnet_o2"]) * v["out_h2"] * (1 - v["out_h2"])
    slopes = dict(w1=g1 * x[0], w2=g1 * x[1], w3=g2 * x[0], w4=g2 * x[1], b1=g1 + g2)
    p = {**new, **{name: p[name] - 0.5 * slope for name, slope in slopes.items()}}
worked_example_q4 = forward(p, x, t)["E_total"]
