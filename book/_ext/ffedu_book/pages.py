"""Mend the theme's HTML as each page is written, with the mends that `lean` and `access` list."""
from __future__ import annotations

import re
from collections import Counter

from sphinx.application import Sphinx
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util import logging

from . import access, lean

MENDS = {**lean.MENDS, **access.MENDS}
logger = logging.getLogger(__name__)


class Pages(BuiltinTemplateLoader):
    """The templates of the theme; what they render is mended, and which mends were needed is counted."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.written: set[str] = set()

    def render(self, template: str, context: dict) -> str:
        """Return the page, mended."""
        self.written.add(context.get("pagename", ""))
        html = super().render(template, context)
        for name, (pattern, replacement) in {**MENDS, **access.WHERE_PRESENT}.items():
            html, count = re.subn(pattern, replacement, html, flags=re.DOTALL)
            self.hits[name] += count
        return html


def _report_unused(app: Sphinx, error: Exception | None) -> None:
    """Warn of mends that found nothing, if every page was written (a second build writes few)."""
    templates = getattr(app.builder, "templates", None)
    if error or not isinstance(templates, Pages) or not app.env.found_docs <= templates.written:
        return
    for name in MENDS:
        if not templates.hits[name]:
            logger.warning("the mend %r found nothing to do on any page: has the theme moved on?", name)


def _use_pages(app: Sphinx, config: object) -> None:
    config.template_bridge = f"{__name__}.Pages"


def setup(app: Sphinx) -> None:
    """Let Sphinx render through `Pages`."""
    app.connect("config-inited", _use_pages)
    app.connect("build-finished", _report_unused)
