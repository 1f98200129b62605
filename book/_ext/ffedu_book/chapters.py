"""Which notebooks of the table of contents are chapters, what they hold, and what made from them is stale."""
from __future__ import annotations

import json
from pathlib import Path

from sphinx.environment import BuildEnvironment

import ffedu


def source(env: BuildEnvironment, docname: str) -> Path:
    """Return the file of page `docname`."""
    return Path(env.doc2path(docname))


def is_notebook(env: BuildEnvironment, docname: str) -> bool:
    """Say whether the page is written as a notebook."""
    return source(env, docname).suffix == ".ipynb"


def chapters(env: BuildEnvironment) -> dict[str, str]:
    """Return {topic: docname} in the order of the table of contents; the topic is the notebook's file name."""
    docnames = [name for name in env.app.config.external_site_map if name in env.found_docs]
    return {source(env, name).stem: name for name in docnames if is_notebook(env, name)}


def read(path: Path) -> dict:
    """Return the notebook at `path` as nested dicts and lists."""
    return json.loads(path.read_text(encoding="utf-8"))


def text(field: str | list[str]) -> str:
    """Return a text field of a notebook, which may be stored as a list of lines, as one string."""
    return field if isinstance(field, str) else "".join(field)


def stale(target: Path, needs: Path) -> bool:
    """Say whether `target` is missing, or older than the file or folder it is made from or than ffedu itself."""
    used = [needs, *needs.rglob("*"), *Path(ffedu.__file__).parent.rglob("*")]
    newest = max(file.stat().st_mtime for file in used if file.is_file() and "__pycache__" not in file.parts)
    return not target.exists() or target.stat().st_mtime < newest
