"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
from dataclasses import asdict

from ffedu import worked_example as we


POINTS = {"worked_example.q1": 10, "worked_example.q2": 20, "worked_example.q3": 10, "worked_example.q4": 5,
          "worked_example.q5": 5}
NAMES = "w1 w2 w3 w4 w5 w6 w7 w8 b1 b2".split()


def cases(rng):
    """Return the cases: two networks for each question, with a forward pass or a learning rate where that is asked."""
    drawn = {f"worked_example.q{number}": {title: network(rng) for title in ("a network of fresh numbers", "another")}
             for number in (1, 2, 3)}
    for given in drawn["worked_example.q2"].values():
        given["v"] = asdict(we.forward(we.Weights(**given["p"]), we.Example(*given["x"], *given["t"])))
    for given in drawn["worked_example.q3"].values():
        given["eta"] = rng.uniform(0.05, 1)
    return drawn


def network(rng):
    """Return weights that no two of are near each other, inputs of either sign, targets between 0 and 1."""
    weights = rng.permutation(10) / 3 - 1.4 + rng.uniform(-0.1, 0.1, 10)
    return dict(p=dict(zip(NAMES, weights.tolist())), x=rng.choice([-1, 1], 2) * rng.uniform(0.5, 1.5, 2),
                t=rng.uniform(0, 1, 2))
