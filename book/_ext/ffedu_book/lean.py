"""Leave out what the pages do not need: thebe, scripts that come twice, 1.5 MB of JavaScript icons, maps."""
from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.application import Sphinx

# name: (pattern, replacement), applied to every page by pages.py
MENDS = {
    # the theme's CSS already holds the icon font; the JavaScript copy of it is not needed
    "no fontawesome.js": (r'\s*<script defer src="[^"]*scripts/fontawesome\.js[^"]*"></script>', ""),
    # search as one types is not switched on; the page of results loads its scripts by itself
    "search's scripts on its page only": (
        r'(?:\s*<script src="[^"]*(?:searchtools|language_data|searchindex)\.js"></script>){3}(?=\s*</head>)', ""),
}
UNUSED = ("_static/scripts/fontawesome.js*", "_static/**/*.map", "_static/sphinx-thebe.*", "_static/locales",
          "_static/*webpack-macros.html")


def setup(app: Sphinx) -> None:
    """Connect to the four moments at which something can be left out."""
    app.connect("config-inited", _no_thebe)
    app.connect("html-page-context", _each_once, priority=900)
    app.connect("build-finished", _delete_unused)


def _no_thebe(app: Sphinx, config: object) -> None:
    """jupyter-book always loads sphinx_thebe: take its listeners away before any of them runs."""
    for name, listeners in app.events.listeners.items():
        app.events.listeners[name] = [one for one in listeners if not one.handler.__module__.startswith("sphinx_thebe")]


def _each_once(app: Sphinx, pagename: str, template: str, context: dict, doctree: object) -> None:
    """Keep the first of equal scripts and style sheets, none of thebe, those of cards and formulas where there are some.

    Sphinx brings MathJax to a page also where only the pages below it have formulas.
    """
    body = context.get("body") or ""
    unneeded = ["thebe"] + ["sphinx-design", "design-tabs"] * ('class="sd-' not in body) + ["mathjax/"] * ('class="math' not in body)
    for kind in ("script_files", "css_files"):
        kept = {}
        for file in context.get(kind, []):
            kept.setdefault((str(file.filename or ""), file.attributes.get("body", "")), file)
        context[kind] = [file for (name, _), file in kept.items() if not any(part in name for part in unneeded)]


def _delete_unused(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    for path in (path for pattern in UNUSED for path in Path(app.outdir).glob(pattern)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
