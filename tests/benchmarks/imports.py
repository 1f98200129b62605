"""What `import ffedu` takes over `import numpy`, in fresh processes.

Both are timed in one process, numpy first, so the figures of a process belong together; processor time.
"""
from __future__ import annotations

import pathlib
import subprocess
import sys
from typing import NamedTuple

from .timing import REPETITIONS, Spread, spread

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = """
from time import process_time as clock
start = clock()
import numpy
middle = clock()
import ffedu
print(middle - start, clock() - middle)
"""


class Imports(NamedTuple):
    """Milliseconds that ffedu takes after numpy, and both together over numpy alone."""
    extra: Spread
    ratio: Spread


def measured(repetitions: int = REPETITIONS) -> Imports:
    """Return the two figures over so many processes, after one that is not counted."""
    pairs = [_once() for _ in range(repetitions + 1)][1:]
    return Imports(spread([1e3 * extra for _, extra in pairs]), spread([1 + extra / numpy for numpy, extra in pairs]))


def _once() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=True)
    numpy, extra = map(float, done.stdout.split())
    return numpy, extra
