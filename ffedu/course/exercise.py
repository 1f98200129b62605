"""Exercises: make the student notebook, the solution, the source for nbgrader; prove that the checks can tell.

    ffedu exercise release xor -o DIR             xor-exercise.ipynb, which a student needs nothing but numpy for
    ffedu exercise release xor --solution         xor-solution.ipynb, the same with the answers
    ffedu exercise solution xor                   the same, for those who learn alone and have tried
    ffedu exercise release xor --nbgrader --seed WORDS
    ffedu exercise check xor                      reference, empty notebook, answers bank, changed solutions
"""
from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np

from . import bank
from .nbgrader import nbgrader_source
from .release import release


def main(argv: list[str]) -> int:
    """Do what is asked with a topic's exercise and return 0, 1 where a check fails, 2 where something is missing."""
    parser = argparse.ArgumentParser(prog="ffedu exercise", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("release", "solution", "check"))
    parser.add_argument("topic", help="the name of a folder in exercises/, such as xor")
    parser.add_argument("-o", "--output", type=Path, default=Path("."), metavar="DIR", help="where to write")
    edition = parser.add_mutually_exclusive_group()
    edition.add_argument("--solution", action="store_true", help="the notebook that holds the answers")
    edition.add_argument("--nbgrader", action="store_true", help="the source notebook for nbgrader; needs --seed")
    parser.add_argument("--seed", help="secret words that the hidden cases of --nbgrader are drawn from")
    options = parser.parse_args(argv)
    source = Path("exercises", options.topic, "exercise.md")
    if not source.is_file():
        print(f"ffedu exercise needs {source}, got no such file: run it in the course's folder")
        return 2
    if options.nbgrader and not options.seed:
        print("ffedu exercise release --nbgrader needs --seed WORDS, which only you know, got none")
        return 2
    return check(source.parent) if options.action == "check" else _write(source, options)


def check(folder: Path, seed: int = 0) -> int:
    """Print what the checks of an exercise can tell, and return 1 if they are wrong somewhere, else 0."""
    sheet = bank.graders_sheet(folder, seed)
    tried, alive = bank.survivors(folder, sheet)
    reviewed = bank.equivalents(folder)
    found = bank.misjudged(folder, sheet) + complaints(alive, reviewed)
    print(*_table(folder, sheet), sep="\n")
    print(f"\n{tried} changed solutions: {tried - len(alive)} lose a question, {len(alive)} do not")
    print(*(f"  equivalent: {line} | {change}: {reason}" for (line, change), reason in reviewed.items()), sep="\n")
    print(*(f"  {text}" for text in found or ["the checks can tell"]), sep="\n")
    return int(bool(found))


def complaints(alive: list[bank.Mutant], reviewed: dict[tuple[str, str], str]) -> list[str]:
    """Return in words the survivors that nobody reviewed, and the lines of equivalent.txt that no longer survive."""
    got = {(mutant.line, mutant.change) for mutant in alive}
    return ([f"no case notices {line} | {change}" for line, change in sorted(got - reviewed.keys())]
            + [f"equivalent.txt is stale: {line} | {change} is noticed" for line, change in sorted(reviewed.keys() - got)])


def _table(folder: Path, sheet: dict) -> list[str]:
    claims = [bank.claim(path) for path in bank.bank(folder, "wrong")]
    rows = [("question", "kind", "points", "public", "hidden", "mistakes", "wrong answers")]
    for question in sheet["questions"]:
        cases = question.get("cases", [])
        hidden = sum("hidden" in case for case in cases)
        known = question.get("mistakes", question.get("options", []))
        wrong = sum(claim.loses == question["name"] for claim in claims)
        rows.append((question["name"], question["kind"], question["points"], len(cases) - hidden, hidden, len(known), wrong))
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(str(field).ljust(width) for field, width in zip(row, widths)).rstrip() for row in rows]


def _write(source: Path, options: argparse.Namespace) -> int:
    topic = options.topic
    if options.nbgrader:
        name, text = f"{topic}-nbgrader.ipynb", nbgrader_source(source, secret_rng(options.seed))
    elif options.solution or options.action == "solution":
        name, text = f"{topic}-solution.ipynb", release(source, solution=True)
    else:
        name, text = f"{topic}-exercise.ipynb", release(source)
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / name).write_text(text, encoding="utf-8", newline="\n")
    print(options.output / name)
    return 0


def secret_rng(words: str) -> np.random.Generator:
    """Return the generator that these words give, the same on every machine."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(words.encode()).digest(), "big"))
