"""What the exercise on approximation asks, and the mistakes it knows by name.

A mistake spoils one value of a trace and is recognised by it; those behind it stay as they were. Its docstring is what
the student reads.
"""
import numpy as np

from ffedu import approximation as app
from ffedu import piecewise
from ffedu.checks.sheet import Choice, Number, Option, Question
from ffedu.piecewise import Piecewise, ReluNet


# Question 1.

def relu_net(t, v, x):
    s = piecewise.slopes(Piecewise(t, v))
    w = np.concatenate([s[:1], s[1:] - s[:-1]])
    units = [piecewise.relu_net(ReluNet(t[i:i + 1], np.ones(1), 0.0), x) for i in range(len(w))]
    return dict(s=s, w=w, b=float(v[0]), h=np.stack(units, axis=1),
                F=piecewise.relu_net(ReluNet(t[:-1], w, float(v[0])), x))


def rise_without_the_run(t, v, x):
    """s holds the rises. A slope is a rise divided by the way it takes, and the points need not be 1 apart."""
    return {**relu_net(t, v, x), "s": np.diff(v)}


def run_over_rise(t, v, x):
    """the slopes are upside down: a slope is the change of v divided by the change of t."""
    return {**relu_net(t, v, x), "s": 1 / relu_net(t, v, x)["s"]}


def slopes_from_the_first_point(t, v, x):
    """each slope was taken from the first point. Line i leads from point i to its neighbour."""
    return {**relu_net(t, v, x), "s": (v[1:] - v[0]) / (t[1:] - t[0])}


def slopes_as_weights(t, v, x):
    """the weights are the slopes themselves. A unit that is on stays on, so they pile up: each unit may only add what
    the slope changes by."""
    v_ = relu_net(t, v, x)
    return {**v_, "w": v_["s"]}


def values_as_weights(t, v, x):
    """the weights are the values. A unit does not give a height, it bends the line: its weight is a change of slope."""
    return {**relu_net(t, v, x), "w": v[:-1]}


def one_weight_too_few(t, v, x):
    """there is one weight too few: the first unit is missing, the one that makes the first slope out of slope 0."""
    v_ = relu_net(t, v, x)
    return {**v_, "w": np.diff(v_["s"])}


def first_slope_forgotten(t, v, x):
    """the first weight is 0. Left of the first point the network is flat, so its first unit has a slope to make."""
    v_ = relu_net(t, v, x)
    return {**v_, "w": np.concatenate([[0.0], v_["w"][1:]])}


def changes_backwards(t, v, x):
    """the changes have the wrong sign: what counts is the slope after the point less the slope before it."""
    v_ = relu_net(t, v, x)
    return {**v_, "w": np.concatenate([v_["w"][:1], -v_["w"][1:]])}


def height_at_zero(t, v, x):
    """b is where the first line, prolonged, meets x = 0. But left of the first point all units are off and F is b: so
    it is the first value."""
    v_ = relu_net(t, v, x)
    return {**v_, "b": v_["b"] - v_["s"][0] * t[0]}


def no_bias(t, v, x):
    """b is 0. At the first point all units still give 0, and F has to be the first value there."""
    return {**relu_net(t, v, x), "b": 0.0}


def switched_on_too_late(t, v, x):
    """each unit starts a point too late, at the end of its line. Unit i bends where line i begins."""
    return {**relu_net(t, v, x), "h": np.maximum(0, x[:, None] - t[1:])}


def facing_left(t, v, x):
    """the units look to the left: t - x instead of x - t. They count right of their place."""
    return {**relu_net(t, v, x), "h": np.maximum(0, t[:-1] - x[:, None])}


def not_rectified(t, v, x):
    """the units are not rectified: left of its place a unit gives 0."""
    return {**relu_net(t, v, x), "h": x[:, None] - t[:-1]}


def steps_for_ramps(t, v, x):
    """the units are steps, 0 or 1. A relu unit goes on rising: it gives how far x is beyond its place."""
    return {**relu_net(t, v, x), "h": (x[:, None] > t[:-1]) + 0.0}


def hidden_layer_transposed(t, v, x):
    """h is transposed: a row for each place of x, a column for each unit."""
    v_ = relu_net(t, v, x)
    return {**v_, "h": v_["h"].T}


def bias_left_out(t, v, x):
    """b was found, but it is not in F."""
    v_ = relu_net(t, v, x)
    return {**v_, "F": v_["F"] - v_["b"]}


def flat_beyond_the_last_point(t, v, x):
    """right of the last point F stays flat, as np.interp makes it. No unit bends there, so the last line goes on."""
    return {**relu_net(t, v, x), "F": np.interp(x, t, v)}


POINTS = {
    "three points, places between them": dict(t=[1, 2, 4], v=[1, 3, 2], x=[1.5, 2, 3]),
    "the first point left of 0, slopes of both signs": dict(t=[-2, -1.5, 0, 3], v=[3, 1, 4, -2],
                                                            x=[-1, 1, -2, 3, -1.75]),
    "places outside of the points": dict(t=[-1, 1, 1.5, 2], v=[-1, 2, -1, 0.5], x=[0.5, 3, -4, 2, 1.25, 5]),
}


# Question 2.

def distances(x, F, f, L):
    a, b, n = float(x[0]), float(x[-1]), len(x)
    between = app.sup_distance(lambda _: F, lambda _: f, L, a, b, n)
    return dict(low=between.low, at=x[np.abs(F - f).argmax()], high=between.high,
                area=app.l1_distance(lambda _: F, lambda _: f, a, b, n))


def signed(x, F, f, L):
    """low is the largest F - f. Where F lies below f this is negative, and may be far off all the same: take the
    distance."""
    return {**distances(x, F, f, L), "low": (F - f).max()}


def mean_distance(x, F, f, L):
    """low is a mean of the distances. The mean can be small while one place is far off: the largest is asked."""
    return {**distances(x, F, f, L), "low": np.abs(F - f).mean()}


def root_mean_square(x, F, f, L):
    """low is a root of the mean square. That is another norm, the one that least squares makes small; the largest
    distance is asked."""
    return {**distances(x, F, f, L), "low": np.sqrt(np.mean((F - f) ** 2))}


def number_for_the_place(x, F, f, L):
    """at is the number of the grid point. Asked is the place, its x."""
    return {**distances(x, F, f, L), "at": np.abs(F - f).argmax()}


def last_of_the_largest(x, F, f, L):
    """at is the last of several places that are equally bad. The first is asked."""
    return {**distances(x, F, f, L), "at": x[::-1][np.abs(F - f)[::-1].argmax()]}


def place_of_the_largest_value(x, F, f, L):
    """at is where F itself is largest. Asked is where F and f are farthest apart."""
    return {**distances(x, F, f, L), "at": x[F.argmax()]}


def whole_gap(x, F, f, L):
    """high adds L h. The nearest point of the grid is never farther than half a gap away."""
    return {**distances(x, F, f, L), "high": np.abs(F - f).max() + L * (x[1] - x[0])}


def lipschitz_constant_forgotten(x, F, f, L):
    """L is missing in high: over half a gap the difference may change by L times that way."""
    return {**distances(x, F, f, L), "high": np.abs(F - f).max() + (x[1] - x[0]) / 2}


def points_for_gaps(x, F, f, L):
    """h is the length of the grid divided by the number of its points. There is one gap less than there are points."""
    return {**distances(x, F, f, L), "high": np.abs(F - f).max() + L * (x[-1] - x[0]) / len(x) / 2}


def nothing_between(x, F, f, L):
    """high is low: nothing is added for what may happen between the points of the grid."""
    return {**distances(x, F, f, L), "high": np.abs(F - f).max()}


def signs_cancel(x, F, f, L):
    """the area was taken with its sign, so that what lies above and what lies below cancel. Distances first, then the
    area."""
    e = F - f
    return {**distances(x, F, f, L), "area": abs((e[:-1] + e[1:]).sum()) / 2 * (x[1] - x[0])}


def mean_for_the_area(x, F, f, L):
    """that is the mean distance. An area has a width too: how long the grid is."""
    return {**distances(x, F, f, L), "area": np.abs(F - f).mean()}


def both_ends_in_full(x, F, f, L):
    """all distances were added up and multiplied by h: rectangles, one more than there are gaps. In the trapezoid rule
    the two ends count half."""
    return {**distances(x, F, f, L), "area": np.abs(F - f).sum() * (x[1] - x[0])}


def left_ends_only(x, F, f, L):
    """these are rectangles as high as the left end of each gap. A trapezoid takes the mean of both ends."""
    return {**distances(x, F, f, L), "area": np.abs(F - f)[:-1].sum() * (x[1] - x[0])}


def width_forgotten(x, F, f, L):
    """the width of the trapezoids is missing: each is as wide as a gap of the grid."""
    return {**distances(x, F, f, L), "area": distances(x, F, f, L)["area"] / (x[1] - x[0])}


def squares_for_distances(x, F, f, L):
    """the squares of the distances were taken for the area. The distances themselves are asked."""
    d = (F - f) ** 2
    return {**distances(x, F, f, L), "area": (d[:-1] + d[1:]).sum() / 2 * (x[1] - x[0])}


GRIDS = {
    "five places from 0 to 1": dict(x=[0, 0.25, 0.5, 0.75, 1], F=[1, 2, 2.5, 0.5, 3],
                                   f=[1.5, 1.25, 1, 2.5, 3.25], L=20),
    "from -1 to 2": dict(x=[-1, -0.5, 0, 0.5, 1, 1.5, 2], F=[2, -1, 0.5, 4, 1, 0, 3],
                         f=[1, 2, 0.25, 1.5, 2, -1, 2.5], L=12),
    "two places that are equally bad": dict(x=[-3, -1, 1, 3], F=[1.5, -1, -1, 2], f=[1, 1, 1, 1.5], L=2.5),
}


# Question 3. Points on e^x from 0 to 5, equally spaced.

GRID = np.linspace(0, 5, 1001)


def fitted(N):
    t = np.linspace(0, 5, N + 1)
    return Piecewise(t, np.exp(t))


def error(F):
    return np.abs(piecewise.evaluate(F, GRID) - np.exp(GRID))


def least(good):
    return next(N for N in range(1, 10_000) if good(N))


def units():
    return least(lambda N: error(fitted(N)).max() < 0.1)


def points_counted():
    """that is the number of points. The last one needs no unit: nothing bends there any more."""
    return units() + 1


def corners_counted():
    """that is the number of corners between the lines. One unit more makes the first slope."""
    return units() - 1


def by_the_mean():
    """with so few units the mean distance is below 0.1. The largest one is asked, and it is at the right end."""
    return least(lambda N: error(fitted(N)).mean() < 0.1)


def by_the_mean_square():
    """with so few units the root of the mean square is below 0.1. The largest distance is asked."""
    return least(lambda N: np.sqrt(np.mean(error(fitted(N)) ** 2)) < 0.1)


def one_digit_more():
    """so many are needed for an error of 0.01; asked is 0.1."""
    return least(lambda N: error(fitted(N)).max() < 0.01)


def rule_of_thumb():
    """that comes from h^2 / 8 times the largest second derivative, which is a bound. The error itself is a little
    smaller: count with the network."""
    return least(lambda N: np.exp(5) * (5 / N) ** 2 / 8 < 0.1)


def placed_pieces():
    """that is the number of pieces that may stand where they like and are moved half their error. Here they are equally
    wide and run through points of the curve."""
    return least(lambda N: error(app.equidistributed(np.exp, np.exp, N, 0, 5).F).max() < 0.1)


# Question 4.

def halves(errors):
    """By which factor the error falls when the units are doubled."""
    return errors[1] / errors[0]


def steps(N):
    return np.abs(app.step_net(app.staircase(np.exp, N, L=np.exp(5), a=0, b=5), GRID) - np.exp(GRID)).max()


def ramp(N):
    """The largest distance of a ramp of width 2/N from the jump; a place next to the jump is looked at too."""
    x = np.append(np.linspace(-1, 1, 2001), -1e-12)
    F = Piecewise(np.array([-1, -1 / N, 1 / N, 1]), np.array([0.0, 0, 1, 1]))
    return np.abs(piecewise.evaluate(F, x) - (x >= 0)).max()


QUESTIONS = [
    Question(
        name="approximation.q1", reference=relu_net, cases=POINTS,
        mistakes=[rise_without_the_run, run_over_rise, slopes_from_the_first_point, slopes_as_weights,
                  values_as_weights, one_weight_too_few, first_slope_forgotten, changes_backwards, height_at_zero,
                  no_bias, switched_on_too_late, facing_left, not_rectified, steps_for_ramps, hidden_layer_transposed,
                  bias_left_out, flat_beyond_the_last_point],
        hints=["Go from left to right. Before the first point all units are off, so what is F there? At each point "
               "one more unit comes on and stays on: which slope was there before it, and which one is wanted after?",
               "np.diff gives the differences of neighbours. x[:, None] is a column, and a column less a row is a "
               "table of all differences. Unit i is bent at the left end of line i, so the last point has no unit."]),
    Question(
        name="approximation.q2", reference=distances, cases=GRIDS,
        mistakes=[signed, mean_distance, root_mean_square, number_for_the_place, last_of_the_largest,
                  place_of_the_largest_value, whole_gap, lipschitz_constant_forgotten, points_for_gaps, nothing_between,
                  signs_cancel, mean_for_the_area, both_ends_in_full, left_ends_only, width_forgotten,
                  squares_for_distances],
        hints=["Make the distances d first, one for each place; all four numbers come from them. argmax names the "
               "first place of the largest.",
               "A trapezoid is as wide as a gap and on average as high as the mean of its two ends. Added up, the "
               "inner distances count twice a half and the two outermost once a half."]),
    Number(
        name="approximation.q3", reference=units, step=1,
        mistakes=[points_counted, corners_counted, by_the_mean, by_the_mean_square, one_digit_more, rule_of_thumb,
                  placed_pieces],
        hints=["Try N = 1, 2, 3, ... with a loop. N units belong to N lines, and these to N + 1 points.",
               "Your relu_net at grid, less the curve there: the largest distance is what counts. As a rough guide, "
               "a line of length h is off by about h^2 / 8 times the second derivative."]),
    Choice(
        name="approximation.q4",
        options=[
            Option("steps of equal width instead of straight lines: twice as many steps, about a quarter of the error",
                   lambda: bool(halves([steps(100), steps(200)]) < 0.3),
                   "within a step the curve moves by its slope times the width. What is left of that at half the "
                   "width?"),
            Option("equal pieces, joined by straight lines: twice as many pieces, about a quarter of the error",
                   lambda: bool(0.2 < halves([error(fitted(N)).max() for N in (100, 200)]) < 0.3),
                   "measure it: your relu_net with 100 and with 200 units. How does the gap between a chord and its "
                   "curve grow with the chord?"),
            Option("as many straight pieces, but shorter ones where the curve bends more: a smaller error",
                   lambda: bool(error(app.equidistributed(np.exp, np.exp, 32, 0, 5).F).max() < error(fitted(32)).max()),
                   "the largest error of equal pieces stands at the right end. What if a few pieces moved there from "
                   "the left?"),
            Option("a jump of height 1 instead of $e^x$: with enough units the error falls below 0.4",
                   lambda: bool(min(ramp(N) for N in (2, 8, 32, 128, 512)) < 0.4),
                   "the network is continuous. Just left of the jump it should be at one value, at the jump at "
                   "another: how near can it be to both?"),
        ],
        hints=["Two of them you can measure with relu_net and distances: double N and look at the largest error.",
               "What is the error within one step or one piece, if the curve is drawn under a magnifying glass? For "
               "the jump, look at two places very close to each other, one on each side."]),
]
