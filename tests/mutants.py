"""Flip one sign, constant or comparison of the library at a time and see that a test notices: `make mutants`.

Prints a table of killed and surviving mutants for each module. A survivor is a line that no test holds, or a change
that makes no difference; the known ones of the second kind stand in EQUIVALENT with their reason.
"""
from __future__ import annotations

import ast
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[1]
TESTS = {"stable": ["test_stable.py"], "xor": ["test_xor.py", "test_eq_xor.py"],
         "worked_example": ["test_worked_example.py", "test_eq_worked_example.py"],
         "worked_example_deck": ["test_worked_example.py"],
         "homework": ["test_homework.py", "test_eq_worked_example.py"],
         "gradcheck": ["test_gradcheck.py"], "experiment": ["test_gradcheck.py"], "ledger": ["test_ledger.py"]}
SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Gt: ast.Lt, ast.Lt: ast.Gt,
         ast.GtE: ast.Gt, ast.LtE: ast.Lt, ast.Pow: ast.Mult, ast.And: ast.Or, ast.Or: ast.And}
EQUIVALENT: dict[tuple[str, str], str] = {}


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Yield (what was changed, mutated source), one change at a time."""
    for index, node in enumerate(ast.walk(ast.parse(source))):
        tree = ast.parse(source)
        twin = next(n for i, n in enumerate(ast.walk(tree)) if i == index)
        if isinstance(node, (ast.BinOp, ast.BoolOp, ast.AugAssign)) and type(node.op) in SWAPS:
            twin.op = SWAPS[type(node.op)]()
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            twin.ops[0] = SWAPS[type(node.ops[0])]()
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            twin.op = ast.UAdd()
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            twin.value = node.value + 1
        else:
            continue
        yield f"{node.lineno}: {ast.unparse(node)[:50]} -> {ast.unparse(twin)[:50]}", ast.unparse(tree)


def killed(module: str, source: str, copy: pathlib.Path) -> bool:
    """Run the module's tests and doctests against the mutated source."""
    path = copy / "ffedu" / f"{module}.py"
    kept = path.read_text(encoding="utf-8")
    path.write_text(source, encoding="utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", str(path),
               *(str(copy / "tests" / name) for name in TESTS[module])]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=120,
                              env={"PYTHONPATH": str(copy), "PATH": ""}).returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(kept, encoding="utf-8")


def main(modules: list[str]) -> int:
    survivors = []
    print("| module | mutants | killed |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for name in ("ffedu", "tests", "pyproject.toml"):
            subprocess.run(["cp", "-r", str(ROOT / name), str(copy)], check=True)
        for module in modules or TESTS:
            found = list(mutants((ROOT / "ffedu" / f"{module}.py").read_text(encoding="utf-8")))
            alive = [what for what, source in found if not killed(module, source, copy)]
            survivors += [(module, what) for what in alive if (module, what) not in EQUIVALENT]
            print(f"| {module} | {len(found)} | {len(found) - len(alive)} |", flush=True)
    for module, what in survivors:
        print(f"survivor: {module}:{what}")
    return bool(survivors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
