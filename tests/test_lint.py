"""Each rule for chapters, seen to fail: a sound little chapter, one thing broken in it, and what is then said."""
from __future__ import annotations

from collections.abc import Callable

import lint
import pytest
import test_notebooks
from chapters import LEDGER

ALT = "A line that falls from two at the left to zero at the right."
CAPTION = "Look left."
GOALS = "- count to two;\n- say why.\n"


SILENT = {"output_type": "stream", "name": "stdout", "text": ""}


def markdown(id: str, text: str, **metadata: object) -> dict:
    return {"cell_type": "markdown", "id": id, "source": text, "metadata": metadata}


def code(id: str, text: str, *outputs: dict, **metadata: object) -> dict:
    return {"cell_type": "code", "id": id, "source": text, "metadata": metadata, "execution_count": 1,
            "outputs": list(outputs)}


def sound() -> dict:
    """Return a chapter that keeps every rule; its topic is perceptron, which has one ledger row."""
    ledger = {"text/plain": "2", "text/html": "2", LEDGER: {"rows": [{"id": "F-PERC-1"}]}}
    return presented({"metadata": {"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}, "cells": [
        markdown("title", "# Counting\n\nHow far?"),
        markdown("goals", f"After this you can\n\n{GOALS}\nAbout ten minutes.", ffedu={"items": ["F02"]}),
        code("count", "n = count()\nprint(n)\ncompare('F-PERC-1', n)",
             {"output_type": "stream", "name": "stdout", "text": "2\n"},
             {"output_type": "execute_result", "data": ledger, "metadata": {}}, ffedu={"items": ["F01"]}),
        markdown("count-after", "It is two."),
        code("draw", "show(draw(n))", *picture()),
        markdown("draw-after", "It falls.\n\n> **Caution.** Not always."),
        code("more", "show(more(n))", *picture("Once more. "), *picture("And again. ")),
        markdown("more-after", "Both fall."),
        code("ask", "Quiz(ask.how_far())", SILENT),
        markdown("wrong", "## Where the decks are wrong here\n\nNowhere.", ffedu={"explorable": "xor"}),
        markdown("recap", f"## Recap\n\nNow you can\n\n{GOALS}"),
        markdown("sources", "In the decks: all of them.\n\n**See also** nothing.", ffedu={"explorable": "depth"})]})


SAY = " Say that it is two, ask why, and wait until somebody has counted again on the fingers."


def presented(nb: dict) -> dict:
    """Make each cell a slide, with notes on every second one, eight minutes each, and five on the first: forty-five."""
    for shown in nb["cells"]:
        shown["metadata"].setdefault("slideshow", {"slide_type": "slide"})
    for place in range(len(nb["cells"]) - 2, -1, -2):
        nb["cells"].insert(place + 1, said(f"{nb['cells'][place]['id']}-say", "**8 min.**" + SAY))
    cell(nb, "title-say")["source"] = "**5 min.**" + SAY
    nb["cells"].insert(1, only("lecture", "A lecture of forty-five minutes.", "-"))
    return nb


def said(id: str, text: str) -> dict:
    return only(id, text, "notes")


def only(id: str, text: str, kind: str) -> dict:
    return markdown(id, text, tags=["slide-only"], slideshow={"slide_type": kind})


def picture(start: str = "") -> list[dict]:
    return [{"output_type": "display_data", "data": {"image/png": "", "text/plain": start + ALT},
             "metadata": {"image/png": {"alt": start + ALT}}},
            {"output_type": "display_data", "data": {"text/markdown": CAPTION, "text/plain": CAPTION},
             "metadata": {"ffedu": {"caption": True}}}]


def problems(nb: dict) -> list[str]:
    return [problem for rule in lint.RULES for problem in rule(nb, "perceptron")]


def cell(nb: dict, id: str) -> dict:
    return next(cell for cell in nb["cells"] if cell["id"] == id)


def change(id: str, **fields: object) -> Callable[[dict], None]:
    """Return a fault: the cell `id` with other fields."""
    return lambda nb: cell(nb, id).update(fields)


def rename(old: str, new: str) -> Callable[[dict], None]:
    return lambda nb: cell(nb, old).update(id=new)


def drop(id: str) -> Callable[[dict], None]:
    return lambda nb: nb["cells"].remove(cell(nb, id))


def figure(alt: str = ALT, text: str | None = None, caption: str = CAPTION) -> Callable[[dict], None]:
    first, second = picture()
    first["metadata"]["image/png"]["alt"], first["data"]["text/plain"] = alt, alt if text is None else text
    second["data"]["text/markdown"] = caption
    return change("draw", outputs=[first, second])


FAULTS = [
    (change("count", execution_count=None), "needs an execution count"),
    (change("count", outputs=[]), "needs an output, for its code shows something"),
    (change("draw", source="n", outputs=[]), "needs an output, for its code shows something"),
    (change("count", outputs=[SILENT | {"name": "stderr", "text": "!"}]), "without errors and warnings"),
    (change("count", metadata={"tags": ["nbval-ignore-output"]}), "needs a reason in NOT_COMPARED"),
    (change("count", source="print(n)  # NBVAL_SKIP"), "needs a reason in NOT_COMPARED"),
    (change("count", source="print(n);"), "needs an end without ';'"),
    (rename("draw-after", "count-after"), "cells need ids of their own"),
    (rename("draw", "cell-5"), "says what it is about"),
    (rename("draw", "abad1dea"), "says what it is about"),
    (change("draw-after", source="It falls {ref}`here <x>`."), "needs plain Markdown"),
    (change("draw-after", source="```{note}\nIt falls.\n```"), "needs plain Markdown"),
    (change("count", outputs=[SILENT | {"text": "x" * 101}]), "at most 100 characters wide, got 101"),
    (change("draw", source="def f():\n" + "    1\n" * 8), "needs functions of at most 8 lines, got f with 9"),
    (lambda nb: [cell.update(source="n = 1\n" * 9) for cell in nb["cells"] if "outputs" in cell],
     "a median of at most 8 lines, got 9"),
    (drop("count-after"), "needs a sentence in a Markdown cell right before it"),
    (change("count-after", source="## Two"), "needs a sentence in a Markdown cell right before it"),
    (drop("more-after"), "needs a sentence after its result"),
    (change("title", source="# Counting\n\nThis far."), "needs a question in its first two cells"),
    (change("goals", source="Why?"), "needs two to four outcomes in a list"),
    (change("recap", source="## Recap\n\nNow you can\n\n- count to three."), "needs the outcomes of 'After this"),
    (change("recap", source=f"## End\n\nNow you can\n\n{GOALS}"), "needs a heading '## Recap'"),
    (change("sources", source="Elsewhere."), "needs its sources"),
    (change("sources", source="In the decks: all."), "needs links to its neighbours"),
    (change("goals", source=f"After this you can\n\n{GOALS}"), "needs the time it takes"),
    (change("draw-after", source="It falls."), "needs a caution"),
    (change("wrong", source="## Elsewhere\n\nYes."), "needs a section '## Where the decks are wrong here'"),
    (change("more", outputs=picture("Once more. ")), "needs at least 3 figures, got 2"),
    (change("count", source="n = 1\n" * 26), "code cells need at most 25 lines, got 26"),
    (lambda nb: nb["cells"].extend(code(f"extra-{k}", "n", SILENT) for k in "abcdefgh"),
     "needs a Markdown cell for each code cell, got 8 for 12"),
    (change("title", source="# Counting\n\n" + "Why? " * 41), "needs at most 40 words on its slide, got 41"),
    (change("wrong", metadata={"slideshow": {"slide_type": "-"}}), "the deck needs 12 to 25 slides, got 11"),
    (lambda nb: nb["cells"].extend(markdown(f"more-{k}", "More.", slideshow={"slide_type": "slide"}) for k in range(14)),
     "the deck needs 12 to 25 slides, got 26"),
    (lambda nb: cell(nb, "wrong")["metadata"].pop("ffedu"), "the deck needs 2 explorables, its own or a neighbour's, got 1"),
    (drop("ask"), "the deck needs a question of the chapter"),
    (drop("count-say"), "slide 'count' needs notes, for the one before it has none"),
    (drop("title-say"), "slide 'title' needs notes"),
    (change("draw-say", source="Eight minutes." + SAY), "need to begin with **N min.**"),
    (change("draw-say", source="**8 min.** It falls."), "and to say what to say, ask or expect"),
    (change("draw-say", source="**7 min.**" + SAY), "need 45 minutes together, as the first slide promises, got 44"),
    (change("lecture", source="A lecture of an hour."), "the first slide needs one slide-only cell among"),
    (change("draw-say", metadata={"slideshow": {"slide_type": "notes"}}), "need the tag slide-only"),
    (lambda nb: nb["cells"].extend(only(f"own-{k}", "Own.", "-") for k in "abcd"), "at most 4 cells of its own besides notes, got 5"),
    (lambda nb: nb["metadata"].update(kernelspec={"name": "julia"}), "needs the kernel python3"),
    (lambda nb: nb["metadata"]["language_info"].update(version="3.11"), "needs the kernel python3"),
    (figure(alt=""), "needs an alt text of more than 30 characters"),
    (figure(alt="chapter_files/the_figure_number_1_of_two.png"), "needs an alt text of more than 30 characters"),
    (figure(text="<Figure size 640x480 with 1 Axes>"), "needs its alt text as text/plain too"),
    (figure(caption=""), "needs a caption after it"),
    (change("draw", outputs=picture()[:1]), "needs a caption after it"),
    (change("count", outputs=picture()), "needs an alt text of its own"),
    (change("count", source="compare('F-PERC-1', True)"), "needs a computed value to compare, got the constant True"),
    (change("count", source="compare_all({'a': -0.5, 'b': n})"), "got the constant -0.5"),
    (change("count", source="known = np.array([0, 1])\ncompare('a', known)"), "got the constant known"),
    (change("count", source="compare('a', value=0.1 + 0.2)"), "got the constant 0.1 + 0.2"),
]


def test_a_sound_chapter_breaks_no_rule():
    assert problems(sound()) == []


@pytest.mark.parametrize("break_it, sentence", FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_a_broken_chapter_is_told_so(break_it: Callable[[dict], object], sentence: str):
    nb = sound()
    break_it(nb)
    assert any(sentence in problem for problem in problems(nb)), problems(nb)


def test_every_rule_has_a_fault():
    silent = set(lint.RULES)
    for break_it, _ in FAULTS:
        nb = sound()
        break_it(nb)
        silent -= {rule for rule in silent if list(rule(nb, "perceptron"))}
    assert not silent


@pytest.mark.parametrize("code, constant", [
    ("compare('a', f(0.5))", False), ("x = f()\ncompare('a', x)", False), ("n = 0\nn += f()\ncompare('a', n)", False),
    ("t = []\nt.append(f())\ncompare('a', t)", False), ("t = {}\nt['a'] = f()\ncompare_all({'a': t['a']})", False),
    ("compare('a', 1 == 1)", True), ("compare('a', not False)", True), ("compare('a', [0, 1])", True),
    ("x = 0.5\ny = 2 * x\ncompare('a', y)", True), ("compare_all({id: True for id in ids})", True)])
def test_constants_are_told_from_computed_values(code: str, constant: bool):
    assert bool(list(lint.code_reading.constant_comparisons([("here", code)]))) == constant


def test_a_ledger_row_that_nobody_compares_is_missed():
    nb = sound()
    assert list(test_notebooks.ledger_gaps(nb, "perceptron")) == []
    drop("count")(nb)
    assert ["F-PERC-1 (perceptron" in problem for problem in test_notebooks.ledger_gaps(nb, "perceptron")] == [True]


PLAN = [{"id": "F01", "kind": "item", "topic": "perceptron", "shown_as": "computation"},
        {"id": "F02", "kind": "item", "topic": "perceptron", "shown_as": "prose"},
        {"id": "F-01", "kind": "erratum", "topic": "perceptron", "shown_as": "unpublished"},
        {"id": "G01", "kind": "item", "topic": "functions", "shown_as": "prose"}]


@pytest.mark.parametrize("id, ffedu, sentence", [
    ("count", {}, "item F01 needs a code cell that claims it"),
    ("goals", {}, "item F02 needs a Markdown cell that claims it"),
    ("recap", {"errata": ["F-01"]}, "erratum F-01 is unpublished, and a cell claims it"),
    ("recap", {"items": ["G01"]}, "claims G01, which tests/topics.csv does not give to perceptron")])
def test_claims(monkeypatch: pytest.MonkeyPatch, id: str, ffedu: dict, sentence: str):
    monkeypatch.setattr(test_notebooks, "plan", lambda: PLAN)
    nb = sound()
    assert list(test_notebooks.item_gaps(nb, "perceptron")) == []
    cell(nb, id)["metadata"]["ffedu"] = ffedu
    assert any(sentence in problem for problem in test_notebooks.item_gaps(nb, "perceptron"))
