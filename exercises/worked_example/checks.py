"""What the exercise on back-propagation by hand asks, and the mistakes it knows by name.

A mistake changes what a pass names; it is recognised by the first value that it spoils, so those behind stay as they
were. Its docstring is what the student reads.
"""
from dataclasses import asdict

import numpy as np

from ffedu import worked_example as we
from ffedu.checks.sheet import Choice, Number, Option, Question

NAMES = "w1 w2 w3 w4 w5 w6 w7 w8 b1 b2".split()
NODES = ("dE_dout_o1 dE_dout_o2 dE_dnet_o1 dE_dnet_o2 dE_dw5 dE_dw6 dE_dw7 dE_dw8 dE_db2 dE_dout_h1 dE_dout_h2 "
         "dE_dnet_h1 dE_dnet_h2 dE_dw1 dE_dw2 dE_dw3 dE_dw4 dE_db1").split()


# Question 1.

def forward(p, x, t):
    return asdict(we.forward(we.Weights(**p), we.Example(*x, *t)))


def lost_minus_sign(p, x, t):
    """that is 1 / (1 + e^net). The logistic function has a minus sign, 1 / (1 + e^-net): it grows with net."""
    v = forward(p, x, t)
    return {**v, "out_h1": 1 - v["out_h1"], "out_h2": 1 - v["out_h2"]}


def hyperbolic_tangent(p, x, t):
    """that is tanh, which runs from -1 to 1. The logistic function runs from 0 to 1."""
    v = forward(p, x, t)
    return {**v, "out_h1": np.tanh(v["net_h1"]), "out_h2": np.tanh(v["net_h2"])}


def hidden_bias_forgotten(p, x, t):
    """b1 is missing: it is added to the net of both hidden units."""
    v = forward(p, x, t)
    return {**v, "net_h1": v["net_h1"] - p["b1"], "net_h2": v["net_h2"] - p["b1"]}


def second_and_third_weight_exchanged(p, x, t):
    """w2 and w3 changed places. Both weights of h1 come first: w1 and w2; w3 and w4 are those of h2."""
    return {**forward(p, x, t), "net_h1": p["w1"] * x[0] + p["w3"] * x[1] + p["b1"],
            "net_h2": p["w2"] * x[0] + p["w4"] * x[1] + p["b1"]}


def bias_of_the_other_layer(p, x, t):
    """the outputs got b1. Each layer has a bias of its own: b2 is that of the outputs."""
    v = forward(p, x, t)
    return {**v, "net_o1": v["net_o1"] - p["b2"] + p["b1"], "net_o2": v["net_o2"] - p["b2"] + p["b1"]}


def nets_passed_on(p, x, t):
    """the outputs were fed with net_h1 and net_h2. What a hidden unit passes on is its out."""
    v = forward(p, x, t)
    return {**v, "net_o1": p["w5"] * v["net_h1"] + p["w6"] * v["net_h2"] + p["b2"],
            "net_o2": p["w7"] * v["net_h1"] + p["w8"] * v["net_h2"] + p["b2"]}


def inputs_passed_on(p, x, t):
    """the outputs were fed with the inputs x, past the hidden layer. They take in out_h1 and out_h2."""
    return {**forward(p, x, t), "net_o1": p["w5"] * x[0] + p["w6"] * x[1] + p["b2"],
            "net_o2": p["w7"] * x[0] + p["w8"] * x[1] + p["b2"]}


def linear_outputs(p, x, t):
    """the outputs are not passed through the logistic function. In this network every unit is."""
    v = forward(p, x, t)
    return {**v, "out_o1": v["net_o1"], "out_o2": v["net_o2"]}


def half_forgotten(p, x, t):
    """the 1/2 is missing in E_o1 and E_o2: the error of an output is half the square."""
    v = forward(p, x, t)
    return {**v, "E_o1": 2 * v["E_o1"], "E_o2": 2 * v["E_o2"]}


def not_squared(p, x, t):
    """that is half the distance from the target; asked is half its square."""
    v = forward(p, x, t)
    return {**v, "E_o1": abs(t[0] - v["out_o1"]) / 2, "E_o2": abs(t[1] - v["out_o2"]) / 2}


def mean_of_the_errors(p, x, t):
    """E_total is the mean of the two errors. It is their sum."""
    v = forward(p, x, t)
    return {**v, "E_total": v["E_total"] / 2}


# Question 2.

def backward(p, x, t, v):
    d = asdict(we.backward(we.Weights(**p), we.Example(*x, *t)))
    return {name: d[name] for name in NODES}


def both(p, x, t):
    """Both passes: every name that the backward pass is made from."""
    return {**forward(p, x, t), **asdict(we.backward(we.Weights(**p), we.Example(*x, *t)))}


def target_minus_output(p, x, t, v):
    """the sign is wrong. The derivative of (t - out)^2 / 2 in out is out - t: where out is too large, E grows with it."""
    d = backward(p, x, t, v)
    return {**d, "dE_dout_o1": -d["dE_dout_o1"], "dE_dout_o2": -d["dE_dout_o2"]}


def factor_two(p, x, t, v):
    """there is a 2 too much. The 1/2 in front of the square takes it away; that is what it is there for."""
    d = backward(p, x, t, v)
    return {**d, "dE_dout_o1": 2 * d["dE_dout_o1"], "dE_dout_o2": 2 * d["dE_dout_o2"]}


def slope_of_the_output_forgotten(p, x, t, v):
    """the logistic function of the output was passed over. Going back through it multiplies by its slope, out (1 - out)."""
    d = backward(p, x, t, v)
    return {**d, "dE_dnet_o1": d["dE_dout_o1"], "dE_dnet_o2": d["dE_dout_o2"]}


def slope_at_net(p, x, t, v):
    """the slope was formed with net. It is sigma (1 - sigma), and sigma of net is out: out (1 - out)."""
    v = both(p, x, t)
    return {**backward(p, x, t, v), "dE_dnet_o1": v["dE_dout_o1"] * v["net_o1"] * (1 - v["net_o1"]),
            "dE_dnet_o2": v["dE_dout_o2"] * v["net_o2"] * (1 - v["net_o2"])}


def output_weights_fed_with_the_inputs(p, x, t, v):
    """dE_dw5 was formed with an input, one layer too low. w5 multiplies out_h1, so that is its factor."""
    v = both(p, x, t)
    return {**backward(p, x, t, v), "dE_dw5": v["dE_dnet_o1"] * x[0], "dE_dw6": v["dE_dnet_o1"] * x[1],
            "dE_dw7": v["dE_dnet_o2"] * x[0], "dE_dw8": v["dE_dnet_o2"] * x[1]}


def w6_and_w7_exchanged(p, x, t, v):
    """the gradients of w6 and w7 changed places. w6 leads from h2 to o1, w7 from h1 to o2."""
    d = backward(p, x, t, v)
    return {**d, "dE_dw6": d["dE_dw7"], "dE_dw7": d["dE_dw6"]}


def bias_of_one_output(p, x, t, v):
    """dE_db2 is the share of the first output only. b2 goes into both outputs, so both shares are added."""
    d = backward(p, x, t, v)
    return {**d, "dE_db2": d["dE_dnet_o1"]}


def first_share_only(p, x, t, v):
    """dE_dout_h1 adds only the first output's share. h1 goes into both outputs, so its blame comes back along both."""
    v = both(p, x, t)
    return {**backward(p, x, t, v), "dE_dout_h1": v["dE_o1_dout_h1"], "dE_dout_h2": v["dE_o1_dout_h2"]}


def weights_of_one_output(p, x, t, v):
    """dE_dout_h1 went through w5 and w6, both weights of o1. The two that leave h1 are w5 and w7."""
    v = both(p, x, t)
    return {**backward(p, x, t, v), "dE_dout_h1": v["dE_dnet_o1"] * p["w5"] + v["dE_dnet_o2"] * p["w6"],
            "dE_dout_h2": v["dE_dnet_o1"] * p["w7"] + v["dE_dnet_o2"] * p["w8"]}


def slope_of_the_output_passed_over(p, x, t, v):
    """dE_dout_h1 was formed with dE_dout of the outputs. Between h1 and out_o1 lies the logistic function: use dE_dnet."""
    v = both(p, x, t)
    return {**backward(p, x, t, v), "dE_dout_h1": v["dE_dout_o1"] * p["w5"] + v["dE_dout_o2"] * p["w7"],
            "dE_dout_h2": v["dE_dout_o1"] * p["w6"] + v["dE_dout_o2"] * p["w8"]}


def slope_of_the_hidden_unit_forgotten(p, x, t, v):
    """the logistic function of the hidden unit was passed over: it has a slope too, out_h1 (1 - out_h1)."""
    d = backward(p, x, t, v)
    return {**d, "dE_dnet_h1": d["dE_dout_h1"], "dE_dnet_h2": d["dE_dout_h2"]}


def slope_of_the_other_layer(p, x, t, v):
    """dE_dnet_h1 was formed with the slope of the output unit. Each unit has its own: here out_h1 (1 - out_h1)."""
    v = both(p, x, t)
    return {**backward(p, x, t, v), "dE_dnet_h1": v["dE_dout_h1"] * v["dout_o1_dnet_o1"],
            "dE_dnet_h2": v["dE_dout_h2"] * v["dout_o2_dnet_o2"]}


def hidden_weights_fed_with_the_hidden_outputs(p, x, t, v):
    """dE_dw1 was formed with out_h1, one layer too high. w1 multiplies the input x1, so that is its factor."""
    v = both(p, x, t)
    return {**backward(p, x, t, v), "dE_dw1": v["dE_dnet_h1"] * v["out_h1"], "dE_dw2": v["dE_dnet_h1"] * v["out_h2"],
            "dE_dw3": v["dE_dnet_h2"] * v["out_h1"], "dE_dw4": v["dE_dnet_h2"] * v["out_h2"]}


def w2_and_w3_exchanged(p, x, t, v):
    """the gradients of w2 and w3 changed places. w2 leads from x2 to h1, w3 from x1 to h2."""
    d = backward(p, x, t, v)
    return {**d, "dE_dw2": d["dE_dw3"], "dE_dw3": d["dE_dw2"]}


def hidden_bias_of_one_unit(p, x, t, v):
    """dE_db1 is the share of h1 only. b1 goes into both hidden units, so both shares are added."""
    d = backward(p, x, t, v)
    return {**d, "dE_db1": d["dE_dnet_h1"]}


# Question 3.

def step(p, x, t, eta):
    return asdict(we.step(we.Weights(**p), we.Example(*x, *t), eta, update_biases=True).after)


def moved(p, change):
    return {name: p[name] + change(name) for name in NAMES}


def uphill(p, x, t, eta):
    """that goes uphill: the step was added. The gradient points to where E grows, so it is subtracted."""
    d = both(p, x, t)
    return moved(p, lambda name: eta * d[f"dE_d{name}"])


def learning_rate_forgotten(p, x, t, eta):
    """eta is missing: the step is eta times the gradient."""
    d = both(p, x, t)
    return moved(p, lambda name: -d[f"dE_d{name}"])


def already_updated_weights(p, x, t, eta):
    """the hidden gradient used the already updated w5 to w8. All gradients belong to the weights of the forward pass:
    find them first, then move."""
    return asdict(we.step(we.Weights(**p), we.Example(*x, *t), eta, update_biases=True, reuse_updated=True).after)


def output_layer_only(p, x, t, eta):
    """w1 to w4 stayed where they were. The hidden layer learns too: that is what going back is for."""
    after = step(p, x, t, eta)
    return {**after, **{name: p[name] for name in ("w1", "w2", "w3", "w4", "b1")}}


def biases_left_alone(p, x, t, eta):
    """the biases stayed where they were, as on many slides. Here all ten move: a bias has a gradient too."""
    return asdict(we.step(we.Weights(**p), we.Example(*x, *t), eta).after)


def the_step_itself(p, x, t, eta):
    """that is the step, eta times the gradient. Asked is where it leads: the old weights less the step."""
    d = both(p, x, t)
    return {name: eta * d[f"dE_d{name}"] for name in NAMES}


DECK = {name: value for name, value in asdict(we.Weights()).items()}
NETWORKS = {
    "the network at the head of the notebook": dict(p=DECK, x=[0.05, 0.10], t=[0.01, 0.99]),
    "weights of both signs": dict(p=dict(zip(NAMES, (0.5, -1, 2, 0.3, -0.7, 1.5, 0.9, -2, 0.4, -0.6))), x=[1, -2], t=[0.2, 0.7]),
    "large sums": dict(p=dict(zip(NAMES, (2, 1, -1, -3, 1, 2, -1.5, 1, -0.5, 0.25))), x=[1.5, 0.5], t=[1, 0]),
}
PASSED = {title: dict(**given, v=forward(**given)) for title, given in NETWORKS.items()}
STEPS = {title: dict(**given, eta=eta) for (title, given), eta in zip(NETWORKS.items(), (0.5, 0.1, 2))}


# Question 4: E_total after 50 steps with learning rate 0.5.

def after(steps, **how):
    return we.history([steps], **how)[0]


def fifty_steps():
    return after(50, update_biases=True)


def no_step_at_all():
    """that is E_total before the first step."""
    return after(0)


def one_step():
    """that is E_total after a single step. Was the new p used for the next one?"""
    return after(1, update_biases=True)


def one_step_too_few():
    """that is one step too few: range(1, 50) goes round 49 times."""
    return after(49, update_biases=True)


def one_step_too_many():
    """that is one step too many."""
    return after(51, update_biases=True)


def biases_that_stay():
    """that comes out when the biases stay where they are. Here all ten move."""
    return after(50)


def other_learning_rate():
    """that comes out with eta = 0.05; asked is 0.5."""
    return after(50, eta=0.05, update_biases=True)


def updated_on_the_way():
    """that comes out when the hidden gradient runs through w5 to w8 that are already updated: see question 3."""
    return after(50, update_biases=True, reuse_updated=True)


# Question 5.

def at_the_start():
    return both(**NETWORKS["the network at the head of the notebook"])


def gradients(names):
    v = at_the_start()
    return [abs(v[f"dE_d{name}"]) for name in names]


QUESTIONS = [
    Question(
        name="worked_example.q1", reference=forward, cases=NETWORKS,
        mistakes=[lost_minus_sign, hyperbolic_tangent, hidden_bias_forgotten, second_and_third_weight_exchanged,
                  bias_of_the_other_layer, nets_passed_on, inputs_passed_on, linear_outputs, half_forgotten, not_squared,
                  mean_of_the_errors],
        hints=["Each of the four units does the same: a weighted sum and a bias give net, the logistic function of it out. "
               "Only where the inputs come from differs.",
               "With a function sigma(z) of your own, out_h1 is sigma(net_h1). The inputs of o1 are out_h1 and out_h2."]),
    Question(
        name="worked_example.q2", reference=backward, cases=PASSED, tolerance=1e-13,     # below a difference quotient
        mistakes=[target_minus_output, factor_two, slope_of_the_output_forgotten, slope_at_net,
                  output_weights_fed_with_the_inputs, w6_and_w7_exchanged, bias_of_one_output, first_share_only,
                  weights_of_one_output, slope_of_the_output_passed_over, slope_of_the_hidden_unit_forgotten,
                  slope_of_the_other_layer, hidden_weights_fed_with_the_hidden_outputs, w2_and_w3_exchanged,
                  hidden_bias_of_one_unit],
        hints=["Each derivative is one found before times one local slope: of the square, of the logistic function, of a "
               "weighted sum. Where a value is used twice, the two products are added.",
               "The slope of a weighted sum in a weight is what the weight multiplies, and in what it multiplies it is the "
               "weight. Look along each edge of the network: which value comes in, which derivative comes back?"]),
    Question(
        name="worked_example.q3", reference=step, cases=STEPS,
        mistakes=[uphill, learning_rate_forgotten, already_updated_weights, output_layer_only, biases_left_alone,
                  the_step_itself],
        hints=["Find all gradients first, with p as it is. Then make a new dictionary.",
               "The derivative that belongs to the name w5 is called dE_dw5: a loop over the names of p can build that "
               "name."]),
    Number(
        name="worked_example.q4", reference=fifty_steps, step=1e-5,
        mistakes=[no_step_at_all, one_step, one_step_too_few, one_step_too_many, biases_that_stay, other_learning_rate,
                  updated_on_the_way],
        hints=["A loop that gives each step what the one before returned; forward at the end says E_total.",
               "Take a name of its own for the weights that move, so that p stays what it is when you run the cell again."]),
    Choice(
        name="worked_example.q5",
        options=[
            Option("gradient descent makes $w_5$ smaller", lambda: we.step().after.w5 < we.Weights().w5,
                   "look at the sign of the gradient of w5, and remember that the step goes against it."),
            Option("the gradient of $w_1$ depends on the first output alone",
                   lambda: bool(np.isclose(at_the_start()["dE_dout_h1"], at_the_start()["dE_o1_dout_h1"])),
                   "w1 acts through h1, and h1 goes into both outputs: two shares are added."),
            Option("the gradients of $w_5$ and $w_6$ stand in the same ratio as the outputs of $h_1$ and $h_2$",
                   lambda: bool(np.isclose(at_the_start()["dE_dw5"] / at_the_start()["dE_dw6"],
                                           at_the_start()["out_h1"] / at_the_start()["out_h2"])),
                   "both are one and the same derivative times what the weight multiplies: divide one by the other."),
            Option("each weight into the hidden layer has a larger gradient than each weight out of it, in absolute value",
                   lambda: min(gradients(["w1", "w2", "w3", "w4"])) > max(gradients(["w5", "w6", "w7", "w8"])),
                   "compare your dE_dw1 with your dE_dw5: on the way down the gradient met another slope below 1/4, and "
                   "small inputs."),
        ],
        hints=["Your backward, called with the p, x, t of the notebook and their forward pass, has all the numbers that you need.",
               "For a ratio, write down the products that the two gradients are made of and cancel what is in both."]),
]
