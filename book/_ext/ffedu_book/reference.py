"""The last line of a chapter: each function of the library that its code uses, as a link to the reference."""
from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module

from .chapters import text

ASIDE = {"figures", "widgets", "quizzes"}


def used(notebook: dict) -> list[str]:
    """Return the full names of the functions and classes of ffedu in the code cells, such as ffedu.costs.entropy."""
    trees = [ast.parse(text(cell["source"])) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = dict(pair for node in nodes for pair in _imported(node))
    found = {_documented(thing) for node in nodes for thing in _things(node, names)}
    return sorted(found - {None})


def line(notebook: dict) -> Iterator[dict]:
    """Yield a Markdown cell that links them, or nothing."""
    names = used(notebook)
    if names:
        links = ", ".join(f"[`{name.removeprefix('ffedu.')}`](#{name})" for name in names)
        yield {"cell_type": "markdown", "id": "reference", "metadata": {}, "source": f"**In the reference**: {links}."}


def _imported(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield (name in the notebook, module or function) for `from ffedu import ...`; what is not mathematics is not meant."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ffedu":
        if not ASIDE & set(node.module.split(".")):
            yield from ((alias.asname or alias.name, getattr(import_module(node.module), alias.name))
                        for alias in node.names if alias.name not in ASIDE)


def _things(node: ast.AST, names: dict[str, object]) -> Iterator[object]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and inspect.ismodule(names.get(node.value.id)):
        yield getattr(names[node.value.id], node.attr, None)
    elif isinstance(node, ast.Name):
        yield names.get(node.id)


def _documented(thing: object) -> str | None:
    """The name under which the reference has a function or a class; None for modules, constants and what is not ours."""
    module = getattr(thing, "__module__", None) or ""
    if module.split(".")[0] == "ffedu" and (inspect.isfunction(thing) or inspect.isclass(thing)):
        return f"{module}.{thing.__name__}"
    return None
