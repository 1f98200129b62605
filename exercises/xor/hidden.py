"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

POINTS = {"xor.q1": 10}


def cases(rng):
    def network(m):
        return dict(X=rng.normal(size=(m, 2)), W=rng.normal(size=(2, 2)), c=rng.normal(size=2), w=rng.normal(size=2),
                    b=rng.normal())
    return {"xor.q1": {"five rows of fresh numbers": network(5), "one row": network(1), "two rows": network(2)}}
