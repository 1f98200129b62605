"""The directive {ledger-numbers}: every number the decks print, beside what the chapters' stored outputs computed.

Warns (and so fails the build under -W) where a chapter leaves a row of its topic out, and where a stored verdict is
not the ledger's.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ffedu import ledger

from .chapters import chapters, read, source, text

HEAD = ("row", "deck, page", "what", "printed", "computed", "verdict")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stored:
    """A comparison as a notebook stored it, with the page that shows it."""
    docname: str
    computed: str
    verdict: str
    reason: str


class LedgerNumbers(SphinxDirective):
    """One section with a table for each chapter, then a sentence on the rows that wait for theirs."""

    def run(self) -> list[nodes.Node]:
        """Return the sections; note what they were made from, so that a change in it makes the page anew."""
        written = chapters(self.env)
        self._depend(written.values())
        stored = collect({topic: (name, source(self.env, name)) for topic, name in written.items()})
        for complaint in complaints(written, stored):
            logger.warning(complaint, location=self.get_location())
        counted = {row.topic for row in ledger.rows()}
        sections = [self._section(topic, docname, stored) for topic, docname in written.items() if topic in counted]
        return [*sections, *waiting(written)]

    def _depend(self, docnames: Iterator[str]) -> None:
        files = [source(self.env, name) for name in docnames]
        rows = Path(ledger.__file__)
        for file in (*files, rows, rows.with_name("ledger.csv"), Path(self.env.srcdir, "_toc.yml")):
            self.env.note_dependency(str(file))

    def _section(self, topic: str, docname: str, stored: dict[str, Stored]) -> nodes.section:
        title = heading(read(source(self.env, docname)))
        section = nodes.section(ids=[nodes.make_id(f"numbers-{topic}")], names=[f"numbers-{topic}"])
        link = nodes.reference("", title, internal=True, refuri=self._uri(docname))
        section += nodes.title("", title)
        section += nodes.paragraph("", "", nodes.Text("Computed in the chapter "), link, nodes.Text("."))
        section += table(HEAD, [self._row(row, stored.get(row.id)) for row in ledger.rows(topic)])
        return section

    def _row(self, row: ledger.Row, found: Stored | None) -> list[list[nodes.Node]]:
        """The cells of one row; its id links to the place in the chapter where it is compared."""
        href = self._uri(found.docname) + f"#ledger-{row.id}" if found else ""
        name = nodes.reference("", row.id, internal=True, refuri=href) if found else nodes.Text(row.id)
        place, computed = nodes.Text(f"{row.deck}, {row.page}"), nodes.Text(found.computed if found else "")
        return [[name], [place], [nodes.Text(row.description)], printed(row), [computed], verdict(row, found)]

    def _uri(self, docname: str) -> str:
        return self.env.app.builder.get_relative_uri(self.env.docname, docname)


def collect(written: dict[str, tuple[str, Path]]) -> dict[str, Stored]:
    """Return {row id: what was stored}, from {topic: (docname, notebook)}; a row's own chapter goes first."""
    found: dict[str, Stored] = {}
    for topic, (docname, path) in written.items():
        for line in stored_lines(read(path)):
            if line["id"] not in found or ledger.row(line["id"]).topic == topic:
                found[line["id"]] = Stored(docname, line["computed"], line["verdict"], line["reason"])
    return found


def stored_lines(notebook: dict) -> Iterator[dict[str, str]]:
    """Yield the comparisons that the outputs of a notebook hold."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            yield from output.get("data", {}).get(ledger.MIME, {}).get("rows", [])


def complaints(written: dict[str, str], stored: dict[str, Stored]) -> Iterator[str]:
    """Yield what is wrong between the ledger and the stored outputs, one sentence each."""
    for row in ledger.rows():
        found = stored.get(row.id)
        if found and found.verdict != row.verdict:
            yield f"ledger row {row.id} has the verdict {row.verdict}, but {found.verdict} is stored in {found.docname}"
        if row.topic in written and not found:
            yield f"ledger row {row.id} of topic {row.topic} is compared in no notebook"


def waiting(written: dict[str, str]) -> list[nodes.Node]:
    """Return a sentence that counts the rows whose chapter is not there yet, or nothing."""
    count = Counter(row.topic for row in ledger.rows() if row.topic not in written)
    topics = ", ".join(f"{topic} ({number})" for topic, number in count.items())
    words = f"The other {count.total()} rows of the ledger wait for their chapters: {topics}."
    return [nodes.paragraph("", words)] if count else []


def heading(notebook: dict) -> str:
    """Return the notebook's first heading, up to a colon: "XOR: what a hidden layer is for" is "XOR" in short."""
    lines = (line for cell in notebook["cells"] for line in text(cell["source"]).splitlines())
    return next(line[2:] for line in lines if line.startswith("# ")).split(":")[0].strip()


def printed(row: ledger.Row) -> list[nodes.Node]:
    """Return what the deck prints; where it was restored or evaluated, that and what the extracted text holds."""
    mark = [nodes.Text(" "), nodes.emphasis("", row.restored), nodes.Text(f" from {row.extracted}")]
    return [nodes.Text(row.printed), *(mark if row.restored else [])]


def verdict(row: ledger.Row, found: Stored | None) -> list[nodes.Node]:
    """Return the row's verdict; where the deck is wrong, with the reason that the notebook stored."""
    why = f": {found.reason}" if found and found.reason and row.verdict == "differs" else ""
    return [nodes.strong("", row.verdict, classes=[f"ffedu-{row.verdict}"]), nodes.Text(why)]


def table(head: tuple[str, ...], rows: list[list[list[nodes.Node]]]) -> nodes.table:
    """Return a table of paragraphs, with a row of column heads."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in head), cols=len(head))
    group += nodes.thead("", _line([[nodes.Text(name)] for name in head]))
    group += nodes.tbody("", *map(_line, rows))
    return nodes.table("", group, classes=["ffedu-numbers", "colwidths-auto"])


def _line(cells: list[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("ledger-numbers", LedgerNumbers)
