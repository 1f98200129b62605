"""Write ffedu/digits.npz from scikit-learn's copy of the digits, and check that it holds the same numbers.

scikit-learn ships the test set of the UCI "Optical recognition of handwritten digits" as text. Here it is packed as
one byte a pixel and compressed; nothing else is changed. The archive carries no date: same numbers, same bytes.
"""
from __future__ import annotations

import pathlib

import numpy as np

PACKED = pathlib.Path(__file__).resolve().parents[1] / "ffedu" / "digits.npz"


def main() -> None:
    """Pack, write, read back and compare."""
    from sklearn.datasets import load_digits
    X, y = load_digits(return_X_y=True)
    np.savez_compressed(PACKED, X=X.astype(np.uint8), y=y.astype(np.uint8))
    with np.load(PACKED) as read:
        np.testing.assert_array_equal(read["X"], X)
        np.testing.assert_array_equal(read["y"], y)
    print(f"{PACKED.name}: {PACKED.stat().st_size} bytes, {X.shape[0]} images of {X.shape[1]} pixels")


if __name__ == "__main__":
    main()
