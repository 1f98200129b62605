"""What every explorable is in Python: a state of traits, the text of its front end, a start that Reset goes back to."""
from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets as T

from ffedu.widgets.traits import Held

FOLDER = Path(__file__).parent
PLAIN = "quiz",                                                  # widgets that are no explorables


def front_end(name: str) -> tuple[str, str]:
    """Return script and style of the widget `name` as they travel in a notebook.

    First what all widgets share, then what all explorables do, then its own, if any. A question is no explorable, and
    a chapter has several of them: each would carry what it does not use.
    """
    explorable = name not in PLAIN
    script = "base.js", *["kit.js"][:explorable], f"{name}.js"
    style = "base.css", *["style.css"][:explorable], f"{name}.css"
    return _joined(script), _joined(style)


def _joined(files: tuple[str, ...]) -> str:
    return "".join((FOLDER / file).read_text(encoding="utf-8") for file in files if (FOLDER / file).exists())


class Explorable(anywidget.AnyWidget):
    """A figure moved by hand, in the book, in the notebook and on the slide.

    A subclass declares its state as traits of `ffedu.widgets.traits`, in the order in which they are given, and
    `topic`, the name of its script. Whatever it computes in Python for its script it hands over in `_data`.
    """
    topic = ""
    _start = T.Dict().tag(sync=True)                              # the state as it was given
    _data = T.Dict().tag(sync=True)

    def __init_subclass__(cls, **kwargs: object):
        if "topic" in vars(cls):                                    # not where anywidget derives a class of its own
            cls._esm, cls._css = front_end(cls.topic)
        super().__init_subclass__(**kwargs)

    def __init__(self, *values: object, **named: object):
        names = self.state_names()
        if len(values) > len(names) or not set(named) <= set(names[len(values):]):
            got = f"{len(values)} values and {', '.join(named) or 'no names'}"
            raise TypeError(f"{type(self).__name__} needs each of {', '.join(names)} once at most, got {got}")
        super().__init__(**dict(zip(names, values)), **named)
        self._start = self.state()

    @classmethod
    def state_names(cls) -> list[str]:
        """Return the names of the traits that make up the state, in the order in which they are declared."""
        held = {name for name, trait in cls.class_traits().items() if isinstance(trait, Held)}
        return [name for part in reversed(cls.__mro__) for name in vars(part) if name in held]

    def state(self) -> dict[str, object]:
        """Return the state, {name: value}."""
        return {name: getattr(self, name) for name in self.state_names()}

    def __repr__(self) -> str:
        moved = ", ".join(f"{name}={_short(value)}" for name, value in self.state().items())
        return f"{type(self).__name__}({moved})"


def _short(value: object) -> str:
    """The value as Python writes it, whole numbers without their '.0'."""
    if isinstance(value, list):
        return f"[{', '.join(map(_short, value))}]"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)
