"""Forget a build that had warnings, and one made by other code of this extension: the next one does everything.

Sphinx reads only what changed. Without this a build that failed by a warning would succeed when simply repeated.
"""
from __future__ import annotations

import zlib
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx


def setup(app: Sphinx) -> None:
    """Look at the count of warnings last of all."""
    app.connect("build-finished", _forget, priority=1000)


def _forget(app: Sphinx, error: Exception | None) -> None:
    if app._warncount:                                            # Sphinx has no public name for it
        Path(app.doctreedir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def version() -> int:
    """Return a number that changes with the text of this extension: Sphinx starts afresh when it differs."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return zlib.crc32(b"".join(file.read_bytes() for file in files))
