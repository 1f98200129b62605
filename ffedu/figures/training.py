"""The pictures of training: walks in a valley and their costs, a cliff, early stopping, an adversarial example.

The first walk is blue and a full line, the second vermilion and dashed, the third green and dotted.
Source: DL chapters 7 and 8, Fix p. 67-85, Zelener's slides on descent, clipping and adversarial examples.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .._check import array, count, function
from . import BLUE, DASHES, GREEN, GREY, INK, PALE, VERMILION, canvas, halo, listed, needs, number, style

LOOKS = ({"color": BLUE, "linestyle": DASHES[0]}, {"color": VERMILION, "linestyle": DASHES[1]},
         {"color": GREEN, "linestyle": DASHES[2]})
FLOOR = 1e-16                                   # below it a cost is rounding only


# walks in a valley


@style()
def descent(paths: Mapping[str, object], H: object, best: object) -> tuple[Figure, str]:
    """Return walks in the plane of b and w over the contours of J, and log10 of J above its minimum at each step.

    paths: name -> (steps + 1, 2), at most three; J is the quadratic with Hessian H (2, 2) and minimum `best` (2,).
    Source: Fix p. 68-74.
    """
    walks, H, best = _checked(paths, H, best)
    fig, (left, right) = canvas(7, 4, columns=2)
    _valley(left, H, best, list(walks.values()))
    for (name, path), look in zip(walks.items(), LOOKS):
        left.plot(*path.T, linewidth=1.5, **look)
        right.plot(np.log10(_above(path, H, best)), label=name, linewidth=1.7, **look)
    _finish(fig, left, right, best, "iteration")
    ends = listed(f"{name} from {number(_above(path, H, best)[0], 3)} to {number(_above(path, H, best)[-1], 2)} in "
                  f"{len(path) - 1} steps" for name, path in walks.items())
    alt = (f"Two panels. Left, the plane of b and w with elliptic contours around the minimum at b = "
           f"{number(best[0], 3)}, w = {number(best[1], 3)}, and the path of each walk. Right, the logarithm of J "
           f"above its minimum at each step: {ends}.")
    return fig, alt


@style()
def noisy(paths: Mapping[str, object], H: object, best: object, epochs: int) -> tuple[Figure, str]:
    """Return walks by minibatches in the plane of b and w, and log10 of J above its minimum after each epoch.

    paths: name -> (steps + 1, 2), at most three, steps a multiple of `epochs`; H and best as in `descent`.
    Source: Zelener's trajectories of SGD, GD and SGD with momentum.
    """
    walks, H, best = _checked(paths, H, best)
    epochs = count("epochs", epochs, least=1)
    fig, (left, right) = canvas(7, 4, columns=2)
    _valley(left, H, best, list(walks.values()))
    ends = []
    for (name, path), look in zip(walks.items(), LOOKS):
        if (len(path) - 1) % epochs:
            raise ValueError(f"{name} needs a multiple of epochs = {epochs} steps, got {len(path) - 1}")
        after = _above(path[::max(1, (len(path) - 1) // epochs)], H, best)
        left.plot(*path.T, linewidth=1, **look)
        right.plot(np.log10(after), label=name, linewidth=1.5, **look)
        ends.append(f"{name} {len(path) - 1} steps, J from {number(after[0], 3)} to {number(after[-1], 2)}, the least "
                    f"after an epoch {number(after.min(), 2)}")
    _finish(fig, left, right, best, "epoch")
    alt = (f"Two panels over {epochs} epochs. Left, paths in the plane of b and w towards b = {number(best[0], 3)}, "
           f"w = {number(best[1], 3)}. Right, the logarithm of J above its minimum after each epoch: {listed(ends)}.")
    return fig, alt


@style()
def scaled(raw: tuple[object, object, object], standard: tuple[object, object, object]) -> tuple[Figure, str]:
    """Return the valley of least squares before and after its input was standardised, each with a path of descent.

    raw, standard: (H (2, 2), best (2,), path (steps + 1, 2)). Source: Fix p. 85.
    """
    fig, axes = canvas(7, 3.9, columns=2)
    parts = []
    for ax, (name, problem) in zip(axes, (("raw input", raw), ("standardised input", standard))):
        needs(name, problem, tuple)
        H, best, path = (array(name, value, shape) for value, shape in zip(problem, ((2, 2), (2,), ("t", 2))))
        _valley(ax, H, best, [path])
        ax.plot(*path.T, "o-", color=BLUE, markersize=3.5, linewidth=1.3)
        ax.plot(*best, "*", color=VERMILION, markersize=15, markeredgecolor=INK, zorder=6)
        condition = np.linalg.cond(H)
        ax.set_title(f"{name}: condition {number(condition, 3)}")
        parts.append(f"{name}: condition number {number(condition, 3)}, {len(path) - 1} steps, which end at J "
                     f"{number(_above(path, H, best)[-1], 2)} above the minimum at b = {number(best[0], 3)}, "
                     f"w = {number(best[1], 3)}")
    return fig, f"Two panels with contours of J in b and w and a path of gradient descent. {'; '.join(parts)}."


def _checked(paths: object, H: object, best: object) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    needs("paths", paths, Mapping)
    if not 1 <= len(paths) <= len(LOOKS):
        raise ValueError(f"paths needs 1 to {len(LOOKS)} walks, got {len(paths)}")
    walks = {name: array(name, path, ("t", 2)) for name, path in paths.items()}
    return walks, array("H", H, (2, 2)), array("best", best, (2,))


def _finish(fig: Figure, left: Axes, right: Axes, best: np.ndarray, unit: str) -> None:
    """The minimum in the plane, the axes of the cost, and a key if there is more than one walk."""
    left.plot(*best, "*", color=INK, markersize=13, zorder=6)
    right.set(xlabel=unit, ylabel=r"$\log_{10}(J - J_{\min})$", title="cost")
    right.grid(color=PALE, linewidth=0.8)
    handles, names = right.get_legend_handles_labels()
    if len(handles) > 1:
        fig.legend(handles, names, loc="outside lower center", ncols=3)


def _above(path: np.ndarray, H: np.ndarray, best: np.ndarray) -> np.ndarray:
    """J above its minimum along the path."""
    return np.maximum(np.einsum("ti,ij,tj->t", path - best, H, path - best) / 2, FLOOR)


def _valley(ax: Axes, H: np.ndarray, best: np.ndarray, walks: Sequence[np.ndarray]) -> None:
    """Contours of the quadratic in a square window that holds the walks and the minimum."""
    points = np.vstack([best[None], *walks])
    middle = (points.max(0) + points.min(0)) / 2
    half = 0.6 * max(np.ptp(points, axis=0).max(), 1e-9)
    t = np.linspace(-half, half, 121)
    plane = np.stack(np.meshgrid(middle[0] + t, middle[1] + t), axis=-1)
    J = _above(plane.reshape(-1, 2), H, best).reshape(len(t), len(t))
    ax.contour(plane[..., 0], plane[..., 1], J, levels=J.max() * np.array([0.002, 0.02, 0.08, 0.2, 0.4, 0.7]),
               colors=GREY, linewidths=0.9)
    ax.set(xlabel="$b$", ylabel="$w$", aspect="equal", title="path")


# a cliff


@style()
def cliff(J: Callable[[np.ndarray], np.ndarray], path: object, w: object) -> tuple[Figure, str]:
    """Return the curve of J over w, and the points of a walk with clipped gradients on it.

    J takes an array and returns one; path (steps + 1,), w (n,) the places of the curve. Source: Zelener's cliff.
    """
    J, path, w = function("J", J), array("path", path, ("t",)), array("w", w, ("n",))
    fig, ax = canvas(6.4, 3.5)
    ax.plot(w, J(w), color=BLUE)
    ax.plot(path, J(path), "o", color=VERMILION, markersize=5.5, markeredgecolor=INK, markeredgewidth=0.7)
    ax.set(xlabel="$w$", ylabel="$J(w)$")
    halo(ax.annotate("start", (path[0], J(path[:1])[0]), (-12, 0), textcoords="offset points", ha="right",
                     va="center"))
    alt = (f"A curve of J over w from {number(w[0], 3)} to {number(w[-1], 3)}: flat on the left, a wall on the right "
           f"that rises to {number(J(w[-1:])[0], 3)}. A walk of {len(path) - 1} clipped steps comes down it from "
           f"w = {number(path[0], 3)} to w = {number(path[-1], 3)}; its longest step is "
           f"{number(np.abs(np.diff(path)).max(), 3)}.")
    return fig, alt


# early stopping


@style()
def stopping(training: object, validation: object, epoch: int) -> tuple[Figure, str]:
    """Return training and validation cost after each epoch (n,), and a mark at the `epoch` (from 1) that is kept."""
    training = array("training", training, ("n",))
    validation, epoch = array("validation", validation, training.shape), count("epoch", epoch, least=1)
    if epoch > len(training):
        raise ValueError(f"epoch needs to be at most {len(training)}, got {epoch}")
    epochs, kept = np.arange(1, len(training) + 1), validation[epoch - 1]
    fig, ax = canvas(6.4, 3.5)
    ax.plot(epochs, training, label="training", **LOOKS[0])
    ax.plot(epochs, validation, label="validation", **LOOKS[1])
    ax.plot(epoch, kept, "D", color=VERMILION, markeredgecolor=INK, markersize=9, label=f"kept: epoch {epoch}")
    ax.set(xlabel="epoch", ylabel="cost $J$", ylim=(0, None))
    fig.legend(loc="outside lower center", ncols=3)
    alt = (f"Two curves over {len(epochs)} epochs. The training cost falls from {number(training[0], 3)} to "
           f"{number(training[-1], 3)}; the validation cost is lowest, {number(kept, 3)}, after epoch {epoch} and "
           f"ends at {number(validation[-1], 3)}.")
    return fig, alt


# an adversarial example


@style()
def attack(x: object, hit: object, p: object) -> tuple[Figure, str]:
    """Return a digit x (64,), what an attack made of it, and their difference, with the answers p (2, k) below.

    Light is no ink, dark is full ink; in the middle dark is more and light is less. Source: DL fig. 7.8.
    """
    x, hit, p = array("x", x, (64,)), array("hit", hit, (64,)), array("p", p, (2, "k"))
    size, answers = np.abs(hit - x).max(), p.argmax(1)
    fig, axes = canvas(7, 2.9, columns=3)
    captions = (f"answer {answers[0]}, p = {number(p[0].max(), 3)}", f"change, at most {number(size, 2)}",
                f"answer {answers[1]}, p = {number(p[1].max(), 3)}")
    for ax, picture, (low, high), text in zip(axes, (x, hit - x, hit), ((0, 1), (-size, size), (0, 1)), captions):
        ax.imshow(picture.reshape(8, 8), cmap="gray_r", vmin=low, vmax=high)
        ax.set(xticks=[], yticks=[], xlabel=text)
        ax.spines[:].set(visible=True, color=GREY)
    alt = (f"Three pictures of 8 by 8 pixels. The first is answered {answers[0]} with probability "
           f"{number(p[0].max(), 3)}. The second is the change, at most {number(size, 2)} in each pixel, without a "
           f"shape that an eye would name. The third, their sum, is answered {answers[1]} with probability "
           f"{number(p[1].max(), 3)}.")
    return fig, alt
