"""Gaussians with a variance and mixtures: gradients by number, scipy's densities, the declared range, sampling."""
import numpy as np
import pytest

from ffedu import density_units as den, gradcheck, stable

rng = np.random.default_rng(0)
MU, S, Y = rng.standard_normal((5, 2)), rng.standard_normal(5), rng.standard_normal((5, 2))
MIX = {"z": rng.standard_normal((5, 3)), "mu": rng.standard_normal((5, 3, 2)), "s": rng.standard_normal((5, 3)), "y": Y}
ONE = {"mu": MU, "s": S, "y": Y}
GOOD = {"gaussian_nll": ONE, "dgaussian_nll": ONE, "best_variance": {"mu": MU, "y": Y}, "mixture_nll": MIX,
        "dmixture_nll": MIX, "responsibilities": MIX,
        "sample_mixture": {"rng": np.random.default_rng(0)} | {key: MIX[key] for key in ("z", "mu", "s")}}


@pytest.mark.parametrize("nll, dnll, good", [(den.gaussian_nll, den.dgaussian_nll, ONE), (den.mixture_nll, den.dmixture_nll, MIX)])
def test_gradients_by_number(nll, dnll, good):
    G = dnll(**good)
    for name in G._fields:
        by_number = gradcheck.numerical_gradient(lambda value: float(nll(**good | {name: value}).sum()), good[name])
        np.testing.assert_allclose(getattr(G, name), by_number, rtol=1e-7, atol=1e-8)


def test_a_constant_variance_gets_the_sum_of_the_slopes():
    by_number = gradcheck.numerical_gradient(lambda s: float(den.gaussian_nll(MU, float(s), Y).sum()), 0.3)
    assert den.dgaussian_nll(MU, 0.3, Y).s.sum() == pytest.approx(float(by_number), rel=1e-8)


def test_against_scipy():
    stats, special = pytest.importorskip("scipy.stats"), pytest.importorskip("scipy.special")
    np.testing.assert_allclose(den.gaussian_nll(MU, S, Y), -stats.norm.logpdf(Y, MU, np.exp(S / 2)[:, None]).sum(1))
    logN = stats.norm.logpdf(Y[:, None], MIX["mu"], np.exp(MIX["s"] / 2)[..., None]).sum(2)
    np.testing.assert_allclose(den.mixture_nll(**MIX), -special.logsumexp(special.log_softmax(MIX["z"], 1) + logN, 1))
    np.testing.assert_allclose(den.responsibilities(**MIX), special.softmax(special.log_softmax(MIX["z"], 1) + logN, 1))


def test_a_mixture_of_one_is_a_gaussian():
    np.testing.assert_allclose(den.mixture_nll([[3.0]] * 5, MU[:, None], S[:, None], Y), den.gaussian_nll(MU, S, Y))


def test_the_mean_squared_residual_is_the_best_constant_variance():
    assert den.best_variance([[0.0], [0.0]], [[0.5], [-0.5]]) == 0.25
    s = np.log(den.best_variance(MU, Y))
    assert den.dgaussian_nll(MU, s, Y).s.sum() == pytest.approx(0, abs=1e-12)
    best = den.gaussian_nll(MU, s, Y).sum()
    assert all(den.gaussian_nll(MU, s + step, Y).sum() > best for step in (-0.1, 0.1))


def test_the_density_has_no_bound_where_the_mean_is_exact():
    losses = [float(den.gaussian_nll([[1.0]], s, [[1.0]])[0]) for s in (0, -20, -40, -60)]
    np.testing.assert_allclose(np.diff(losses), -10, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_far_out_in_the_declared_range_all_is_finite(dtype):
    z, s = np.array([[-1e4, 1e4]], dtype), np.array([[-60, 60]], dtype)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for mu in (np.zeros((1, 2, 1), dtype), np.full((1, 2, 1), 1e3, dtype)):
            for y in (np.zeros((1, 1), dtype), np.full((1, 1), -1e3, dtype)):
                L, G = den.mixture_nll(z, mu, s, y), den.dmixture_nll(z, mu, s, y)
                one, Gone = den.gaussian_nll(mu[:, 0], s[:, 0], y), den.dgaussian_nll(mu[:, 0], s[:, 0], y)
                for value in (L, *G, one, *Gone):
                    assert value.dtype == dtype and np.isfinite(value).all()


def test_samples_have_the_weights_and_means_and_variances():
    m = 20_000
    z, mu, s = np.log([[0.2, 0.8]] * m), np.array([[[-5.0], [5.0]]] * m), np.log([[0.25, 1.0]] * m)
    y = den.sample_mixture(np.random.default_rng(0), z, mu, s)[:, 0]
    left, right = y[y < 0], y[y > 0]
    assert len(left) / m == pytest.approx(0.2, abs=4 * (0.16 / m) ** 0.5)                 # four standard errors
    assert left.mean() == pytest.approx(-5, abs=0.04) and right.mean() == pytest.approx(5, abs=0.04)
    assert left.std() == pytest.approx(0.5, rel=0.05) and right.std() == pytest.approx(1, rel=0.05)
    np.testing.assert_array_equal(y, den.sample_mixture(np.random.default_rng(0), z, mu, s)[:, 0])


def test_the_largest_random_number_draws_the_last_component():
    """Seven weights of 1/7 sum to 2e-16 less than 1 in floats, and a random number may lie above that."""
    class Largest(np.random.Generator):
        def random(self, size):
            return np.full(size, np.nextafter(1, 0))

    z, mu = np.zeros((1, 7)), np.arange(7.0)[None, :, None]
    assert np.cumsum(stable.softmax(z))[-1] < np.nextafter(1, 0)
    assert den.sample_mixture(Largest(np.random.PCG64(0)), z, mu, np.full((1, 7), -60.0)) == pytest.approx(6)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: den.gaussian_nll(MU, 60.5, Y), ValueError, r"s = log sigma\^2 needs numbers in \[-60, 60\], got 60.5 in size"),
    (lambda: den.gaussian_nll(MU, -61.0, Y), ValueError, "got 61 in size"),
    (lambda: den.gaussian_nll(MU, [1, 2], Y), ValueError, r"s needs one number, or one for each row of mu \(5, 2\), got shape \(2,\)"),
    (lambda: den.gaussian_nll(MU, S, Y[:4]), ValueError, r"y needs shape \(5, 2\), got \(4, 2\)"),
    (lambda: den.mixture_nll(**MIX | {"s": MIX["s"] * 100}), ValueError, "needs numbers in"),
    (lambda: den.mixture_nll(**MIX | {"z": MIX["z"][:, :2]}), ValueError, r"z needs shape \(5, 3\), got \(5, 2\)"),
    (lambda: den.best_variance(Y, Y), ValueError, r"mu needs residuals y - mu .* above 0 and finite, got 0.0"),
    (lambda: den.sample_mixture(0, **{key: MIX[key] for key in ("z", "mu", "s")}), TypeError, "rng needs a Generator, got 0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
