"""The dates: in order, each with its source in the bibliography."""
import pytest
from chapters import ROOT

from ffedu import history

GOOD = {"event": {"who": "Werbos"}}


def test_they_stand_in_order_each_once():
    found = history.events()
    assert len(found) > 10 and [one.year for one in found] == sorted(one.year for one in found)
    assert len({one.who for one in found}) == len(found)


@pytest.mark.parametrize("one", history.events(), ids=lambda one: f"{one.year} {one.who}")
def test_every_date_has_its_source_in_the_bibliography(one):
    works = (ROOT / "book" / "references.bib").read_text(encoding="utf-8").split("\n@")
    first = one.who.split(",")[0].split(" and ")[0]
    assert any(f"year = {{{one.year}}}" in work and first in work for work in works)


def test_each_is_found_by_its_first_name():
    assert [history.event(one.who) for one in history.events()] == list(history.events())


@pytest.mark.parametrize("who", ["Nobody", "", "H", None, ["Werbos"]])
def test_what_is_not_there_is_named(who):
    with pytest.raises(KeyError, match="history needs the first name of one of its 18 dates, such as 'Werbos', got"):
        history.event(who)
