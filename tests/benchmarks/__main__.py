"""Measure everything and print the table; with --write, renew it in book/benchmarks.md as well. Takes minutes."""
import os
import pathlib
import sys

for pool in ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "BLIS_NUM", "VECLIB_MAXIMUM"):
    os.environ[f"{pool}_THREADS"] = "1"          # read when numpy is imported, so set before


def main(words: list[str]) -> int:
    """Run as `python tests/benchmarks [--write]`, or as `python -m tests.benchmarks`."""
    if words not in ([], ["--write"]):
        print(f"tests/benchmarks needs --write or nothing, got {' '.join(words)}", file=sys.stderr)
        return 2
    sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
    from benchmarks import page
    found = []
    for row in page.rows():
        found.append(row)
        print(page.line(row), file=sys.stderr, flush=True)
    block = page.table(found)
    print(block)
    if words:
        page.PAGE.write_text(page.renewed(page.PAGE.read_text(encoding="utf-8"), block), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
