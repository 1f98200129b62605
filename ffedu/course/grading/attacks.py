"""The corpus: hand-ins with accidents and attacks, each with the mark that is fair and the statuses that are allowed.

The exercise they answer has three questions worth 2, 3 and 5 points. An accident must keep every point that it earned;
an attack must not gain one. `build` writes course and submissions; `faults` compares what came out with what is fair.
"""
from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

TOPIC = "corpus"
CHECKS = '''
import numpy as np
from ffedu.checks.sheet import Question

def relu(z): return np.maximum(0, z)
def layer(X, W, c): return X @ W + c
def cost(yhat, y): return np.mean((yhat - y) ** 2)

QUESTIONS = [
    Question("corpus.q1", relu, {"both signs": {"z": [-1, 0, 2]}}, [], ["a", "b"]),
    Question("corpus.q2", layer, {"a row": {"X": [[1, 2]], "W": [[1, 0], [2, 1]], "c": [1, 1]}}, [], ["a", "b"]),
    Question("corpus.q3", cost, {"two": {"yhat": [1, 2], "y": [0, 4]}}, [], ["a", "b"]),
]
'''
HIDDEN = '''
POINTS = {"corpus.q1": 2, "corpus.q2": 3, "corpus.q3": 5}

def cases(rng):
    X, W, c = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
    return {"corpus.q1": {"fresh": {"z": rng.normal(size=(3, 4))}},
            "corpus.q2": {"fresh": {"X": X, "W": W, "c": c}},
            "corpus.q3": {"fresh": {"yhat": rng.normal(size=5), "y": rng.normal(size=5)}}}
'''
SETUP = 'from ffedu_checks import Check\ncheck = Check.read("sheet.json")\nimport numpy as np'
RELU = "def relu(z):\n    return np.maximum(0, z)"
LAYER = "def layer(X, W, c):\n    return X @ W + c"
COST = "def cost(yhat, y):\n    return np.mean((yhat - y) ** 2)"
NO_RELU, NO_LAYER = "def relu(z):\n    return 0 * z", "def layer(X, W, c):\n    return 0 * (X @ W)"
NO_COST = "def cost(yhat, y):\n    return 0.0"
Q1, Q2, Q3 = (f'check("corpus.q{n}")' for n in (1, 2, 3))
RIGHT = [SETUP, RELU, Q1, LAYER, Q2, COST, Q3]
WRONG = [SETUP, NO_RELU, Q1, NO_LAYER, Q2, NO_COST, Q3]
LOOP = 'for name in ["corpus.q1", "corpus.q2", "corpus.q3"]:\n    check(name)'
PLOT = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1])\nplt.show()\n"
THREAD = "import threading\nthreading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()"
DEEPEST = "import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(n):\n    return [f(n + 1) for _ in [0]]\nf(0)"
ALL, FINE, HURT, LOST = 10, ("graded",), ("graded-with-incident",), ("unreadable",)


class Entry(NamedTuple):
    """A hand-in: its name, its bytes or a function that makes it at a path, and what is fair."""
    name: str
    made: bytes | Callable[[Path], None]
    fair: float = ALL
    statuses: tuple = FINE
    accident: bool = True
    suffix: str = ".ipynb"


def notebook(cells: list, **more: object) -> bytes:
    """Return a notebook with these code cells."""
    made = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "execution_count": None, "outputs": [], "source": text}
            if isinstance(text, (str, list)) else text for n, text in enumerate(cells)]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, **more, "cells": made}).encode()


def before(code: str, cells: list = RIGHT) -> bytes:
    """Return a notebook with a cell more, after the setup."""
    return notebook([cells[0], code, *cells[1:]])


def within(old: str, new: str, cells: list = RIGHT) -> bytes:
    """Return a notebook in which one cell is another."""
    return notebook([new if cell == old else cell for cell in cells])


def attack(name: str, code: str, fair: float = 0, statuses: tuple = FINE + HURT) -> Entry:
    """Return wrong answers with a cell, after them and before their checks, that tries to gain marks by other means."""
    return Entry(name, notebook([SETUP, NO_RELU, NO_LAYER, NO_COST, code, Q1, Q2, Q3]), fair, statuses, False)


def corpus(label: str) -> list[Entry]:
    """Return all entries; `label` marks the processes that some of them try to leave behind."""
    from .attack_cells import attack_entries
    return [*damaged(), *files(), *edits(), *ends(), *cells(), *calls(), *attack_entries(label)]


def damaged() -> list[Entry]:
    """Files without code that could be read."""
    right = notebook(RIGHT)
    return [
        Entry("zero_bytes", b"", 0, LOST), Entry("blanks", b" \n\n ", 0, LOST),
        Entry("truncated", right[:len(right) // 2], 0, LOST), Entry("corrupt", right.replace(b":", b"", 3), 0, LOST),
        Entry("binary", bytes(range(256)) * 40, 0, LOST), Entry("a_list", b"[1, 2]", 0, LOST),
        Entry("another_object", b'{"name": 1}', 0, LOST),
        Entry("nested", b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", 0, LOST, False),
        Entry("endless_number", b'{"cells": ' + b"1" * 1_000_000 + b"}", 0, LOST, False),
        Entry("a_document", b"%PDF-1.7", 0, LOST, suffix=".pdf"), Entry("no_suffix", right, 0, LOST, suffix=""),
        Entry("link_to_another", lambda path: path.symlink_to("right.ipynb"), 0, LOST, False),
        Entry("link_to_the_system", lambda path: path.symlink_to("/etc/passwd"), 0, LOST, False),
        Entry("link_to_a_folder", lambda path: path.symlink_to("/etc"), 0, LOST, False, ""),
        Entry("a_pipe", os.mkfifo, 0, LOST, False),
    ]


def files() -> list[Entry]:
    """Files of every kind that can be read."""
    right = notebook(RIGHT)
    script = "\n\n".join(RIGHT).encode()
    third = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [
        {"cell_type": "code", "language": "python", "input": text, "outputs": []} for text in RIGHT]}]}
    return [
        Entry("right", right), Entry("right_script", script, suffix=".py"),
        Entry("right_script_with_cells", "\n# %%\n".join(RIGHT).encode(), suffix=".py"),
        Entry("right_upper_suffix", right, suffix=".IPYNB"),
        Entry("untouched", within(COST, "def cost(yhat, y):\n    ...", WRONG), 0),
        Entry("latin_1", notebook([*RIGHT, "# caf\u00e9"]).replace(b"\\u00e9", b"\xe9")),
        Entry("byte_order_mark", b"\xef\xbb\xbf" + right), Entry("utf_16", right.decode().encode("utf-16")),
        Entry("half_a_character", notebook([*RIGHT, "# \ud800"])), Entry("null_byte", notebook([*RIGHT, "x = '\0'"])),
        Entry("format_3", json.dumps(third).encode()), Entry("no_cells", notebook([]), 0),
        Entry("lines_as_a_list", notebook([text.splitlines(True) for text in RIGHT])),
        Entry("windows_lines", notebook([text.replace("\n", "\r\n") for text in RIGHT])),
        Entry("a_hundred_thousand_cells", notebook([*RIGHT[:-1], *["x = 1"] * 100_000, Q3])),
        Entry("cells_of_no_kind", notebook([1.5, None, {"cell_type": "code", "source": 7}, {"source": "x"}, *RIGHT])),
    ]


def edits() -> list[Entry]:
    """Notebooks whose cells were deleted, copied, moved or edited, and whose metadata are not what they were."""
    code = [text for text in RIGHT if not text.startswith("check(")]
    markdown = [{"cell_type": "markdown", "source": text, "metadata": {}} if text.startswith("check(") else text
                for text in RIGHT]
    same_id = [{"cell_type": "code", "id": "same", "source": text, "metadata": {"grade_id": "x"}} for text in RIGHT]
    bare = [{"cell_type": "code", "source": text} for text in RIGHT]
    return [
        Entry("checks_deleted", notebook(code)), Entry("checks_as_markdown", notebook(markdown)),
        Entry("setup_deleted", notebook(["import numpy as np", *RIGHT[1:]])),
        Entry("checks_copied_to_the_front", notebook([SETUP, Q1, Q2, Q3, *RIGHT[1:]])),
        Entry("checks_in_a_loop", notebook([SETUP, RELU, LAYER, COST, LOOP, "relu = layer = cost = None"])),
        Entry("checks_edited", within(Q3, f"print('all right'); {Q3}; check.summary(); check.hint('corpus.q3')")),
        Entry("check_commented_out", within(Q1, f"# {Q1}")),
        Entry("solution_copied", notebook([*RIGHT[:2], *RIGHT[1:]])), Entry("same_ids", notebook(same_id)),
        Entry("no_metadata", notebook(bare)),
        Entry("r_kernel", notebook(RIGHT, metadata={"kernelspec": {"name": "ir", "language": "R"}})),
        Entry("unknown_kernel", notebook(RIGHT, metadata={"kernelspec": {"name": "conda-env-ml-py"}})),
        Entry("an_r_notebook", notebook(["library(nnet)\nrelu <- function(z) pmax(z, 0)"]), 0),
        Entry("numpy_gone_at_the_end", notebook([*RIGHT, "np = None"])),
        Entry("functions_gone_at_the_end", notebook([*RIGHT, "del relu, layer, cost"])),
        Entry("wrong_again_after_the_check", notebook([*RIGHT, NO_RELU, NO_LAYER, NO_COST])),
        Entry("right_after_the_check", notebook([*WRONG, RELU, LAYER, COST]), 0),
        Entry("one_wrong", within(LAYER, NO_LAYER), 7), Entry("one_missing", within(LAYER, ""), 7),
        Entry("syntax_error", within(RELU, "def relu(z)\n    return z"), 8),
    ]


def ends() -> list[Entry]:
    """Right answers beside a cell that does not end, or that ends everything."""
    last = "import os, sys, time, signal\n"
    return [
        Entry("endless_loop", before("while True:\n    pass"), statuses=HURT),
        Entry("sleeping", before(last + "time.sleep(1000)"), statuses=HURT),
        Entry("printing_for_ever", before("while True:\n    print('x' * 1000)"), statuses=HURT),
        Entry("loop_in_c", before("sum(range(10 ** 13))"), statuses=HURT),
        Entry("prints_50_mb", before("for _ in range(50):\n    print('x' * 1_000_000)")),
        Entry("ends_the_process", before(last + "os._exit(0)"), statuses=HURT),
        Entry("ends_it_three_times", notebook([SETUP, *[last + "os._exit(3)"] * 3, *RIGHT[1:]]), statuses=HURT),
        Entry("ends_it_before_the_last", notebook([*RIGHT[:5], *[last + "os._exit(3)"] * 9, *RIGHT[5:]]), 5, HURT),
        Entry("sys_exit", before(last + "sys.exit()")),
        Entry("segfault", before("import ctypes\nctypes.string_at(0)"), statuses=HURT),
        Entry("aborts", before(last + "os.abort()"), statuses=HURT),
        Entry("deep_recursion", before("def f(n):\n    return f(n + 1)\nf(0)")),
        Entry("deepest_recursion", before(DEEPEST), statuses=FINE + HURT),
    ]


def cells() -> list[Entry]:
    """Right answers beside a cell that goes wrong or is not plain Python."""
    return [
        Entry("four_gigabytes", before("x = bytearray(4 * 2 ** 30)")),
        Entry("memory_bit_by_bit", before("x = []\nwhile True:\n    x.append(bytearray(2 ** 26))"),
              statuses=FINE + HURT),
        Entry("asks_for_input", before("name = input('?')")),
        Entry("an_exception", before("1 / 0")), Entry("keyboard_interrupt", before("raise KeyboardInterrupt")),
        Entry("magic", before("%matplotlib inline\n!pip install numpy\nfiles = !ls\nnp.dot?\nx = 3")),
        Entry("cell_magic", within(COST, "%%time\n" + COST)), Entry("other_magic", before("%%bash\nrm -rf /")),
        Entry("a_plot", within(COST, PLOT + COST)),
        Entry("a_display", within(COST, "from IPython.display import display, HTML\ndisplay(HTML('x'))\n" + COST)),
        Entry("a_future_import", within(COST, "from __future__ import annotations\n" + COST)),
        Entry("no_output_left", before("import sys\nsys.stdout = sys.stderr = None")),
        Entry("names_of_python_reused", before("list = sum = print = isinstance = float = abs = len = 3")),
        Entry("numpy_raises", before("np.seterr(all='raise')")),
        Entry("another_folder", before("import os\nos.chdir('/')")),
        Entry("a_thread_goes_on", before(THREAD)),
        Entry("imports_what_is_not_there", before("import torch")),
        Entry("a_data_class", before("import dataclasses\n@dataclasses.dataclass\nclass A:\n    x: int = 3\nA()")),
    ]


def calls() -> list[Entry]:
    """Functions that go wrong when they are called, beside others that are right; and right ones of unusual form."""
    def relu(body: str) -> bytes:
        return within(RELU, "import os, sys, ctypes, warnings\ndef relu(z):\n    " + body)

    return [
        Entry("call_never_ends", relu("while True: pass"), 8, HURT),
        Entry("call_ends_the_process", relu("os._exit(0)"), 8, HURT),
        Entry("call_segfaults", relu("ctypes.string_at(0)"), 8, HURT), Entry("call_exits", relu("sys.exit()"), 8),
        Entry("call_interrupts", relu("raise KeyboardInterrupt"), 8),
        Entry("call_recurses", relu("return relu(z)"), 8),
        Entry("call_returns_millions", relu("return np.zeros(300_000)"), 8),
        Entry("call_returns_nan", relu("return z * np.nan"), 8),
        Entry("call_returns_huge", relu("return 10 ** 400"), 8),
        Entry("call_returns_complex", relu("return z + 1j"), 8),
        Entry("call_returns_itself", relu("x = []; x.append(x); return x"), 8),
        Entry("call_returns_text", relu("return '<script>alert(1)</script>'"), 8),
        Entry("call_raises_markup", relu("raise ValueError('<img src=x onerror=alert(1)>')"), 8),
        Entry("call_overwrites", relu("z[z < 0] = 0; return z"), 8),
        Entry("call_warns", relu("warnings.warn('x'); print('x', file=sys.stderr); return np.maximum(0, z)")),
        Entry("call_returns_lists", relu("return np.maximum(0, z).tolist()")),
        Entry("call_single_precision", relu("return np.float32(np.maximum(0, z))")),
        Entry("call_of_a_lambda", within(RELU, "relu = lambda z: (z > 0) * z")),
    ]


def build(folder: Path, entries: list[Entry]) -> None:
    """Write a course with the corpus' exercise, the submissions and their roster into a folder."""
    home = folder / "course" / "exercises" / TOPIC
    home.mkdir(parents=True)
    (home / "checks.py").write_text(CHECKS)
    (home / "hidden.py").write_text(HIDDEN)
    (folder / "submissions").mkdir()
    for entry in entries:
        path = folder / "submissions" / f"{entry.name}{entry.suffix}"
        path.write_bytes(entry.made) if isinstance(entry.made, bytes) else entry.made(path)
    (folder / "roster.csv").write_text("student\n" + "".join(f"{entry.name}\n" for entry in entries) + "nobody\n")


def faults(entries: list[Entry], rows: list[dict]) -> list[str]:
    """Return in words what is not fair, or lost."""
    found = {row["student"]: row for row in rows}
    lost = [f"{entry.name}: no row" for entry in entries if entry.name not in found]
    return lost + [fault for entry in entries if entry.name in found for fault in unfair(entry, found[entry.name])]


def unfair(entry: Entry, row: dict) -> list[str]:
    """Return what is wrong with one row."""
    total, status = row["total"] or 0, row["row"]["status"]
    wrong = [f"{entry.name}: status {status}, allowed are {', '.join(entry.statuses)} ({row['note']})"]
    gained = [f"{entry.name}: {total:g} points, {entry.fair:g} are fair"]
    unjust = total > entry.fair or entry.accident and total < entry.fair
    return (wrong if status not in entry.statuses else []) + (gained if unjust else [])
