"""What all tests share."""
from pathlib import Path

import chapters
import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The project under test: the folder above tests/, or FFEDU_ROOT."""
    return chapters.ROOT
