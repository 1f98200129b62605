"""Goes into the sandbox: a `check` that does nothing, and modules that only show things, which are not there.

Check cells mark where a question is graded and nothing else, so that a deleted, copied or edited one cannot matter.
A notebook that draws a plot must not lose the cell in which it does: matplotlib is there and draws nothing.
"""
from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any, Iterator

SHOWING = {"matplotlib", "IPython", "ipywidgets", "seaborn", "plotly", "google"}


class Nothing:
    """Takes every call, has every attribute, and unpacks into two of itself, as `fig, ax = plt.subplots()` asks."""

    def __call__(self, *args: Any, **kwargs: Any) -> Nothing:
        return self

    def __getattr__(self, name: str) -> Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: Any) -> Nothing:
        return self

    def __iter__(self) -> Iterator[Nothing]:
        return iter((self, self))

    def __enter__(self) -> Nothing:
        return self

    def __exit__(self, *args: Any) -> None:
        pass


class Check(Nothing):
    """The checks of a notebook, without effect."""

    @classmethod
    def read(cls, path: Any) -> Check:
        """Return checks that do nothing."""
        return cls()


class Shown(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules that only show things, and gives a module full of Nothing."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Return where the module is: here, for those that show."""
        known = name.partition(".")[0] in SHOWING
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if known else None

    def create_module(self, spec: Any) -> types.ModuleType:
        """Return a module that has every attribute."""
        module = types.ModuleType(spec.name)
        module.__getattr__ = Nothing().__getattr__
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Do nothing: there is no code."""


def install(allowed: str) -> Check:
    """Put the stand-ins where `import` finds them and return a check; `allowed` holds what is real of ffedu."""
    module("ffedu_checks", Check=Check)
    module("ffedu", __path__=[allowed])
    module("ffedu.checks", Check=Check)
    module("ffedu.course")
    module("ffedu.course.release", checks_of=Check.read)
    sys.meta_path.append(Shown())                                # last: what is installed comes first
    return Check()


def module(name: str, **contents: Any) -> None:
    """Make a module of this name."""
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__dict__.update({"__path__": [], **contents})
