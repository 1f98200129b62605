"""The directive {errata}: every erratum of the decks, beside the cell of a chapter that shows it and what it printed.

The claims stand in the cells' metadata (ffedu: errata). Warns where a chapter that is written leaves one of its out.
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ffedu import errata, ledger

from .chapters import chapters, read, source, text
from .numbers import heading, stored_lines, table

logger = logging.getLogger(__name__)
LONGEST = 14                                     # lines of a printed result that the page repeats


class Errata(SphinxDirective):
    """One section for each deck, with an entry for each of its errata."""

    def run(self) -> list[nodes.Node]:
        """Return the sections; note what they were made from, so that a change in it makes the page anew."""
        self.written = chapters(self.env)
        self.shown: dict[str, dict] = {}
        for name in self.written.values():
            self.shown |= dict(claims(read(source(self.env, name))))
        self._depend()
        for entry in errata.entries():
            if entry.topic in self.written and entry.id not in self.shown:
                logger.warning(f"erratum {entry.id} is shown by no cell of {entry.topic}", location=self.get_location())
        return [self._deck(deck, list(group)) for deck, group in groupby(errata.entries(), lambda entry: entry.deck)]

    def _depend(self) -> None:
        files = [source(self.env, name) for name in self.written.values()]
        made = Path(errata.__file__)
        for file in (*files, made, made.with_name("errata.csv"), Path(self.env.srcdir, "_toc.yml")):
            self.env.note_dependency(str(file))

    def _deck(self, deck: str, entries: list[errata.Erratum]) -> nodes.section:
        section = nodes.section(ids=[nodes.make_id(f"errata-{deck}")], names=[f"errata-{deck}".lower()])
        section += nodes.title("", deck)
        for entry in entries:
            section += self._entry(entry)
        return section

    def _entry(self, entry: errata.Erratum) -> nodes.section:
        section = nodes.section(ids=[entry.id.lower()], names=[entry.id.lower()])
        section += nodes.title("", f"{entry.id}: {entry.page}")
        section += nodes.paragraph("", "", nodes.strong("", "In the deck"), nodes.Text(f": {entry.says}."))
        section += nodes.paragraph("", "", nodes.strong("", "What holds"), nodes.Text(f": {entry.right}."))
        section += self._where(entry)
        if entry.id in self.shown:
            section += list(demonstration(entry.id, self.shown[entry.id]))
        return section

    def _where(self, entry: errata.Erratum) -> nodes.paragraph:
        if entry.topic not in self.written:
            return nodes.paragraph("", "Its chapter is still to come.")
        name = self.written[entry.topic]
        uri = self.env.app.builder.get_relative_uri(self.env.docname, name) + f"#erratum-{entry.id}"
        link = nodes.reference("", heading(read(source(self.env, name))), internal=True, refuri=uri)
        return nodes.paragraph("", "", nodes.Text("Shown in "), link, nodes.Text("."))


def claims(notebook: dict) -> Iterator[tuple[str, dict]]:
    """Yield each erratum with the cell that shows it: code where there is some, whose result can be repeated."""
    ordered = sorted(notebook["cells"], key=lambda cell: cell["cell_type"] == "code")
    for cell in ordered:
        for id in cell["metadata"].get("ffedu", {}).get("errata", []):
            yield id, cell


def demonstration(id: str, cell: dict) -> Iterator[nodes.Node]:
    """Yield what the cell printed, and its comparisons that differ because of the erratum."""
    printed = "".join(text(output.get("text", "")) for output in cell.get("outputs", [])).rstrip()
    if printed and len(printed.splitlines()) <= LONGEST:
        yield nodes.literal_block(printed, printed, language="none")
    rows = [line for line in stored_lines({"cells": [cell]}) if ledger.row(line["id"]).erratum == id]
    if rows:
        yield table(("row", "what", "printed", "computed"), [
            [[nodes.Text(field)] for field in (line["id"], ledger.row(line["id"]).description, line["printed"], line["computed"])]
            for line in rows])


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("errata", Errata)
