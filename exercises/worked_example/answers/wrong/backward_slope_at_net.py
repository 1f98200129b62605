# loses: q2
# hint: slope at net
# says: formed with net
"""net (1 - net)."""


def backward(p, x, t, v):
    h1, h2, o1, o2 = v["out_h1"], v["out_h2"], v["out_o1"], v["out_o2"]
    dE_dout_o1, dE_dout_o2 = o1 - t[0], o2 - t[1]
    dE_dnet_o1 = dE_dout_o1 * v["net_o1"] * (1 - v["net_o1"])
    dE_dnet_o2 = dE_dout_o2 * v["net_o2"] * (1 - v["net_o2"])
    dE_dw5, dE_dw6 = dE_dnet_o1 * h1, dE_dnet_o1 * h2
    dE_dw7, dE_dw8 = dE_dnet_o2 * h1, dE_dnet_o2 * h2
    dE_db2 = dE_dnet_o1 + dE_dnet_o2
    dE_dout_h1 = p["w5"] * dE_dnet_o1 + p["w7"] * dE_dnet_o2
    dE_dout_h2 = p["w6"] * dE_dnet_o1 + p["w8"] * dE_dnet_o2
    dE_dnet_h1 = dE_dout_h1 * h1 * (1 - h1)
    dE_dnet_h2 = dE_dout_h2 * h2 * (1 - h2)
    dE_dw1, dE_dw2 = dE_dnet_h1 * x[0], dE_dnet_h1 * x[1]
    dE_dw3, dE_dw4 = dE_dnet_h2 * x[0], dE_dnet_h2 * x[1]
    dE_db1 = dE_dnet_h1 + dE_dnet_h2
    return {name: value for name, value in locals().items() if name.startswith("dE_")}
