"""The exercises as parameters of tests: the sample's answers and changes in the quick gates, those of all in the slow ones."""
from __future__ import annotations

from pathlib import Path

import pytest

SAMPLES = ("xor",)
FOLDERS = sorted(path.parent for path in Path(__file__).parents[1].glob("exercises/*/exercise.md"))


def folders() -> list[object]:
    """Return the folders of all exercises; only the samples' are quick."""
    return [_param(folder, folder, folder.name) for folder in FOLDERS]


def sources() -> list[object]:
    """Return the exercise.md of all exercises; only the samples' are quick."""
    return [_param(folder / "exercise.md", folder, folder.name) for folder in FOLDERS]


def answers(kind: str) -> list[object]:
    """Return the files of "ok", "wrong" or all ("*") answers of all exercises; only the samples' are quick."""
    return [_param(path, folder, f"{folder.name}-{path.stem}") for folder in FOLDERS
            for path in sorted(folder.glob(f"answers/{kind}/*.py"))]


def _param(value: Path, folder: Path, id: str) -> object:
    return pytest.param(value, id=id, marks=() if folder.name in SAMPLES else pytest.mark.slow)
