"""What the exercise on costs asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
It spoils one of the values; what comes behind that is wrong because of it, and is not looked at.
"""
import numpy as np

from ffedu import costs, density_units
from ffedu.checks.sheet import Choice, Number, Option, Question


# Question 1. The loss is half the absolute error and a tilt; where y = c, the slope of the tilt is left out as well.

def promise(c, y, tau):
    here = np.full(len(y), float(c))
    side = costs.dmean_absolute_error(here, y) * len(y)                       # -1, 0 or 1
    return {"L": side * (c - y) / 2 + (tau - 1 / 2) * (y - c),
            "J": costs.mean_absolute_error(here, y) / 2 + (tau - 1 / 2) * float(np.mean(y - c)),
            "dL": side / 2 - (tau - 1 / 2) * abs(side),
            "dJ": float(np.mean(side / 2 - (tau - 1 / 2) * abs(side)))}


def prices_exchanged(c, y, tau):
    """tau and 1 - tau changed places. tau is the price of a minute too late, where y lies above c."""
    return promise(c, y, 1 - tau)


def one_price_for_both(c, y, tau):
    """that is the absolute error: both sides cost the same. Here a minute too late costs tau, one too early 1 - tau."""
    return {**promise(c, y, tau), "L": abs(y - c)}


def squared(c, y, tau):
    """the distance was squared. Each minute costs the same here, the tenth no more than the first."""
    v = promise(c, y, tau)
    return {**v, "L": v["L"] * abs(y - c)}


def early_waits_paid_back(c, y, tau):
    """the loss is negative where the bus came early. To be early costs as well: distance times price, on both sides."""
    return {**promise(c, y, tau), "L": np.where(y > c, tau * (y - c), (1 - tau) * (y - c))}


def early_waits_for_nothing(c, y, tau):
    """waits below c cost nothing: that is max{0, y - c} with a price. A minute too early costs 1 - tau."""
    return {**promise(c, y, tau), "L": tau * np.maximum(0, y - c)}


def sum_where_the_mean_was_asked(c, y, tau):
    """J is the sum of the losses. Asked is their mean: divide by m."""
    v = promise(c, y, tau)
    return {**v, "J": v["L"].sum()}


def derivative_in_y(c, y, tau):
    """the sign of dL is wrong: that is the derivative in y. Where the bus was late, a larger c makes the loss
    smaller."""
    v = promise(c, y, tau)
    return {**v, "dL": -v["dL"]}


def distance_still_there(c, y, tau):
    """the distance still stands in dL, as in the slope of a square. Of a straight line only the price is left: the
    slope is the same however far off the promise is."""
    v = promise(c, y, tau)
    return {**v, "dL": np.sign(c - y) * v["L"]}


def price_forgotten(c, y, tau):
    """dL is -1 or 1, the slope of the absolute error. Each side has its own price."""
    return {**promise(c, y, tau), "dL": np.sign(c - y)}


def late_at_the_kink(c, y, tau):
    """where y is exactly c, the slope of the late side was taken. The question takes it as 0 there."""
    v = promise(c, y, tau)
    return {**v, "dL": np.where(y == c, -tau, v["dL"])}


def early_at_the_kink(c, y, tau):
    """where y is exactly c, the slope of the early side was taken. The question takes it as 0 there."""
    v = promise(c, y, tau)
    return {**v, "dL": np.where(y == c, 1 - tau, v["dL"])}


def difference_quotient(c, y, tau):
    """where y is exactly c, the mean of both slopes was taken, as a difference quotient gives it. The question takes 0
    there."""
    v = promise(c, y, tau)
    return {**v, "dL": np.where(y == c, 1 / 2 - tau, v["dL"])}


def sum_of_the_slopes(c, y, tau):
    """dJ is the sum of the slopes. J is a mean, so its derivative is one too."""
    v = promise(c, y, tau)
    return {**v, "dJ": v["dL"].sum()}


PROMISES = {
    "late and early": dict(c=6.0, y=[4, 8, 1, 11, 6.5], tau=0.75),
    "to be early is worse": dict(c=3.0, y=[3.5, 4, 2, 9, 1, 2.5], tau=0.2),
    "one exactly as promised": dict(c=5.0, y=[7, 5, 1], tau=0.9),
}


# Question 2.

def gaussian(f, s, y):
    m = len(y)
    L = density_units.gaussian_nll(f[:, None], s, y[:, None])
    slopes = density_units.dgaussian_nll(f[:, None], s, y[:, None])
    return {"L": L, "J": L.mean(), "df": slopes.mu[:, 0] / m, "ds": slopes.s.sum() / m}


def log_likelihood(f, s, y):
    """that is the logarithm of the density. The cost is its negative: what is likely has to be cheap."""
    v = gaussian(f, s, y)
    return {**v, "L": -v["L"]}


def logarithm_of_a_rounded_zero(f, s, y):
    """the density was computed first. Far out it is rounded to 0, and then the logarithm is lost. Take the logarithm on
    paper: it undoes the exponential, and no exponential of the error is left."""
    with np.errstate(divide="ignore"):
        return {**gaussian(f, s, y), "L": -np.log(np.exp(-(y - f) ** 2 / np.exp(s) / 2) / np.sqrt(2 * np.pi *
        np.exp(s)))}


def pi_forgotten(f, s, y):
    """the constant with pi is missing. It moves no minimum, but L is the logarithm of a density, and that has it."""
    v = gaussian(f, s, y)
    return {**v, "L": v["L"] - np.log(2 * np.pi) / 2}


def width_for_nothing(f, s, y):
    """the term with s alone is missing: it is what a wide Gaussian pays. Without it the width would grow without
    end."""
    v = gaussian(f, s, y)
    return {**v, "L": v["L"] - s / 2}


def width_counted_double(f, s, y):
    """the term with s alone is twice too large. The root in the density makes log sigma of it, and that is half of
    s."""
    v = gaussian(f, s, y)
    return {**v, "L": v["L"] + s / 2}


def s_taken_as_log_sigma(f, s, y):
    """e^s was taken as sigma. It is sigma^2 already: s is the logarithm of the variance."""
    return {**gaussian(f, s, y), "L": gaussian(f, 2 * s, y)["L"]}


def s_taken_as_the_variance(f, s, y):
    """s itself was taken as the variance. It is the logarithm of it, and may be 0 or negative: the variance is e^s."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return {**gaussian(f, s, y), "L": (y - f) ** 2 / np.float64(2 * s) + np.log(2 * np.pi * np.float64(s)) / 2}


def half_of_the_square_forgotten(f, s, y):
    """the error's term is twice too large: the exponent of the Gaussian has a 2 below the line."""
    v = gaussian(f, s, y)
    return {**v, "L": v["L"] + (y - f) ** 2 / np.exp(s) / 2}


def sum_of_the_losses(f, s, y):
    """J is the sum over the examples. Asked is their mean: divide by m."""
    v = gaussian(f, s, y)
    return {**v, "J": v["L"].sum()}


def target_minus_prediction(f, s, y):
    """the sign of df is wrong. Where the prediction is too large, the cost grows with it."""
    v = gaussian(f, s, y)
    return {**v, "df": -v["df"]}


def prediction_of_the_sum(f, s, y):
    """df is that of the sum over the examples. J is their mean, so 1/m is in each derivative."""
    v = gaussian(f, s, y)
    return {**v, "df": v["df"] * len(y)}


def every_width_pulls_the_same(f, s, y):
    """the variance is missing in df. That is what the width is for: a wide Gaussian is pulled less by the same
    error."""
    v = gaussian(f, s, y)
    return {**v, "df": v["df"] * np.exp(s)}


def factor_two(f, s, y):
    """df is twice too large: the 2 of the square and the 2 below the line cancel."""
    v = gaussian(f, s, y)
    return {**v, "df": 2 * v["df"]}


def error_term_only(f, s, y):
    """ds has the error's share alone. The term with s alone has a slope too, and holds the other one in balance."""
    v = gaussian(f, s, y)
    return {**v, "ds": v["ds"] - 1 / 2}


def errors_left_out(f, s, y):
    """ds has the share of the term with s alone. The error's term holds s too, in e^-s."""
    return {**gaussian(f, s, y), "ds": 1 / 2}


def one_slope_for_each_example(f, s, y):
    """ds has a number for each example. They all share one s, so that their shares add up to a single number."""
    slopes = density_units.dgaussian_nll(f[:, None], s, y[:, None])
    return {**gaussian(f, s, y), "ds": slopes.s / len(y)}


def derivative_in_the_variance(f, s, y):
    """that is the derivative in sigma^2. Asked is the one in s: times the derivative of e^s."""
    v = gaussian(f, s, y)
    return {**v, "ds": v["ds"] / np.exp(s)}


def derivative_in_sigma(f, s, y):
    """that is the derivative in sigma. Asked is the one in s, with sigma = e^(s/2)."""
    v = gaussian(f, s, y)
    return {**v, "ds": 2 * v["ds"] / np.exp(s / 2)}


def width_of_the_sum(f, s, y):
    """ds is that of the sum over the examples. J is their mean, so it is the mean of the slopes."""
    v = gaussian(f, s, y)
    return {**v, "ds": v["ds"] * len(y)}


GAUSSIANS = {
    "two examples": dict(f=[1, 2], s=0.5, y=[2, -0.5]),
    "a wide Gaussian": dict(f=[0, 1, -2], s=1.5, y=[3, 0.5, -2.5]),
    "a narrow one: a density above 1": dict(f=[0.5, -1, 2, 1], s=-4.0, y=[0.45, -0.9, 2, 1.2]),
    "a target far out": dict(f=[0, 1], s=-0.5, y=[50, 0.5]),
}


# Question 3.

WAITS, TAU = np.array([2, 3, 3, 4, 6, 7, 9, 11, 15, 20, 24, 41.0]), 0.8


def best(tau=TAU):
    """The wait of least cost; J is straight between the waits, so that none lies lower."""
    return min(WAITS, key=lambda c: promise(c, WAITS, tau)["J"])


def mean_of_the_waits():
    """that is the mean. It is what the squared error asks for."""
    return costs.least_squares_constant(WAITS).low


def median_of_the_waits():
    """that is the median. It is best where both sides cost the same; here to be late costs more."""
    both = costs.least_absolute_constant(WAITS)
    return (both.low + both.high) / 2


def the_other_way_round():
    """that is best where a minute too early costs four times as much as a minute too late."""
    return best(1 - TAU)


def interpolated():
    """that lies between two waits, where a rule for percentiles puts it. The cost is straight there and falls on to the
    next wait."""
    return np.quantile(WAITS, TAU)


def the_longest_wait():
    """that is never late, and for that early with all the others. Late costs four times as much, and not without
    end."""
    return WAITS.max()


def the_cost_itself():
    """that is what the best promise costs. Asked is the promise."""
    return promise(best(), WAITS, TAU)["J"]


# Question 4.

TOSSES = np.array([1, 1, 0, 1, 1, 0, 1, 1, 0, 1])
THETAS = np.linspace(0, 1, 101)


def cost(theta):
    return costs.binary_cross_entropy(np.full(len(TOSSES), theta), TOSSES)


def square(theta):
    return costs.mean_squared_error(np.full(len(TOSSES), theta), TOSSES)


QUESTIONS = [
    Question(
        name="costs.q1", reference=promise, cases=PROMISES,
        mistakes=[prices_exchanged, one_price_for_both, squared, early_waits_paid_back, early_waits_for_nothing,
                  sum_where_the_mean_was_asked, derivative_in_y, distance_still_there, price_forgotten,
                  late_at_the_kink, early_at_the_kink, difference_quotient, sum_of_the_slopes],
        hints=["Look at one wait, and draw L against c: a straight line that falls until c reaches y, and another one "
               "that rises from there. What are their slopes?",
               "np.where(condition, this, that) takes from `this` where the condition holds, and from `that` "
               "elsewhere, entry by entry. Two of them, one inside the other, tell three cases apart."]),
    Question(
        name="costs.q2", reference=gaussian, cases=GAUSSIANS, tolerance=1e-12,      # below a difference quotient
        mistakes=[log_likelihood, logarithm_of_a_rounded_zero, pi_forgotten, width_for_nothing, width_counted_double,
                  s_taken_as_log_sigma, s_taken_as_the_variance, half_of_the_square_forgotten, sum_of_the_losses,
                  target_minus_prediction, prediction_of_the_sum, every_width_pulls_the_same, factor_two,
                  error_term_only, errors_left_out, one_slope_for_each_example, derivative_in_the_variance,
                  derivative_in_sigma, width_of_the_sum],
        hints=["The logarithm of a product is a sum of logarithms: take it on paper first. Three terms are left, one "
               "with the error, one with s alone and a constant.",
               "f occurs in one of the terms and s in two. Write 1/sigma^2 as e^-s; its derivative in s is -e^-s. The "
               "same s stands in the loss of every example."]),
    Number(
        name="costs.q3", reference=best, step=0.1,
        mistakes=[mean_of_the_waits, median_of_the_waits, the_other_way_round, interpolated, the_longest_wait,
                  the_cost_itself],
        hints=["Your promise gives J for any c: try many.",
               "Let c grow a little. Each wait below it makes J dearer, each wait above it cheaper. Where do the two "
               "balance, if those above pull four times as hard?"]),
    Choice(
        name="costs.q4",
        options=[
            Option("$\\theta = 0.9$ costs less than $\\theta = 0.5$, since it is on the right side of one half",
                   lambda: cost(0.9) < cost(0.5),
                   "compute both: a tail that was given the probability 0.1 costs log 10, and there are three of "
                   "them."),
            Option("no $\\theta$ costs less than the entropy of the distribution $(0.7, 0.3)$",
                   lambda: min(map(cost, THETAS)) > costs.entropy([0.7, 0.3]) - 1e-12,
                   "the cost is a cross-entropy: the entropy of what came, and a divergence that is never below 0."),
            Option("at $\\theta = 1$ the cost is infinite", lambda: bool(np.isinf(cost(1.0))),
                   "what is minus the logarithm of the probability that such a model gives to a tail?"),
            Option("the mean squared error of $\\theta$ against the tosses, written as 1 and 0, is least at another "
                   "$\\theta$ than this cost",
                   lambda: THETAS[np.argmin([square(theta) for theta in THETAS])] != THETAS[np.argmin(
                       [cost(theta) for theta in THETAS])],
                   "the squared error asks for the mean: what is the mean of seven ones and three zeros?"),
        ],
        hints=["Write the cost down: 0.7 times one logarithm and 0.3 times another, with a minus.",
               "For three of the four it is enough to compute numbers: the cost at 0.5, 0.7, 0.9 and close to 1."]),
]
