"""Bad input gets one sentence that says what is needed and what was got."""
import numpy as np
import pytest

from ffedu import _check

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize("value, error, sentence", [
    ([[0, 1]], ValueError, "X needs shape (m, 3), got (1, 2)"),
    (np.zeros((0, 3)), ValueError, "X needs shape (m, 3), got (0, 3)"),
    ([0, 1, 2], ValueError, "X needs shape (m, 3), got (3,)"),
    (None, TypeError, "X needs real numbers, got dtype object"),
    ("abc", TypeError, "X needs real numbers, got dtype <U3"),
    ([[1j, 0, 0]], TypeError, "X needs real numbers, got dtype complex128"),
    ([[0, 1], [0]], ValueError, "X needs rows of equal length, got [[0, 1], [0]]"),
    ([[0, 1, NAN]], ValueError, "X needs finite numbers, got nan at index (0, 2)"),
    ([[-INF, 1, 0]], ValueError, "X needs finite numbers, got -inf at index (0, 0)"),
])
def test_array_says_need_and_got(value, error, sentence):
    with pytest.raises(error) as caught:
        _check.array("X", value, ("m", 3))
    assert str(caught.value) == sentence


@pytest.mark.parametrize("value, sentence", [
    ([1.0], "b needs a single number, got shape (1,)"),
    (NAN, "b needs a finite number, got nan"),
    (-1, "b needs a number above 0, got -1.0"),
])
def test_scalar_says_need_and_got(value, sentence):
    with pytest.raises(ValueError) as caught:
        _check.scalar("b", value, above=0)
    assert str(caught.value) == sentence


def test_count_wants_a_whole_number():
    assert _check.count("n", np.int64(3)) == 3
    with pytest.raises(ValueError, match="n needs a whole number of at least 1, got 0"):
        _check.count("n", 0, least=1)
    with pytest.raises(TypeError, match="n needs a whole number, got '3'"):
        _check.count("n", "3")


def test_lists_are_welcome_and_dtypes_kept():
    assert _check.real("X", [1, 2]).dtype == np.float64
    assert _check.real("X", np.float32([1, 2])).dtype == np.float32
    assert _check.real("X", [True, False]).dtype == np.float64
    assert _check.real("X", np.float16(1)).dtype == np.float64
