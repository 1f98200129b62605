"""Small changes of a solution, one at a time: a sign, a constant or an index, a name, an operand or a transpose dropped.

A check that cannot tell such a change from the solution would give full marks for it.
"""
from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.MatMult: ast.Mult,
         ast.Pow: ast.Mult, ast.FloorDiv: ast.Div, ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.Gt, ast.LtE: ast.Lt,
         ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.And: ast.Or, ast.Or: ast.And}


class Mutant(NamedTuple):
    """A changed solution: the line, the change in it, the whole source."""
    line: str
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield the changed sources.

    >>> [mutant.change for mutant in mutants("f = h + 1")]
    ['h + 1 -> h - 1', 'h + 1 -> h', 'h + 1 -> 1', '1 -> 2']
    """
    tree, lines = ast.parse(source), source.splitlines()
    names = _names(tree)
    for node in list(ast.walk(tree)):
        for changed in _changes(node, names.get(node, [])):
            change = f"{ast.unparse(node)} -> {ast.unparse(changed)}"
            _Put(node, changed).visit(tree)
            yield Mutant(lines[node.lineno - 1].split("  #")[0].strip(), change, ast.unparse(tree))
            _Put(changed, node).visit(tree)


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST):
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _names(tree: ast.AST) -> dict[ast.AST, list[str]]:
    """Node -> what is defined in its function, in order; outside a function, in the cell."""
    found = {}
    for scope in ast.walk(tree):                                  # from the outside in: an inner function overrides
        if isinstance(scope, (ast.Module, ast.FunctionDef, ast.Lambda)):
            inside = list(ast.walk(scope))
            names = [node.arg for node in inside if isinstance(node, ast.arg)]
            names += [node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
            found.update(dict.fromkeys(inside, list(dict.fromkeys(names))))
    return found


def _changes(node: ast.AST, names: list[str]) -> list[ast.AST]:
    """What may stand in the place of a node."""
    if isinstance(node, ast.BinOp):
        swapped = [ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)] if type(node.op) in SWAPS else []
        return [*swapped, node.left, node.right]
    if isinstance(node, ast.AugAssign) and type(node.op) in SWAPS:
        return [ast.copy_location(ast.AugAssign(node.target, SWAPS[type(node.op)](), node.value), node)]
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        return [ast.Compare(node.left, [SWAPS[type(node.ops[0])](), *node.ops[1:]], node.comparators)]
    if isinstance(node, ast.BoolOp):
        return [ast.BoolOp(SWAPS[type(node.op)](), node.values)]
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return [node.value]
    return _atoms(node, names)


def _atoms(node: ast.AST, names: list[str]) -> list[ast.AST]:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return [ast.Constant(node.value + 1)]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names and len(names) > 1:
        place = names.index(node.id)                              # its neighbours are the likeliest slips
        return [ast.Name(name, ast.Load()) for name in dict.fromkeys((names[place - 1], names[(place + 1) % len(names)]))]
    return []
