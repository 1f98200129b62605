"""Every display equation of the chapters is tagged and has a twin among the tests, with the same LaTeX."""
from __future__ import annotations

import importlib
import inspect
import re
import textwrap
from collections import Counter
from pathlib import Path

import equations
import pytest
from chapters import NOTEBOOKS, ROOT, cells, load, source
from code_reading import checks

EXERCISES = sorted((ROOT / "exercises").glob("*/exercise.md"))
MODULES = sorted(path.stem for path in (ROOT / "tests").glob("test_eq_*.py"))


@pytest.fixture(scope="module")
def twins() -> dict[str, equations.Twin]:
    """The twins of all modules test_eq_<topic>.py, by tag."""
    for module in MODULES:
        importlib.import_module(module)
    return equations.TWINS


def in_chapters() -> list[tuple[str, str, str]]:
    """Return the place, the tag and the LaTeX of every tagged display equation, in chapters and exercises."""
    texts = [(f"{path.stem}, cell {cell['id']!r}", source(cell))
             for path in NOTEBOOKS for cell in cells(load(path), "markdown")]
    texts += [(f"{path.parent.name}, its exercise", path.read_text(encoding="utf-8")) for path in EXERCISES]
    return [(place, tags[0], latex) for place, text in texts for tags, latex in equations.displays(text) if tags]


def untagged(path: Path) -> list[str]:
    """Return a sentence for each cell of a chapter whose displays do not have one tag each, or an excuse."""
    found = []
    for cell in cells(load(path), "markdown"):
        counts = [len(tags) for tags, _ in equations.displays(source(cell))]
        found += [f"cell {cell['id']!r} needs its display between $$, got {bare.strip()}"
                  for bare in equations.BARE.findall(re.sub(r"\$\$.*?\$\$", "", source(cell), flags=re.S))]
        if counts.count(0) > equations.excuses(source(cell)) or max(counts, default=0) > 1:
            found.append(f"cell {cell['id']!r} needs one \\tag for each display equation, or an excuse, got {counts}")
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_display_is_tagged_or_excused(path: Path):
    assert not untagged(path), "\n" + "\n".join(untagged(path))


def test_few_displays_are_excused_and_each_is_named():
    texts = [(f"{path.stem}, cell {cell['id']!r}", source(cell)) for path in NOTEBOOKS for cell in cells(load(path), "markdown")]
    excused = [f"{place}: {reason.strip()}" for place, text in texts for reason in equations.EXCUSE.findall(text)]
    print(*excused, sep="\n")
    assert len(excused) <= 0.03 * len(in_chapters()), "\n" + "\n".join(excused)


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.parent.name)
def test_every_display_of_an_exercise_is_tagged(path: Path):
    bare = [latex for tags, latex in equations.displays(path.read_text(encoding="utf-8")) if len(tags) != 1]
    assert not bare, f"{path.parent.name}/exercise.md needs one \\tag for each display equation, got none in {bare}"


def test_no_tag_twice():
    twice = [tag for tag, times in Counter(tag for _, tag, _ in in_chapters()).items() if times > 1]
    assert not twice, f"equations need tags of their own, got {twice} more than once"


def test_tags_name_their_chapter():
    wrong = [f"{place}: {tag}" for place, tag, _ in in_chapters() if tag.partition(".")[0] != place.partition(",")[0]]
    assert not wrong, f"a tag needs the name of its chapter and a number, got {wrong}"


def test_every_equation_has_a_twin_and_every_twin_an_equation(twins: dict[str, equations.Twin]):
    tags = {tag for _, tag, _ in in_chapters()}
    assert tags == set(twins), (f"equations without a twin: {sorted(tags - set(twins))}; "
                                f"twins without an equation: {sorted(set(twins) - tags)}")


def test_twins_hold_the_same_latex(twins: dict[str, equations.Twin]):
    differ = [f"{place}: equation {tag} and its twin need the same LaTeX, got\n  {latex}\n  {twins[tag].latex}"
              for place, tag, latex in in_chapters() if tag in twins and twins[tag].latex != latex]
    assert not differ, "\n" + "\n".join(differ)


def test_twins_check_numbers(twins: dict[str, equations.Twin]):
    empty = [tag for tag, twin in twins.items() if not checks(textwrap.dedent(inspect.getsource(twin.test)))]
    assert not empty, f"a twin needs an assert on computed numbers, got none for {empty}"


def test_twins_use_the_library(twins: dict[str, equations.Twin]):
    alone = [tag for tag, twin in twins.items()
             if not any(_of_the_library(twin.test.__globals__.get(name)) for name in twin.test.__code__.co_names)]
    assert not alone, f"a twin needs to hold something of ffedu against its formula, got nothing of it in {alone}"


def _of_the_library(thing: object) -> bool:
    """Whether a global of a test is a module, a function or a value of ffedu."""
    home = thing.__name__ if inspect.ismodule(thing) else getattr(thing, "__module__", type(thing).__module__)
    return str(home).startswith("ffedu")


# The gate's own parts, seen to fail.

def test_a_second_twin_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(equations, "TWINS", {})
    equations.twin("a.1", "x")(test_no_tag_twice)
    with pytest.raises(ValueError, match="equation a.1 needs one twin"):
        equations.twin("a.1", "x")(test_tags_name_their_chapter)


def test_a_twin_that_pytest_would_not_collect_is_refused():
    with pytest.raises(ValueError, match="needs a name that pytest collects"):
        equations.twin("a.2", "x")(in_chapters)


@pytest.mark.parametrize("text, found", [
    ("$$a = b\n  + c \\tag{x.1}$$", [(["x.1"], "a = b + c")]), ("$$a$$", [([], "a")]), ("costs $5 and $6", []),
    ("<!-- $$a$$ -->", []),
    ("```\n$$a$$\n```", []), ("$$a \\tag{x.1} \\\\ b \\tag{x.2}$$", [(["x.1", "x.2"], "a \\\\ b")]),
    ("$$a \\tag{x.1}$$ and $$b \\tag{x.2}$$", [(["x.1"], "a"), (["x.2"], "b")])])
def test_displays(text: str, found: list):
    assert list(equations.displays(text)) == found


@pytest.mark.parametrize("text, excuses", [
    ("<!-- untagged: a step on the way -->", 1), ("<!-- untagged: -->", 0), ("$$a$$", 0)])
def test_an_excuse_gives_its_reason(text: str, excuses: int):
    assert equations.excuses(text) == excuses
