"""The ledger: the 204 numbers and identities that the five source decks print, each beside the value we compute.

    printed    what the deck prints; `restored` says "restored" where the extracted text lost a zero, sign, exponent
               or brace that was put back, "evaluated" where a printed formula was evaluated at a named point
    verdict    what a comparison must come out as, set beforehand, independently of this code:
               equal       computed = printed, to 1e-12 of its size
               rounds      computed, rounded to the printed decimals (half away from zero), is printed
               truncates   not rounds, but computed cut off at the printed decimals is printed
               differs     none of these: the deck is wrong here, and `erratum` says where it is told
               identity    left and right side agree to 1e-8 wherever they were evaluated
               holds       a claim in words that a computation shows to be true
               ambiguous   the extracted text allows several readings; printed holds the value of each

Kinds: scalar, count, array, identity, text. The decks mix rounding with truncation, so no test may ask for
round(x, 5) == printed.
"""
from __future__ import annotations

import csv
import functools
import html
import json
import math
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ._check import finite, kind, real, short

MIME = "application/vnd.ffedu.ledger+json"
EQUAL = 1e-12
IDENTITY = 1e-8


class LedgerMismatch(AssertionError):
    """A computed value does not come out as the verdict of its ledger row says."""


class Row(NamedTuple):
    """One printed number: the columns of ledger.csv, all text."""
    id: str
    topic: str
    deck: str
    page: str
    kind: str
    printed: str
    extracted: str
    restored: str
    decimals: str
    verdict: str
    erratum: str
    description: str
    note: str


@functools.cache
def _table() -> dict[str, Row]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {line["id"]: Row(**line) for line in csv.DictReader(file)}


def rows(topic: str | None = None) -> tuple[Row, ...]:
    """Return the rows of `topic`, or all 204, in the order of the ledger.

    >>> len(rows())
    204
    """
    topics = {row.topic for row in _table().values()}
    if topic is not None and (not isinstance(topic, str) or topic not in topics):
        raise ValueError(f"topic needs one of {', '.join(sorted(topics))}, got {short(topic)}")
    return tuple(row for row in _table().values() if topic in (None, row.topic))


def row(id: str) -> Row:
    """Return the row `id`.

    >>> row("P-BP-13").printed
    '0.35891'
    >>> row("P-BP-99")
    Traceback (most recent call last):
    KeyError: "ledger needs one of its 204 ids, such as 'P-BP-01', got 'P-BP-99'"
    """
    try:
        return _table()[id]
    except (KeyError, TypeError):
        raise KeyError(f"ledger needs one of its {len(_table())} ids, such as 'P-BP-01', got {short(id)}") from None


def printed(id: str) -> float | np.ndarray:
    """Return the printed number or array of row `id`, to compute with the deck's own digits.

    Raises TypeError for an identity or a claim, which print no number.

    >>> printed("P-BP-13")
    0.35891
    """
    return _number(row(id))


class Comparison(NamedTuple):
    """One row with what was computed for it. Displays itself; the verdict is the row's, seen to hold."""
    row: Row
    computed: str
    outcome: str

    @property
    def reason(self) -> str:
        """Why the two differ, or what else a reader should know; empty where nothing needs saying."""
        erratum = f"erratum {self.row.erratum}" if self.row.erratum else ""
        return "; ".join(part for part in (self.row.note, erratum) if part)

    def as_dict(self) -> dict[str, str]:
        """Return the fields that are stored beside the text of a notebook's output."""
        return {"id": self.row.id, "printed": self.row.printed, "computed": self.computed,
                "verdict": self.outcome, "reason": self.reason}


class Comparisons(tuple):
    """Comparisons that display as one table: text, HTML, and the small JSON that the page of all numbers is made of."""

    def __repr__(self) -> str:
        cells = [("row", "printed", "computed", "verdict")]
        cells += [(c.row.id, c.row.printed, c.computed, c.outcome) for c in self]
        widths = [max(len(line[i]) for line in cells) for i in range(3)]
        lines = ["  ".join([*(text.ljust(n) for text, n in zip(line, widths)), line[3]]) for line in cells]
        why = [f"{c.row.id}: {c.reason}" for c in self if c.outcome == "differs"]
        return "\n".join(lines + why)

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{name}</th>' for name in ("what", "printed", "computed", "verdict"))
        return f'<table class="ffedu-ledger"><thead><tr>{head}</tr></thead><tbody>{"".join(map(_html, self))}</tbody></table>'

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {"text/plain": repr(self), "text/html": self._repr_html_(),
                MIME: {"rows": [c.as_dict() for c in self]}}


def compare(id: str, value: object) -> Comparisons:
    """Return the comparison of a computed `value` with row `id`; as the last line of a cell it displays itself.

    `value` is a number (scalar, count), an array of the printed shape (array), the pair (left, right) of an identity,
    or the True/False that a computation gave for a claim (text).
    Raises LedgerMismatch where it does not come out as the row's verdict says, KeyError for an unknown id,
    ValueError for a wrong shape, an empty array or NaN, TypeError for a wrong kind.

    >>> compare("P-BP-13", 0.35891648)
    row      printed  computed    verdict
    P-BP-13  0.35891  0.35891648  truncates
    """
    return Comparisons([_compare(row(id), value)])


def compare_all(values: dict[str, object]) -> Comparisons:
    """Return the comparisons of several rows, `{id: value}`, as one table; values and errors as for `compare`.

    >>> compare_all({"P-BP-12": 0.0821670406, "P-LIT-9": 0.35892})
    row      printed  computed      verdict
    P-BP-12  0.08216  0.0821670406  truncates
    P-LIT-9  0.35891  0.35892       differs
    P-LIT-9: the printed right-hand side is the truncated full-precision value, not the value of the printed left-hand side; erratum P-13
    """
    if not kind("values", values, dict):
        raise ValueError("compare_all needs at least one row, got an empty dict")
    return Comparisons(_compare(row(id), value) for id, value in values.items())


def _compare(row: Row, value: object) -> Comparison:
    judge = {"identity": _identity, "text": _claim}.get(row.kind, _values)
    outcome, computed = judge(row, value)
    if outcome not in {"rounds": ("rounds", "equal")}.get(row.verdict, (row.verdict,)):
        raise LedgerMismatch(f"{row.id} ({row.deck}, {row.page}: {row.description}) needs the verdict {row.verdict!r}: "
                             f"printed {row.printed}, computed {computed}, which comes out as {outcome!r}")
    return Comparison(row, computed, row.verdict)


def _identity(row: Row, value: object) -> tuple[str, str]:
    try:
        left, right = value
    except (TypeError, ValueError):
        raise ValueError(f"{row.id} needs the pair (left, right), got {type(value).__name__}") from None
    left, right = (finite(row.id, real(row.id, side)) for side in (left, right))
    if left.shape != right.shape or not left.size:
        raise ValueError(f"{row.id} needs sides of one shape, not empty, got {left.shape} and {right.shape}")
    close = bool(np.all(np.abs(left - right) <= IDENTITY * np.maximum(1, np.abs(right))))
    points = f"{left.size} value{'s' * (left.size > 1)}"
    return ("identity", f"both sides agree on {points}") if close else ("differs", f"the sides differ on {points}")


def _claim(row: Row, value: object) -> tuple[str, str]:
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{row.id} needs True or False from a computation, got {type(value).__name__}")
    return ("holds", "true") if value else ("differs", "false")


def _values(row: Row, value: object) -> tuple[str, str]:
    need = np.asarray(_number(row))
    got = finite(row.id, real(row.id, value))
    if got.shape != need.shape:
        raise ValueError(f"{row.id} needs shape {need.shape}, got {got.shape}")
    if row.verdict == "ambiguous":
        same = np.allclose(got, need, rtol=EQUAL, atol=0) and len(np.unique(got)) > 1
        return "ambiguous" if same else "differs", _text(got)
    return _outcome(got, need, int(row.decimals or 0)), _text(got)


def _outcome(got: np.ndarray, need: np.ndarray, decimals: int) -> str:
    if np.all(np.abs(got - need) <= EQUAL * np.maximum(1, np.abs(need))):
        return "equal"
    # a tie such as 0.149785 is stored a hair below or above itself: the nudge makes it a tie again
    scaled = np.abs(got) * 10.0**decimals * (1 + EQUAL)
    target = np.round(need * 10.0**decimals)
    if np.all(np.copysign(np.floor(scaled + 0.5), got) == target):
        return "rounds"
    return "truncates" if np.all(np.copysign(np.floor(scaled), got) == target) else "differs"


def _number(row: Row) -> float | np.ndarray:
    if row.kind == "array":
        return np.array(json.loads(row.printed), dtype=float)
    if row.kind in ("scalar", "count"):
        return float(Fraction(row.printed))
    raise TypeError(f"{row.id} needs kind scalar, count or array to be a number, got {row.kind}: {row.printed}")


def _text(value: np.ndarray) -> str:
    """At most ten significant digits: what is stable over the kernels of different machines."""
    if value.ndim:
        return "[" + ", ".join(map(_text, value)) + "]"
    number = float(value)
    if number and abs(number) < 1e-12:
        return "0"
    return f"{number:.0f}" if math.isclose(number, round(number), rel_tol=0, abs_tol=EQUAL) else f"{number:.10g}"


def _html(c: Comparison) -> str:
    why = c.reason if c.outcome == "differs" else ""
    below = f'<tr class="why"><td colspan="4"><small>{html.escape(why)}</small></td></tr>' if why else ""
    what = f"{html.escape(c.row.description)} <small>({c.row.deck}, {html.escape(c.row.page)})</small>"
    values = "".join(f"<td>{html.escape(text).replace('], [', '],<br>[')}</td>" for text in (c.row.printed, c.computed))
    return f'<tr data-ledger="{c.row.id}"><td>{what}</td>{values}<td><strong>{c.outcome}</strong></td></tr>{below}'
