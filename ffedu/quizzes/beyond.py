"""Questions on what comes after the plain network: shared weights, what a unit sees, skips, and what a gate keeps."""
from __future__ import annotations

import numpy as np

from ffedu import connections, convolution, recurrent, sigmoid
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def shared_gradient() -> Choice:
    """Misconception: the copies of a shared weight have gradients of their own, or their mean counts."""
    rng = np.random.default_rng(0)
    X, K = rng.standard_normal((1, 1, 6, 6)), rng.standard_normal((1, 1, 3, 3))
    G = rng.standard_normal(convolution.conv2d(X, K, [0]).shape)
    dK = convolution.conv2d_gradient(X, K, G).dK[0, 0, 0, 0]
    places = G[0, 0] * X[0, 0, :4, :4]
    return Choice("One weight of a kernel is used at many places. What is its gradient?", [
        Option("The sum of the shares of all places.", lambda: bool(np.isclose(dK, places.sum())),
               "Move the weight, and every place feels it. The same sum runs over time in a recurrent net."),
        Option("The mean over the places.", lambda: bool(np.isclose(dK, places.mean())),
               "The weight acts at each place in full, so that the shares add. A mean would be smaller by their "
               "number."),
        Option("One gradient for each place, so that the copies part.", lambda: places.shape == np.shape(dK),
               "There are no copies to part: one weight, one gradient. Then it is the same everywhere after the step "
               "too."),
        Option("The largest share: that place "
               "decides.", lambda: bool(np.isclose(dK, places.flat[np.abs(places).argmax()])),
               "A maximum decides in pooling, where one input wins. In a sum every place has its say."),
    ])


def after_a_pool() -> Numeric:
    """Misconception: a window adds as many pixels as it has, whatever lies below it."""
    fields = connections.receptive_fields(connections.FIX, 28)
    before, after = fields[3], fields[4]
    k = connections.FIX[3].k
    return Numeric(f"A unit after the first pool sees {before.r} pixels in a row, and units there stand {before.jump} "
                   "apart. "
                   f"What does a unit see after one more window of {k}?", lambda: after.r, 0,
                   "The window takes two more units, and each stands two pixels further on. Steps multiply, so depth "
                   "sees far.",
                   [Known(lambda: before.r + k - 1,
                          "That counts neighbours as if they stood one pixel apart. After the pool they stand two "
                          "apart."),
                    Known(lambda: before.r * k,
                          "The three fields overlap for the most part. Only what sticks out on both sides is new."),
                    Known(lambda: before.r + k * before.jump,
                          "Of the units in the window one is where you were. Only the others add their step.")],
                   "Draw the units of the window, mark what each of them sees, and look where the first begins and the "
                   "last ends.")


def open_path() -> Choice:
    """Misconception: where the gradient keeps its size, every layer learns well."""
    rng, n, L = np.random.default_rng(0), 10, 32
    W, c = connections.random_layers(rng, L, n)
    x, G = rng.standard_normal((1, n)), np.full((1, n), n**-0.5)
    a, h = connections.forward(x, W, c, 1)
    back = connections.backward(x, W, c, G, 1)
    slopes = sigmoid(np.asarray(a[-8:])) * sigmoid(-np.asarray(a[-8:]))
    return Choice("Sigmoid layers with a skip over each: the gradient arrives at the input nearly whole. Do all layers "
                  "learn well now?", [
        Option("Yes: with such a gradient every layer gets its share.", lambda: bool((slopes < 0.01).mean() < 0.1),
               "The way past the layers is open. The layers near the top are flat: their sums have grown with each "
               "addition."),
        Option("No: the first layers still get no gradient.", lambda: bool(np.linalg.norm(back.dW[0]) < 1e-6),
               "That was the plain chain. With skips the first layer has a gradient that it can use."),
        Option("No: near the top most sigmoids have gone flat.", lambda: bool((slopes < 0.01).mean() > 0.5),
               "Each layer adds something between 0 and 1, so h grows. That is why networks with skips also "
               "normalise."),
        Option("No: the gradient explodes on its way.", lambda: bool(np.linalg.norm(back.dh[0]) > 100),
               "Its size stays near 1 at every depth. It is the values, not the gradient, that grow here."),
    ])


def the_name_of_the_cell() -> Choice:
    """Misconception: an LSTM keeps the gradient by its construction, whatever its gates do."""
    left = lambda forget: recurrent.memory(np.random.default_rng(0), T=60, k=10, forget=forget)
    shut, plain, wide = left(0.0).lstm[0], left(0.0).rnn[0], left(5.0).lstm[0]
    return Choice("An LSTM starts with the bias 0 in its forget gate. What is left of a gradient many steps back?", [
        Option("About as much as with the bias 5: the cell is a sum.", lambda: bool(shut > wide / 10),
               "It is a sum weighted by F. With the bias 0 the gate stands half open, and halves multiply."),
        Option("Next to nothing.", lambda: bool(shut < 1e-6),
               "About one half to the power of the steps. The open gate carries the gradient, not the name of the "
               "cell."),
        Option("Far more: nothing is ever forgotten.", lambda: bool(shut > 10 * wide),
               "Nothing forgotten would need F near 1, which a large bias gives. Half open, the cell forgets half at "
               "each step."),
    ])
