"""The errata: as many as the plan publishes, each under its chapter, none that states a number which nothing prints."""
import csv
import re

import prose
import pytest
from chapters import NOTEBOOKS, ROOT, cells, load

from ffedu import errata, ledger

GOOD = {"entries": {"topic": "xor"}, "entry": {"id": "S-05"}}
PRINTED = {path.stem: prose.printed_by([o for cell in cells(load(path), "code") for o in cell["outputs"]])
           for path in NOTEBOOKS}


def planned():
    with (ROOT / "tests" / "topics.csv").open(encoding="utf-8", newline="") as file:
        return {line["id"]: line["topic"] for line in csv.DictReader(file)
                if line["kind"] == "erratum" and line["shown_as"] != "unpublished"}


def test_they_are_the_published_ones_under_their_chapters():
    assert {entry.id: entry.topic for entry in errata.entries()} == planned()


def test_every_erratum_of_the_ledger_is_told():
    assert {row.erratum for row in ledger.rows() if row.verdict == "differs"} <= planned().keys()


def test_each_has_all_its_parts_and_a_deck():
    for entry in errata.entries():
        assert all(entry) and entry.deck[0] == entry.id[0] and re.fullmatch(r"[PSZFG]-\d\d", entry.id)
        assert entry.says != entry.right and max(len(entry.says), len(entry.right)) <= 160


@pytest.mark.parametrize("entry", [e for e in errata.entries() if e.topic in PRINTED], ids=lambda entry: entry.id)
def test_the_numbers_that_it_states_are_printed_in_its_chapter(entry):
    for number in prose.statements(f"{entry.says}\n\n{entry.right}"):
        assert number.readings & PRINTED[entry.topic], number.written


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: errata.entries("xorr"), ValueError, "topic needs one of approximation, .*, got 'xorr'"),
    (lambda: errata.entry("S-99"), KeyError, "errata needs one of its 64 ids, such as 'S-05', got 'S-99'"),
    (lambda: errata.entry(["S-05"]), KeyError, "errata needs one of its 64 ids"),
])
def test_what_is_not_there_is_named(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
