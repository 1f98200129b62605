"""The small data sets of the course: gates, a noisy line and sine, moons, clouds, and 1,797 handwritten digits.

    X   (m, n)  examples in rows, floats
    y   (m,)    targets: numbers (floats) for regression, class numbers 0, 1, ... (ints) for classification
    rng         the one source of randomness: the same seed gives the same data
    sd          standard deviation of the Gaussian noise

Whoever needs targets -1 and +1 takes 2 y - 1. Sources: DL section 6.1 (XOR), Fix p. 18 and 67, Payberah p. 7 and 20.
"""
from __future__ import annotations

import pathlib
from typing import NamedTuple

import numpy as np

from ._check import array, count, kind, scalar, short

# Function number k of two inputs: the binary digits of k are its outputs at 00, 01, 10, 11.
GATES = ("FALSE", "AND", "x1 AND NOT x2", "x1", "NOT x1 AND x2", "x2", "XOR", "OR",
         "NOR", "XNOR", "NOT x2", "x1 OR NOT x2", "NOT x1", "NOT x1 OR x2", "NAND", "TRUE")


class Data(NamedTuple):
    """Examples X (m, n) in rows and their targets y (m,)."""
    X: np.ndarray
    y: np.ndarray


def corners(n: int = 2) -> np.ndarray:
    """Return all 2^n inputs of 0 and 1, (2^n, n), counted upwards: 00, 01, 10, 11. n is 1 to 16.

    >>> print(corners(2).tolist())
    [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    """
    return _digits(_at_most("n", n, 16)).astype(float)


def boolean_functions(n: int = 2) -> np.ndarray:
    """Return all 2^(2^n) Boolean functions of n inputs, one a row, (2^(2^n), 2^n): their values at `corners(n)`.

    Row k holds the binary digits of k. n is 1 to 4: 4, 16, 256, 65536 functions.
    Source: DL section 6.4.1, Srihari 4.23.

    >>> print(boolean_functions(2)[6], len(boolean_functions(3)))
    [0 1 1 0] 256
    """
    return _digits(2 ** _at_most("n", n, 4))


def gate(name: str) -> Data:
    """Return the truth table of one of the 16 Boolean functions of two inputs, by its name in GATES: X (4, 2), y (4,).

    Source: DL section 6.1, Payberah p. 7 and 20, Srihari 1.23.

    >>> print(gate("XOR").y)
    [0 1 1 0]
    """
    if kind("name", name, str) not in GATES:
        raise ValueError(f"name needs to be one of {', '.join(GATES)}, got {short(name)}")
    return Data(corners(2), boolean_functions(2)[GATES.index(name)])


def line(rng: np.random.Generator, m: int = 50, sd: float = 3.0) -> Data:
    """Return points about y = 3 x + 5: X (m, 1) uniform on [-10, 10], y = 3 x + 5 + N(0, sd^2).

    Slope, offset and noise are read off the axes of Fix p. 67 (y from -30 to 40); his own points are not printed.

    >>> data = line(np.random.default_rng(0))
    >>> print(data.X.shape, f"{np.polyfit(data.X[:, 0], data.y, 1)[0]:.0f}")
    (50, 1) 3
    """
    X, noise = _uniform_and_noise(rng, m, sd, -10, 10)
    return Data(X, 3 * X[:, 0] + 5 + noise)


def sine(rng: np.random.Generator, m: int = 50, sd: float = 0.1) -> Data:
    """Return points about one period of a sine: X (m, 1) uniform on [0, 1], y = sin(2 pi x) + N(0, sd^2).

    >>> data = sine(np.random.default_rng(0), m=200)
    >>> print(data.X.shape, f"{np.std(data.y - np.sin(2 * np.pi * data.X[:, 0])):.1f}")
    (200, 1) 0.1
    """
    X, noise = _uniform_and_noise(rng, m, sd, 0, 1)
    return Data(X, np.sin(2 * np.pi * X[:, 0]) + noise)


def moons(rng: np.random.Generator, per_class: int = 100, sd: float = 0.1) -> Data:
    """Return two interleaved half circles of radius 1, noisy: X (2 per_class, 2), y 0 for the upper, 1 for the lower.

    Upper: (cos t, sin t). Lower: (1 - cos t, 1/2 - sin t). t is uniform on [0, pi]. No line separates them.

    >>> data = moons(np.random.default_rng(0), per_class=3)
    >>> print(data.X.shape, data.y)
    (6, 2) [0 0 0 1 1 1]
    """
    kind("rng", rng, np.random.Generator)
    n, sd = count("per_class", per_class, least=1), _at_least_0("sd", sd)
    t = rng.uniform(0, np.pi, 2 * n)
    y = np.repeat([0, 1], n)
    x1 = np.where(y == 0, np.cos(t), 1 - np.cos(t))
    x2 = np.where(y == 0, np.sin(t), 0.5 - np.sin(t))
    return Data(np.column_stack([x1, x2]) + sd * rng.standard_normal((2 * n, 2)), y)


def clouds(rng: np.random.Generator, centres: object, per_class: int = 30, sd: float = 0.5) -> Data:
    """Return round Gaussian clouds, one about each row of `centres` (k, n): X (k per_class, n), y the row's number.

    >>> data = clouds(np.random.default_rng(0), [[-1, 0], [1, 0]], per_class=2)
    >>> print(data.X.shape, data.y)
    (4, 2) [0 0 1 1]
    """
    kind("rng", rng, np.random.Generator)
    centres = array("centres", centres, ("k", "n")).astype(float)
    y = np.repeat(np.arange(len(centres)), count("per_class", per_class, least=1))
    X = centres[y]
    return Data(X + _at_least_0("sd", sd) * rng.standard_normal(X.shape), y)


def halves(rng: np.random.Generator, m: int = 40, gap: float = 0.2) -> Data:
    """Return points of two classes, one on each side of a random line, and none closer to it than `gap`.

    The points start uniform on [-3, 3]^2, the line u^T x = c has a random direction u and c uniform on [-1, 1]; then
    each point is moved by `gap` away from the line. X (m, 2); y 1 where u points, 0 behind. Source: after Fix p. 18.

    >>> data = halves(np.random.default_rng(0), m=6)
    >>> print(data.X.shape, data.y)
    (6, 2) [1 0 0 0 1 1]
    """
    kind("rng", rng, np.random.Generator)
    m, gap = count("m", m, least=1), _at_least_0("gap", gap)
    angle, c = rng.uniform(0, 2 * np.pi), rng.uniform(-1, 1)
    u = np.array([np.cos(angle), np.sin(angle)])
    X = rng.uniform(-3, 3, (m, 2))
    y = (X @ u > c).astype(int)
    return Data(X + gap * np.outer(2 * y - 1, u), y)


def digits() -> Data:
    """Return 1,797 handwritten digits of 8x8 pixels: X (1797, 64) with ink from 0 to 16, y the digit 0 to 9.

    `X[i].reshape(8, 8)` is the picture, its first row on top. They come from 13 writers, none of whom wrote the
    3,823 digits of the training set that belongs to them (not included).
    Source: E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, its test set, UCI Machine
    Learning Repository, https://doi.org/10.24432/C50P49. Licence: CC BY 4.0. Changed in nothing but the packing.

    >>> X, y = digits()
    >>> print(X.shape, y[:10], f"{X.min():.0f} to {X.max():.0f}")
    (1797, 64) [0 1 2 3 4 5 6 7 8 9] 0 to 16
    """
    with np.load(pathlib.Path(__file__).with_name("digits.npz")) as packed:
        return Data(packed["X"].astype(float), packed["y"].astype(int))


def _digits(n: int) -> np.ndarray:
    """The numbers 0 to 2^n - 1 in binary, one a row, the highest digit first."""
    return np.arange(2**n)[:, None] >> np.arange(n)[::-1] & 1


def _uniform_and_noise(rng: object, m: object, sd: object, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    kind("rng", rng, np.random.Generator)
    m, sd = count("m", m, least=1), _at_least_0("sd", sd)
    return rng.uniform(low, high, (m, 1)), sd * rng.standard_normal(m)


def _at_most(name: str, value: object, most: int) -> int:
    n = count(name, value, least=1)
    if n > most:
        raise ValueError(f"{name} needs to be at most {most}, got {n}")
    return n


def _at_least_0(name: str, value: object) -> float:
    number = scalar(name, value)
    if number < 0:
        raise ValueError(f"{name} needs a number of at least 0, got {number}")
    return number
