"""What the exercise on back-propagation asks, and the mistakes it knows by name.

The reference of question 1 is chainrule's Algorithms 1 and 2, that of question 2 the library's own graph. A mistake
changes one value, or the walk that makes it; it is recognised by the first value that it spoils.
"""
import math

import numpy as np

from ffedu import chainrule, gradcheck, stable
from ffedu.checks.sheet import Choice, Number, Option, Question
from ffedu.graph import Node, grad, nodes
from ffedu.graph_parts import members
from ffedu.operations import affine, sqr, tanh

# Question 1.

F = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
SLOPES = {"+": (lambda a, b: 1.0, lambda a, b: 1.0), "-": (lambda a, b: 1.0, lambda a, b: -1.0),
          "*": (lambda a, b: b, lambda a, b: a)}


def tables(x, ops, parents, F=F, slopes=SLOPES):
    """Both algorithms on the graph, with these operations and slopes."""
    pairs = tuple((int(a), int(b)) for a, b in parents)
    graph = chainrule.Graph(len(x), pairs, tuple(F[op] for op in ops), tuple(slopes[op] for op in ops))
    u = chainrule.forward(graph, x)
    return {"u": u, "grad_table": chainrule.backprop(graph, u).grad_table}


def back_propagate(x, ops, parents):
    return tables(x, ops, parents)


def arrows(x, ops, parents):
    """Each arrow of the graph, the last operation first: from which node, to which node, with which slope."""
    u = back_propagate(x, ops, parents)["u"]
    for i in reversed(range(len(ops))):
        for j, slope in zip(parents[i], SLOPES[ops[i]]):
            yield int(j), len(x) + i, slope(*(u[p] for p in parents[i]))


def filled(x, ops, parents, order=list, start=1.0, G=lambda G: G):
    """The table by a walk over the arrows that goes wrong where it is told to."""
    right = back_propagate(x, ops, parents)
    table = [0.0] * (len(right["u"]) - 1) + [start]
    for j, i, slope in order(arrows(x, ops, parents)):
        table[j] += G(table[i]) * slope
    return {**right, "grad_table": table}


def difference_turned_round(x, ops, parents):
    """the difference was taken the other way round. With "-" the second node is taken from the first."""
    return tables(x, ops, parents, F={**F, "-": lambda a, b: b - a})


def appended_to_an_array(x, ops, parents):
    """an array of numpy has no append. Make a list of x first; it is a copy too, so x itself stays as it is."""
    x.append(F[ops[0]](*x[parents[0]]))


def share_overwritten(x, ops, parents):
    """the last share was kept, those before it were lost. A node that is used twice gets two shares, and they add."""
    right = back_propagate(x, ops, parents)
    table = [0.0] * (len(right["u"]) - 1) + [1.0]
    for j, i, slope in arrows(x, ops, parents):
        table[j] = table[i] * slope
    return {**right, "grad_table": table}


def one_share_where_a_node_stands_twice(x, ops, parents):
    """an operation that takes a node twice told it one share only. Both places count: the slope of u u is 2 u."""
    def once(walk):
        kept = {}
        for j, i, slope in walk:
            kept.setdefault((j, i), (j, i, slope))
        return list(kept.values())
    return filled(x, ops, parents, order=once)


def table_without_a_start(x, ops, parents):
    """every entry is 0: the table started empty, and zero times a slope is zero. The output's slope in itself is 1."""
    return filled(x, ops, parents, start=0.0)


def started_with_the_value(x, ops, parents):
    """the walk back started with the output's value. It starts with the output's derivative in itself, which is 1."""
    return filled(x, ops, parents, start=back_propagate(x, ops, parents)["u"][-1])


def walked_from_the_front(x, ops, parents):
    """the operations were gone through from the first to the last. An entry is then passed on before it is complete."""
    return filled(x, ops, parents, order=lambda walk: list(walk)[::-1])


def local_slopes_alone(x, ops, parents):
    """the slopes were added without what comes from behind. Each is multiplied by the entry of the node made."""
    return filled(x, ops, parents, G=lambda G: 1.0)


def own_value_in_a_product(x, ops, parents):
    """in a product each node was told its own value. The slope of a b in a is b: the other one."""
    return tables(x, ops, parents, slopes={**SLOPES, "*": SLOPES["*"][::-1]})


def sum_told_like_a_product(x, ops, parents):
    """a sum was treated like a product. The slope of a + b is 1 in either, whatever their values."""
    return tables(x, ops, parents, slopes={**SLOPES, "+": SLOPES["*"]})


def minus_sign_lost(x, ops, parents):
    """the second node of a difference was told the slope 1. What is taken away has the slope -1."""
    return tables(x, ops, parents, slopes={**SLOPES, "-": SLOPES["+"]})


def forward_mode(x, ops, parents):
    """those are derivatives of every node in u0, carried forwards. Asked are those of the last node in each node."""
    right = back_propagate(x, ops, parents)
    dot = [1.0] + [0.0] * (len(right["u"]) - 1)
    for j, i, slope in sorted(arrows(x, ops, parents), key=lambda arrow: arrow[1]):
        dot[i] += dot[j] * slope
    return {**right, "grad_table": dot}


GRAPHS = {
    "one product": dict(x=[2, 5], ops=["*"], parents=np.array([[0, 1]])),
    "the graph of the chapter: node 2 is used twice":
        dict(x=[2, 5], ops=["*", "+", "*"], parents=np.array([[0, 1], [0, 2], [2, 3]])),
    "differences": dict(x=[3, -2, 4], ops=["-", "*", "-"], parents=np.array([[1, 0], [3, 2], [3, 4]])),
    "operations that take a node twice": dict(x=[1.5], ops=["*", "+", "*"], parents=np.array([[0, 0], [1, 1], [2, 0]])),
    "node 4 does not lead to the output":
        dict(x=[2, -1, 3], ops=["+", "*", "+", "-"], parents=np.array([[0, 1], [3, 2], [2, 0], [5, 3]])),
}


# Question 2. The reference is the library's graph of J; a mistake spoils one value, and those behind it stay.

VALUES = "h1 h2 yhat G3 dW3 db3 G2 dW2 db2 G1 dW1 db1".split()


def gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    layers = [(Node(W), Node(b)) for W, b in ((W1, b1), (W2, b2), (W3, b3))]
    h, a = [Node(X)], []
    for W, b in layers:
        a.append(affine(h[-1], W, b))
        h.append(tanh(a[-1]))
    decay = sum((sqr(W).sum() for W, _ in layers[1:]), sqr(layers[0][0]).sum())
    J = sqr(a[2] - Y).sum() / len(Y) + lambda_ * decay
    back = [part for k in (2, 1, 0) for part in (a[k], *layers[k])]
    return dict(zip(VALUES, [h[1].value, h[2].value, a[2].value, *grad(J, back)]))


def tanh_left_out(X, Y, W1, b1, *rest):
    """the tanh of the hidden layers is missing. Without it, three layers are one linear layer."""
    return {**gradient(X, Y, W1, b1, *rest), "h1": X @ W1 + b1}


def output_squashed(*given):
    """the output was passed through tanh as well. Here the output layer has none: yhat may take any value."""
    v = gradient(*given)
    return {**v, "yhat": np.tanh(v["yhat"])}


def two_forgotten(*given):
    """G3 is half of what it should be: the derivative of a square is 2 times what was squared."""
    v = gradient(*given)
    return {**v, "G3": v["G3"] / 2}


def target_minus_output(*given):
    """G3 has the wrong sign. Where yhat is too large, J grows with it: in the difference, yhat comes first."""
    v = gradient(*given)
    return {**v, "G3": -v["G3"]}


def sum_where_the_mean_was_asked(*given):
    """G3 is that of the sum over the examples. J is their mean: divide by m."""
    v = gradient(*given)
    return {**v, "G3": v["G3"] * len(v["G3"])}


def mean_over_all_numbers(*given):
    """G3 was divided by the m k numbers of Y, as np.mean would. J is a mean over the m examples only: divide by m."""
    v = gradient(*given)
    return {**v, "G3": v["G3"] / v["G3"].shape[1]}


def slope_where_there_is_no_tanh(*given):
    """G3 was multiplied by the slope of a tanh. The output layer has none: its slope is 1."""
    v = gradient(*given)
    return {**v, "G3": v["G3"] * (1 - v["yhat"]**2)}


def values_before_the_tanh(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """dW3 was formed with what goes into the second tanh. W3 multiplies what comes out of it, h2."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_)
    return {**v, "dW3": (v["h1"] @ W2 + b2).T @ v["G3"] + 2 * lambda_ * W3}


def decay_forgotten(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """the share of the weight decay is missing in dW3. Two ways lead from W3 to J, and both bring a share."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_)
    return {**v, "dW3": v["h2"].T @ v["G3"]}


def decay_in_place_of_the_other_share(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """dW3 is the share of the weight decay alone. It is added to what comes back through the network."""
    return {**gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_), "dW3": 2 * lambda_ * W3}


def half_the_decay(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """the decay gave lambda W. That belongs to lambda / 2 before the sum; here is no half, so it is twice that."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_)
    return {**v, "dW3": v["dW3"] - lambda_ * W3}


def decay_averaged(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """the decay was divided by m. The mean is over the examples; the decay stands beside it, once."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_)
    return {**v, "dW3": v["dW3"] - 2 * lambda_ * W3 * (1 - 1 / len(Y))}


def decay_without_its_weights(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """the same number was added to every entry of dW3. A square has a slope that depends on what is squared."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_)
    return {**v, "dW3": v["h2"].T @ v["G3"] + 2 * lambda_}


def transposed_gradient(*given):
    """dW3 is transposed. W3[i, j] leads from hidden unit i to output j, and its gradient stands in the same place."""
    v = gradient(*given)
    return {**v, "dW3": v["dW3"].T}


def biases_decayed(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """db3 has a share of the decay. The penalty sums the squares of the weights alone, so biases do not decay."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_)
    return {**v, "db3": v["db3"] + 2 * lambda_ * b3}


def mean_of_the_rows(*given):
    """db3 is the mean of the rows of G3, and 1/m is in G3 already: b3 is added to every row, so the rows are summed."""
    v = gradient(*given)
    return {**v, "db3": v["G3"].mean(axis=0)}


def summed_over_the_outputs(*given):
    """db3 was summed along the wrong axis: one number for each example. Each output has a bias: sum over the rows."""
    v = gradient(*given)
    return {**v, "db3": v["G3"].sum(axis=1)}


def slope_passed_over(X, Y, W1, b1, W2, b2, W3, *rest):
    """the tanh was passed over in G2. Between h2 and what goes into it lies its slope, a factor for each entry."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, *rest)
    return {**v, "G2": v["G3"] @ W3.T}


def weights_not_transposed(X, Y, W1, b1, W2, b2, W3, *rest):
    """G3 went back through W3 as it stands. A unit of h2 sends along its row of W3; back, it collects along that."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, *rest)
    return {**v, "G2": v["G3"] @ W3 * (1 - v["h2"]**2)}


def slope_of_the_layer_below(X, Y, W1, b1, W2, b2, W3, *rest):
    """G2 was formed with the slope of the first tanh, at h1. On the way back the second tanh is met first, with h2."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, *rest)
    return {**v, "G2": v["G3"] @ W3.T * (1 - v["h1"]**2)}


def slope_of_a_sigmoid(*given):
    """G2 was formed with h2 (1 - h2), the slope of the logistic function. The slope of tanh is another."""
    v = gradient(*given)
    return {**v, "G2": v["G2"] / (1 - v["h2"]**2) * v["h2"] * (1 - v["h2"])}


def tanh_taken_twice(*given):
    """G2 was formed with tanh of h2, but h2 is a tanh already: square it as it is."""
    v = gradient(*given)
    return {**v, "G2": v["G2"] / (1 - v["h2"]**2) * (1 - np.tanh(v["h2"])**2)}


def square_forgotten(*given):
    """G2 was formed with 1 - h2. In the slope of tanh, tanh is squared, so that it is the same on both sides of 0."""
    v = gradient(*given)
    return {**v, "G2": v["G2"] / (1 + v["h2"])}


def inputs_where_the_hidden_values_were_asked(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    """dW2 was formed with X, one layer too low. What W2 multiplies is h1."""
    v = gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_)
    return {**v, "dW2": X.T @ v["G2"] + 2 * lambda_ * W2}


def lower_slope_passed_over(X, Y, W1, b1, W2, *rest):
    """the second tanh was minded, and the first passed over: G1 needs the slope of its own tanh as well."""
    v = gradient(X, Y, W1, b1, W2, *rest)
    return {**v, "G1": v["G2"] @ W2.T}


NETWORKS = {
    "two examples, one unit a layer, no decay": dict(
        X=[[1], [-2]], Y=[[0.5], [1]], W1=[[0.5]], b1=[0.25], W2=[[-1]], b2=[0.5], W3=[[2]], b3=[-0.5], lambda_=0),
    "more units, no decay": dict(
        X=[[1, 0.5], [-1, 2], [0.5, -0.5]], Y=[[1, 0], [0, 1], [-1, 2]], W1=[[0.5, -1, 0.25], [1, 0.5, -0.5]],
        b1=[0.1, -0.2, 0.3], W2=[[1, -0.5], [0.5, 0.75], [-1, 0.25]], b2=[0.2, -0.1], W3=[[1.5, -1], [0.5, 2]],
        b3=[0.1, -0.3], lambda_=0),
    "with decay": dict(
        X=[[0.5, -1], [1, 1], [-0.5, 0.25], [2, 0]], Y=[[0], [1], [0.5], [-1]], W1=[[1, -0.5], [0.25, 0.75]],
        b1=[-0.25, 0.5], W2=[[0.5, -1, 1], [1, 0.25, -0.5]], b2=[0.3, 0.1, -0.2], W3=[[1], [-1.5], [0.5]], b3=[0.4],
        lambda_=0.1),
}


# Question 3: multiplications in the matrix products of the graph of J, and of the graph that its gradient makes.

M, WIDTHS = 64, (784, 300, 100, 10)


def products(us):
    return sum(math.prod(u.shape) * u.inputs[0].shape[-1] for u in us if u.op and u.op.name == "matmul")


def multiplications():
    """Forward, backward."""
    weights = [Node(np.ones(shape) / shape[0]) for shape in zip(WIDTHS, WIDTHS[1:])]
    h = Node(np.ones((M, WIDTHS[0])))
    for W in weights:
        h = tanh(h @ W)
    J = sqr(h).sum()
    ahead = products(nodes(J))
    return ahead, products(members([J, *grad(J, weights, symbolic=True)])) - ahead


AHEAD, BACK = multiplications()
LAYERS = [M * n_in * n_out for n_in, n_out in zip(WIDTHS, WIDTHS[1:])]


def price():
    return BACK / AHEAD


def every_layer_hands_on():
    """that counts two products for each layer. Below the first layer nobody waits for a gradient: X is not asked."""
    return 2 * AHEAD / AHEAD


def forward_and_back_together():
    """that is both passes together. Asked is the way back alone, against the way forward."""
    return (AHEAD + BACK) / AHEAD


def weights_alone():
    """that is the products for the weights alone. A layer also hands a gradient on to the layer below it."""
    return sum(LAYERS) / AHEAD


def handing_on_alone():
    """that is the products that hand a gradient on. The gradient of each weight matrix takes one as well."""
    return sum(LAYERS[1:]) / AHEAD


def last_layer_left_out():
    """the last layer was left out of the handing on. It does hand on: it is the first layer that need not."""
    return (sum(LAYERS) + sum(LAYERS[:-1])) / AHEAD


def products_counted():
    """that counts matrix products, each as one. They are not equally large: count the multiplications in them."""
    return (2 * len(LAYERS) - 1) / len(LAYERS)


def weights_counted():
    """that is the number of weights, which is what nudging would cost. Going back serves all of them in one pass."""
    return sum(LAYERS) / M


# Question 4: a rule is right if it agrees with differences, in random directions.

def right(operation, rule, shape):
    rng = np.random.default_rng(0)
    tries = [gradcheck.vjp_identity(operation, rule, rng.standard_normal(shape), rng) for _ in range(5)]
    return all(check.relative_error < 1e-6 for check in tries)


def softmax_rule(rule):
    return right(stable.softmax, lambda A, G: rule(stable.softmax(A), G), (3, 4))


FIXED = np.arange(12.0).reshape(4, 3)

QUESTIONS = [
    Question(
        name="backprop.q1", reference=back_propagate, cases=GRAPHS, tolerance=1e-12,     # below a difference quotient
        mistakes=[difference_turned_round, appended_to_an_array, share_overwritten,
                  one_share_where_a_node_stands_twice, table_without_a_start, started_with_the_value,
                  walked_from_the_front, local_slopes_alone, own_value_in_a_product, sum_told_like_a_product,
                  minus_sign_lost, forward_mode],
        hints=[
            "First a loop that makes the values, in a list that grows. Then a loop over the same operations, the last "
            "one first: each tells its two nodes a share. What must stand in the table before that loop begins?",
            "A share is the entry of the node that was made, times the operation's slope in the node that is told. "
            "Those slopes are 1 and 1 for a sum, 1 and -1 for a difference, each other's value for a product. Shares "
            "are added to the entry.",
        ]),
    Question(
        name="backprop.q2", reference=gradient, cases=NETWORKS, tolerance=1e-12,
        mistakes=[tanh_left_out, output_squashed, two_forgotten, target_minus_output, sum_where_the_mean_was_asked,
                  mean_over_all_numbers, slope_where_there_is_no_tanh, values_before_the_tanh, decay_forgotten,
                  decay_in_place_of_the_other_share, half_the_decay, decay_averaged, decay_without_its_weights,
                  transposed_gradient, biases_decayed, mean_of_the_rows, summed_over_the_outputs, slope_passed_over,
                  weights_not_transposed, slope_of_the_layer_below, slope_of_a_sigmoid, tanh_taken_twice,
                  square_forgotten, inputs_where_the_hidden_values_were_asked, lower_slope_passed_over],
        hints=[
            "The three layers repeat one pattern: from G of a layer come dW and db of that layer, then G of the layer "
            "below. G goes back through a product P = A B as dA = dP B^T and dB = A^T dP, and through tanh entry by "
            "entry.",
            "The slope of tanh at a is 1 - tanh(a)^2, and tanh(a) is a hidden layer that you have already. The decay "
            "is a second way from W to J: its share, the derivative of a square times lambda, is added to the first.",
        ]),
    Number(
        name="backprop.q3", reference=price, step=1e-3,
        mistakes=[every_layer_hands_on, forward_and_back_together, weights_alone, handing_on_alone,
                  last_layer_left_out, products_counted, weights_counted],
        hints=[
            "For each layer write down two lines: the product on the way forward, and what is made from G on the way "
            "back.",
            "G of a layer has the shape (m, n_out). With it the layer makes the gradient of W, of shape (n_in, n_out), "
            "and the gradient in its input, of shape (m, n_in). Which of these is not needed, and where?",
        ]),
    Choice(
        name="backprop.q4",
        options=[
            Option(r"$C = A \odot A$ has the rule $dA = A \odot G$",
                   lambda: right(np.square, lambda A, G: A * G, (3, 4)),
                   "A stands in two places of that product, and each is told a share. The slope of a square has a 2."),
            Option("$C = X + b$, with $b$ added to every row, has the rule $db =$ the sum of the rows of $G$",
                   lambda: right(lambda b: FIXED + b, lambda b, G: G.sum(axis=0), 3),
                   "b is used once for each row. Where a value is used several times, what do its shares do?"),
            Option(r"$P = \mathrm{softmax}(A)$, row by row, has the rule $dA = P \odot (1 - P) \odot G$",
                   lambda: softmax_rule(lambda P, G: P * (1 - P) * G),
                   "that is the rule of a sigmoid. An entry of A raises its own entry of P and lowers all the others "
                   "in the row; their G counts too."),
            Option(r"$P = \mathrm{softmax}(A)$, row by row, has the rule $dA = P \odot (G - s)$, "
                   r"where $s_i = \sum_j P_{ij} G_{ij}$ for row $i$",
                   lambda: softmax_rule(lambda P, G: P * (G - (P * G).sum(axis=1, keepdims=True))),
                   "try it: the slopes of P_j are P_j (1 - P_j) in its own entry of A and -P_j P_k in the others. "
                   "Sum them with G."),
        ],
        hints=[
            "Where a value is used in several places, the rule adds a share for each.",
            "Take a small A and a fixed G at random. (J at A with one entry raised by 1e-6, less J at A) / 1e-6 should "
            "be that entry of dA.",
        ]),
]
