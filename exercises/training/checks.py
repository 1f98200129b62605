"""What the exercise on training asks, and the mistakes it knows by name.

The references are the library's rules of descent. A mistake of question 1 is a wrong rule; one of question 2 spoils one
value of the step, and those behind it stay as they were.
"""
import numpy as np

from ffedu import linear_models, normalisation, optim, regularisation
from ffedu.checks.sheet import Choice, Number, Option, Question

# Question 1.


def walk(H, start, epsilon, alpha, beta, steps):
    path, v = [start], None
    for _ in range(steps):
        slope = H @ optim.look_ahead(path[-1], v, beta)
        theta, v = optim.momentum(path[-1], slope, v, epsilon, alpha)
        path.append(theta)
    return np.array(path)


def walked(start, steps, rule):
    """The path of a rule(theta, v) -> theta, v."""
    path, v = [start], np.zeros(len(start))
    for _ in range(steps):
        theta, v = rule(path[-1], v)
        path.append(theta)
    return np.array(path)


def follow(velocity):
    """A rule that adds the new velocity."""
    return lambda theta, v: (theta + velocity(theta, v), velocity(theta, v))


def momentum_left_out(H, start, epsilon, alpha, beta, steps):
    """the old velocity was forgotten: v is the step of plain descent. It keeps the share alpha of what it was."""
    return walked(start, steps, follow(lambda theta, v: -epsilon * H @ (theta + beta * v)))


def whole_velocity_kept(H, start, epsilon, alpha, beta, steps):
    """the whole of the old velocity was kept, so nothing ever brakes the walk. The share alpha of it stays."""
    return walked(start, steps, follow(lambda theta, v: v - epsilon * H @ (theta + beta * v)))


def slope_where_it_stands(H, start, epsilon, alpha, beta, steps):
    """the slope was taken at theta. It is taken ahead of it, at theta + beta v; with beta = 0 that is the same."""
    return walked(start, steps, follow(lambda theta, v: alpha * v - epsilon * H @ theta))


def always_looked_ahead(H, start, epsilon, alpha, beta, steps):
    """the rule looked ahead by alpha v, which is Nesterov's. How far it looks is beta's business, here beta v."""
    return walked(start, steps, follow(lambda theta, v: alpha * v - epsilon * H @ (theta + alpha * v)))


def look_ahead_outside_the_product(H, start, epsilon, alpha, beta, steps):
    """beta v was added to the slope, not to theta: a bracket is missing in H (theta + beta v)."""
    return walked(start, steps, follow(lambda theta, v: alpha * v - epsilon * (H @ theta + beta * v)))


def uphill(H, start, epsilon, alpha, beta, steps):
    """the slope was added to the velocity, so the walk goes uphill. It is subtracted."""
    return walked(start, steps, follow(lambda theta, v: alpha * v + epsilon * H @ (theta + beta * v)))


def velocity_subtracted(H, start, epsilon, alpha, beta, steps):
    """the velocity was subtracted from theta. The minus stands in v already: theta + v."""
    return walked(start, steps, lambda theta, v: (theta - (w := alpha * v - epsilon * H @ (theta + beta * v)), w))


def mean_of_slopes(H, start, epsilon, alpha, beta, steps):
    """the slope was multiplied by 1 - alpha, as in a running mean. A velocity takes in all of epsilon times it."""
    return walked(start, steps, follow(lambda theta, v: alpha * v - (1 - alpha) * epsilon * H @ (theta + beta * v)))


def rate_on_the_old_velocity(H, start, epsilon, alpha, beta, steps):
    """epsilon multiplied the old velocity too. It belongs to the slope alone; what is kept of v is the share alpha."""
    return walked(start, steps, follow(lambda theta, v: epsilon * (alpha * v - H @ (theta + beta * v))))


def moved_with_the_old_velocity(H, start, epsilon, alpha, beta, steps):
    """theta moved before v was renewed, so every step came one too late. First the new v, then theta with it."""
    return walked(start, steps, lambda theta, v: (theta + v, alpha * v - epsilon * H @ (theta + beta * v)))


def went_on_from_ahead(H, start, epsilon, alpha, beta, steps):
    """the walk went on from the point ahead, so beta v was walked twice. One only looks from there; theta + v it is."""
    def rule(theta, v):
        w = alpha * v - epsilon * H @ (theta + beta * v)
        return theta + beta * v + w, w
    return walked(start, steps, rule)


def velocity_begins_anew(H, start, epsilon, alpha, beta, steps):
    """v was set to 0 in every step, as if each were the first. Set it to 0 once, before the loop."""
    return walked(start, steps, follow(lambda theta, v: -epsilon * H @ theta))


def start_left_out(*given):
    """the start is missing: the path has steps + 1 points, and the start is the first."""
    return walk(*given)[1:]


def last_step_left_out(*given):
    """the last point is missing: after the start come as many points as there are steps."""
    return walk(*given)[:-1]


def last_point_alone(*given):
    """that is the last point of the walk. Asked are all of them, in rows."""
    return walk(*given)[-1]


def one_array_for_all(H, start, epsilon, alpha, beta, steps):
    """every row is the same point: one array was changed in place, and the path holds it many times. Make new ones."""
    return np.repeat(walk(H, start, epsilon, alpha, beta, steps)[-1:], steps + 1, axis=0)


def points_in_columns(*given):
    """the points stand in columns. Asked is a row for each point."""
    return walk(*given).T


VALLEYS = {
    "one plain step": dict(H=[[2, 0], [0, 4]], start=[3, -1], epsilon=0.1, alpha=0, beta=0, steps=1),
    "plain descent, H not diagonal": dict(H=[[2, 1], [1, 3]], start=[1, 2], epsilon=0.2, alpha=0, beta=0, steps=2),
    "momentum": dict(H=[[2, 0], [0, 4]], start=[3, -1], epsilon=0.1, alpha=0.5, beta=0, steps=3),
    "Nesterov's, three weights": dict(H=[[2, 1, 0], [1, 3, 0], [0, 0, 1]], start=[1, 2, -4], epsilon=0.1, alpha=0.8,
                                      beta=0.8, steps=4),
    "looking half as far": dict(H=[[5]], start=[1], epsilon=0.1, alpha=0.6, beta=0.3, steps=3),
}


# Question 2.


def adam_step(theta, X, y, batch, lambda_, state, epsilon, rho1, rho2, delta):
    dJ = linear_models.squared_error(X[batch], y[batch], theta).gradient
    g = dJ + regularisation.weight_decay([theta], lambda_, half=True).gradient[0]
    before = optim.AdamState(state["s"], state["r"], int(state["t"]))
    after, (s, r, t) = optim.adam(theta, g, before, epsilon, rho1, rho2, delta)
    return dict(dJ=dJ, g=g, t=t, s=s, r=r, s_hat=s / (1 - rho1**t), r_hat=r / (1 - rho2**t), theta=after)


STEP = "theta X y batch lambda_ state epsilon rho1 rho2 delta".split()


def with_values(*given):
    """The arguments by name, and the right values, in which theta is the one after the step."""
    return dict(zip(STEP, given)), adam_step(*given)


def whole_training_set(*given):
    """dJ is the gradient over all rows of X. The step sees the minibatch alone: X[batch] and y[batch]."""
    a, v = with_values(*given)
    return {**v, "dJ": linear_models.squared_error(a["X"], a["y"], a["theta"]).gradient}


def sum_where_the_mean_was_asked(*given):
    """dJ is that of the sum over the minibatch. J has their mean: divide by the number of examples in it."""
    a, v = with_values(*given)
    return {**v, "dJ": v["dJ"] * len(a["batch"])}


def divided_by_the_whole_set(*given):
    """the sum over the minibatch was divided by the number of rows of X. Divide by how many were summed."""
    a, v = with_values(*given)
    return {**v, "dJ": v["dJ"] * len(a["batch"]) / len(a["X"])}


def factor_two(*given):
    """dJ has a 2 too much: the 1/2 before the mean takes away the 2 of the square."""
    _, v = with_values(*given)
    return {**v, "dJ": 2 * v["dJ"]}


def target_minus_output(*given):
    """dJ has the wrong sign: where an output is too large, J grows with it, so the output comes first."""
    _, v = with_values(*given)
    return {**v, "dJ": -v["dJ"]}


def decay_forgotten(*given):
    """g is dJ without the decay: half lambda times the square of theta has a slope, too."""
    _, v = with_values(*given)
    return {**v, "g": v["dJ"]}


def decay_doubled(*given):
    """the decay is twice too large: the 1/2 before the square takes away the 2. Without the 1/2 you would be right."""
    a, v = with_values(*given)
    return {**v, "g": v["dJ"] + 2 * a["lambda_"] * a["theta"]}


def decay_averaged(*given):
    """the decay was divided by the size of the minibatch. It is no part of the mean: in J it stands once."""
    a, v = with_values(*given)
    return {**v, "g": v["dJ"] + a["lambda_"] * a["theta"] / len(a["batch"])}


def penalty_not_differentiated(*given):
    """the penalty itself was added, half lambda times the squares. What g needs is its slope in each weight."""
    a, v = with_values(*given)
    return {**v, "g": v["dJ"] + a["lambda_"] / 2 * a["theta"]**2}


def decay_of_the_wrong_sign(*given):
    """the decay was subtracted. The step goes against g, so that what is to shrink the weights is added to g."""
    a, v = with_values(*given)
    return {**v, "g": v["dJ"] - a["lambda_"] * a["theta"]}


def step_not_counted(*given):
    """t is the number of the step before. This one counts too: with t = 0 the correction would divide by 0."""
    _, v = with_values(*given)
    return {**v, "t": v["t"] - 1}


def whole_gradient_added(*given):
    """s took in the whole of g, as a velocity does. In a running mean the shares add up to 1: 1 - rho1 of the new."""
    a, v = with_values(*given)
    return {**v, "s": a["rho1"] * a["state"]["s"] + v["g"]}


def shares_exchanged(*given):
    """the shares of s changed places: rho1 is how much of the old is kept, 1 - rho1 how much of the new comes in."""
    a, v = with_values(*given)
    return {**v, "s": (1 - a["rho1"]) * a["state"]["s"] + a["rho1"] * v["g"]}


def nothing_remembered(*given):
    """s holds the new gradient alone. Its memory is in the state: rho1 of that stays."""
    a, v = with_values(*given)
    return {**v, "s": (1 - a["rho1"]) * v["g"]}


def squares_forgotten(*given):
    """r is a running mean of g. It is one of the squares of g, so that it knows size and no sign."""
    a, v = with_values(*given)
    return {**v, "r": a["rho2"] * a["state"]["r"] + (1 - a["rho2"]) * v["g"]}


def square_of_the_mean(*given):
    """r took in the square of s. It takes in the square of g: the mean of squares is not the square of the mean."""
    a, v = with_values(*given)
    return {**v, "r": a["rho2"] * a["state"]["r"] + (1 - a["rho2"]) * v["s"]**2}


def length_in_place_of_entries(*given):
    """r took in the squared length of g, one number for all. Each weight has its own: square entry by entry."""
    a, v = with_values(*given)
    return {**v, "r": a["rho2"] * a["state"]["r"] + (1 - a["rho2"]) * (v["g"] @ v["g"])}


def rho1_for_both(*given):
    """r was mixed with rho1. It has a share of its own, rho2, and remembers for longer."""
    a, v = with_values(*given)
    return {**v, "r": a["rho1"] * a["state"]["r"] + (1 - a["rho1"]) * v["g"]**2}


def not_corrected(*given):
    """s_hat is s as it stands. s began at 0 and is too small by a known factor: divide it out."""
    _, v = with_values(*given)
    return {**v, "s_hat": v["s"]}


def power_forgotten(*given):
    """s was divided by 1 - rho1 in every step. What is missing of the mean shrinks from step to step: use t."""
    a, v = with_values(*given)
    return {**v, "s_hat": v["s"] / (1 - a["rho1"])}


def power_of_the_difference(*given):
    """s was divided by the power of 1 - rho1. It is rho1 that is raised to the power t, before it is taken from 1."""
    a, v = with_values(*given)
    return {**v, "s_hat": v["s"] / (1 - a["rho1"])**v["t"]}


def times_t(*given):
    """rho1 was multiplied by t. It is raised to the power t: what is left of the start shrinks by rho1 a step."""
    a, v = with_values(*given)
    return {**v, "s_hat": v["s"] / (1 - a["rho1"] * v["t"])}


def corrected_the_wrong_way(*given):
    """s was multiplied by the correction. It began at 0 and is too small, so it has to grow: divide."""
    a, v = with_values(*given)
    return {**v, "s_hat": v["s"] * (1 - a["rho1"]**v["t"])}


def corrected_with_rho1(*given):
    """r was corrected with rho1. What is missing in r shrinks by its own share a step, rho2."""
    a, v = with_values(*given)
    return {**v, "r_hat": v["r"] / (1 - a["rho1"]**v["t"])}


def stepped(given, change):
    """The values with theta moved by `change`, a function of the arguments and the right values."""
    a, v = with_values(*given)
    return {**v, "theta": a["theta"] + change(a, v)}


def steps_uphill(*given):
    """the step was added to theta. s_hat points to where J grows, so the step goes against it."""
    return stepped(given, lambda a, v: a["epsilon"] * v["s_hat"] / (np.sqrt(v["r_hat"]) + a["delta"]))


def root_forgotten(*given):
    """s_hat was divided by r_hat, which is a square. Its root has the size of a gradient, so that sizes cancel."""
    return stepped(given, lambda a, v: -a["epsilon"] * v["s_hat"] / (v["r_hat"] + a["delta"]))


def delta_inside_the_root(*given):
    """delta was added before the root was taken, as in RMSProp. In Adam it is added to the root."""
    return stepped(given, lambda a, v: -a["epsilon"] * v["s_hat"] / np.sqrt(v["r_hat"] + a["delta"]))


def delta_after_the_division(*given):
    """delta was added to the quotient. It stands below the bar, to keep the division finite: a bracket is missing."""
    return stepped(given, lambda a, v: -a["epsilon"] * (v["s_hat"] / np.sqrt(v["r_hat"]) + a["delta"]))


def stepped_with_what_is_not_corrected(*given):
    """the step was made with s and r. They were corrected for this: s_hat and r_hat."""
    return stepped(given, lambda a, v: -a["epsilon"] * v["s"] / (np.sqrt(v["r"]) + a["delta"]))


def the_gradient_in_place_of_its_mean(*given):
    """the step was made with g. Adam steps along the running mean of it, s_hat, which is its momentum."""
    return stepped(given, lambda a, v: -a["epsilon"] * v["g"] / (np.sqrt(v["r_hat"]) + a["delta"]))


def the_step_itself(*given):
    """that is the change of theta. Asked is where it leads: theta less the step."""
    a, v = with_values(*given)
    return {**v, "theta": v["theta"] - a["theta"]}


ROWS = dict(X=[[1, 2], [0, 1], [-1, 3], [2, 0.5], [1, -1]], y=[1, 0, -2, 3, 0.5])
NEW = {"s": np.zeros(2), "r": np.zeros(2), "t": 0}
USUAL = dict(epsilon=0.1, rho1=0.9, rho2=0.999, delta=1e-8)
STEPS = {
    "the first step, one example, no decay": dict(
        theta=[0.5, -1], **ROWS, batch=np.array([3]), lambda_=0, state=NEW, **USUAL),
    "a minibatch of two": dict(theta=[0.5, -1], **ROWS, batch=np.array([2, 0]), lambda_=0, state=NEW, **USUAL),
    "with decay": dict(theta=[1.5, -1], **ROWS, batch=np.array([0, 4, 1]), lambda_=0.5, state=NEW, **USUAL),
    "the third step, a large delta": dict(
        theta=[1.5, -1], **ROWS, batch=np.array([1, 3]), lambda_=0.1,
        state={"s": np.array([0.4, -0.2]), "r": np.array([0.3, 0.05]), "t": 2}, epsilon=0.2, rho1=0.8, rho2=0.95,
        delta=0.5),
}


# Question 3.

POINTS = np.array([-1.0, 1.0, 2.0, 4.0])


def curvature(points=POINTS):
    """The Hessian of half the mean squared error of a line, which does not depend on the targets."""
    return linear_models.squared_error(linear_models.polynomial(points[:, None]), np.zeros(len(points)), [0, 0]).hessian


def eigenvalues():
    return np.linalg.eigvalsh(curvature())


def largest_rate():
    return 2 / eigenvalues()[-1]


def one_over_the_curvature():
    """that is half of it. Such a step lands in the middle of the steepest direction; up to twice as much still arrives.
    Or was the 1/2 of the cost left out? Then every curvature is twice too large."""
    return 1 / eigenvalues()[-1]


def flattest_direction():
    """that is the limit along the flattest direction. Across it the walk would have run away long before."""
    return 2 / eigenvalues()[0]


def the_mean_curvature():
    """that is from the mean of the curvatures. Directions do not average: the steepest runs away first."""
    return 2 / eigenvalues().mean()


def the_sum_of_the_curvatures():
    """that is from the sum of the curvatures, the trace. It is too careful: each direction goes its own way."""
    return 2 / eigenvalues().sum()


def the_largest_entry():
    """that is from the largest entry of H. Its directions lie across b and w, so ask for the largest eigenvalue."""
    return 2 / curvature().max()


def points_not_averaged():
    """that is for the sum over the points. The cost is a mean, so H is, too: divide by how many there are."""
    return 2 / eigenvalues()[-1] / len(POINTS)


def multiplied_by_the_curvature():
    """that is twice the largest curvature, not 2 divided by it. A steeper valley asks for a smaller rate."""
    return 2 * eigenvalues()[-1]


def after_standardising():
    """that is the limit after the inputs were standardised. Here they are as they are."""
    Z = normalisation.standardise(POINTS[:, None]).Z[:, 0]
    return 2 / np.linalg.eigvalsh(curvature(Z))[-1]


# Question 4.

H = np.diag([1.0, 25.0])
LIMIT = 2 / np.linalg.eigvalsh(H)[-1]


def arrives(rate, alpha=0.0, beta=0.0, start=1.0):
    path = walk(H, np.full(2, start), rate, alpha, beta, 400)
    return bool(np.abs(path[-1]).max() < 0.01 * start)


def first_step(rule, factor, rate=0.01):
    return rule(np.zeros(2), factor * np.array([1.0, -25.0]), None, rate).theta


QUESTIONS = [
    Question(
        name="training.q1", reference=walk, cases=VALLEYS,
        mistakes=[momentum_left_out, whole_velocity_kept, slope_where_it_stands, always_looked_ahead,
                  look_ahead_outside_the_product, uphill, velocity_subtracted, mean_of_slopes,
                  rate_on_the_old_velocity, moved_with_the_old_velocity, went_on_from_ahead, velocity_begins_anew,
                  start_left_out, last_step_left_out, last_point_alone, one_array_for_all, points_in_columns],
        hints=[
            "Two variables go round the loop, theta and v. Each round makes a new v, then a new theta, and puts that "
            "into a list which holds the start already.",
            "In numpy, H @ z is the product of a matrix and a vector. Write theta = theta + ... and not theta += ...: "
            "the second changes the array that stands in the list, and the one you were given.",
        ]),
    Question(
        name="training.q2", reference=adam_step, cases=STEPS, tolerance=1e-9,
        mistakes=[whole_training_set, sum_where_the_mean_was_asked, divided_by_the_whole_set, factor_two,
                  target_minus_output, decay_forgotten, decay_doubled, decay_averaged, penalty_not_differentiated,
                  decay_of_the_wrong_sign, step_not_counted, whole_gradient_added, shares_exchanged,
                  nothing_remembered, squares_forgotten, square_of_the_mean, length_in_place_of_entries, rho1_for_both,
                  not_corrected, power_forgotten, power_of_the_difference, times_t, corrected_the_wrong_way,
                  corrected_with_rho1, steps_uphill, root_forgotten, delta_inside_the_root, delta_after_the_division,
                  stepped_with_what_is_not_corrected, the_gradient_in_place_of_its_mean, the_step_itself],
        hints=[
            "Begin with the errors of the minibatch, one number for each of its rows. Each row of X, times its error, "
            "is that row's share of the gradient.",
            "Take the words of the table one at a time. A running mean that keeps the share p of the old takes in the "
            "share 1 - p of the new. In the first step s_hat has to come out as g, and r_hat as its squares.",
        ]),
    Number(
        name="training.q3", reference=largest_rate, step=1e-3,
        mistakes=[one_over_the_curvature, flattest_direction, the_mean_curvature, the_sum_of_the_curvatures,
                  the_largest_entry, points_not_averaged, multiplied_by_the_curvature, after_standardising],
        hints=[
            "In a direction of curvature k, a step multiplies the distance from the minimum by 1 - rate times k. That "
            "has to stay between -1 and 1, in every direction.",
            "With a column of ones beside the points, the second derivatives are the products of the columns, averaged "
            "over the points. np.linalg.eigvalsh gives the curvatures along the axes of the valley.",
        ]),
    Choice(
        name="training.q4",
        options=[
            Option(r"Nesterov's rule with $\alpha = 0.9$ looks ahead and so arrives at every rate below the limit",
                   lambda: all(arrives(share * LIMIT, 0.9, 0.9) for share in (0.1, 0.5, 0.9)),
                   "try nine tenths of the limit with your walk. Looking far ahead is no help across a steep valley: "
                   "the rule has a limit of its own."),
            Option("from a start a hundred times nearer to 0, plain descent still arrives at twice the limit",
                   lambda: arrives(2 * LIMIT, start=0.01),
                   "one step multiplies the distance by a factor, and the factor does not know where the walk began."),
            Option(r"momentum with $\alpha = 0.9$ still arrives at one and a half times the limit",
                   lambda: arrives(1.5 * LIMIT, 0.9) and not arrives(1.5 * LIMIT),
                   "try it with your walk, and give it a few hundred steps: across the valley a velocity brakes the "
                   "swings."),
            Option("if the cost is multiplied by 1000, Adam's first step (from `s`, `r` and `t` at 0) stays almost the "
                   "same",
                   lambda: bool(np.allclose(first_step(optim.adam, 1000), first_step(optim.adam, 1), rtol=1e-6)),
                   "write down s_hat and the root of r_hat for the first step: which power of g is in each?"),
            Option("if the cost is multiplied by 1000, plain descent needs a rate 1000 times as large for the same "
                   "step",
                   lambda: bool(np.allclose(first_step(optim.sgd, 1000, 1000 * 0.01), first_step(optim.sgd, 1))),
                   "the gradient is 1000 times as long. What has to become of the rate, if their product is to stay?"),
        ],
        hints=[
            "Your walk says who arrives: look at the last row after some hundred steps.",
            "For a cost that is multiplied by 1000, multiply g by 1000, and follow it through the rule.",
        ]),
]
