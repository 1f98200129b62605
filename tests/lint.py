"""What every chapter has to keep, one small rule each: a rule yields a sentence for each place that breaks it."""
from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator

import code_reading
from chapters import cells, figures, sentences, source

Rule = Callable[[dict, str], Iterator[str]]
RULES: list[Rule] = []

# (notebook, cell id): why nbval may not compare it. Empty: every cell is compared.
NOT_COMPARED: dict[tuple[str, str], str] = {}

WIDEST, LARGEST_FUNCTION, MEDIAN_CELL, LONGEST_CELL, SLIDE_WORDS, SHORTEST_ALT = 100, 8, 8, 25, 40, 30
ON_A_SLIDE = ("slide", "subslide", "fragment", "-")
FEWEST_SLIDES, MOST_SLIDES, EXPLORABLES, SLIDE_ONLY = 12, 25, 2, 4
LECTURES = {"A lecture of forty-five minutes.": 45, "A lecture of ninety minutes.": 90}


def rule(check: Rule) -> Rule:
    """Register a rule."""
    RULES.append(check)
    return check


def in_book(nb: dict) -> dict:
    """Return the chapter without what its deck alone shows."""
    return {**nb, "cells": [cell for cell in nb["cells"] if "slide-only" not in cell["metadata"].get("tags", [])]}


@rule
def executed(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "code"):
        if not cell["execution_count"]:
            yield f"cell {cell['id']!r} needs an execution count, got none: outputs were cleared or it never ran"


@rule
def shown(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "code"):
        if code_reading.shows(source(cell)) and not cell["outputs"]:
            yield f"cell {cell['id']!r} needs an output, for its code shows something, got none"


@rule
def well(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "code"):
        if any(output["output_type"] == "error" or output.get("name") == "stderr" for output in cell["outputs"]):
            yield f"cell {cell['id']!r} needs outputs without errors and warnings"


@rule
def compared_by_nbval(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "code"):
        tags = cell["metadata"].get("tags", [])
        marks = [tag for tag in tags if tag.startswith("nbval") or tag == "raises-exception"]
        marks += re.findall(r"(?:NBVAL|PYTEST_VALIDATE)_\w+", source(cell))
        if marks and (topic, cell["id"]) not in NOT_COMPARED:
            yield f"cell {cell['id']!r} needs a reason in NOT_COMPARED for {', '.join(marks)}"


@rule
def no_semicolon(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "code"):
        if source(cell).rstrip().endswith(";"):
            yield f"cell {cell['id']!r} needs an end without ';', which nbval does not honour"


@rule
def ids(nb: dict, topic: str) -> Iterator[str]:
    names = [cell.get("id", "") for cell in nb["cells"]]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"cells need ids of their own, got {name!r} {names.count(name)} times"
    for name in names:
        telling = re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) and len(name) > 1
        if not telling or re.fullmatch(r"[0-9a-f]{8}|(cell|code|markdown|text)-?\d*", name):
            yield f"a cell needs an id that says what it is about, in small letters and hyphens, got {name!r}"


MYST = re.compile(r"""^\ *(?:`{3,}|~{3,}|:{3,})\{[^}]*\}      # a directive
                      | \{[a-z:]+\}`[^`]*`                      # a role
                      | ^\ *:{3,} | ^\([\w-]+\)=\s*$ | ^%\s | \]\{[.\#] | ^:\ +\S   # fence, label, comment, attributes, definition
                      """, re.M | re.X)


@rule
def plain_markdown(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "markdown"):
        for found in MYST.findall(source(cell)):
            yield f"cell {cell['id']!r} needs plain Markdown, got the MyST markup {found.strip()!r}"


@rule
def narrow(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "code"):
        widest = max((len(line) for output in cell["outputs"] for line in _seen(output).splitlines()), default=0)
        if widest > WIDEST:
            yield f"cell {cell['id']!r} needs outputs at most {WIDEST} characters wide, got {widest}"


def _seen(output: dict) -> str:
    """The text that a reader sees: none where the output also comes as a picture, a table or Markdown."""
    data = output.get("data", {})
    only_text = set(data) <= {"text/plain"}
    return "".join(output.get("text", "")) + ("".join(data.get("text/plain", "")) if only_text else "")


@rule
def small_code(nb: dict, topic: str) -> Iterator[str]:
    code = [source(cell) for cell in cells(nb, "code")]
    for cell, text in zip(cells(nb, "code"), code):
        for name, lines in code_reading.definitions(text):
            if lines > LARGEST_FUNCTION:
                yield (f"cell {cell['id']!r} needs functions of at most {LARGEST_FUNCTION} lines, "
                       f"got {name} with {lines}")
    median = statistics.median([len(text.splitlines()) for text in code] or [0])
    if median > MEDIAN_CELL:
        yield f"code cells need a median of at most {MEDIAN_CELL} lines, got {median:g}"


@rule
def spoken(nb: dict, topic: str) -> Iterator[str]:
    nb = in_book(nb)
    for before, cell in zip([None, *nb["cells"]], nb["cells"]):
        if cell["cell_type"] == "code" and not (before and _says(before)):
            yield f"cell {cell['id']!r} needs a sentence in a Markdown cell right before it"
    for place, cell in enumerate(nb["cells"]):
        if cell.get("outputs") and not _asks(cell) and not any(map(_says, _same_section(nb["cells"][place + 1:]))):
            yield f"cell {cell['id']!r} needs a sentence after its result, before the next ## heading"


def _asks(cell: dict) -> bool:
    """Whether the cell is a question: its feedback is the sentence after it."""
    return re.fullmatch(r"Quiz\(ask\.\w+\(\)\)", source(cell)) is not None


def _says(cell: dict) -> bool:
    return cell["cell_type"] == "markdown" and bool(re.search(r"\w.*[.?!:]", sentences(source(cell)), re.S))


def _same_section(following: list[dict]) -> Iterator[dict]:
    for cell in following:
        if cell["cell_type"] == "markdown" and re.match(r"##? ", source(cell)):
            return
        yield cell


@rule
def frame(nb: dict, topic: str) -> Iterator[str]:
    nb = in_book(nb)
    texts = [source(cell) for cell in cells(nb, "markdown")]
    if "?" not in "".join(map(sentences, texts[:2])):
        yield "a chapter needs a question in its first two cells"
    before, after = _outcomes(texts, "After this"), _outcomes(texts, "Now you can")
    if not 2 <= len(before) <= 4:
        yield f"a chapter needs two to four outcomes in a list under 'After this you can', got {len(before)}"
    if before != after:
        yield "the recap needs the outcomes of 'After this you can', word for word, in a list under 'Now you can'"
    if not any(re.search(r"^## Recap", text, re.M) for text in texts):
        yield "a chapter needs a heading '## Recap'"
    if not any("In the decks" in text for text in texts):
        yield "a chapter needs its sources, in a paragraph that starts 'In the decks'"


FURNITURE = {r"[Aa]bout [\w-]+ minutes": "the time it takes, 'About ... minutes', in its first two cells",
             r"^> \*\*Caution\.\*\*": "a caution against the mistake that beginners make, in a box '> **Caution.** ...'",
             r"^## Where the decks? (is|are) wrong here": "a section '## Where the decks are wrong here'",
             r"\*\*See also": "links to its neighbours, in a paragraph that starts '**See also'"}
FEWEST_FIGURES = 3


@rule
def furnished(nb: dict, topic: str) -> Iterator[str]:
    nb = in_book(nb)
    texts = [source(cell) for cell in cells(nb, "markdown")]
    for pattern, what in FURNITURE.items():
        if not re.search(pattern, "\n\n".join(texts[:2] if "minutes" in pattern else texts), re.M):
            yield f"a chapter needs {what}"
    drawn = sum(1 for _ in figures(nb))
    if drawn < FEWEST_FIGURES:
        yield f"a chapter needs at least {FEWEST_FIGURES} figures, got {drawn}"


@rule
def accompanied(nb: dict, topic: str) -> Iterator[str]:
    nb = in_book(nb)
    told, code = len(cells(nb, "markdown")), len(cells(nb, "code"))
    longest = max((len(source(cell).splitlines()) for cell in cells(nb, "code")), default=0)
    if told < code:
        yield f"a chapter needs a Markdown cell for each code cell, got {told} for {code}"
    if longest > LONGEST_CELL:
        yield f"code cells need at most {LONGEST_CELL} lines, got {longest}"


def _outcomes(texts: list[str], opening: str) -> list[str]:
    for text in texts:
        if opening in text:
            return [line[2:].strip() for line in text.partition(opening)[2].splitlines() if line.startswith("- ")]
    return []


@rule
def short_slides(nb: dict, topic: str) -> Iterator[str]:
    for cell in cells(nb, "markdown"):
        words = len(re.sub(r"\$[^$]*\$", " formula ", sentences(source(cell))).split())
        if cell["metadata"].get("slideshow", {}).get("slide_type") in ON_A_SLIDE and words > SLIDE_WORDS:
            yield f"cell {cell['id']!r} needs at most {SLIDE_WORDS} words on its slide, got {words}"


def slides(nb: dict) -> list[list[dict]]:
    """Return the cells of each slide, notes included."""
    found: list[list[dict]] = []
    for cell in nb["cells"]:
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "skip")
        if kind in ("slide", "subslide"):
            found.append([])
        if kind != "skip" and found:
            found[-1].append(cell)
    return found


def notes(slide: list[dict]) -> list[dict]:
    return [cell for cell in slide if cell["metadata"]["slideshow"]["slide_type"] == "notes"]


@rule
def length_of_the_deck(nb: dict, topic: str) -> Iterator[str]:
    deck = slides(nb)
    if not FEWEST_SLIDES <= len(deck) <= MOST_SLIDES:
        yield f"the deck needs {FEWEST_SLIDES} to {MOST_SLIDES} slides, got {len(deck)}"
    if not any(source(cell).startswith("Quiz(") for slide in deck for cell in slide):
        yield "the deck needs a question of the chapter, got none"
    moved = sum("Explorer(" in source(cell) or "explorable" in cell["metadata"].get("ffedu", {}) for slide in deck for cell in slide)
    if moved < EXPLORABLES:
        yield f"the deck needs {EXPLORABLES} explorables, its own or a neighbour's, got {moved}"


@rule
def speaker_notes(nb: dict, topic: str) -> Iterator[str]:
    deck = slides(nb)
    for slide, after in zip([[], *deck], deck):
        if not notes(slide) and not notes(after):
            yield f"slide {after[0]['id']!r} needs notes, for the one before it has none"
    for cell in (cell for slide in deck for cell in notes(slide)):
        if not re.match(r"\*\*[1-9] min\.\*\* \w", source(cell)) or len(source(cell).split()) < 15:
            yield f"the notes {cell['id']!r} need to begin with **N min.** and to say what to say, ask or expect"


@rule
def lecture_time(nb: dict, topic: str) -> Iterator[str]:
    deck = slides(nb)
    promised = [LECTURES[source(cell)] for slide in deck[:1] for cell in slide if source(cell) in LECTURES]
    if len(promised) != 1:
        yield f"the first slide needs one slide-only cell among {list(LECTURES)}, got {len(promised)}"
    minutes = sum(int(found[1]) for slide in deck for cell in notes(slide)
                  if (found := re.match(r"\*\*(\d+) min\.", source(cell))))
    if promised and minutes != promised[0]:
        yield f"the notes need {promised[0]} minutes together, as the first slide promises, got {minutes}"


@rule
def slide_only(nb: dict, topic: str) -> Iterator[str]:
    only = [cell for cell in nb["cells"] if cell not in in_book(nb)["cells"]]
    told = [cell for slide in slides(nb) for cell in notes(slide)]
    for cell in told:
        if cell not in only:
            yield f"the notes {cell['id']!r} need the tag slide-only, or the book prints them"
    if len(only) - len(told) > SLIDE_ONLY:
        yield f"the deck needs at most {SLIDE_ONLY} cells of its own besides notes, got {len(only) - len(told)}"


@rule
def kernel(nb: dict, topic: str) -> Iterator[str]:
    got = nb["metadata"].get("kernelspec", {}).get("name"), nb["metadata"].get("language_info")
    if got != ("python3", {"name": "python"}):
        yield f"the notebook needs the kernel python3 and the language python without a version, got {got}"


@rule
def described(nb: dict, topic: str) -> Iterator[str]:
    seen: set[str] = set()
    for id, figure, after in figures(nb):
        alt = figure["metadata"].get("image/png", {}).get("alt", "")
        caption = after.get("metadata", {}).get("ffedu", {}).get("caption")
        if len(alt) <= SHORTEST_ALT or re.search(r"No description|\.(png|svg|jpe?g)$", alt):
            yield f"the figure of cell {id!r} needs an alt text of more than {SHORTEST_ALT} characters, got {alt!r}"
        if alt in seen:
            yield f"the figure of cell {id!r} needs an alt text of its own, got one used before"
        if "".join(figure["data"].get("text/plain", "")) != alt:
            yield f"the figure of cell {id!r} needs its alt text as text/plain too, where nbval compares it"
        if not caption or "".join(after["data"]["text/markdown"]).strip() in ("", alt):
            yield f"the figure of cell {id!r} needs a caption after it"
        seen.add(alt)


@rule
def computed(nb: dict, topic: str) -> Iterator[str]:
    for place, given in code_reading.constant_comparisons([(cell["id"], source(cell)) for cell in cells(nb, "code")]):
        yield f"cell {place!r} needs a computed value to compare, got the constant {given}"
