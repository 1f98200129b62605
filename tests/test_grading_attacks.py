"""The corpus of accidents and attacks: a row each, none above its fair mark, none below it for an accident."""
from __future__ import annotations

import json
import subprocess
import sys

import pytest

from ffedu.course.grading import attacks, selftest

QUICK = ["right", "one_wrong", "truncated", "same_ids", "numpy_gone_at_the_end", "ends_the_process", "segfault",
         "forges_with_the_id", "patches_numpy", "reads_the_solution", "link_to_another", "background_fork"]


def run(folder, label, *names):
    entries = [entry for entry in attacks.corpus(label) if not names or entry.name in names]
    assert not names or len(entries) == len(names)
    return selftest.faults(folder, entries, label, jobs=2)


def test_the_corpus_is_large_and_has_both_kinds():
    entries = attacks.corpus("x")
    assert len({entry.name for entry in entries}) == len(entries) >= 60
    assert sum(entry.accident for entry in entries) >= 40 and sum(not entry.accident for entry in entries) >= 20


def test_a_handful(tmp_path, bubblewrap):
    assert run(tmp_path, "ffedu-handful", *QUICK) == []


@pytest.mark.slow
def test_the_whole_corpus(tmp_path, bubblewrap, capsys):
    assert run(tmp_path, "ffedu-whole-corpus") == []
    rows = [json.loads(line) for line in (tmp_path / "out/log.jsonl").read_text().splitlines()]
    assert len(rows) == len(attacks.corpus("x"))
    assert not any("grader-error" in row["status"] for row in rows)


@pytest.mark.slow
def test_the_command_runs_it_and_says_what_it_found(bubblewrap, capsys, monkeypatch):
    from ffedu.course.grade import main
    few = [entry for entry in attacks.corpus("x") if entry.name in QUICK[:3]]
    monkeypatch.setattr(attacks, "corpus", lambda label: few)
    assert main(["--selftest"]) == 0
    assert capsys.readouterr().out == "selftest: 3 hand-ins, 0 faults\n"
    right = next(entry for entry in few if entry.name == "right")
    monkeypatch.setattr(attacks, "corpus", lambda label: [right._replace(fair=9)])
    assert main(["--selftest"]) == 1
    assert "right: 10 points, 9 are fair" in capsys.readouterr().out


def test_it_refuses_to_attack_a_machine_without_a_sandbox(capsys):
    assert selftest.main(unsafe=True) == 2
    assert "not without a sandbox" in capsys.readouterr().err


def row(name, total, status="graded"):
    return {"student": name, "total": total, "note": "", "row": {"status": status}}


@pytest.mark.parametrize("found, fault", [
    ([], "right: no row"), ([row("right", 9)], "right: 9 points, 10 are fair"), ([row("right", 11)], "right: 11 points, 10 are fair"),
    ([row("right", 10, "unreadable")], "right: status unreadable, allowed are graded")])
def test_a_lost_or_unfair_row_is_a_fault(found, fault):
    entry = next(entry for entry in attacks.corpus("x") if entry.name == "right")
    assert attacks.faults([entry], found)[0].startswith(fault)


def test_a_touched_course_and_a_process_left_are_faults(tmp_path):
    (tmp_path / "course").mkdir()
    before = selftest.content(tmp_path, "course")
    (tmp_path / "course/new").write_text("x")
    assert selftest.content(tmp_path, "course") != before
    code = "import time; print('here', flush=True); time.sleep(60)"
    sleeper = subprocess.Popen([sys.executable, "-c", code, "ffedu-left-over"], stdout=subprocess.PIPE)
    try:
        assert sleeper.stdout.readline() == b"here\n"
        assert selftest.left("ffedu-left-over", patience=0.2) == [sleeper.pid]
    finally:
        sleeper.kill()
        sleeper.communicate()


def test_markup_of_a_student_in_a_page_is_a_fault():
    assert selftest.marked_up("<td><img src=x></td>") and not selftest.marked_up("<td>&lt;img src=x&gt;</td>")
