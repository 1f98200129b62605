"""The local Sphinx extension of the book. Each module does one thing and says so in its first line.

    before a page is read     notebooks (figures, captions, reference), vendor (MathJax, reveal)
    while it is read          equations, numbers, errata, explorables, decks, exercises, siblings, docstrings
    as it is written          pages, with the mends that lean and access list
    after the build           lean (unused files), icons (unused glyphs), siblings (decks), exercises (student
                              notebooks), strict (a red build stays red)

The mends are tied to the HTML of sphinx-book-theme 1.3.0 (on pydata-sphinx-theme 0.17.1). A mend that finds nothing to
do on a whole build is a warning, and so an error under -W: whoever moves the theme is told which ones to look at.
"""
from __future__ import annotations

from sphinx.application import Sphinx

from . import (decks, docstrings, equations, errata, exercises, explorables, icons, lean, notebooks, numbers, pages,
               siblings, strict, vendor)


def setup(app: Sphinx) -> dict[str, object]:
    """Connect all parts."""
    for module in (vendor, notebooks, equations, numbers, errata, explorables, decks, exercises, siblings, docstrings,
                   pages, lean, icons, strict):
        module.setup(app)
    return {"version": "1", "env_version": strict.version(), "parallel_read_safe": True, "parallel_write_safe": False}
