"""ffedu: deep feedforward networks, every mechanism readable in one sitting. Numpy alone.

    stable                 sigmoid, softplus, logsumexp, softmax, log_softmax
    gradcheck              derivatives by number
    optim                  rules of descent: momentum, Nesterov, AdaGrad, RMSProp, Adam, schedules, minibatches
    data                   small data sets, each from an explicit rng
    experiment             intervals for observed rates
    ledger                 every number that the source decks print, and its comparison with the computed one
    errata                 where the source decks are wrong, and what holds
    history                the dates that the course leans on
    perceptron             threshold units, Rosenblatt's rule, the logistic unit
    separability           which Boolean functions a threshold unit can be, with certificates
    linear_models          least squares, logistic regression, features
    kernels                the kernel view of a linear model
    costs                  squared and absolute error, likelihoods, entropies, what minimises them
    output_units           distribution, negative log-likelihood and gradient of each output unit
    hidden_units           each hidden unit, its derivative and its kinks
    vector_units           maxout and radial basis functions
    density_units          Gaussians with a variance of their own, mixtures of Gaussians
    homework               a rectified layer under a softmax, its gradients by hand
    chainrule              Algorithms 1 and 2 on scalar graphs, beside the sum over all paths
    graph                  Node, Operation, grad: Algorithms 5 and 6
    shapes                 operations that move and sum, and undo broadcasting
    operations             arithmetic, products and elementwise functions, each with its bprop
    logits                 softmax and cross-entropy as operations
    symbolic               graphs listed, evaluated elsewhere, differentiated twice
    graph_parts            graphs taken apart
    backprop               the graphs of the book's figures
    mlp                    Algorithms 3 and 4: a network of any depth, by hand
    worked_example         backpropagation by hand: the w1..w8 network
    worked_example_deck    its numbers against the deck that prints them
    xor                    the problem, the linear model that fails, the networks that solve it
    xor_starts             XOR learned from many random starts, by three hidden units
    piecewise              continuous piecewise-linear functions
    approximation          one hidden layer, with the error that is proved and measured
    regions                linear regions, counted
    depth                  what depth can represent
    initialisation         where training starts: zeros, small numbers, Xavier, He
    training               the loop, early stopping, saddles
    regularisation         weight decay, dropout, worst small changes
    normalisation          standardised data, batch normalisation
    convolution            shared weights, pooling, receptive fields
    connections            weights counted, receptive fields, skip connections
    recurrent              delay lines, simple recurrence, LSTM, back-propagation through time

A module is loaded when it is first asked for: `ffedu.xor`, `from ffedu import xor`.
"""
from importlib import import_module
from types import ModuleType

from .ledger import compare, compare_all
from .stable import log_softmax, logsumexp, sigmoid, softmax, softplus

__version__ = "0.1.0"
_MODULES = [line.split()[0] for line in __doc__.splitlines() if line.startswith("    ")]
__all__ = ["compare", "compare_all", "log_softmax", "logsumexp", "sigmoid", "softmax", "softplus", *_MODULES]


def __getattr__(name: str) -> ModuleType:
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    raise AttributeError(f"ffedu needs one of its modules, {', '.join(_MODULES)}, got {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *_MODULES]
