"""What the exercise on depth asks, and the mistakes it knows by name.

A mistake spoils one value of a trace and is recognised by it; those behind it stay as they were. Its docstring is what
the student reads.
"""
import numpy as np

from ffedu import depth, hidden_units, mlp, regions
from ffedu.checks.sheet import Choice, Number, Option, Question


# Question 1. The tents are the networks of depth.tent, F is that of depth.square.

def output(theta, x):
    return mlp.forward(theta, np.asarray(x)[:, None]).z[:, 0]


def tent_slope(t):
    return 2 - 4 * hidden_units.drelu(t - 0.5)


def square(x, m):
    T = np.stack([output(depth.tent(i), x) for i in range(1, m + 1)])
    dT = np.cumprod([tent_slope(t) for t in (x, *T[:-1])], axis=0)
    return dict(T=T, F=output(depth.square(m), x), dT=dT, dF=1 - shares(m) @ dT)


def shares(m):
    return 0.25 ** np.arange(1, m + 1)


def crease_at_one(x, m):
    """the second unit starts at 1, so nothing is folded on the interval. The crease of the tent is at 1/2."""
    return {**square(x, m), "T": composed(lambda t: 2 * hidden_units.relu(t) - 4 * hidden_units.relu(t - 1), x, m)}


def bent_and_not_folded(x, m):
    """the second unit has the weight -2, which only takes the first slope away. To turn 2 into -2 it needs -4."""
    return {**square(x, m), "T": composed(lambda t: 2 * hidden_units.relu(t) - 2 * hidden_units.relu(t - 0.5), x, m)}


def composed(g, x, m):
    rows = [x]
    for _ in range(m):
        rows.append(g(rows[-1]))
    return np.stack(rows[1:])


def tent_of_x_again(x, m):
    """each row is T(x). What goes into the tent is the row before: the folded line is folded again."""
    return {**square(x, m), "T": np.stack(m * [output(depth.tent(1), x)])}


def powers_of_the_tent(x, m):
    """the rows are powers of T(x). The i in brackets says how often T is applied, not how often it is multiplied."""
    return {**square(x, m), "T": np.stack([output(depth.tent(1), x) ** i for i in range(1, m + 1)])}


def stretched_and_not_folded(x, m):
    """the rows are T of 2 x, of 4 x and so on. Stretching alone leaves the interval; the fold brings the line back into
    it, so that there are many teeth."""
    return {**square(x, m), "T": np.stack([output(depth.tent(1), 2**i * x) for i in range(m)])}


def one_fold_too_few(x, m):
    """the rows begin with x itself, so the last fold is missing. The first row is T(x)."""
    return {**square(x, m), "T": np.stack([x, *square(x, m)["T"][:-1]])}


def halved_each_time(x, m):
    """the tents were divided by 2, 4, 8 and so on. Each counts a quarter of the one before it."""
    v = square(x, m)
    return {**v, "F": x - np.sqrt(shares(m)) @ v["T"]}


def tents_added(x, m):
    """the tents were added to x. The chord lies above the parabola, so they are taken away."""
    v = square(x, m)
    return {**v, "F": x + shares(m) @ v["T"]}


def first_tent_in_full(x, m):
    """the first tent was taken in full. The sum begins with a quarter of it."""
    v = square(x, m)
    return {**v, "F": x - 4 * shares(m) @ v["T"]}


def last_tent_only(x, m):
    """only the last tent was taken away. All of them are, each with its own share."""
    v = square(x, m)
    return {**v, "F": x - v["T"][-1] / 4**m}


def x_left_out(x, m):
    """x itself is missing: the tents are taken away from it."""
    v = square(x, m)
    return {**v, "F": -shares(m) @ v["T"]}


def last_slope_only(x, m):
    """each row has the slope of its last tent alone, 2 or -2. By the chain rule the slopes of all tents on the way are
    multiplied."""
    v = square(x, m)
    return {**v, "dT": np.stack([tent_slope(t) for t in (x, *v["T"][:-1])])}


def slope_at_x_each_time(x, m):
    """the slope was taken at x for each tent. The slope of the second tent counts where it stands: at T(x)."""
    return {**square(x, m), "dT": np.stack([tent_slope(x) ** i for i in range(1, m + 1)])}


def slope_at_what_comes_out(x, m):
    """each slope was taken at what comes out of its tent. It depends on what goes in: the row before, and x at
    first."""
    v = square(x, m)
    return {**v, "dT": np.cumprod([tent_slope(t) for t in v["T"]], axis=0)}


def slopes_added(x, m):
    """the slopes were added up. Functions that are put into each other multiply their slopes."""
    v = square(x, m)
    return {**v, "dT": np.cumsum([tent_slope(t) for t in (x, *v["T"][:-1])], axis=0)}


def size_of_the_slope(x, m):
    """dT is positive everywhere. On the way down, behind a crease, the slope is negative."""
    v = square(x, m)
    return {**v, "dT": np.abs(v["dT"])}


def slope_of_the_right_side(x, m):
    """where exactly 1/2 goes into the tent, the slope from the right was taken, -2. Asked is the one from the left,
    2."""
    v = square(x, m)
    return {**v, "dT": np.cumprod([np.where(t < 0.5, 2, -2) for t in (x, *v["T"][:-1])], axis=0)}


def slope_nought_at_nought(x, m):
    """where exactly 0 goes into the tent, the slope 0 was taken, as drelu has it. The question takes 2 there: 0 is
    included."""
    v = square(x, m)
    slopes = [tent_slope(t) * (t > 0) for t in (x, *v["T"][:-1])]
    return {**v, "dT": np.cumprod(slopes, axis=0)}


def difference_quotient(x, m):
    """that is a difference quotient: on a crease it gives the mean of the slopes on both sides. Use the rule for that
    place."""
    v, small = square(x, m), 2.0**-20
    return {**v, "dT": (square(x + small, m)["T"] - square(x - small, m)["T"]) / (2 * small)}


def slope_of_x_left_out(x, m):
    """the 1 is missing in dF: x itself has a slope too."""
    v = square(x, m)
    return {**v, "dF": v["dF"] - 1}


def slope_of_the_parabola(x, m):
    """that is 2 x, the slope of the parabola. F is made of straight pieces, and on each its slope is a constant."""
    return {**square(x, m), "dF": 2 * x}


def shares_forgotten(x, m):
    """the slopes of the tents were taken in full. Each tent has its share in F, and so has its slope."""
    v = square(x, m)
    return {**v, "dF": 1 - v["dT"].sum(axis=0)}


TENTS = {
    "four places, folded twice": dict(x=[0.125, 0.3125, 0.875, 0.625], m=2),
    "eight places, folded four times": dict(x=[0.9, 0.04, 0.37, 0.55, 0.21, 0.7, 0.46, 0.99], m=4),
    "places on the creases, and both ends": dict(x=[0, 0.5, 0.25, 1, 0.125, 0.75], m=3),
}


# Question 2.

def hidden(X, W, b):
    out = mlp.Layer(np.ones((len(b[-1]), 1)), np.zeros(1))
    return mlp.forward([*map(mlp.Layer, W, b), out], X).a[:-1]


def different(on):
    return len({tuple(row) for row in on.tolist()})


def patterns(X, W, b, w):
    layers = [hidden_units.drelu(a) for a in hidden(X, W, b)]
    together = [np.concatenate(layers[:l], axis=1) for l in range(1, len(W) + 1)]
    return dict(on=together[-1], counts=[different(on) for on in together], slope=back(W, w, layers))


def back(W, w, layers):
    """The derivative of the output in X: back through each layer, by what its units let through."""
    G = np.outer(np.ones(len(layers[0])), w)
    for weights, through in zip(W[::-1], layers[::-1]):
        G = (G * through) @ weights.T
    return G


def split(W, v):
    return np.split(v["on"], np.cumsum([part.shape[1] for part in W])[:-1], axis=1)


def biases_forgotten(X, W, b, w):
    """the biases are missing: each unit adds its own before it is asked whether it is on."""
    return {**patterns(X, W, b, w), "on": patterns(X, W, [0 * part for part in b], w)["on"]}


def layer_not_rectified(X, W, b, w):
    """a layer got the sums of the layer below. What a layer passes on is rectified: units that are off pass on 0."""
    h, layers = X, []
    for weights, bias in zip(W, b):
        h = h @ weights + bias
        layers.append(h > 0)
    return {**patterns(X, W, b, w), "on": np.concatenate(layers, axis=1) + 0.0}


def patterns_passed_on(X, W, b, w):
    """a layer got the ones and zeros of the layer below. A relu unit that is on passes on its sum, not a 1."""
    h, layers = X, []
    for weights, bias in zip(W, b):
        h = h @ weights + bias > 0
        layers.append(h)
    return {**patterns(X, W, b, w), "on": np.concatenate(layers, axis=1) + 0.0}


def last_layer_alone(X, W, b, w):
    """on has the units of the last layer alone. All hidden units stand side by side."""
    v = patterns(X, W, b, w)
    return {**v, "on": split(W, v)[-1]}


def on_at_zero(X, W, b, w):
    """a unit whose sum is exactly 0 was counted as on. On means above 0."""
    layers = [a >= 0 for a in hidden(X, W, b)]
    return {**patterns(X, W, b, w), "on": np.concatenate(layers, axis=1) + 0.0}


def each_layer_by_itself(X, W, b, w):
    """the patterns of each layer were counted by themselves. After a fold the same pattern above stands for several
    regions: put the patterns of all layers so far side by side."""
    v = patterns(X, W, b, w)
    return {**v, "counts": [different(on) for on in split(W, v)]}


def layers_added(X, W, b, w):
    """the counts of the layers were added up. A layer does not bring its patterns once, it cuts the regions that are
    there: look at the patterns of all layers so far."""
    v = patterns(X, W, b, w)
    return {**v, "counts": np.cumsum([different(on) for on in split(W, v)])}


def layers_multiplied(X, W, b, w):
    """the counts of the layers were multiplied. So many there could be at most, if each layer cut every region; count
    those that occur."""
    v = patterns(X, W, b, w)
    return {**v, "counts": np.cumprod([different(on) for on in split(W, v)])}


def all_that_could_be(X, W, b, w):
    """that is 2 to the power of the number of units, all patterns that can be written down. Most of them never
    occur."""
    return {**patterns(X, W, b, w), "counts": 2 ** np.cumsum([len(part) for part in b])}


def changes_from_row_to_row(X, W, b, w):
    """each change from one row to the next was counted as something new. The places come in any order, so a pattern may
    come back: count the different ones."""
    v = patterns(X, W, b, w)
    parts = split(W, v)
    rows = [np.concatenate(parts[:l], axis=1) for l in range(1, len(parts) + 1)]
    return {**v, "counts": [1 + int((on[1:] != on[:-1]).any(axis=1).sum()) for on in rows]}


def number_of_units_on(X, W, b, w):
    """patterns were told apart by how many units are on. Which ones they are makes the pattern."""
    v = patterns(X, W, b, w)
    parts = split(W, v)
    return {**v, "counts": [len(set(sum(part.sum(axis=1) for part in parts[:l]))) for l in range(1, len(parts) + 1)]}


def last_count_only(X, W, b, w):
    """that is the count for all layers together. Asked is one for the first layer, one for the first two, and so on."""
    v = patterns(X, W, b, w)
    return {**v, "counts": v["counts"][-1]}


def one_slope_for_all(X, W, b, w):
    """the weights were multiplied as if all units were on. Then the network would be one straight piece: at each place
    the units that are off let nothing through."""
    v = patterns(X, W, b, w)
    return {**v, "slope": back(W, w, [1 + 0 * part for part in split(W, v)])}


def one_layer_let_through(X, W, b, w):
    """the units of the last hidden layer that are off still let something through. Each layer stops its own."""
    v = patterns(X, W, b, w)
    parts = split(W, v)
    return {**v, "slope": back(W, w, [*parts[:-1], 1 + 0 * parts[-1]])}


def values_on_the_way_back(X, W, b, w):
    """on the way back the hidden values were multiplied in. The slope of a relu unit is 1 or 0: whether it is on."""
    layers = [hidden_units.relu(a) for a in hidden(X, W, b)]
    return {**patterns(X, W, b, w), "slope": back(W, w, layers)}


def output_for_the_slope(X, W, b, w):
    """that is z, the output. Asked is its derivative in each input."""
    return {**patterns(X, W, b, w), "slope": hidden_units.relu(hidden(X, W, b)[-1]) @ w}


def added_up_over_the_places(X, W, b, w):
    """the slopes of all places were added up. Each place has its own."""
    v = patterns(X, W, b, w)
    return {**v, "slope": v["slope"].sum(axis=0)}


def arrays(*parts):
    return [np.array(part, float) for part in parts]


NETS = {
    "two layers, one input":
        dict(X=[[0], [0.5], [-2], [1.5], [-0.5], [-1], [-1.5]],
             W=arrays([[-2, -1.5, -1.5]], [[-1.5, 1], [-1.5, 1], [1.5, -2]]),
             b=arrays([1.5, -1, 1], [1, -2]), w=[-1, -3]),
    "a line folded three times, places in any order":
        dict(X=(2 * np.array([[3], [0], [5], [1], [7], [2], [6], [4], [0.25]]) + 1) / 16,
             W=arrays([[1, 1]], [[2, 2], [-4, -4]], [[2, 2], [-4, -4]]),
             b=arrays([0, -0.5], [0, -0.5], [0, -0.5]), w=[2, -4]),
    "two inputs, some sums exactly 0":
        dict(X=[[0, 2], [-0.5, 0.5], [-2, 1], [-1.5, -1], [1.5, -0.5], [0.5, 0.5], [0.5, 1]],
             W=arrays([[-1.5, -0.5, -1.5], [-2, -0.5, 1.5]], [[-1.5, -1], [-1.5, 1.5], [-0.5, 0.5]]),
             b=arrays([0.5, -1.5, -1.5], [0, 2]), w=[-3, -3]),
}


# Question 3. Ten folds by depth, and the same number of pieces in one hidden layer.

def size(theta):
    return sum(layer.W.size + layer.b.size for layer in theta)


def wide(n):
    """One input, n relu units, one output."""
    return [mlp.Layer(np.ones((1, n)), np.zeros(n)), mlp.Layer(np.ones((n, 1)), np.zeros(1))]


def ratio(units=depth.shallow_units(2**10), l=10):
    return size(wide(units)) / size(depth.tent(l))


def biases_left_out():
    """so much comes out for the weights alone, and also for the units. Count the biases too: one for each unit and one
    for the output."""
    nets = wide(depth.shallow_units(2**10)), depth.tent(10)
    return np.divide(*(sum(layer.W.size for layer in net) for net in nets))


def pieces_added():
    """both come out equally large if a fold adds two pieces. A fold doubles what is there."""
    return ratio(units=depth.shallow_units(20))


def corners_for_units():
    """one unit is missing in the wide layer: there is one for each corner, and one more for the first slope."""
    return ratio(units=depth.shallow_units(2**10, skip=True))


def points_for_pieces():
    """there is one unit too many in the wide layer. It needs one for each piece, and pieces are one less than
    points."""
    return ratio(units=depth.shallow_units(2**10) + 1)


def nine_folds():
    """the sawtooth has 2^9 pieces here. Each of the ten layers doubles them, also the first: T itself has two."""
    return ratio(units=depth.shallow_units(2**9))


def one_input_a_layer():
    """in the deep network each unit was counted with one weight and one bias. From the second layer on a unit sees both
    units below."""
    return size(wide(depth.shallow_units(2**10))) / (10 * size(depth.tent(1)[:1]) + size(depth.tent(1)[1:]))


def upside_down():
    """that is the deep network's share of the wide one: turn it round."""
    return 1 / ratio()


# Question 4.

def drawn(widths, spread, seed=0, draws=30):
    """How many pieces the output of networks with weights drawn at random has, and how many patterns they show."""
    rng = np.random.default_rng(seed)
    return [regions.on_line(shaken(rng, widths, spread), [0], [1]) for _ in range(draws)]


def shaken(rng, widths, spread):
    return [mlp.Layer(W, spread * rng.normal(size=b.shape)) for W, b in mlp.random_start(rng, [1, *widths, 1])]


def passed_on(widths):
    """The same where a last hidden layer, just as wide, passes on what it gets."""
    *below, out = shaken(np.random.default_rng(0), widths, 0.5)
    copy = mlp.Layer(np.eye(widths[-1]), np.zeros(widths[-1]))
    return regions.on_line([*below, copy, out], [0], [1])


def pieces(found):
    return [line.pieces for line in found]


QUESTIONS = [
    Question(
        name="depth.q1", reference=square, cases=TENTS,
        mistakes=[crease_at_one, bent_and_not_folded, tent_of_x_again, powers_of_the_tent, stretched_and_not_folded,
                  one_fold_too_few, halved_each_time, tents_added, first_tent_in_full, last_tent_only, x_left_out,
                  last_slope_only, slope_at_x_each_time, slope_at_what_comes_out, slopes_added, size_of_the_slope,
                  slope_of_the_right_side, slope_nought_at_nought, difference_quotient,
                  slope_of_x_left_out, slope_of_the_parabola,
                  shares_forgotten],
        hints=["Write the tent as a function of its own, for all places at once. Then go in a loop: what came out of "
               "it goes in again. Keep each row.",
               "In the same loop a second value goes along, the derivative. It starts as 1 and is multiplied in "
               "each round by 2 or by -2, as what goes into the tent decides. F and dF are made of the rows in the "
               "same way."]),
    Question(
        name="depth.q2", reference=patterns, cases=NETS,
        mistakes=[biases_forgotten, layer_not_rectified, patterns_passed_on, last_layer_alone, on_at_zero,
                  each_layer_by_itself, layers_added, layers_multiplied, all_that_could_be, changes_from_row_to_row,
                  number_of_units_on, last_count_only, one_slope_for_all, one_layer_let_through, values_on_the_way_back,
                  output_for_the_slope, added_up_over_the_places],
        hints=["zip(W, b) goes through the layers. In each, keep which sums are above 0. A row of ones and zeros, "
               "made a tuple, can be put into a set, and a set keeps different ones only.",
               "At one place the derivative goes back from w: set to 0 what belongs to units that are off, multiply "
               "by the layer's weights, transposed, and so on down to the inputs. np.hstack puts arrays side by "
               "side."]),
    Number(
        name="depth.q3", reference=ratio, step=1e-2,
        mistakes=[biases_left_out, pieces_added, corners_for_units, points_for_pieces, nine_folds, one_input_a_layer,
                  upside_down],
        hints=["How many pieces has the sawtooth after one tent, after two, after ten? One hidden layer needs a unit "
               "for each piece.",
               "A layer of n units that sees k values has k n weights and n biases. Go through the deep network "
               "layer by layer: the first sees one value, the others two, and so does the output."]),
    Choice(
        name="depth.q4",
        options=[
            Option("if all biases are 0, there are at most two pieces, however many layers there are",
                   lambda: max(max(pieces(drawn(l * [4], 0))) for l in (1, 2, 3, 5)) <= 2,
                   "double x and see what each layer does. Where can such a network bend at all?"),
            Option("every network with two hidden layers of four units has more pieces than one such layer can have",
                   lambda: min(pieces(drawn([4, 4], 0.5) + [passed_on([4])])) > depth.zaslavsky(4, 1),
                   "random weights often do. But what if the second layer just passes on what it gets, or is off "
                   "everywhere? A bound speaks of the best weights."),
            Option("two places with different patterns of active units lie on different straight pieces",
                   lambda: all(line.patterns == line.pieces for line in drawn([4, 4], 0.5)),
                   "a unit may change from off to on and nothing comes of it, for a later layer is off there. Look "
                   "for such a place."),
            Option("with two units in each of l hidden layers there are never more than $3^l$ pieces",
                   lambda: all(max(pieces(drawn(l * [2], 0.5))) <= depth.most(1, l * [2]) == 3**l for l in (1, 2, 6)),
                   "on a stretch where all is straight so far, each of the two units bends once at most. Into how "
                   "many parts is it cut?"),
        ],
        hints=["Two of them you can try with patterns and weights from a random generator: a single counterexample is "
               "enough to let an option fall.",
               "Ask of each whether it is about the best weights, about some weights, or about all weights."]),
]
