"""A question inside a chapter: choose or type, and read why. The key was computed when the chapter ran."""
from __future__ import annotations

import anywidget
import traitlets as T

from ffedu.quizzes.question import Choice, Numeric, asked
from ffedu.widgets.explorable import front_end


class Quiz(anywidget.AnyWidget):
    """A question of `ffedu.quizzes`, with feedback to each answer. Raises what `ffedu.quizzes.question.asked` raises.

    >>> from ffedu.quizzes import xor
    >>> Quiz(xor.best_line())
    Quiz: What does the best linear model (least squares) answer at (1,1)? (a number to 2 decimals)
    """
    _esm, _css = front_end("quiz")
    _question = T.Dict().tag(sync=True)

    def __init__(self, question: Choice | Numeric):
        super().__init__(_question=asked(question))

    def __repr__(self) -> str:
        data = self._question
        if data["kind"] == "numeric":
            return f"Quiz: {data['text']} (a number to {data['decimals']} decimals)"
        holding = sum(option["holds"] for option in data["options"])
        return "\n".join([f"Quiz: {data['text']} ({holding} of {len(data['options'])} hold)",
                          *(f"  - {option['text']}" for option in data["options"])])
