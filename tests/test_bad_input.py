"""Every public function, every parameter, every kind of bad value: it works, or one sentence says need and got."""
import importlib
import inspect

import numpy as np
import pytest

from ffedu import gradcheck, homework, ledger, stable, worked_example, xor

rng = np.random.default_rng(0)
theta = dict(zip("Wcwb", xor.reference()))
batch = {"X": rng.standard_normal((4, 2)), "Y": np.eye(3)[[0, 1, 2, 0]], "W": rng.standard_normal((2, 3)), "b": [0, 1, 2]}
GOOD = {
    "stable": {name: {"z": [1.0, 2.0]} for name in ("sigmoid", "softplus")}
              | {name: {"z": [1.0, 2.0], "axis": -1} for name in ("logsumexp", "softmax", "log_softmax")},
    "xor": {"reference": {}, "step_reference": {}, "linear_bound": {}, "relu": {"a": [1.0]}, "step": {"a": [1.0]},
            "network": {"X": xor.X, **theta}, "step_network": {"X": xor.X, **theta},
            "gradient": {"X": xor.X, "y": xor.y, **theta}, "loss": {"f": [1, 0], "y": [1, 1]},
            "linear_fit": {"X": xor.X, "y": xor.y}, "linear_collapse": {"W": theta["W"], "w": theta["w"]},
            "train": {"theta": xor.reference(), "epsilon": 0.1, "steps": 2},
            "random_start": {"rng": rng, "n": 2, "starts": 3}, "solved": {"theta": xor.reference(), "J": 0.1}},
    "worked_example": {
        "sigma": {"z": 0.5},
        "forward": {"weights": worked_example.Weights(), "example": worked_example.Example()},
        "backward": {"weights": worked_example.Weights(), "example": worked_example.Example(),
                     "through": worked_example.Weights()},
        "step": {"weights": worked_example.Weights(), "example": worked_example.Example(), "eta": 0.5},
        "run": {"steps": 2, "weights": worked_example.Weights(), "example": worked_example.Example(), "eta": 0.5},
        "history": {"at": [0, 1], "eta": 0.5},
        "difference": {"name": "w1", "weights": worked_example.Weights(), "example": worked_example.Example(),
                       "h": 1e-5}},
    "worked_example_deck": {
        "deck_values": {"taken": worked_example.step(), "ids": ["P-BP-01"]}, "bp": {"first": 1, "last": 2},
        "recover": {"example": worked_example.Example(), "weights": worked_example.Weights(), "eta": 0.5},
        "literal": {}, "web": {}},
    "homework": {"softmax_jacobian": {"h": [0.0, 1.0]}, "layer": batch | {"rectified": True}, "blobs": {"rng": rng, "per_class": 2},
                 "final_losses": {"data": homework.blobs(rng, 2), "rng": rng, "rectified": True, "starts": 2,
                                  "epsilon": 0.5, "steps": 2}},
    "gradcheck": {name: {"f": np.sin, "x": [1.0], "h": 1e-5} for name in ("complex_step", "central_difference")}
                 | {"numerical_gradient": {"f": lambda t: float(np.sum(t)), "theta": [1.0], "h": 1e-5}},
    "experiment": {"wilson": {"successes": 1, "trials": 3, "level": 0.95}},
    "ledger": {"rows": {"topic": "xor"}, "row": {"id": "P-BP-01"}, "printed": {"id": "P-BP-01"},
               "compare": {"id": "P-BP-01", "value": 0.3775}, "compare_all": {"values": {"P-BP-01": 0.3775}}},
}
BAD = {"None": None, "text": "text", "nan": float("nan"), "inf": float("inf"), "empty": [], "ragged": [[1, 2], [3]],
       "no rows": np.zeros((0, 2)), "too deep": np.zeros((1, 1, 1, 1, 1)), "complex": 1j, "object": object(),
       "negative": -1, "half": 0.5, "yes": True, "masked": np.ma.masked_array([1.0, 2.0], [0, 1]),
       "returns nothing": lambda *anything: None, "returns a list": lambda *anything: [1, 2, 3]}
CASES = [(module, name, parameter) for module, functions in GOOD.items() for name, good in functions.items()
         for parameter in good]


@pytest.mark.parametrize("module", GOOD)
def test_every_public_function_is_here(module):
    found = importlib.import_module(f"ffedu.{module}")
    public = {name for name, thing in vars(found).items() if inspect.isfunction(thing)
              and thing.__module__ == found.__name__ and not name.startswith("_")}
    assert public == set(GOOD[module])


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("module, name, parameter", CASES)
def test_bad_values_work_or_are_answered_in_one_sentence(module, name, parameter, bad):
    function = getattr(importlib.import_module(f"ffedu.{module}"), name)
    try:
        with np.errstate(all="ignore"):
            function(**GOOD[module][name] | {parameter: BAD[bad]})
    except (ValueError, TypeError, KeyError, ledger.LedgerMismatch) as error:
        said = str(error)
        assert "need" in said and "got" in said or "computed" in said, f"{type(error).__name__}: {said}"
        assert "\n" not in said


@pytest.mark.parametrize("module, name", [(m, n) for m in GOOD for n in GOOD[m]])
def test_the_good_values_are_good_and_left_as_they_were(module, name):
    good = GOOD[module][name]
    before = {key: np.array(value) for key, value in good.items() if isinstance(value, np.ndarray)}
    getattr(importlib.import_module(f"ffedu.{module}"), name)(**good)
    for key, value in before.items():
        np.testing.assert_array_equal(value, good[key])
