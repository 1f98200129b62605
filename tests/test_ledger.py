"""The ledger and its comparison: the rows as read, each verdict and its opposite, clear errors."""
import json
import re

import numpy as np
import pytest

from ffedu import ledger
from ffedu.ledger import LedgerMismatch, compare, compare_all

GOOD = {"rows": {"topic": "xor"}, "row": {"id": "P-BP-01"}, "printed": {"id": "P-BP-01"},
        "compare": {"id": "P-BP-01", "value": 0.3775}, "compare_all": {"values": {"P-BP-01": 0.3775}}}

KINDS = {"scalar", "count", "array", "identity", "text"}
VERDICTS = {"equal", "rounds", "truncates", "differs", "identity", "holds", "ambiguous"}


def numbers(text):
    """The numbers of a printed text in order, extraction's minus signs, fractions and separators made plain."""
    plain = text.replace("−", "-").replace("½", "1/2").replace(",", "" if re.search(r"\d,\d{3}\b", text) else " ")
    return [float(x) for x in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?|(?<=\dx)\d+", plain)]


def test_the_table_is_whole():
    rows = ledger.rows()
    assert len(rows) == len({row.id for row in rows}) == 204
    assert {row.kind for row in rows} == KINDS and {row.verdict for row in rows} == VERDICTS
    assert {row.restored for row in rows} == {"", "restored", "evaluated"}
    assert all(row.printed and row.description and row.topic and row.deck and row.page for row in rows)
    assert {row.verdict for row in rows if row.kind == "text"} == {"holds", "differs"}        # all that a claim can be
    assert len(ledger.rows("xor")) == 28 and len(ledger.rows("worked_example")) == 69


@pytest.mark.parametrize("row", [r for r in ledger.rows() if r.kind in ("scalar", "count", "array") and not r.restored],
                         ids=lambda row: row.id)
def test_a_number_that_is_not_marked_restored_stands_in_the_extracted_text(row):
    assert numbers(row.printed) == numbers(row.extracted)


@pytest.mark.parametrize("row", [r for r in ledger.rows() if r.kind in ("scalar", "count", "array")],
                         ids=lambda row: row.id)
def test_every_printed_number_can_be_read_and_answers_to_its_verdict(row):
    value = ledger.printed(row.id)
    if row.verdict in ("equal", "rounds", "ambiguous"):
        assert compare(row.id, value)[0].outcome == row.verdict
    else:
        with pytest.raises(LedgerMismatch, match="needs the verdict"):
            compare(row.id, value)


@pytest.mark.parametrize("id, good, bad", [
    ("P-BP-01", 0.3775, 0.3775 + 1.5e-12),                    # equal, to 1e-12 where numbers are small ...
    ("S-LIN-1", 1e-12, 1.1e-12),
    ("Z-CONV-1", 76800 + 5e-9, 76800 + 1e-7),                 # ... and to 1e-12 of their size where they are large
    ("P-BP-02", 0.5932749, 0.593276),                         # rounds
    ("P-BP-05", 0.7513699, 0.7513701),                        # truncates, not yet the next digit
    ("P-BP-05", 0.7513651, 0.7513649),                        # truncates, and does not round
    ("P-LIT-14", 0.149785, 0.1497849),                        # a tie rounds away from zero, so this truncates
    ("P-BP-18", -0.0190549, -0.019056),                       # the sign is not lost
    ("P-BP-18", -0.0190451, 0.01905),
    ("P-CR-3", 30720, 480),                                   # differs
    ("P-CR-3", 481.2, 480.3),                                 # to whole numbers, where no decimals are given
    ("S-XOR-8", [[0, 0], [1, 0], [1, 0], [2, 1]], [[0, 0], [0, 1], [0, 1], [2, 1]]),
    ("S-XOR-11", [1, 0], [0, 1]),
    ("S-XOR-14", ([1.0, 2.0], [1.0, 2.0]), ([1.0, 2.0], [1.0, 2.0 + 1e-7])),
    ("S-XOR-14", ([1e-8], [0.0]), ([1.5e-8], [0.0])),         # to 1e-8 ...
    ("S-XOR-14", ([1e6 + 5e-3], [1e6]), ([1e6 + 2e-2], [1e6])),   # ... of their size
    ("S-ID-13", ([0.5], [0.9]), ([0.5], [0.5])),              # an identity that must not hold
    ("S-ID-25", np.bool_(True), False),                       # holds
    ("P-CODE-1", False, True),                                # a claim that must not hold
    ("S-REG-7", [64, 576], [64, 64]),                         # ambiguous
    ("S-REG-7", [64, 576], [64, 576.5]),
])
def test_each_verdict_and_its_opposite(id, good, bad):
    assert compare(id, good)[0].outcome == ledger.row(id).verdict
    with pytest.raises(LedgerMismatch) as caught:
        compare(id, bad)
    assert id in str(caught.value) and "needs the verdict" in str(caught.value)


@pytest.mark.parametrize("id, value, error, sentence", [
    ("P-BP-99", 1, KeyError, "ledger needs one of its 204 ids"),
    (None, 1, KeyError, "got None"),
    (["P-BP-01"], 1, KeyError, r"got \['P-BP-01'\]"),
    ("P-BP-01", [0.3775], ValueError, r"P-BP-01 needs shape \(\), got \(1,\)"),
    ("S-XOR-8", [], ValueError, r"S-XOR-8 needs shape \(4, 2\), got \(0,\)"),
    ("P-BP-01", float("nan"), ValueError, "P-BP-01 needs finite numbers, got nan"),
    ("P-BP-01", "0.3775", TypeError, "P-BP-01 needs real numbers, got dtype"),
    ("P-BP-01", None, TypeError, "P-BP-01 needs real numbers, got dtype object"),
    ("S-XOR-14", 3.0, ValueError, r"needs the pair \(left, right\), got float"),
    ("S-XOR-14", ([1, 2], [1]), ValueError, r"sides of one shape, not empty, got \(2,\) and \(1,\)"),
    ("S-XOR-14", ([], []), ValueError, "not empty"),
    ("S-XOR-14", ([np.inf], [np.inf]), ValueError, "needs finite numbers"),
    ("S-ID-25", 1, TypeError, "needs True or False from a computation, got int"),
])
def test_bad_input_gets_a_clear_error(id, value, error, sentence):
    with pytest.raises(error, match=sentence):
        compare(id, value)


def test_an_identity_says_on_how_many_values():
    said = [compare("S-XOR-14", (x, x))[0].computed for x in ([1.0], [1.0, 2.0])]
    assert said == ["both sides agree on 1 value", "both sides agree on 2 values"]


@pytest.mark.parametrize("topic", ["nowhere", 7])
def test_an_unknown_topic_is_an_error(topic):
    with pytest.raises(ValueError, match=f"topic needs one of approximation, .*, got {topic!r}"):
        ledger.rows(topic)


def test_no_rows_is_an_error_and_identities_print_no_number():
    with pytest.raises(ValueError, match="needs at least one row"):
        compare_all({})
    with pytest.raises(TypeError, match="P-CR-1 needs kind scalar, count or array"):
        ledger.printed("P-CR-1")


def test_what_a_notebook_stores():
    shown = compare_all({"P-CR-3": 30720, "P-BP-05": 0.7513650696})._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", ledger.MIME}
    assert shown[ledger.MIME]["rows"] == [
        {"id": "P-CR-3", "printed": "480", "computed": "30720", "verdict": "differs",
         "reason": shown[ledger.MIME]["rows"][0]["reason"]},
        {"id": "P-BP-05", "printed": "0.75136", "computed": "0.7513650696", "verdict": "truncates",
         "reason": shown[ledger.MIME]["rows"][1]["reason"]}]
    assert "P-11" in shown[ledger.MIME]["rows"][0]["reason"]
    assert json.dumps(shown) and "<td>30720</td>" in shown["text/html"]
    assert shown["text/plain"].splitlines()[1].split() == ["P-CR-3", "480", "30720", "differs"]


def test_ten_digits_at_most_so_that_kernels_may_differ_in_the_last():
    assert compare("P-BP-02", 0.593269992107187)[0].computed == compare("P-BP-02", 0.593269992107189)[0].computed
    assert compare("S-LIN-1", 1e-17)[0].computed == "0"
