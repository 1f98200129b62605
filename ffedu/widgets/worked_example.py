"""The worked example under the reader's hand: both passes of the w1..w8 network, a factor of a chain rule at a time.

    position        how far the walk has come: forward, backward, new weights
    digits          decimals of every number that is shown
    eta             learning rate                          update_biases   whether b1 and b2 move as well
    updates         updates made before the walk begins
"""
from __future__ import annotations

from dataclasses import asdict

from ffedu import worked_example as we
from ffedu.ledger import printed, row
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Flag, Number, Whole
from ffedu.worked_example_deck import NAMES

_LAST = 59                                              # the script has as many stops, and a test counts them
_UPDATES = 100


class WorkedExampleExplorer(Explorable):
    """dE/dw5 = dE/dout_o1 dout_o1/dnet_o1 dnet_o1/dw5, and so on: each factor computed where it stands in the network.

    At position 0 nothing is computed; every later position computes one quantity, in the order of the deck: the
    forward pass, the factors and products of the backward pass, w - eta dE/dw. `step` gives all of them at full
    precision. Beside the numbers of the first round stand the digits that the deck prints.
    Raises ValueError for what is out of range, TypeError for what is of another kind.
    Source: Payberah p. 50-69.

    >>> WorkedExampleExplorer(position=16, digits=7)
    WorkedExampleExplorer(position=16, digits=7, eta=0.5, update_biases=False, updates=0)
    """
    topic = "worked_example"

    position = Whole(0, 0, _LAST)
    digits = Whole(5, 2, 8)
    eta = Number(0.5, 0.1, 5)
    update_biases = Flag(False)
    updates = Whole(0, 0, _UPDATES)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        self._data = {"weights": asdict(we.Weights()), "example": asdict(we.Example()),
                      "deck": _deck(), "deck_eta": printed("P-BP-28")}

    @property
    def step(self) -> we.Step:
        """The step of gradient descent that the walk goes through: the one after `updates` of them."""
        weights = we.run(self.updates, eta=self.eta, update_biases=self.update_biases)
        return we.step(weights, eta=self.eta, update_biases=self.update_biases)


def _deck() -> dict[str, dict[str, str]]:
    """What the deck prints for each quantity: {name: {printed, page, verdict}}; restated ones with all their pages."""
    told: dict[str, dict[str, str]] = {}
    for id, name in NAMES.items():
        found = row(id)
        entry = told.setdefault(name, {"printed": found.printed, "page": found.page, "verdict": found.verdict})
        if entry["page"] != found.page:
            entry["page"] += f" and {found.page.removeprefix('p.')}"
    return told
