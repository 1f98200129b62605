"""What all tests share."""
from pathlib import Path

import chapters
import pytest
from hypothesis import settings

# The same examples in every run, and no time limit: a slow machine is not a wrong law.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project under test: the folder above tests/, or FFEDU_ROOT."""
    return chapters.ROOT
