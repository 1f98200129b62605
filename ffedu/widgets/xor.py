"""The XOR network under the reader's hand: nine sliders, x space and h space side by side.

    W (2, 2), c (2,)  weights and biases of the hidden layer      w (2,), b  weights and bias of the output
"""
from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets as T

from ffedu._check import array, scalar
from ffedu.xor import reference

_HERE = Path(__file__).parent
_REFERENCE = reference()
_NAMES = ("W", "c", "w", "b")


class Parameter(T.TraitType):
    """A trait that holds finite floats of one shape, as nested lists; for shape () a float.

    Errors come from `ffedu._check`, before the value is stored: the old one stays.
    """
    info_text = "finite numbers of a fixed shape"

    def __init__(self, shape: tuple[int, ...]):
        self.shape = shape
        super().__init__(default_value=T.Undefined)

    def validate(self, obj: T.HasTraits, value: object) -> list | float:
        """Return `value` as lists of floats, or raise as `ffedu._check` does."""
        return array(self.name, value, self.shape).tolist() if self.shape else scalar(self.name, value)


class XorExplorer(anywidget.AnyWidget):
    """f(x; W, c, w, b) = w^T max{0, W^T x + c} + b on the four points of XOR, with a slider for each parameter.

    Starts from the network that the book writes down, or from what is given: W (2, 2), c (2,), w (2,), b a number.
    The sliders run from -3 to 3; a value beyond is drawn, its slider stands at the end.
    Raises ValueError for a wrong shape or a number that is not finite, TypeError for what is not a number.
    Source: DL section 6.1, eq. 6.3-6.6.

    >>> XorExplorer(W=[[1, 0], [0, 1]], c=[0, 0])
    XorExplorer(W=[[1, 0], [0, 1]], c=[0, 0], w=[1, -2], b=0)
    """
    _esm = _HERE / "xor.js"
    _css = _HERE / "style.css"

    W = Parameter((2, 2)).tag(sync=True)
    c = Parameter((2,)).tag(sync=True)
    w = Parameter((2,)).tag(sync=True)
    b = Parameter(()).tag(sync=True)
    _start = T.Dict().tag(sync=True)                              # where the button "Reset" leads back to

    def __init__(self, W: object = _REFERENCE.W, c: object = _REFERENCE.c,
                 w: object = _REFERENCE.w, b: object = _REFERENCE.b):
        super().__init__(W=W, c=c, w=w, b=b)
        self._start = {name: getattr(self, name) for name in _NAMES}

    def __repr__(self) -> str:
        return f"XorExplorer({', '.join(f'{name}={_short(getattr(self, name))}' for name in _NAMES)})"


def _short(value: list | float) -> str:
    """The value as Python writes it, whole numbers without their '.0'."""
    if isinstance(value, list):
        return f"[{', '.join(map(_short, value))}]"
    return str(int(value)) if value.is_integer() else repr(value)
