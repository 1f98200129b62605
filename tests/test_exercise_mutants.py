"""Every small change of a reference solution loses a question, but for the reviewed ones that no case can tell."""
from __future__ import annotations

import banks
import pytest
from banks import FOLDERS

from ffedu.course import bank, exercise
from ffedu.course.mutants import mutants

SOLUTION = '''\
def f(x, w, b):
    h = x[0] @ w.T
    if h > 0 and b:
        h += -1
    return h ** 2 + b
'''


@pytest.mark.parametrize("folder", banks.folders())
def test_the_checks_notice_every_change_of_the_solution(folder):
    tried, alive = bank.survivors(folder, bank.graders_sheet(folder))
    reviewed = bank.equivalents(folder)
    print(f"{folder.name}: {tried} changes, {len(alive)} survive, {len(reviewed)} reviewed", *reviewed.items(), sep="\n  ")
    assert tried >= 20 and exercise.complaints(alive, reviewed) == []
    assert len(reviewed) <= 0.05 * tried, f"{len(reviewed)} of {tried} changes are called equivalent"


def test_the_changes_are_of_every_kind_and_leave_the_rest_alone():
    found = [(line, change) for line, change, source in mutants(SOLUTION)]
    for line, change in [("h = x[0] @ w.T", "x[0] @ w.T -> x[0] * w.T"), ("h = x[0] @ w.T", "x[0] @ w.T -> x[0]"),
                         ("h = x[0] @ w.T", "x[0] @ w.T -> w.T"), ("h = x[0] @ w.T", "w.T -> w"),
                         ("h = x[0] @ w.T", "0 -> 1"), ("h = x[0] @ w.T", "w -> b"), ("h = x[0] @ w.T", "w -> x"),
                         ("if h > 0 and b:", "h > 0 -> h < 0"), ("if h > 0 and b:", "h > 0 and b -> h > 0 or b"),
                         ("h += -1", "h += -1 -> h -= -1"), ("h += -1", "-1 -> 1"),
                         ("return h ** 2 + b", "h ** 2 -> h * 2"), ("return h ** 2 + b", "h ** 2 + b -> h ** 2")]:
        assert (line, change) in found
    sources = [source for _, _, source in mutants(SOLUTION)]
    assert len(set(sources)) == len(sources) and all(len(text.splitlines()) == 5 for text in sources)


def test_a_survivor_and_a_stale_line_are_named():
    class Survivor:
        line, change = "return f", "f -> h"
    assert exercise.complaints([Survivor], {}) == ["no case notices return f | f -> h"]
    assert exercise.complaints([Survivor], {("return f", "f -> h"): "the same"}) == []
    assert exercise.complaints([], {("return f", "f -> h"): "the same"}) == [
        "equivalent.txt is stale: return f | f -> h is noticed"]


def test_an_endless_loop_is_noticed(monkeypatch):
    monkeypatch.setattr(bank, "SECONDS", 0.2)
    sheet = bank.graders_sheet(FOLDERS[-1])
    assert bank._killed(sheet, ["while True: pass"])


def test_a_reviewed_line_needs_its_reason(tmp_path):
    (tmp_path / "equivalent.txt").write_text("return f | f -> h | \n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs `line | change | reason` in each line"):
        bank.equivalents(tmp_path)


def test_checks_that_cannot_tell_are_said_to_be_so(tmp_path, capsys):
    """The command on a copy of an exercise whose hidden and public cases leave c out."""
    text = {name: (FOLDERS[-1].parent / "xor" / name).read_text(encoding="utf-8")
            for name in ("exercise.md", "checks.py", "hidden.py")}
    for name, content in text.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "answers/ok").mkdir(parents=True)
    (tmp_path / "answers/ok/not_really.py").write_text("def network(X, W, c, w, b):\n    return 0 * X[:, 0]\n")
    assert exercise.check(tmp_path) == 1
    assert "not_really.py needs to lose nothing, got ['xor.q1']" in capsys.readouterr().out
