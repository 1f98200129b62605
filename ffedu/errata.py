"""The errata: where the source decks are wrong or say too much, what holds instead, and which chapter shows it.

We read the decks as extracted text, so only what was legible is listed. The numbers among them stand in the ledger too,
whose rows name the erratum; `says` gives the sense of the deck's words, not the words.
"""
from __future__ import annotations

import csv
import functools
from pathlib import Path
from typing import NamedTuple

from ._check import short


class Erratum(NamedTuple):
    """One erratum: the columns of errata.csv, all text."""
    id: str
    topic: str
    deck: str
    page: str
    says: str
    right: str


@functools.cache
def _table() -> dict[str, Erratum]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {line["id"]: Erratum(**line) for line in csv.DictReader(file)}


def entries(topic: str | None = None) -> tuple[Erratum, ...]:
    """Return the errata that the chapter `topic` shows, or all, deck by deck.

    >>> [entry.id for entry in entries("xor")]
    ['S-05', 'S-06']
    """
    topics = {entry.topic for entry in _table().values()}
    if topic is not None and (not isinstance(topic, str) or topic not in topics):
        raise ValueError(f"topic needs one of {', '.join(sorted(topics))}, got {short(topic)}")
    return tuple(entry for entry in _table().values() if topic in (None, entry.topic))


def entry(id: str) -> Erratum:
    """Return the erratum `id`.

    >>> entry("P-08").right
    'tf.zeros'
    """
    try:
        return _table()[id]
    except (KeyError, TypeError):
        raise KeyError(f"errata needs one of its {len(_table())} ids, such as 'S-05', got {short(id)}") from None
