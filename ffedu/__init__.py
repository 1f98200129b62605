"""ffedu: deep feedforward networks, every mechanism readable in one sitting. Numpy alone.

    xor                    the problem, the linear model that fails, the networks that solve it
    worked_example         backpropagation by hand: the w1..w8 network
    worked_example_deck    its numbers against the deck that prints them
    homework               a rectified layer under a softmax, its gradients by hand
    ledger                 every number that the source decks print, and its comparison with the computed one
    stable                 sigmoid, softplus, logsumexp, softmax, log_softmax
    gradcheck              derivatives by number
    experiment             intervals for observed rates
"""
from . import experiment, gradcheck, homework, ledger, stable, worked_example, worked_example_deck, xor
from .ledger import compare, compare_all
from .stable import log_softmax, logsumexp, sigmoid, softmax, softplus

__version__ = "0.1.0"
__all__ = ["compare", "compare_all", "experiment", "gradcheck", "homework", "ledger", "log_softmax", "logsumexp",
           "sigmoid", "softmax", "softplus", "stable", "worked_example", "worked_example_deck", "xor"]
