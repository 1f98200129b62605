"""Intervals for rates."""
import pytest

from ffedu import experiment

GOOD = {"wilson": {"successes": 1, "trials": 3, "level": 0.95}}


def test_wilson_against_its_defining_equation():
    for k, n in ((0, 20), (22, 100), (50, 50), (1, 3)):
        rate = experiment.wilson(k, n)
        for end in (rate.low, rate.high):             # the ends solve (p - end)^2 = z^2 end (1 - end) / n
            assert (rate.share - end) ** 2 == pytest.approx(1.959963984540054**2 * end * (1 - end) / n, abs=1e-12)
        assert 0 <= rate.low <= rate.share <= rate.high <= 1


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: experiment.wilson(3, 2), ValueError, "successes needs at most trials = 2, got 3"),
    (lambda: experiment.wilson(0, 0), ValueError, "trials needs a whole number of at least 1, got 0"),
    (lambda: experiment.wilson(1, 2, level=0), ValueError, "level needs a number above 0"),
    (lambda: experiment.wilson(1, 2, level=1), ValueError, "level needs a number below 1, got 1.0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
