"""Questions on the history: one name for several ideas, and dates that are older than they are told."""
from __future__ import annotations

from ffedu import history
from ffedu.quizzes.question import Choice, Option


def _year(who: str) -> int:
    return history.event(who).year


def who_first() -> Choice:
    """Misconception: back-propagation was invented in one year, by the three whose paper made it known."""
    four = ("Rumelhart", "Werbos", "Kelley", "Linnainmaa")
    first = min(four, key=_year)
    return Choice("Who of these was the first to publish gradients that are carried backwards?", [
        Option("Rumelhart, Hinton and Williams, for networks", lambda: first == "Rumelhart",
               f"Their paper of {_year('Rumelhart')} made the name known, and what it is good for. The backward order "
               "is older."),
        Option("Werbos, for fitting models to data", lambda: first == "Werbos",
               f"His thesis is of {_year('Werbos')}, long before the famous paper, and it is not the oldest of the "
               "four."),
        Option("Kelley, for the path of a flight", lambda: first == "Kelley",
               f"In {_year('Kelley')}, in control theory. Searching for the name of a method finds the name, not the "
               "method."),
        Option("Linnainmaa, for rounding errors", lambda: first == "Linnainmaa",
               f"In {_year('Linnainmaa')} he had it for any program. For the stages of a flight it had been done "
               "before."),
    ])


def known_then() -> Choice:
    """Misconception: the field waited for a method that nobody had."""
    book = _year("Minsky")
    return Choice(f"{book}: Minsky and Papert say what one layer cannot do. Were gradients carried backwards known by "
                  "then?", [
        Option("No: nobody had them yet.", lambda: _year("Kelley") > book and _year("Dreyfus") > book,
               f"Control theory had them since {_year('Kelley')}. A method can be known in one field and unknown next "
               "door."),
        Option("Yes, for networks too.", lambda: _year("Rumelhart") < book,
               f"That networks learn something worth having by them was shown in {_year('Rumelhart')}. They are two "
               "ideas."),
        Option("Yes, in control theory.", lambda: _year("Dreyfus") < book < _year("Werbos"),
               f"Kelley and Dreyfus had steered with them. Werbos fitted models by them in {_year('Werbos')}."),
    ])


def revival() -> Choice:
    """Misconception: deep learning came back with one network on ImageNet, or with the rectifier."""
    four = ("Krizhevsky", "Glorot", "Mohamed", "Hinton")
    first = min(four, key=_year)
    return Choice("Which of these steps of the revival came first?", [
        Option("A deep convolutional net on ImageNet", lambda: first == "Krizhevsky",
               f"In {_year('Krizhevsky')} it convinced those who still doubted. By then deep networks had been back "
               "for years."),
        Option("Deep belief nets, trained layer by layer", lambda: first == "Hinton",
               f"In {_year('Hinton')}: it began with a generative model and a pretraining that was given up again "
               "later."),
        Option("Deep nets of rectifiers, without pretraining", lambda: first == "Glorot",
               f"In {_year('Glorot')} they made the pretraining unnecessary. So there was a pretraining to be made "
               "unnecessary."),
        Option("Deep belief nets that recognise speech", lambda: first == "Mohamed",
               f"In {_year('Mohamed')} they mattered a great deal outside the field. Inside it the nets had been known "
               "before."),
    ])
