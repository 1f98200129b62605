"""The last line of a chapter's page: the functions of ffedu that its code uses, by whatever name it calls them."""
import sys

from chapters import ROOT, load

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import pytest

pytest.importorskip("sphinx")
from ffedu_book import reference


def notebook(*code):
    return {"cells": [{"cell_type": "code", "source": text} for text in code] + [{"cell_type": "markdown", "source": "sum("}]}


def test_names_are_found_under_every_way_to_import_them():
    nb = notebook("import numpy as np\nfrom ffedu import costs, softmax, stable, worked_example as we\nnp.mean(softmax([0]))",
                  "from ffedu.costs import entropy as H\nfrom ffedu.figures import show, xor as draw\nshow(draw.relu())",
                  ["we.step()\n", "costs.kl_divergence([1], stable.sigmoid([2]))\n", "H([1])"])
    assert reference.used(nb) == ["ffedu.costs.entropy", "ffedu.costs.kl_divergence", "ffedu.stable.sigmoid",
                                  "ffedu.stable.softmax", "ffedu.worked_example.step"]


def test_constants_modules_and_others_are_no_entries():
    assert reference.used(notebook("from ffedu import xor\nxor.X\nxor.reference().W\nprint(xor)")) == ["ffedu.xor.reference"]
    assert list(reference.line(notebook("1 + 1"))) == []


def test_the_line_links_them():
    cell, = reference.line(load(ROOT / "notebooks" / "xor.ipynb"))
    assert "[`xor.network`](#ffedu.xor.network), " in cell["source"] and cell["source"].startswith("**In the reference**")
