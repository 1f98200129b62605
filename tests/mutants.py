"""Flip one sign, constant or comparison of the library at a time and see that a test notices: `make mutants`.

A sign may also be that of a whole derivative: each `return` of a function that goes backward is negated.

Prints a table of killed and surviving mutants for each module. A survivor is a line that no test holds, or a change
that makes no difference; the known ones of the second kind stand in EQUIVALENT with their reason.
`python tests/mutants.py optim widgets/backprop` counts those two alone.
"""
from __future__ import annotations

import ast
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import Queue

ROOT = pathlib.Path(__file__).resolve().parents[1]
# A module is held by its own test file, and by these as well.
ALSO = {"xor": ["test_eq_xor.py"], "worked_example": ["test_eq_worked_example.py"],
        "homework": ["test_eq_worked_example.py"], "shapes": ["test_operations.py"]}
MODULES = sorted(path.stem for path in (ROOT / "ffedu").glob("*.py") if path.stem not in ("__init__", "_check"))
BACKWARD = re.compile(r"bprop|d[a-z]|.*(gradient|backward)")     # functions whose results are derivatives
SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Gt: ast.Lt, ast.Lt: ast.Gt,
         ast.GtE: ast.Gt, ast.LtE: ast.Lt, ast.Pow: ast.Mult, ast.And: ast.Or, ast.Or: ast.And}
# (module, line, change) -> why nothing can notice.
EQUIVALENT = {
    ("stable", "return np.where(z >= 0, one, e) / (one + e)", "z >= 0 -> z > 0"): "at z = 0 both branches are 1",
    ("stable", "shift = np.where(np.isinf(top), 0, top)      # inf - inf would be NaN", "0 -> 1"):
        "any finite shift of an infinite logit gives the same limit",
    ("stable", "z = np.where(np.isposinf(top), np.where(np.isposinf(z), 0, -np.inf).astype(z.dtype), z)", "0 -> 1"):
        "softmax does not see a shift of all its logits",
    ("worked_example", "return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))",
     "z >= 0 -> z > 0"): "both formulas give 1/2 at 0",
    ("worked_example", "return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))", "0 -> 1"):
        "both formulas are right between 0 and 1",
    ("operations", "return 1.0 / (1.0 + e) if a >= 0.0 else e / (1.0 + e)", "a >= 0.0 -> a > 0.0"):
        "both formulas give 1/2 at 0",
    ("operations", "return x[i] * 0.0", "return x[i] * 0.0 -> return -(x[i] * 0.0)"): "minus zero is zero",
    ("chainrule", "if _calls(children, limit + 1)[j] > limit:", "1 -> 2"): "any cap above the limit will do",
    ("linear_models", "if np.linalg.norm(d) <= np.sqrt(np.finfo(d.dtype).eps) * (1 + np.linalg.norm(w)):",
     "np.linalg.norm(d) <= np.sqrt(np.finfo(d.dtype).eps) * (1 + np.linalg.norm(w)) -> "
     "np.linalg.norm(d) < np.sqrt(np.finfo(d.dtype).eps) * (1 + np.linalg.norm(w))"): "the sides are never equal",
    ("kernels", "if eigenvalues[0] + lambda_ <= len(A) * np.finfo(A.dtype).eps * eigenvalues[-1]:",
     "eigenvalues[0] + lambda_ <= len(A) * np.finfo(A.dtype).eps * eigenvalues[-1] -> "
     "eigenvalues[0] + lambda_ < len(A) * np.finfo(A.dtype).eps * eigenvalues[-1]"): "the sides are never equal",
    ("kernels", "if gap <= tolerance:", "gap <= tolerance -> gap < tolerance"): "the sides are never equal",
    ("normalisation", "size = np.abs(X - mean).max(0)               # squares of what is divided by it neither overflow nor vanish",
     "X - mean -> X + mean"): "any size of that order will do",
    ("normalisation", "std = size * ((X - mean) / size).std(0)", "X - mean -> X + mean"): "a shift leaves the deviation",
    ("costs", "if not p.ndim or not p.size or not np.all(p >= 0) or not np.all(np.abs(p.sum(-1) - 1) <= close):",
     "np.abs(p.sum(-1) - 1) <= close -> np.abs(p.sum(-1) - 1) < close"): "the sides are never equal",
    ("costs", "return np.where(p > 0, p * np.log(np.where(p > 0, q, 1)), np.zeros_like(p))", "1 -> 2"):
        "what stands where p is 0 is not used",
    ("optim", 'norm, top = scalar("norm", norm, above=0), max((float(np.max(np.abs(g), initial=0)) for g in gs), default=0.0)',
     "0.0 -> 1.0"): "without gradients there is nothing to scale",
    ("optim", "return tuple(g / g.dtype.type(top) * g.dtype.type(norm / root) for g in gs) if root > norm / (top or 1.0) else gs",
     "1.0 -> 2.0"): "where top is 0, root is 0",
    ("kernels", "low, high = np.minimum(C * y, 0), np.maximum(C * y, 0)", "C * y -> C / y"): "y is -1 or 1",
    ("density_units", "return mu[rows, drawn] + np.exp(s[rows, drawn] / 2)[:, None] * rng.standard_normal((len(z), mu.shape[2]))",
     "mu[rows, drawn] + np.exp(s[rows, drawn] / 2)[:, None] * rng.standard_normal((len(z), mu.shape[2])) -> "
     "mu[rows, drawn] - np.exp(s[rows, drawn] / 2)[:, None] * rng.standard_normal((len(z), mu.shape[2]))"):
        "turned round, the noise has the same law",
    ("approximation", "def staircase(f: Callable, N: int, L: float, a: float = 0.0, b: float = 1.0, sharpness: float = 40.0) -> StepNet:",
     "40.0 -> 41.0"):
        "any steep default will do",
    ("approximation", "def bumps(f: Callable, N: int, L: float, a: float = 0.0, b: float = 1.0, sharpness: float = 40.0) -> StepNet:",
     "40.0 -> 41.0"):
        "any steep default will do",
    ("approximation", "grid: int = 10_001) -> Equidistributed:", "10001 -> 10002"): "any fine grid will do",
    ("approximation", "def sup_distance(F: Callable, f: Callable, L: float, a: float = 0.0, b: float = 1.0, n: int = 10_001) -> Between:",
     "10001 -> 10002"):
        "any fine grid will do",
    ("approximation", "def l1_distance(F: Callable, f: Callable, a: float = 0.0, b: float = 1.0, n: int = 10_001) -> float:",
     "10001 -> 10002"):
        "any fine grid will do",
    ("approximation", "a = scale * (x[:, None] * rng.standard_normal(n) + rng.standard_normal(n))",
     "x[:, None] * rng.standard_normal(n) + rng.standard_normal(n) -> x[:, None] * rng.standard_normal(n) - rng.standard_normal(n)"):
        "turned round, the bias has the same law",
    ("approximation", "return Equidistributed(Piecewise(t, _values(f, t) - np.sign(curvature[0]) * limit), limit)",
     "0 -> 1"):
        "the curvature has one sign everywhere",
    ("homework", "X = 2 * np.column_stack([np.cos(angle), np.sin(angle)]) + 0.5 * rng.standard_normal((3 * n, 2))",
     "2 * np.column_stack([np.cos(angle), np.sin(angle)]) + 0.5 * rng.standard_normal((3 * n, 2)) -> "
     "2 * np.column_stack([np.cos(angle), np.sin(angle)]) - 0.5 * rng.standard_normal((3 * n, 2))"):
        "turned round, the noise has the same law",
    ("regions", "MOST = 100_000                                   # pieces or cells", "100000 -> 100001"): "a limit on time, not on truth",
    ("regions", "return row if z >= 0 else tuple(negative * part for part in row)", "z >= 0 -> z > 0"):
        "what is 0 in the middle of its part is 0 on all of it",
    ("regions", "for side, sign in zip(sides, (1, -1)):", "1 -> 2"): "only its sign is used",
    ("regions", "return Fraction(0) if low is high else high - 1 if low is None else low + 1", "0 -> 1"): "any point of the line will do",
    ("regions", "return Fraction(0) if low is high else high - 1 if low is None else low + 1", "1 -> 2"): "any point beyond will do",
}


def mutants(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield (line, what was changed in it, mutated source), one change at a time."""
    lines = source.splitlines()
    derivatives = {back.lineno for function in ast.walk(ast.parse(source)) if isinstance(function, ast.FunctionDef)
                   and BACKWARD.match(function.name) for back in ast.walk(function) if isinstance(back, ast.Return)}
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
        elif isinstance(node, ast.Return) and node.lineno in derivatives:
            twin.value = ast.UnaryOp(ast.USub(), node.value)
        else:
            continue
        yield lines[node.lineno - 1].strip(), f"{ast.unparse(node)} -> {ast.unparse(twin)}", ast.unparse(tree)


def copied(folder: str) -> pathlib.Path:
    """Copy what the tests need into a folder of its own."""
    for name in ("ffedu", "tests", "book", "notebooks", "pyproject.toml"):
        subprocess.run(["cp", "-r", str(ROOT / name), folder], check=True)
    return pathlib.Path(folder)


def killed(module: str, source: str, copy: pathlib.Path) -> bool:
    """Run the module's tests and doctests against the mutated source, in a copy that nobody else uses meanwhile."""
    path = copy / "ffedu" / f"{module}.py"
    kept = path.read_text(encoding="utf-8")
    path.write_text(source, encoding="utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", str(path),
               *(str(copy / "tests" / name) for name in [f"test_{module.replace('/', '_')}.py", *ALSO.get(module, [])])]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=120,
                              env={"PYTHONPATH": str(copy), "PATH": ""}).returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(kept, encoding="utf-8")


def alive(module: str, pool: ThreadPoolExecutor, copies: Queue) -> tuple[int, list[tuple[str, str, str]]]:
    """Return how many mutants there are, and those that no test noticed."""
    def noticed(source: str) -> bool:
        copy = copies.get()
        try:
            return killed(module, source, copy)
        finally:
            copies.put(copy)
    source = (ROOT / "ffedu" / f"{module}.py").read_text(encoding="utf-8")
    assert not noticed(source), f"the tests of {module} are red before anything was changed"
    found = list(mutants(source))
    verdicts = pool.map(noticed, (mutated for _, _, mutated in found))
    return len(found), [(module, line, change) for (line, change, _), dead in zip(found, verdicts) if not dead]


def main(modules: list[str]) -> int:
    """Print the table and the survivors; return 1 if there are any."""
    survivors, workers, copies = 0, os.cpu_count() or 1, Queue()
    print("| module | mutants | killed | equivalent |\n|---|---|---|---|")
    with ExitStack() as stack:
        for _ in range(workers):
            copies.put(copied(stack.enter_context(tempfile.TemporaryDirectory())))
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        for module in modules or MODULES:
            count, left = alive(module, pool, copies)
            new = [key for key in left if key not in EQUIVALENT]
            survivors += len(new)
            print(f"| {module} | {count} | {count - len(left)} | {len(left) - len(new)} |", flush=True)
            for survivor in new:                 # at once: a run takes an hour, and may be stopped
                print("survivor: {}: {}: {}".format(*survivor), file=sys.stderr, flush=True)
    return int(bool(survivors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
