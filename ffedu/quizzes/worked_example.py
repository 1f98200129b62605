"""Questions on back-propagation by hand: factors, paths, old weights, and what a falling loss shows."""
from __future__ import annotations

import numpy as np

from ffedu import worked_example as we
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def output_weight() -> Numeric:
    """Misconception: the gradient of an output weight is error times input, without the slope of the unit."""
    s = we.step()
    error = s.out_o1 - s.example.target_o1
    return Numeric(f"out_o1 = {s.out_o1:.4f}, target {s.example.target_o1}, out_h1 = {s.out_h1:.4f}, w₅ = {s.w5}. What "
                   "is ∂E/∂w₅?",
                   lambda: s.dE_dw5, 3,
                   "Three factors: the error, the slope out(1 − out) of the logistic function, and what w₅ multiplies, "
                   "out_h1.",
                   [Known(lambda: error * s.out_h1,
                          "The middle factor is missing. The error reaches w₅ through the unit, whose slope is out(1 − "
                          "out)."),
                    Known(lambda: -s.dE_dw5,
                          "The sign: the answer is too high, so more w₅ makes E larger. Target less answer is minus "
                          "the slope of E."),
                    Known(lambda: error * s.out_o1 * (1 - s.out_o1) * s.w5,
                          "That is the way on to out_h1, whose factor is w₅. For w₅ itself the factor is what it "
                          "multiplies."),
                    Known(lambda: error * s.out_h1 * (1 - s.out_h1) * s.out_h1,
                          "That takes the slope of the hidden unit. Between E and w₅ lies the output unit alone.")],
                   "Write the chain: E depends on out_o1, that on net_o1, that on w₅. One factor for each arrow.")


def both_paths() -> Choice:
    """Misconception: the gradient of a hidden weight is a product along one path."""
    s = we.step()
    rest, truth = s.dout_h1_dnet_h1 * s.dnet_h1_dw1, we.difference("w1")
    first, second = s.dE_o1_dout_h1 * rest, s.dE_o2_dout_h1 * rest
    same = lambda value: bool(np.isclose(value, truth, rtol=1e-6))
    return Choice("out_h1 goes into both outputs. Which of these is ∂E/∂w₁?", [
        Option("The product along the path through o1.", lambda: same(first),
               "That is the share of the first output alone. Moving w₁ moves the second output as well."),
        Option("The product of both paths' products.", lambda: same(first * second),
               "Slopes multiply along a path. Where two paths meet, their shares add."),
        Option("The larger of the two shares.", lambda: same(max(first, second, key=abs)),
               "The smaller share counts too. Here it has the other sign and takes a third of the first one back."),
        Option("The sum of the shares of both paths.", lambda: same(first + second),
               "Raise out_h1, and one output gets worse while the other gets better. E feels both, so the shares add."),
    ])


def old_weights() -> Choice:
    """Misconception: on the way back one may use the output weights that have just been updated."""
    s, reused, truth = we.step(), we.step(reuse_updated=True), we.difference("w1")
    off = lambda step: abs(step.dE_dw1 - truth)
    return Choice("w₅ has just got its new value. Which w₅ stands in the gradient of w₁?", [
        Option("The new one: it is the better one.", lambda: off(reused) < off(s),
               "Better or not, the forward pass did not use it. Its gradient would belong to no point at all."),
        Option("The old one, which made the forward pass.", lambda: off(s) < off(reused) / 1000,
               "A gradient belongs to one set of weights. Compute all of it, then move all of them."),
        Option("Either: both give the same gradient.", lambda: bool(np.isclose(s.dE_dw1, reused.dE_dw1, rtol=1e-3)),
               f"They do not: {s.dE_dw1:.6f} with the old weights, {reused.dE_dw1:.6f} with the new ones. The curve of "
               "the loss hides it; a derivative by number does not."),
    ])


def falling_loss() -> Choice:
    """Misconception: a loss that goes down shows that the gradient is right."""
    truth = we.difference("w1")
    falls = lambda **choice: bool((np.diff(we.history([0, 1, 2, 5, 10, 20], **choice)) < 0).all())
    right = lambda **choice: bool(np.isclose(we.step(**choice).dE_dw1, truth, rtol=1e-6))
    return Choice("The loss falls at every step. What does that show?", [
        Option("The gradient is right.", lambda: falls(reuse_updated=True) and right(reuse_updated=True),
               "Every roughly downhill direction lowers the loss. The wrong variant does so at each step."),
        Option("Little: a wrong gradient can do that "
               "too.", lambda: falls(reuse_updated=True) and not right(reuse_updated=True),
               "Here is one that does. Hold each gradient against a derivative by number before you trust it."),
        Option("The gradient is wrong: a right one would jump.", lambda: right() and not falls(),
               "A right gradient with a small step descends just as steadily. The curve cannot tell them apart."),
    ])
