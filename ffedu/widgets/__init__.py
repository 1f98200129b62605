"""What can be moved by hand: the same widget in the book, in the notebook and on the slide.

A widget's arithmetic is done in its JavaScript, so it moves on a page without a kernel too. Each stands in the module
of its topic; `explorables()` gives them all.
"""
from __future__ import annotations

import importlib
from pathlib import Path

from ffedu.widgets.explorable import Explorable


def explorables() -> dict[str, type[Explorable]]:
    """Return {topic: class} of every explorable: a module with a script of its own name has one."""
    topics = sorted(path.stem for path in Path(__file__).parent.glob("*.js") if path.with_suffix(".py").exists())
    modules = {topic: importlib.import_module(f"ffedu.widgets.{topic}") for topic in topics}
    found = {topic: [cls for cls in vars(module).values() if isinstance(cls, type) and issubclass(cls, Explorable)
                     and cls.topic == topic] for topic, module in modules.items()}
    return {topic: classes[0] for topic, classes in found.items() if classes}
