"""The run that the page `book/grading.md` shows: `python tests/grading_page.py --write` renews it."""
from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from ffedu.course import grade
from ffedu.course.release import release

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "book/grading.md"
FILES = {
    "roster.csv": "student,name,email\nada,Ada,ada@example.org\nbob,Bob,bob@example.org\ncleo,Cleo,cleo@example.org\n"
                  "dan,Dan,dan@example.org\neve,Eve,eve@example.org\n",
    "submitted.csv": "student,submitted\n" + "".join(
        f"{student},2026-{day}T10:00Z\n" for student, day in (("ada", "05-01"), ("bob", "04-30"), ("cleo", "05-03"),
                                                              ("dan", "05-03"), ("eve", "05-01"))),
    "extensions.csv": "student,due,reason\ndan,2026-05-08T12:00Z,ill\n",
    "overrides.csv": "student,question,points,reason\neve,total,5,\"shown on paper, the file was damaged\"\n",
}
OPTIONS = ["--roster", "roster.csv", "--due", "2026-05-01T12:00Z", "--late", "10%/day", "--secret", "secret",
           "-o", "out"]


def term(folder: Path) -> None:
    """Write what a small class hands in: right, a known mistake, late, late with an extension, damaged."""
    (folder / "submissions").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    right = release(ROOT / "exercises/xor/exercise.md", solution=True)
    for student in ("ada", "cleo", "dan"):
        (folder / "submissions" / f"{student}.ipynb").write_text(right)
    (folder / "submissions/eve.ipynb").write_text(right[:1000])
    shutil.copy(ROOT / "exercises/xor/answers/wrong/absolute_value.py", folder / "submissions/bob.py")
    (folder / "secret").write_bytes(bytes(range(32)))


def outputs(folder: Path) -> dict[str, str]:
    """Return what the command prints, and the table that it writes, without the hashes of the files."""
    term(folder)
    home, said = os.getcwd(), io.StringIO()
    os.chdir(ROOT)
    try:
        paths = [str(folder / part) if part in ("roster.csv", "secret", "out") else part for part in OPTIONS]
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            status = grade.main(["xor", str(folder / "submissions"), *paths])
    finally:
        os.chdir(home)
    rows = list(csv.reader((folder / "out/grades.csv").read_text().splitlines()))
    place = rows[0].index("sha256")
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(row[:place] + row[place + 1:] for row in rows)
    text = said.getvalue().strip().replace(f"{folder}/", "")
    return {"said": f"{text}\nexit status {status}", "grades": buffer.getvalue().strip()}


def renewed(text: str, found: dict[str, str]) -> str:
    """Return the page with these outputs in its blocks."""
    for name, output in found.items():
        block = rf"(<!-- run: {name} -->\n```\n).*?(```\n)"
        text, count = re.subn(block, lambda match: f"{match[1]}{output}\n{match[2]}", text, flags=re.S)
        assert count == 1, f"{PAGE.name} needs one block <!-- run: {name} -->, got {count}"
    return text


def main(words: list[str]) -> int:
    """Write the page anew with --write, else print what stands there now."""
    with tempfile.TemporaryDirectory() as folder:
        found = outputs(Path(folder).resolve())
    if words == ["--write"]:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    print(*found.values(), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
