"""What can be said of code without running it: does a cell show something, is a value a constant."""
from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

SILENT = {"append", "extend", "insert", "sort", "reverse", "update", "clear", "add", "shuffle", "seed", "fill"}
SHOWING = {"print", "show", "display"}
WRAPPERS = {"array", "asarray", "zeros", "ones", "eye", "full", "arange", "linspace", "float64", "float32", "bool_",
            "int64", "float", "int", "bool", "tuple", "list", "dict", "set"}


def shows(code: str) -> bool:
    """Return whether a cell prints, shows a figure, or ends in a value.

    >>> shows("f(1)"), shows("for i in x:\\n    print(i)"), shows("a = f(1)"), shows("names.append(1)")
    (True, True, False, False)
    """
    body = ast.parse(code).body
    if any(name(call) in SHOWING for call in _calls_at_top(body)):
        return True
    last = body[-1] if body else None
    return isinstance(last, ast.Expr) and not (
        isinstance(last.value, ast.Call) and (name(last.value) in SILENT or name(last.value).startswith("assert")))


def _calls_at_top(body: Iterable[ast.stmt]) -> Iterator[ast.Call]:
    """Yield the calls that run for certain: outside functions, and not under an if."""
    for statement in body:
        if isinstance(statement, (ast.For, ast.With)):
            yield from _calls_at_top(statement.body)
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield statement.value


def name(call: ast.Call) -> str:
    """Return the last part of a called name: "show" for figures.show(...), "" for what has no name."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def definitions(code: str) -> Iterator[tuple[str, int]]:
    """Yield name and number of lines of every function and class in a cell."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name, node.end_lineno - node.lineno + 1


def is_constant(node: ast.AST, names: frozenset[str] = frozenset()) -> bool:
    """Return whether an expression is known without computing: literals, sums and comparisons of them, arrays of them.

    `names` are the variables that are constants themselves.

    >>> [is_constant(ast.parse(code, mode="eval").body) for code in ("[0, -1.5]", "np.array([1])", "printed(id)", "f(1)", "x")]
    [True, True, True, False, False]
    """
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.Call):                       # printed(...) is the ledger's own value, not a computed one
        return name(node) == "printed" or name(node) in WRAPPERS and all(is_constant(each, names) for each in node.args)
    if isinstance(node, ast.Attribute):
        return node.attr in ("pi", "e", "inf", "T") and (node.attr != "T" or is_constant(node.value, names))
    if isinstance(node, (ast.Lambda, ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.SetComp, ast.NamedExpr)):
        return False
    return all(is_constant(child, names) for child in ast.iter_child_nodes(node)
               if isinstance(child, (ast.expr, ast.keyword)))


def constant_names(trees: Iterable[ast.Module]) -> frozenset[str]:
    """Return the variables that every assignment, in all cells, gives a constant, and that nothing changes."""
    constant: set[str] = set()
    changed: set[str] = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and len(node.targets) == 1:
                known = is_constant(node.value, frozenset(constant)) and not _is_empty(node.value)
                (constant if known else changed).add(node.targets[0].id)
            else:
                changed.update(_changed_by(node))
    return frozenset(constant - changed)


def _is_empty(node: ast.AST) -> bool:
    return isinstance(node, (ast.List, ast.Dict)) and not ast.dump(node).count("Constant")


def _changed_by(node: ast.AST) -> Iterator[str]:
    """Yield the names that a statement other than a plain assignment may change."""
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        targets = [node.func.value] if name(node) in SILENT else []
    for target in filter(None, targets):
        yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def constant_comparisons(code: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield place and text of every constant given to compare or compare_all; `code` holds (place, code) pairs."""
    trees = [(place, ast.parse(text)) for place, text in code]
    known = constant_names(tree for _, tree in trees)
    for place, tree in trees:
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and name(call) in ("compare", "compare_all"):
                yield from ((place, ast.unparse(value)) for value in _given(call) if is_constant(value, known))


def _given(call: ast.Call) -> Iterator[ast.expr]:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    if name(call) == "compare":
        yield from values[1:]
    for table in values:
        if isinstance(table, ast.Dict):
            yield from table.values
        elif isinstance(table, ast.DictComp):
            yield table.value


def checks(code: str) -> bool:
    """Return whether a test compares something computed: an assert on a call or a name, or a numpy.testing call.

    >>> checks("assert f(1) == 2"), checks("assert True"), checks("x = f(1)")
    (True, False, False)
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assert) and not is_constant(node.test):
            return True
        if isinstance(node, ast.Call) and name(node).startswith("assert_") and not all(map(is_constant, node.args)):
            return True
    return False
