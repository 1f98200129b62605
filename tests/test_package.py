"""The package as a whole: numpy alone, imports that only go down, everything public typed, documented and shown."""
import ast
import importlib
import inspect
import pathlib
import re
import statistics
import subprocess
import sys

import pytest

import ffedu

ROOT = pathlib.Path(ffedu.__file__).parent
FLOORS = {name: floor for floor, names in enumerate((
    "_check stable data optim gradcheck experiment ledger errata history graph",
    "shapes perceptron separability linear_models costs hidden_units vector_units output_units density_units chainrule homework "
    "initialisation regularisation normalisation connections kernels",
    "operations mlp piecewise regions",
    "logits symbolic graph_parts xor worked_example approximation depth training convolution recurrent",
    "worked_example_deck backprop xor_starts")) for name in names.split()}
PRESENT = sorted(path.stem for path in ROOT.glob("*.py") if path.stem != "__init__")
MODULES = [importlib.import_module(f"ffedu.{name}") for name in PRESENT]
PUBLIC = [(m.__name__, name, thing) for m in MODULES for name, thing in vars(m).items()
          if not name.startswith("_") and getattr(thing, "__module__", None) == m.__name__ and callable(thing)]


def imports(path):
    """(level, module, names) of every import anywhere in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name, []) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or "", [alias.name for alias in node.names]


def test_every_module_has_a_floor():
    assert set(PRESENT) == set(FLOORS)


def test_every_module_is_offered_and_has_its_place_in_the_reference():
    modules = set(PRESENT) - {"_check"}
    assert modules <= set(ffedu.__all__) and all(hasattr(ffedu, name) for name in ffedu.__all__)
    pages = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT.parent / "book").glob("api_*.md")))
    listed = re.findall(r"automodule:: ffedu\.(\w+)", pages)
    assert sorted(listed) == sorted(modules)
    index = (ROOT.parent / "book" / "api.md").read_text(encoding="utf-8")
    assert [name for name in listed if f"(#ffedu.{name})" not in index] == []
    with pytest.raises(AttributeError, match="ffedu needs one of its modules, .*, got 'nonesuch'"):
        ffedu.nonesuch


@pytest.mark.parametrize("name", PRESENT)
def test_the_mathematics_imports_numpy_alone_and_only_downwards(name):
    for level, module, names in imports(ROOT / f"{name}.py"):
        if level:
            for below in [module] if module else names:
                lower = FLOORS[below] < FLOORS[name] or (FLOORS[below] == FLOORS[name] == 0 and below == "_check")
                assert lower, f"{name} on floor {FLOORS[name]} imports {below}"
        else:
            top = module.split(".")[0]
            assert top == "numpy" or top in sys.stdlib_module_names, f"{name} imports {module}"


@pytest.mark.parametrize("module, name, thing", PUBLIC, ids=lambda value: value if isinstance(value, str) else "")
def test_public_names_are_documented_and_typed(module, name, thing):
    assert inspect.getdoc(thing), f"{module}.{name} has no docstring"
    if inspect.isfunction(thing):
        signature = inspect.signature(thing)
        assert signature.return_annotation is not signature.empty, f"{module}.{name} does not say what it returns"
        bare = [p.name for p in signature.parameters.values() if p.annotation is p.empty]
        assert not bare, f"{module}.{name} has untyped parameters {bare}"
        assert ">>>" in thing.__doc__, f"{module}.{name} has no doctest"


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_can_be_read_in_one_sitting(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300, f"{path.name} is longer than 300 lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            doc = node.body[0] if ast.get_docstring(node) else None
            length = node.end_lineno - node.lineno + 1 - (doc.end_lineno - doc.lineno + 1 if doc else 0)
            assert length <= 30, f"{path.name}: {node.name} has {length} lines, at most 30 without its docstring"


def test_import_is_light():
    """The issue's bar is 30 ms over numpy, median of 15 interleaved; the gate stands at three times that."""
    code = "import time; t = time.perf_counter(); import numpy; n = time.perf_counter(); import ffedu; " \
           "print(1e3 * (time.perf_counter() - n))"
    extra = statistics.median(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5))
    assert extra <= 90, f"import ffedu takes {extra:.0f} ms over import numpy"


def test_import_loads_nothing_heavy():
    code = "import sys, ffedu; print(*[m for m in ('matplotlib', 'IPython', 'anywidget', 'scipy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []
