"""Copy MathJax and reveal.js from the wheels that carry them into the book's _static/vendor."""
from __future__ import annotations

import shutil
from importlib.metadata import files
from pathlib import Path

from sphinx.application import Sphinx

# wheel: (folder in it, folder in _static/vendor, what is copied of it)
PARTS = {
    # the font files, and the TeX extensions that MathJax loads when a formula first uses one of their macros
    "sphinx-mathjax-offline": ("mathjax", ("tex-chtml.js", "output/chtml/fonts/woff-v2/", "input/tex/extensions/")),
    "sphinx-revealjs": ("revealjs", ("LICENSE", "dist/reset.css", "dist/reveal.css", "dist/reveal.js",
                                     "dist/theme/white.css", "dist/theme/white-contrast.css",
                                     "dist/theme/fonts/source-sans-pro/", "plugin/notes/")),
}
FOLDERS = {"mathjax": "mathjax", "revealjs": "reveal"}


def setup(app: Sphinx) -> None:
    """Copy before the pages are written: Sphinx marks the address of a script with a checksum of its file."""
    app.connect("builder-inited", _copy_all)


def _copy_all(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    for wheel, (folder, wanted) in PARTS.items():
        for file in files(wheel) or []:
            _, found, inside = file.as_posix().partition(f"/{folder}/")
            if found and inside.startswith(wanted):
                copy(Path(file.locate()), Path(app.outdir, "_static", "vendor", FOLDERS[folder], inside))


def copy(source: Path, target: Path) -> None:
    """Copy the file unless `target` has the same size and time already."""
    old, new = (target.stat() if target.exists() else None), source.stat()
    if old and (old.st_size, int(old.st_mtime)) == (new.st_size, int(new.st_mtime)):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
