"""The course's pictures: one palette, one size of type, and `show`, which puts a figure into a notebook.

Every figure is a function in a module named after its topic; it takes what the library computed and returns the
figure and its alt text, made from the same numbers:

    figures.show(*figures.xor.spaces(xor.reference()), "What to look at.")

Figures measure in inches of 100 css pixels. They stand on opaque white, so that they read on light and dark pages.
"""
from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module

import matplotlib
import numpy as np
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from PIL import Image

__all__ = ["png", "show", "style"]           # the rest are the parts that the topics' figures are drawn with

# Okabe and Ito's colours: told apart by colour-blind eyes too. Shape or dash always says the same as colour does.
INK, GREY, PALE = "#1b1b1b", "#6b6b6b", "#d9d9d9"
BLUE, VERMILION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
ORANGE, SKY, YELLOW = "#E69F00", "#56B4E9", "#F0E442"
DASHES = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)))

CSS_DPI = 100           # one inch of a figure is 100 css pixels on the page ...
DENSITY = 2             # ... each of them two pixels of the PNG wide, so that type stays sharp
COLOURS = 32
SHORTEST_ALT = 30

_RC = {
    "font.family": "DejaVu Sans", "mathtext.fontset": "dejavusans", "font.size": 11, "axes.titlesize": 11.5,
    "axes.labelsize": 11, "xtick.labelsize": 10, "ytick.labelsize": 10, "legend.fontsize": 10,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": GREY, "xtick.color": INK, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "legend.frameon": False, "lines.linewidth": 2,
    "figure.facecolor": "white", "axes.facecolor": "white", "savefig.facecolor": "white",
    "figure.constrained_layout.h_pad": 0.08, "figure.constrained_layout.w_pad": 0.08,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the course's style and in no other: the reader's own matplotlibrc counts for nothing inside.

    It is a context and a decorator. Outside, the settings are what they were.
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_RC)
        yield


def canvas(width: float, height: float, columns: int = 1, **grid: object) -> tuple[Figure, object]:
    """Return an empty figure, without pyplot's global state, and its axes (an array if there are several)."""
    fig = Figure((width, height), dpi=CSS_DPI, layout="constrained")
    return fig, fig.subplots(1, columns, **grid)


def board(width: float, height: float, bottom: float = 0) -> tuple[Figure, Axes]:
    """Return a figure with one bare axes over all of it, in inches, y from `bottom`: for drawings of networks."""
    fig = Figure((width, height), dpi=CSS_DPI)
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(bottom, bottom + height), aspect="equal")
    ax.set_axis_off()
    return fig, ax


def box(ax: Axes, at: tuple[float, float], text: str, size: tuple[float, float], **look: object) -> None:
    """Draw a node as a rounded box of `size` (width, height) around `at`, with its text inside."""
    (x, y), (width, height) = at, size
    look = {"facecolor": "white", "edgecolor": INK, "linewidth": 1.3} | look
    ax.add_patch(FancyBboxPatch((x - width / 2, y - height / 2), width, height, zorder=3,
                                boxstyle="round,pad=0,rounding_size=0.1", **look))
    ax.text(x, y, text, ha="center", va="center", fontsize=10, linespacing=1.35, zorder=4)


def disc(ax: Axes, at: tuple[float, float], text: str, radius: float = 0.28, **look: object) -> None:
    """Draw a node as a circle with its name inside."""
    look = {"facecolor": "white", "edgecolor": INK, "linewidth": 1.3} | look
    ax.add_patch(Circle(at, radius, zorder=3, **look))
    ax.text(*at, text, ha="center", va="center", fontsize=13, zorder=4)


def edge(ax: Axes, start: tuple[float, float], end: tuple[float, float], text: str = "", at: float = 0.5,
         gap: float = 0.0, lift: float = 0.0, **look: object) -> None:
    """Draw an arrow that stays `gap` inches away from both ends.

    Its label stands on white at the fraction `at` of it, `lift` inches above it.
    """
    points = 72 * gap
    look = {"arrowstyle": "-|>,head_length=0.5,head_width=0.22", "color": GREY, "linewidth": 1.4} | look
    ax.annotate("", end, start, arrowprops={"shrinkA": points, "shrinkB": points, **look}, zorder=1)
    x, y = np.add(start, np.multiply(at, np.subtract(end, start)))
    if text:
        ax.text(x, y + lift, text, ha="center", va="center", fontsize=10, zorder=2, linespacing=1.1,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})


def halo(text: Text, width: float = 3) -> Text:
    """Return the text with a white rim, so that it reads on a line or a shade."""
    text.set_path_effects([withStroke(linewidth=width, foreground="white")])
    return text


def number(value: float, digits: int = 5) -> str:
    """Return a number as it is written in a figure: so many significant digits, a true minus sign, no -0.

    >>> print(number(0.5932699921), number(-0.25), number(-0.0), number(3.510187e-5))
    0.59327 −0.25 0 0.000035102
    """
    value = float(value) + 0.0
    if 1e-7 < abs(value) < 1e7:
        return np.format_float_positional(value, digits, fractional=False, trim="-").replace("-", "−")
    return f"{value:.{digits}g}".replace("-", "−")


def listed(words: Iterable[object]) -> str:
    """Return words as a sentence lists them.

    >>> print(listed([1, 2, 3]))
    1, 2 and 3
    """
    *most, last = map(str, words)
    return f"{', '.join(most)} and {last}" if most else last


def needs(name: str, value: object, kind: type) -> None:
    """Raise TypeError if the value that a figure was given is not of its kind."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} needs a {kind.__name__}, got {type(value).__name__}")


def png(fig: Figure) -> bytes:
    """Return the figure as PNG: the same figure, the same bytes (no date, no version in it).

    It keeps 32 colours, which no eye misses in line drawings and which make the file three times smaller.
    """
    needs("fig", fig, Figure)
    full, small = io.BytesIO(), io.BytesIO()
    with style():
        fig.savefig(full, format="png", dpi=CSS_DPI * DENSITY)
    image = Image.open(full).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(small, format="png", optimize=True)
    return small.getvalue()


def show(fig: Figure, alt: str, caption: str) -> None:
    """Display the figure, its alt text and its caption (Markdown), as the book, the slides and Lab read them.

    First output: the PNG with its width on the page and the alt text; second output: the caption.
    Raises ValueError for an alt text of fewer than 30 characters and for an empty caption.
    """
    needs("alt", alt, str)
    needs("caption", caption, str)
    if len(alt.strip()) < SHORTEST_ALT:
        raise ValueError(f"alt needs at least {SHORTEST_ALT} characters that say what is to be seen, got {alt!r}")
    if not caption.strip():
        raise ValueError(f"caption needs a sentence that says what to look at, got {caption!r}")
    image = {"image/png": base64.b64encode(png(fig)).decode(), "text/plain": alt}
    width = round(fig.get_figwidth() * CSS_DPI)
    display(image, raw=True, metadata={"image/png": {"alt": alt, "width": width}})
    display({"text/markdown": caption, "text/plain": caption}, raw=True, metadata={"ffedu": {"caption": True}})


def __getattr__(name: str) -> object:
    """Return a topic's figures, loaded on first use: `figures.xor`, `figures.worked_example`."""
    if name.startswith("_"):
        raise AttributeError(name)
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":          # a topic that is there, but misses something else
            raise
        raise AttributeError(f"figures needs the name of a topic, such as figures.xor, got {name!r}") from None
