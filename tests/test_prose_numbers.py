"""Every number in the prose is one that the same notebook prints, or one that the ledger holds, digit by digit.

The prose is what Markdown cells and figure captions say; prose.py tells what counts as a number there. The pages of
book/ are held to all notebooks together. prose_allowed.csv (notebook, number, reason) excuses at most 3 % of them.
"""
from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from pathlib import Path

import prose
import pytest
from chapters import NOTEBOOKS, PAGES, ROOT, cells, load, source

from ffedu import ledger

ALLOWED = ROOT / "tests" / "prose_allowed.csv"
SHARE = 0.03


def stated(path: Path) -> Iterator[tuple[str, prose.Number]]:
    """Yield each statement of a notebook or a page, with the place where it stands."""
    if path.suffix == ".md":
        yield from (("the page", number) for number in prose.statements(path.read_text(encoding="utf-8")))
        return
    for cell in load(path)["cells"]:
        texts = [source(cell)] if cell["cell_type"] == "markdown" else prose.captions(cell.get("outputs", []))
        for number in (number for text in texts for number in prose.statements(text)):
            yield f"cell {cell['id']!r}", number


@functools.cache
def printed_in(path: Path) -> frozenset[str]:
    """Return the readings that the notebook's stored outputs print."""
    return frozenset().union(*(prose.printed_by(cell["outputs"]) for cell in cells(load(path), "code")))


@functools.cache
def in_ledger(topic: str | None) -> frozenset[str]:
    """Return the readings of the printed values of a topic's rows, of all rows for None."""
    return frozenset().union(*(prose.printed(row.printed) for row in ledger.rows() if topic in (None, row.topic)))


def sources(path: Path) -> frozenset[str]:
    """Return every reading that a notebook, or a page, may state."""
    notebooks = NOTEBOOKS if path.suffix == ".md" else [path]
    return in_ledger(None if path.suffix == ".md" else path.stem).union(*map(printed_in, notebooks))


def unheard(path: Path) -> list[tuple[str, prose.Number]]:
    """Return the statements that nothing prints, excused or not."""
    known = sources(path)
    return [(place, number) for place, number in stated(path) if not number.readings & known]


@functools.cache
def allowed() -> tuple[dict[str, str], ...]:
    with ALLOWED.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def excused(path: Path, number: prose.Number) -> bool:
    return any(line["notebook"] == path.name and line["number"] == number.written for line in allowed())


@pytest.mark.parametrize("path", [*NOTEBOOKS, *PAGES], ids=lambda path: path.name)
def test_prose_states_what_is_printed(path: Path):
    found = [f"{path.name}, {place}: the prose says {number.written}, which no output prints and no ledger row holds"
             for place, number in unheard(path) if not excused(path, number)]
    assert not found, "\n" + "\n".join(found)


def test_the_allow_list_is_short_and_says_why():
    paths = {path.name: path for path in (*NOTEBOOKS, *PAGES)}
    total = sum(1 for path in paths.values() for _ in stated(path))
    used = [(path.name, number.written) for path in paths.values()
            for _, number in unheard(path) if excused(path, number)]
    print(f"{len(used)} of {total} numbers in the prose are excused")
    for line in allowed():
        print("  {notebook}: {number}, because {reason}".format(**line))
        assert (line["notebook"], line["number"]) in used, f"{line} needs a statement to excuse, or has to go"
        assert len(line["reason"].split()) >= 3, f"{line} needs a reason"
    assert len(used) <= SHARE * total, f"at most {SHARE:.0%} of {total} numbers may be excused, got {len(used)}"


# The tokenizer: what a text states.

@pytest.mark.parametrize("text, numbers", [
    ("0.50 of them", ["0.50"]), ("10 and 9, 5 and 12.", ["10", "12"]), ("it ends in 0.5.", ["0.5"]), (".15", [".15"]),
    ("| 0.1 | 12 |\n|---:|---:|", ["0.1", "12"]), ("## 12 ways", ["12"]), ("**0.26**, _0.25_", ["0.26", "0.25"]),
    # signs
    ("\N{MINUS SIGN}0.5 and -12", ["-0.5", "-12"]),
    ("a - 0.5, a-0.5, 20-30, 20\N{EN DASH}30", ["0.5", "0.5"] + ["20", "30"] * 2),
    ("$x = -0.5$, $\\approx -0.5$, $(-0.5)$, $\\eta - 0.5$", ["-0.5", "-0.5", "-0.5", "0.5"]),
    ("- 0.5 first", ["0.5"]), ("$\\begin{pmatrix} 0 \\\\ -12 \\end{pmatrix}$", ["-12"]),
    ("0.5 -- 0.7", ["0.5", "0.7"]),
    # thousands and powers
    ("10,000 steps, 2 000 and 1\N{NARROW NO-BREAK SPACE}000", ["10,000", "2,000", "1,000"]),
    ("$10{,}000 + 10\\,000$", ["10,000"] * 2), ("$[10,100]$", ["10", "100"]),
    ("3e-5 and $3.5\\times10^{-5}$", ["3e-5", "3.5e-5"]), ("3.5×10⁻⁵", ["3.5e-5"]),
    ("$10^{5}$, $10^5$, $-10^{-3}$", ["1e5", "1e5", "-1e-3"]), ("$2^{10}$", ["10"]),
    # fractions and indices
    ("$\\tfrac12$, $\\frac1{12}$, $\\frac{11}{12}$", ["12", "11", "12"]), ("$w_{11} + w_{1,12} + W_{:,i}$", []),
    ("$h^{(12)}$", []), ("$x_{i_{2}}$", []), ("$\\sum_{i=10}^{20}$", ["10", "20"]), ("$w_{0.5}$", ["0.5"]),
    # names and versions
    ("h1 net_h1 ReLU6 float64 w11", []), ("$out_{o1}$ and $net_{h12}$", []), ("numpy 1.26, Python 3.11, 1.26.4", []),
    ("10x and 10th", ["10", "10"]), ("1..10", ["10"]),
    # places
    ("p. 51, p. 50-69, pp. 36, 57 and 66", []), ("slides 23\N{EN DASH}34, eq. 6.4, Fig. 6.1", []),
    ("Sec. 12, DL 6.4-6.6", []), ("Srihari 1.33", []), ("equation xor.17", []), ("chapter 12", []),
    ("rows S-XOR-11, S1.34, G25 and P-BP-13", []), ("p. 51 has 0.35", ["0.35"]), ("12 pages", ["12"]),
    ("on p. 51 the 12 weights", ["12"]), ("p. 51 and 95 % more", ["95"]),
    # dates
    ("in 1986 and 2016", []), ("12 May 1986, May 12, 1986, 2026-11-21", []), ("1899 and 2100", ["1899", "2100"]),
    ("1986.5", ["1986.5"]), ("2,000 steps", ["2,000"]),
    # no prose
    ("`0.28` and ``12 ` 13``", []), ("```\n12\n```\n13", ["13"]), ("<!-- 12 --> 13", ["13"]),
    ("[0.29](b#12)", ["0.29"]), ("https://a.b/12 and <http://c/0.5>", []), ('<img width="12"> 13', ["13"]),
    ("1. one\n12. two", []), ("a &lt; 0.5", ["0.5"]), ("```{note}\n14\n```", ["14"]),
    ("```{code-block} python\n15\n```", []), (":::{tip}\n:width: 17px\n18\n:::", ["18"]),
    ("$$ a = 0.5 \\tag{xor.12} $$", ["0.5"]),
])
def test_what_a_text_states(text: str, numbers: list[str]):
    assert sorted(number.written for number in prose.statements(text)) == sorted(numbers)


@pytest.mark.parametrize("text, output, same", [
    ("0.5", "0.5", True), ("0.5", "0.51", False), ("0.5", "10.5", False), ("0.50", "0.5", False),
    ("0.5", "0.50", False), ("0.5", "-0.5", False), ("-0.5", "0.5", False),
    ("\N{MINUS SIGN}0.5", "[-0.5  2. ]", True), ("12", "[12. 3.]", True), ("12", "w12 = 3", False),
    ("12", "P-BP-12  0.3", False), ("12", "0.12", False), ("12", "1.2", False), ("10,000", "10000", True),
    ("10 000", "10,000 steps", True), ("0.15", "x=.15", True), ("10.5", "v10.5", False),
    ("$3.5\\times10^{-5}$", "3.5e-05", True), ("$3.5\\times10^{-5}$", "0.000035", True),
    ("3.5e-5", "0.0000351", False), ("$10^5$", "1e+05", True), ("95 %", "0.95", True), ("95 %", "95%", True),
    ("0.95", "95 %", True), ("95 %", "0.950", False), ("1.5", "version 1.5.2", False), ("20", "[10, 20]", True),
    ("20", "10-20", True), ("-20", "10-20", False),
])
def test_a_statement_is_a_whole_printed_token(text: str, output: str, same: bool):
    (number,) = prose.statements(text)
    assert bool(number.readings & prose.printed(output)) == same


def test_what_outputs_print():
    row = {"id": "P-BP-77", "printed": "0.35", "computed": "0.3512", "verdict": "truncates", "reason": "p. 78"}
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["J = 0.25\n", "n = 12\n"]},
        {"output_type": "execute_result", "data": {"text/plain": "0.75", prose.LEDGER: {"rows": [row]}}},
        {"output_type": "display_data", "data": {"image/png": "", "text/plain": "An alt of 41"}},
        {"output_type": "display_data", "data": {"text/plain": "A caption of 42", "text/markdown": "A caption of 42"},
         "metadata": {"ffedu": {"caption": True}}}]
    assert prose.printed_by(outputs) == {"0.25", "12", "0.75", "0.35", "0.3512"}
    assert prose.captions(outputs) == ["A caption of 42"]
