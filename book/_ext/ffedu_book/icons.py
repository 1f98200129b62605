"""Cut the theme's icon fonts, and their styles, to the icons that the book shows: 156 KB of font become 2."""
from __future__ import annotations

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset
from sphinx.application import Sphinx

FONTS = "_static/vendor/fontawesome/webfonts"
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static" / "vendor" / "fontawesome" / "webfonts"
RULE = re.compile(r'([^{}]+)\{[^{}]*content:\s*"\\([ef][0-9a-f]{3})"[^{}]*\}')
NAME = re.compile(r"\bfa-[a-z0-9-]+")


def setup(app: Sphinx) -> None:
    """Cut when all is written, for only then is it known which icons there are."""
    app.connect("build-finished", _cut)


def _cut(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    used = {name for page in out.rglob("*.html") for name in NAME.findall(page.read_text(encoding="utf-8"))}
    wanted = {code for style in out.glob("_static/**/*.css") for code in prune(style, used)}
    for font in (out / FONTS).glob("*.*"):
        cut(THEME / font.name, font, wanted)


def prune(style: Path, used: set[str]) -> set[int]:
    """Drop the rules of icons that no page names from a style sheet; return the code points of those that stay."""
    text, wanted = style.read_text(encoding="utf-8"), set()

    def kept(rule: re.Match) -> str:
        named = set(NAME.findall(rule[1]))
        if named and not named & used:
            return ""
        wanted.add(int(rule[2], 16))
        return rule[0]

    if (pruned := RULE.sub(kept, text)) != text:
        style.write_text(pruned, encoding="utf-8")
    return wanted


def cut(source: Path, target: Path, wanted: set[int]) -> None:
    """Write the font of `source` with the glyphs of the code points `wanted` alone; the same bytes each time."""
    options = subset.Options(flavor="woff2" if source.suffix == ".woff2" else None, notdef_outline=True, glyph_names=False,
                             layout_features=[])
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
