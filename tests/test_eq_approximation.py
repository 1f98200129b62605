"""The numeric twins of the display equations of notebooks/approximation.ipynb: same LaTeX, checked by number."""
import numpy as np
import pytest
from equations import twin

from ffedu import approximation as app, data, experiment, piecewise, sigmoid

rng = np.random.default_rng(0)
x = np.linspace(0, 1, 4001)


def wave(t):
    return np.sin(2 * np.pi * t)


@twin("approximation.1", r"F(x) = \sum_{i=1}^{N} v_i\, \varphi(w_i^\top x + b_i), \qquad "
                         r"\sup_{x} |F(x) - f(x)| < \varepsilon")
def test_a_sum_of_units_comes_close():
    for epsilon in (0.3, 0.03):
        net = app.staircase(wave, int(np.ceil(7 / epsilon)), L=2 * np.pi)
        v, w, b = net.c, np.full_like(net.m, net.k), -net.k * net.m
        by_hand = net.c0 + sum(v[i] * sigmoid(w[i] * x + b[i]) for i in range(len(v)))
        np.testing.assert_allclose(app.step_net(net, x), by_hand, atol=1e-12)
        assert np.abs(by_hand - wave(x)).max() < epsilon


@twin("approximation.2", r"F(x) = f(x_0) + \sum_{i=1}^{N} \big(f(x_i) - f(x_{i-1})\big)\, "
                         r"\sigma\big(k\,(x - m_i)\big)")
def test_the_staircase_climbs_by_increments():
    N, h = 9, 1 / 9
    samples = h * np.arange(N + 1)
    net = app.staircase(np.exp, N, L=np.e)
    by_hand = np.exp(samples[0]) + sum(
        (np.exp(samples[i]) - np.exp(samples[i - 1])) * sigmoid(net.k * (x - (samples[i] + samples[i - 1]) / 2))
        for i in range(1, N + 1))
    np.testing.assert_allclose(app.step_net(net, x), by_hand, rtol=1e-12)
    assert net.k == pytest.approx(40 / h)


@twin("approximation.3", r"\sup_x |F(x) - f(x)| \le L h \left(1 + \frac{2 e^{-kh/2}}{1 - e^{-kh}}\right)")
def test_the_bound_of_the_staircase():
    for N in (3, 20):
        for sharpness in (3.0, 40.0):
            net = app.staircase(wave, N, L=2 * np.pi, sharpness=sharpness)
            kh, h = sharpness, 1 / N
            assert net.bound == pytest.approx(2 * np.pi * h * (1 + 2 * np.exp(-kh / 2) / (1 - np.exp(-kh))))
            assert np.abs(app.step_net(net, x) - wave(x)).max() <= net.bound


@twin("approximation.4", r"\sup_x |F(x) - s(x)| \ge \tfrac12, \qquad "
                         r"\int_{-\infty}^{\infty} |\sigma(kx) - s(x)|\, dx = \frac{2 \ln 2}{k}")
def test_a_jump_costs_one_half_in_the_sup_norm_and_little_in_the_mean():
    def step(t):
        return (t >= 0).astype(float)
    near = np.array([-1e-13, 0.0])
    for seed in range(20):
        t = np.linspace(-1, 1, 201)
        H = app.random_features(np.random.default_rng(seed), np.tanh, np.append(t, near), 10)
        fit = app.least_squares(H[:201], step(t))
        assert np.abs(H[201:] @ fit.w - step(near)).max() >= 0.5 - 1e-6
    for k in (3.0, 50.0):
        area = app.l1_distance(lambda t: sigmoid(k * t), step, -40 / k, 40 / k, n=100_001)
        assert area == pytest.approx(2 * np.log(2) / k)


@twin("approximation.5", r"\sup_{0 \le x \le 1} |F(x) - x^2| = \frac{1}{8\,(N + 1/2)^2}")
def test_the_best_units_for_the_square():
    for N in (1, 2, 5, 30):
        F = app.square_with_units(N)
        assert len(piecewise.to_relu(F).t) == N
        assert piecewise.sup_distance_to_square(F) == pytest.approx(1 / (8 * (N + 1 / 2) ** 2), rel=1e-9)


@twin("approximation.6", r"\sup |F - f| \approx \frac{1}{16 N^2} \left(\int_a^b \sqrt{|f''(x)|}\, dx\right)^2")
def test_the_limit_of_free_knots():
    a, b = 0.0, 3.0
    integral = 2 * (np.exp(b / 2) - np.exp(a / 2))                         # of sqrt(e^x)
    t = np.linspace(a, b, 40_001)
    ratios = []
    for N in (10, 100):
        best = app.equidistributed(np.exp, np.exp, N, a, b)
        assert best.limit == pytest.approx(integral**2 / (16 * N**2), rel=1e-6)
        ratios.append(np.abs(piecewise.evaluate(best.F, t) - np.exp(t)).max() / best.limit)
    assert abs(ratios[1] - 1) < 0.02 and abs(ratios[1] - 1) < abs(ratios[0] - 1)


@twin("approximation.7", r"\left(\int |F(x) - f(x)|^2\, \mu(dx)\right)^{1/2} \le \frac{2\, r\, C_f}{\sqrt N}")
def test_sigmoids_that_keep_barrons_bound():
    """The bound says that some N sigmoids reach it; here are such, for sin(omega x) with C_f = omega."""
    for omega, N in ((1.0, 4), (1.0, 64), (3.0, 16)):
        t, r = np.linspace(-1, 1, 2001), 1.0
        net = app.staircase(lambda s: np.sin(omega * s), N, omega, -1, 1)
        rms = np.sqrt(np.mean((app.step_net(net, t) - np.sin(omega * t)) ** 2))
        assert rms <= 2 * r * omega / np.sqrt(N)


@twin("approximation.8", r"\text{number of functions} = 2^{2^n}, \qquad \log_2 2^{2^n} = 2^n \text{ bits to name one}")
def test_functions_of_n_bits():
    for n in (1, 2, 3, 4):
        table = data.boolean_functions(n)
        assert len({tuple(row) for row in table.tolist()}) == len(table) == 2 ** (2**n)
        assert np.log2(len(table)) == table.shape[1] == 2**n


@twin("approximation.9", r"\frac{1}{256} \sum_{f} \frac13 \sum_{x \notin D} \big[A(f|_D)(x) = f(x)\big] = \frac12")
def test_every_learner_is_right_on_half_of_what_it_has_not_seen():
    functions = data.boolean_functions(3)
    for _ in range(10):
        order = rng.permutation(8)
        D, rest = order[:5], order[5:]
        answers = rng.integers(0, 2, (32, 3))                              # any learner is a table: 32 cases, 3 answers
        cases = functions[:, D] @ 2 ** np.arange(5)
        right = (answers[cases] == functions[:, rest]).sum()
        assert experiment.wilson(int(right), 256 * 3).share == 0.5


@twin("approximation.q1", r"F(x) = b + \sum_{i=0}^{N-1} w_i \max\{0,\ x - t_i\}")
def test_the_network_of_the_exercise_runs_through_its_points():
    t, v = np.cumsum(rng.uniform(0.2, 1, 8)), rng.standard_normal(8)
    net = piecewise.to_relu(piecewise.Piecewise(t, v))
    F = [net.b + sum(net.w[i] * max(0, at - net.t[i]) for i in range(7)) for at in t]
    np.testing.assert_allclose(F, v, atol=1e-12)


@twin("approximation.q2", r"\max_i d_i \le \sup_{x} |F(x) - f(x)| \le \max_i d_i + \frac{L h}{2}")
def test_the_largest_distance_lies_between_the_two_of_the_exercise():
    F = lambda t: np.cos(9 * t)                                   # F - wave changes by 9 + 2 pi a unit of way at most
    fine = np.abs(F(x) - wave(x)).max()
    for n in (5, 12, 40):
        places = np.linspace(0, 1, n)
        d, L, h = np.abs(F(places) - wave(places)), 9 + 2 * np.pi, 1 / (n - 1)
        assert d.max() <= fine <= d.max() + L * h / 2
        np.testing.assert_allclose(app.sup_distance(F, wave, L, n=n), [d.max(), d.max() + L * h / 2], rtol=1e-12)
