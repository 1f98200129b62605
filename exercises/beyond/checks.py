"""What the exercise on shared weights asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
It spoils one of the values; what comes behind that is wrong because of it, and is not looked at.
"""
import numpy as np

from ffedu import connections, convolution, recurrent
from ffedu.checks.sheet import Choice, Number, Option, Question


# Question 1. The reference is the convolution over images, on an image of one row.

def row(values):
    return np.reshape(values, (1, 1, 1, -1))


def slide(x, w, b, G):
    y = convolution.conv2d(row(x), row(w), [b])
    d = convolution.conv2d_gradient(row(x), row(w), row(G))
    return {"y": y[0, 0, 0], "dw": d.dK[0, 0, 0], "db": d.db[0], "dx": d.dX[0, 0, 0]}


def windows(x, w):
    """The part of the signal under the kernel, a row for each place."""
    return np.array([x[t:t + len(w)] for t in range(len(x) - len(w) + 1)])


def kernel_turned_round(x, w, b, G):
    """the kernel was turned round: that is what mathematics calls convolution, and what np.convolve does. Here w_0
    meets the first number of the window."""
    return {**slide(x, w, b, G), "y": convolution.convolve(x, w, "valid") + b}


def zeros_around_the_signal(x, w, b, G):
    """y is as long as x: the kernel stood out over the ends, as if zeros lay there. It is laid only where it fits."""
    return {**slide(x, w, b, G), "y": np.correlate(x, w, "same") + b}


def last_place_left_out(x, w, b, G):
    """the last place is missing. The kernel fits n - k + 1 times: count it for n = k."""
    v = slide(x, w, b, G)
    return {**v, "y": v["y"][:-1]}


def windows_side_by_side(x, w, b, G):
    """the windows were set side by side. The kernel moves on by one number at a time, so that they overlap."""
    v = slide(x, w, b, G)
    return {**v, "y": v["y"][::len(w)]}


def bias_forgotten(x, w, b, G):
    """b is missing: it is added at every place."""
    return {**slide(x, w, 0, G), "db": 0}


def bias_in_every_product(x, w, b, G):
    """b was added k times at each place, once with every product. It is added once, to their sum."""
    v = slide(x, w, b, G)
    return {**v, "y": v["y"] + (len(w) - 1) * b}


def one_gradient_for_each_place(x, w, b, G):
    """dw has a row for each place. There is one kernel, not one at each place: its gradient is the sum of the
    shares."""
    return {**slide(x, w, b, G), "dw": G[:, None] * windows(x, w)}


def mean_over_the_places(x, w, b, G):
    """dw is the mean over the places. The kernel acts at each place in full, so that the shares add up."""
    v = slide(x, w, b, G)
    return {**v, "dw": v["dw"] / len(G)}


def last_place_only(x, w, b, G):
    """dw holds the share of the last place alone: each place wrote over the one before it. The shares are added."""
    return {**slide(x, w, b, G), "dw": G[-1] * windows(x, w)[-1]}


def first_place_only(x, w, b, G):
    """dw holds the share of the first place alone. The kernel was used at all the others too."""
    return {**slide(x, w, b, G), "dw": G[0] * windows(x, w)[0]}


def gradient_from_above_left_out(x, w, b, G):
    """G is missing in dw: that is the sum of the windows. Each of them counts by how much J feels its place."""
    return {**slide(x, w, b, G), "dw": windows(x, w).sum(axis=0)}


def turned_on_the_way_to_the_kernel(x, w, b, G):
    """dw is turned round. w_0 met the first number of each window, so that is what its gradient is made from."""
    v = slide(x, w, b, G)
    return {**v, "dw": v["dw"][::-1]}


def one_bias_for_each_place(x, w, b, G):
    """db has a number for each place. There is one bias, added everywhere: its gradient is the sum."""
    return {**slide(x, w, b, G), "db": G}


def mean_of_the_bias(x, w, b, G):
    """db is a mean over the places. The bias acts at each of them in full: the shares add up."""
    return {**slide(x, w, b, G), "db": G.mean()}


def last_window_wins(x, w, b, G):
    """in dx each window wrote over the one before it. A number of x lies in several windows, and all its shares add
    up."""
    dx = np.zeros(len(x))
    for t, g in enumerate(G):
        dx[t:t + len(w)] = g * w
    return {**slide(x, w, b, G), "dx": dx}


def kernel_as_on_the_way_forward(x, w, b, G):
    """dx was formed with the kernel the wrong way round. The number at the start of a window met w_0: it gets G at that
    place times w_0, the next one G times w_1."""
    return {**slide(x, w, b, G), "dx": convolution.correlate(G, w, "full")}


def places_where_numbers_were_asked(x, w, b, G):
    """dx has a number for each place, G times the sum of the kernel. It needs one for each number of the signal."""
    return {**slide(x, w, b, G), "dx": G * w.sum()}


SIGNALS = {
    "four numbers, a kernel of two": dict(x=[1, 2, -1, 3], w=[2, -1], b=1, G=[1, 2, -1]),
    "six numbers, a kernel of three": dict(x=[1, -1, 2, 0.5, 3, -2], w=[0.5, -2, 1], b=-1, G=[2, 0.5, -1, 3]),
    "five numbers, a kernel of four": dict(x=[2, 0.5, -3, 1, 4], w=[1, 3, 0.5, -2], b=0.5, G=[3, -1]),
}


# Question 2. The reference carries batches; here it has one sequence in it.

def through_time(X, h0, U, W, b, G):
    given = X[:, None], h0[None], U, W, b
    h = recurrent.rnn(*given)[:, 0]
    d = recurrent.rnn_gradient(*given, G[:, None])
    return {"h": h, "dh": d.dh[:, 0], "da": d.dh[1:, 0] * (1 - h[1:] ** 2), "dU": d.dU, "dW": d.dW, "db": d.db}


def states(given, step):
    """The right values but for h, which goes from step to step by `step`."""
    X, h0, U, W, b, G = given
    h = [h0]
    for t, x in enumerate(X):
        h.append(step(h[-1], x, t))
    return {**through_time(*given), "h": np.array(h)}


def back(given, step):
    """The right values but for dh, which goes back by `step`: it gets dh[t + 1] and t, and says what goes to dh[t]."""
    G = given[-1]
    dh = np.vstack([0 * given[1], G])
    for t in reversed(range(len(G))):
        dh[t] = step(dh[t + 1], t) + dh[t]
    return {**through_time(*given), "dh": dh}


def no_memory(*given):
    """every step began at h0, so that there is no memory. Each step begins at the state that the one before it left."""
    X, h0, U, W, b, G = given
    return states(given, lambda h, x, t: np.tanh(h0 @ W + x @ U + b))


def past_forgotten(*given):
    """the last state is missing in h: without h_{t-1} W that is an ordinary layer, and the past is lost."""
    X, h0, U, W, b, G = given
    return states(given, lambda h, x, t: np.tanh(x @ U + b))


def transposed_recurrent_weights(*given):
    """W is transposed in h. W[i, j] leads from unit i of the last step to unit j of this one, and a state is a row."""
    X, h0, U, W, b, G = given
    return states(given, lambda h, x, t: np.tanh(h @ W.T + x @ U + b))


def no_tanh(*given):
    """the tanh is missing: without it the states are a linear function of all inputs."""
    X, h0, U, W, b, G = given
    return states(given, lambda h, x, t: h @ W + x @ U + b)


def bias_left_out(*given):
    """b is missing: it is added at every step, inside the tanh."""
    X, h0, U, W, b, G = given
    return states(given, lambda h, x, t: np.tanh(h @ W + x @ U))


def start_left_out(*given):
    """h has a row for each step, and none for the start. Row 0 is h0, so that row t is the state after step t."""
    v = through_time(*given)
    return {**v, "h": v["h"][1:]}


def own_losses_only(*given):
    """dh is G alone: nothing came back through time. Each state also acts on all the steps after it."""
    return back(given, lambda dh, t: 0 * dh)


def last_loss_only(*given):
    """dh starts from the last step's loss alone. Every step has a loss: on the way back each state gets its row of G in
    addition to what comes through the next step."""
    X, h0, U, W, b, G = given
    only = np.vstack([0 * G[:-1], G[-1:]])
    return {**through_time(*given), "dh": through_time(X, h0, U, W, b, only)["dh"]}


def last_row_for_the_start(*given):
    """the start got a row of G, the last one: at t = 0 the index t - 1 is -1, and in Python that is the last row. h_0
    comes before all steps and has no loss of its own."""
    v = through_time(*given)
    dh = v["dh"].copy()
    dh[0] += given[-1][-1]
    return {**v, "dh": dh}


def losses_one_step_too_early(*given):
    """each state got the loss of the step after it, and the last state none. Row 0 of G belongs to step 1, and so to
    row 1 of dh."""
    X, h0, U, W, b, G = given
    h, dh = through_time(*given)["h"], np.vstack([G, 0 * h0])
    for t in reversed(range(len(G))):
        dh[t] += (dh[t + 1] * (1 - h[t + 1] ** 2)) @ W.T
    return {**through_time(*given), "dh": dh}


def one_step_and_no_further(*given):
    """dh was carried one step back and no further: it was made from G of the next step. What comes back through the
    next state is all of its dh."""
    X, h0, U, W, b, G = given
    h = through_time(*given)["h"]
    return back(given, lambda dh, t: (G[t] * (1 - h[t + 1] ** 2)) @ W.T)


def slope_of_the_tanh_forgotten(*given):
    """the tanh was passed over on the way back. Between h_t and its sum lies its slope, which multiplies."""
    W = given[3]
    return back(given, lambda dh, t: dh @ W.T)


def slope_of_the_state_before(*given):
    """the slope was taken one step too early. The tanh between two states is that of the later one, and so is its
    slope: at t + 1 on the way from t + 1 to t."""
    W, h = given[3], through_time(*given)["h"]
    return back(given, lambda dh, t: (dh * (1 - h[t] ** 2)) @ W.T)


def tanh_taken_twice(*given):
    """the slope is that of tanh at h. It is 1 - tanh^2 at the sum, and tanh of the sum is h already."""
    W, h = given[3], through_time(*given)["h"]
    return back(given, lambda dh, t: (dh * (1 - np.tanh(h[t + 1]) ** 2)) @ W.T)


def weights_not_transposed_on_the_way_back(*given):
    """dh went back through W as on the way forward. Unit i reached unit j by W[i, j]; back from all j to i it is the
    transpose that sums over j."""
    W, h = given[3], through_time(*given)["h"]
    return back(given, lambda dh, t: (dh * (1 - h[t + 1] ** 2)) @ W)


def da_before_the_slope(*given):
    """da is dh: the slope of the tanh is missing in it. What stands inside the tanh feels J through its slope."""
    v = through_time(*given)
    return {**v, "da": v["dh"][1:]}


def da_one_step_off(*given):
    """da was made from the states 0 to T - 1. Its first row belongs to step 1, whose state is h_1."""
    v = through_time(*given)
    return {**v, "da": v["dh"][:-1] * (1 - v["h"][:-1] ** 2)}


def last_step_only(*given):
    """dU holds the share of the last step alone. U was used at every step: the shares add up."""
    v = through_time(*given)
    return {**v, "dU": np.outer(given[0][-1], v["da"][-1])}


def mean_over_the_steps(*given):
    """dU is a mean over the steps. The weights act at each step in full, so that the shares add up."""
    v = through_time(*given)
    return {**v, "dU": v["dU"] / len(given[0])}


def states_after_the_step(*given):
    """dW was formed with h_t, one step too late. What W multiplied at step t is the state before, h_{t-1}."""
    v = through_time(*given)
    return {**v, "dW": v["h"][1:].T @ v["da"]}


def transposed_gradient(*given):
    """dW is transposed. W[i, j] leads from unit i to unit j: its gradient takes the state from i and da from j."""
    v = through_time(*given)
    return {**v, "dW": v["dW"].T}


def one_bias_for_each_step(*given):
    """db has a row for each step. There is one b, used at every step: sum over the steps."""
    v = through_time(*given)
    return {**v, "db": v["da"]}


def summed_over_the_units(*given):
    """db was summed along the wrong axis: over the units of each step. Each unit has its own bias: sum over the
    steps."""
    v = through_time(*given)
    return {**v, "db": v["da"].sum(axis=1)}


SEQUENCES = {
    "two steps of two units": dict(
        X=[[1.0], [-0.5]], h0=[0.5, -0.25], U=[[0.5, -1]], W=[[1, 0.5], [-0.5, 0.25]], b=[0.25, 0.5],
        G=[[1, 2], [-1, 0.5]]),
    "three steps, two inputs": dict(
        X=[[1, 0.5], [-0.5, 1], [0.25, -1]], h0=[0, 0.5], U=[[0.5, 1], [-1, 0.25]], W=[[0.5, -1], [0.75, 0.25]],
        b=[0.1, -0.2], G=[[0.5, -0.5], [1, 2], [1, -1]]),
    "four steps of three units": dict(
        X=[[0.5], [-1], [0.75], [0.25]], h0=[0.1, -0.3, 0.2], U=[[1, -0.5, 0.5]],
        W=[[0.5, 1, -0.25], [-0.75, 0.25, 0.5], [0.3, -0.5, 0.8]], b=[0.2, 0.1, -0.3],
        G=[[1, 0.5, -1], [0.5, -2, 0.25], [-1, 1, 2], [0.5, 1, -0.5]]),
}


# Question 3: an LSTM that listens to nothing and has a 1 in its cell, its forget gate found by halving an interval.

STEPS, SHARE = 100, 1 / 2


def kept(beta, steps):
    """What is left in the cell after so many steps: the gate multiplies it as it does the gradient."""
    weights, biases = np.zeros((4, 1, 1)), [[0], [0], [beta], [0]]
    return recurrent.lstm(np.zeros((steps, 1, 1)), [[0]], [[1]], weights, weights, biases).C[-1, 0, 0]


def gate_bias(share=SHARE, steps=STEPS):
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if kept(middle, steps) < share else (low, middle)
    return low


def the_gate_itself():
    """that is F, the gate. Asked is its bias: what goes into the logistic function for that to come out."""
    return SHARE ** (1 / STEPS)


def half_at_each_step():
    """that gate keeps half at each step. After 100 steps nothing is left of the gradient."""
    return gate_bias(steps=1)


def equal_parts():
    """there each step takes away the same hundredth of a half. A step takes a share of what is left: the factors
    multiply."""
    F = 1 - (1 - SHARE) / STEPS
    return np.log(F / (1 - F))


def sign_lost():
    """the sign is wrong: with that bias the gate is nearly shut. An open gate has a positive one."""
    return -gate_bias()


def logarithm_of_the_gate():
    """that is the logarithm of F. The logistic function is undone by the logarithm of F / (1 - F)."""
    return np.log(SHARE) / STEPS


def exponential_decay():
    """there 1/e is left, 37 per cent. Asked is one half."""
    return gate_bias(share=np.exp(-1))


# Question 4.

def drawn(*shape):
    return np.random.default_rng(4).normal(size=shape)


def maps(X, K):
    return convolution.conv2d(X, K, np.zeros(len(K)))


def moves_along():
    """Whether the maps of a sign that stands one pixel further to the right are the maps, moved."""
    X = np.zeros((1, 1, 12, 12))
    X[0, 0, 4:7, 4:7] = drawn(3, 3)
    K = drawn(2, 1, 3, 3)
    return bool(np.allclose(maps(np.roll(X, 1, 3), K), np.roll(maps(X, K), 1, 3)))


def weights(size):
    return connections.weight_counts(size, size, channels=1, k=3).shared


def turned_learns_more():
    """Whether the kernel turned round gives maps that no kernel gives without being turned."""
    x, w = drawn(9), drawn(3)
    return not np.allclose(convolution.convolve(x, w, "valid"), convolution.correlate(x, w[::-1]))


def one_kernel_does_it():
    """Whether two kernels in a row are the one that a single pixel shows, on another picture."""
    first, second = drawn(2, 1, 1, 3, 3)
    pixel = np.zeros((1, 1, 9, 9))
    pixel[0, 0, 4, 4] = 1
    both = maps(maps(pixel, first), second)[:, :, ::-1, ::-1]
    X = drawn(1, 1, 8, 8)
    return both.shape[2:] == (5, 5) and bool(np.allclose(maps(maps(X, first), second), maps(X, both)))


QUESTIONS = [
    Question(
        name="beyond.q1", reference=slide, cases=SIGNALS,
        mistakes=[kernel_turned_round, zeros_around_the_signal, last_place_left_out, windows_side_by_side,
                  bias_forgotten, bias_in_every_product, one_gradient_for_each_place, mean_over_the_places,
                  last_place_only, first_place_only, gradient_from_above_left_out, turned_on_the_way_to_the_kernel,
                  one_bias_for_each_place, mean_of_the_bias, last_window_wins, kernel_as_on_the_way_forward,
                  places_where_numbers_were_asked],
        hints=["x[t:t + k] is the part of the signal that lies under the kernel at place t. Its product with w is one "
               "number. How many places are there?",
               "Ask at each place what w, b and the numbers of the window did to y there, and multiply by G there. "
               "Start dw and dx with zeros and let a loop over the places add to them; dx gets its share in the same "
               "window."]),
    Question(
        name="beyond.q2", reference=through_time, cases=SEQUENCES, tolerance=1e-12,      # below a difference quotient
        mistakes=[no_memory, past_forgotten, transposed_recurrent_weights, no_tanh, bias_left_out, start_left_out,
                  own_losses_only, last_loss_only, last_row_for_the_start, losses_one_step_too_early,
                  one_step_and_no_further, slope_of_the_tanh_forgotten, slope_of_the_state_before,
                  tanh_taken_twice, weights_not_transposed_on_the_way_back, da_before_the_slope,
                  da_one_step_off, last_step_only, mean_over_the_steps, states_after_the_step, transposed_gradient,
                  one_bias_for_each_step, summed_over_the_units],
        hints=["Write the sequence out as a network of T layers that happen to share their weights. Going back is "
               "going back through these layers; dh of the last state is the last row of G.",
               "In one loop from the last step to the first: dh of a state, times the slope of its tanh, is da of that "
               "step; da sent back through W is added to the row of G of the state before. The slope of the tanh is 1 "
               "- h^2."]),
    Number(
        name="beyond.q3", reference=gate_bias, step=0.005,
        mistakes=[the_gate_itself, half_at_each_step, equal_parts, sign_lost, logarithm_of_the_gate, exponential_decay],
        hints=["First find F: a hundred equal factors make one half.",
               "Then ask which number the logistic function turns into F: solve F = 1 / (1 + e^-beta) for beta."]),
    Choice(
        name="beyond.q4",
        options=[
            Option("a sign that moves one pixel to the right, far from the border, moves one pixel to the right in "
                   "every map",
                   moves_along,
                   "the same weights meet the sign, one place further on: what do they give there?"),
            Option("on pictures of twice the height and twice the width such a layer needs four times as many weights",
                   lambda: weights(56) == 4 * weights(28),
                   "count the numbers that are learned: the kernels and their biases. Is the size of the picture in "
                   "it?"),
            Option("a layer that turns its kernels round before it slides them can learn what this one cannot",
                   turned_learns_more,
                   "what if this layer learns the kernel that the other one has after turning?"),
            Option("two such layers of one map each, in a row with nothing between them, are one layer with a kernel "
                   "of 5 by 5",
                   one_kernel_does_it,
                   "a sum of weighted sums is a weighted sum. Over how many pixels does it run?"),
        ],
        hints=["Try them on a small picture, or along a line: your slide can do both layers of a row.",
               "Nothing bends in these layers, and no weight knows where it stands."]),
]
