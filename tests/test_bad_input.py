"""Every public function, every parameter, every kind of bad value: it works, or one sentence says need and got."""
import importlib
import inspect
import pathlib

import numpy as np
import pytest

import ffedu
from ffedu.ledger import LedgerMismatch

# What a good call looks like stands with the module's own tests: GOOD = {function: {parameter: value}}.
MODULES = sorted(path.stem for path in pathlib.Path(ffedu.__file__).parent.glob("*.py")
                 if path.stem not in ("__init__", "_check"))
GOOD = {module: importlib.import_module(f"test_{module}").GOOD for module in MODULES
        if pathlib.Path(__file__).with_name(f"test_{module}.py").exists()}
BAD = {"None": None, "text": "text", "nan": float("nan"), "inf": float("inf"), "empty": [], "ragged": [[1, 2], [3]],
       "no rows": np.zeros((0, 2)), "too deep": np.zeros((1, 1, 1, 1, 1)), "complex": 1j, "object": object(),
       "negative": -1, "half": 0.5, "yes": True, "masked": np.ma.masked_array([1.0, 2.0], [0, 1]),
       "returns nothing": lambda *anything: None, "returns a list": lambda *anything: [1, 2, 3]}
CASES = [(module, name, parameter) for module, functions in GOOD.items() for name, good in functions.items()
         for parameter in good]


def test_every_module_has_its_tests():
    assert set(GOOD) == set(MODULES)


@pytest.mark.parametrize("module", GOOD)
def test_every_public_function_is_here(module):
    found = importlib.import_module(f"ffedu.{module}")
    public = {name for name, thing in vars(found).items() if inspect.isfunction(thing)
              and thing.__module__ == found.__name__ and not name.startswith("_")}
    assert public == set(GOOD[module])


@pytest.mark.parametrize("module, name, parameter", CASES)
def test_bad_values_work_or_are_answered_in_one_sentence(module, name, parameter):
    function = getattr(importlib.import_module(f"ffedu.{module}"), name)
    answers = {bad: answer(function, **GOOD[module][name] | {parameter: BAD[bad]}) for bad in BAD}
    assert {bad: said for bad, said in answers.items() if said and not is_one_sentence(said)} == {}


def answer(function, **arguments):
    """What a function says of its arguments, None where it takes them; any other exception is not an answer."""
    try:
        with np.errstate(all="ignore"):
            function(**arguments)
    except (ValueError, TypeError, KeyError, LedgerMismatch) as error:
        return str(error) or type(error).__name__
    except Exception as error:
        return f"{type(error).__name__} is no answer:\n{error}"


def is_one_sentence(said):
    return ("need" in said and "got" in said or "computed" in said) and "\n" not in said


@pytest.mark.parametrize("module, name", [(m, n) for m in GOOD for n in GOOD[m]])
def test_the_good_values_are_good_and_left_as_they_were(module, name):
    good = GOOD[module][name]
    before = {key: np.array(value) for key, value in good.items() if isinstance(value, np.ndarray)}
    getattr(importlib.import_module(f"ffedu.{module}"), name)(**good)
    for key, value in before.items():
        np.testing.assert_array_equal(value, good[key])
