"""What all tests share."""
import os
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


@pytest.fixture(scope="session")
def bubblewrap() -> None:
    """A sandbox that starts; without one, a failure with CI=true and a loud skip elsewhere."""
    from ffedu.course.grading import sandbox
    try:
        sandbox.probe()
    except sandbox.Unavailable as error:
        missing = pytest.fail if os.environ.get("CI", "").lower() == "true" else pytest.skip
        missing(f"no sandbox: {error}")


def pytest_terminal_summary(terminalreporter: object) -> None:
    """Name the tests of the sandbox that nobody ran."""
    reports = terminalreporter.stats.get("skipped", [])
    skipped = sum("no sandbox" in str(report.longrepr) for report in reports)
    if skipped:
        terminalreporter.write_line(f"SANDBOX TESTS SKIPPED: {skipped} (install bubblewrap)", red=True, bold=True)
