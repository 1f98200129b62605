"""Grading: files in any state are read, names are graded where they stood, marks follow the policy, no row is lost."""
from __future__ import annotations

import concurrent.futures
import csv
import functools
import io
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import banks
import pytest

from ffedu.checks import Reply
from ffedu.checks import grade as verdict_on
from ffedu.course import bank, grade
from ffedu.course.grading import attacks, examine, exercise, marks, notebook, protocol, report, roster, run, sandbox, session
from ffedu.course.grading import worker
from ffedu.course.release import release

ROOT = Path(__file__).parents[1]
THREADS = functools.partial(ThreadPoolExecutor, 2)
LIMITS = sandbox.Limits(cell=20, wall=100)           # a busy machine is not a wrong answer
QUIET = lambda text: None                                          # noqa: E731


@pytest.fixture
def course(tmp_path):
    """A folder with the corpus' exercise and, in submissions/, what a test writes there."""
    attacks.build(tmp_path, [])
    return tmp_path


def hand_in(course, **notebooks):
    for name, made in notebooks.items():
        (course / "submissions" / f"{name}.ipynb").write_bytes(made)


def batch(course, students="", **changed):
    """What is asked to be done for the course, with a roster of these students."""
    home = course / "course/exercises" / attacks.TOPIC
    known = {name: {"student": name, "name": name.title()} for name in students.split()}
    came = roster.submissions(course / "submissions", known, [])
    given = run.Batch(home, course / "out", known, came, marks.Policy(exercise.load(str(home)).points), b"s" * 32, LIMITS)
    return given._replace(**changed)


def graded(given, start=THREADS, keep=False):
    return run.grade_all(given, start, 2, keep, QUIET)


def table(course):
    return list(csv.DictReader(io.StringIO((course / "out/grades.csv").read_text())))


RIGHT, WRONG = attacks.notebook(attacks.RIGHT), attacks.notebook(attacks.WRONG)
HALF = attacks.within(attacks.COST, attacks.NO_COST)               # 2 + 3 of 10 points


# Files ------------------------------------------------------------------------------------------------------------

def test_cells_are_the_code_whatever_else_there_is():
    data = attacks.notebook([["a\n", "b"], {"cell_type": "markdown", "source": "no"}, "c"], metadata={"x": 1})
    assert notebook.cells_of(data, ".ipynb") == ["a\nb", "c"]
    assert notebook.cells_of(b"a\n# %% two\nb\n# In[3]:\nc", ".py") == ["a\n", "\nb\n", "\nc"]


@pytest.mark.parametrize("data, suffix, says", [
    (b"", ".ipynb", "empty"), (b"{}", ".ipynb", "no cells in it"), (b"[]", ".ipynb", "no cells in it"),
    (b"{", ".ipynb", "not a notebook"), (b"x", ".docx", r"needs \.ipynb or \.py, got \.docx"),
    (b'{"cells": ' + b"[" * 10 ** 5, ".ipynb", "nested too deeply")])
def test_what_cannot_be_read_says_why(data, suffix, says):
    with pytest.raises(notebook.Unreadable, match=says):
        notebook.cells_of(data, suffix)


def test_too_much_is_not_read(tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text("x" * 100)
    monkeypatch.setattr(notebook, "LARGEST", 50)
    with pytest.raises(notebook.Unreadable, match="100 bytes, more than 50"):
        notebook.read(tmp_path / "a.py")
    monkeypatch.setattr(notebook, "MOST_CODE", 50)
    with pytest.raises(notebook.Unreadable, match="more than 50 characters of code"):
        notebook.cells_of(b"x" * 100, ".py")


# The pipe ---------------------------------------------------------------------------------------------------------

def test_arguments_travel_as_they_are():
    import numpy as np
    given = {"X": np.array([[1.5, 2]]), "n": np.array([1, 2]), "k": 3, "s": "text", "none": None, "list": [1, [2.5]],
             "empty": np.zeros((0, 3)), "nan": float("nan")}
    came = protocol.decode(json.loads(json.dumps(protocol.encode(given))))
    assert list(came) == list(given) and came["X"].tolist() == [[1.5, 2]] and came["n"].dtype == given["n"].dtype
    assert came["empty"].shape == (0, 3) and (came["k"], came["s"], came["none"]) == (3, "text", None)
    assert came["list"] == [1, [2.5]] and came["nan"] != came["nan"]


def test_the_pipe_knows_every_field_of_a_reply():
    assert set(Reply._fields) <= set(protocol.FIELDS)


GOOD = {"shape": [2], "values": [1, 2.5], "came": "x", "problem": "", "error": "", "changed": ["X"]}


def test_a_reply_survives_the_pipe():
    sent = Reply((2,), (1.0, 2.5), "x", changed=("X",))
    assert session.reply_of(json.loads(json.dumps(protocol.plain(sent)))) == sent == session.reply_of(GOOD)


@pytest.mark.parametrize("bad", [
    None, 3, [], "x", {**GOOD, "shape": [3]}, {**GOOD, "shape": [-1, -2]}, {**GOOD, "shape": "2"}, {**GOOD, "shape": [2.0]},
    {**GOOD, "shape": [True, 2]}, {**GOOD, "values": [1, "2"]}, {**GOOD, "values": [True, 1]}, {**GOOD, "values": [1, [2]]},
    {**GOOD, "values": [1, 10 ** 40]}, {**GOOD, "values": [1] * 200_000, "shape": [200_000]}, {**GOOD, "came": 3},
    {**GOOD, "came": "x" * 500}, {**GOOD, "changed": [1]}, {**GOOD, "changed": ["x"] * 50}, {**GOOD, "problem": None},
    {**GOOD, "parts": [["a", {**GOOD, "shape": [3]}]]}, {**GOOD, "parts": [["a", {"parts": [["b", {}]]}]]},
    {**GOOD, "parts": [["a"]]}, {**GOOD, "letters": ["A"]}], ids=repr)
def test_a_forged_reply_is_a_problem(bad):
    assert session.reply_of(bad) == Reply(problem="gave a reply that is none")


def test_a_text_from_the_sandbox_holds_no_control_characters():
    assert session.reply_of({**GOOD, "came": "a\x1b[2J\nb\ud800"}).came == "a [2J b "


@pytest.mark.parametrize("line", [b"", b"{", b"[1]", b"7", b"[" * 10 ** 6, b"1" * 10 ** 6, b"\xff"])
def test_a_line_that_is_no_message_is_none(line):
    assert protocol.message(line) is None


# Where a question is graded ---------------------------------------------------------------------------------------

@pytest.mark.parametrize("cells, place", [
    (['check("q1")', "x", 'check("q1")', "y"], 2), (["x"], None), (['# check("q1")'], None), (['check.hint("q1")'], None),
    (['if x:\n    check( "q1" )'], 0), (['for q in ["q1", "q2"]:\n    check(q)'], 0), (['check("q2"); x = "q1"'], None),
    (['"check(\'q1\')"'], None), (['%time x\ncheck("q1")'], 0), (['check("q1"'], None)])
def test_the_last_check_is_found(cells, place):
    assert worker.last_check(cells, "q1") == place


@pytest.mark.parametrize("cell, left", [
    ("a = 5 \\\n% 3", "a = 5 \\\n% 3"), ("%matplotlib inline\nx = 1", "pass\nx = 1"), ("if x:\n    !ls", "if x:\n    pass"),
    ("y = !ls\nz = %pwd", "y = None\nz = None"), ("%%time\nx = 1", "x = 1"), ("%%html\n<b>", ""), ("np.dot?", "pass"),
    ("?np.dot", "pass")])
def test_what_only_ipython_knows_is_left_out(cell, left):
    assert worker.python(cell) == left


@pytest.mark.parametrize("path, points", [
    (RIGHT, 10), (WRONG, 0), (HALF, 5), (attacks.notebook([*attacks.RIGHT, "np = None"]), 10),
    (attacks.notebook([*attacks.WRONG, attacks.RELU]), 0), (attacks.notebook([*attacks.WRONG, attacks.RELU, attacks.Q1]), 2)])
def test_names_are_graded_as_they_stand_after_the_last_check(course, bubblewrap, path, points):
    hand_in(course, ada=path)
    assert graded(batch(course))[0]["total"] == points


# A batch ----------------------------------------------------------------------------------------------------------

def test_every_student_and_every_file_has_a_row_and_a_second_run_writes_the_same(course, bubblewrap):
    hand_in(course, ada=RIGHT, bob=HALF, eve=b"{", stranger=RIGHT)
    assert [entry["row"]["status"] for entry in graded(batch(course, "zoe bob ada eve"))] == [
        "missing", "graded", "graded", "unreadable", "graded"]
    rows = table(course)
    assert [(row["student"], row["total"], row["corpus.q3"]) for row in rows] == [
        ("zoe", "0", ""), ("bob", "5", "0"), ("ada", "10", "5"), ("eve", "", ""), ("stranger", "10", "5")]
    assert rows[4]["note"] == "not on the roster" and len(rows[0]["sha256"]) == 0 and len(rows[3]["sha256"]) == 64
    first = {path: path.read_bytes() for path in (course / "out").rglob("*") if path.suffix in (".csv", ".html")}
    graded(batch(course, "zoe bob ada eve"))
    assert first == {path: path.read_bytes() for path in first} and len(first) == 3 + 1 + 4


def test_of_two_files_the_newest_that_can_be_graded_counts(course, bubblewrap):
    hand_in(course, ada=RIGHT, ada_2=HALF, ada_3=b"{")
    for age, name in enumerate(["ada_3", "ada_2", "ada"]):
        os.utime(course / f"submissions/{name}.ipynb", (10 ** 9 - age, 10 ** 9 - age))
    rows = graded(batch(course, "ada"))
    assert {row["file"]: row["counts"] for row in rows} == {"ada.ipynb": False, "ada_2.ipynb": True, "ada_3.ipynb": False}
    assert len(table(course)) == 3 and report.canvas(rows, {}, "t", 10).count("Ada") == 1


class Interrupted(ThreadPoolExecutor):
    """Gets a Ctrl-C after so many hand-ins."""
    after = 2

    def submit(self, *args):
        """Run it, or be interrupted."""
        self.after -= 1
        if self.after < 0:
            raise KeyboardInterrupt
        return super().submit(*args)


def test_after_an_interruption_only_what_is_left_is_done_and_no_row_is_lost(course, bubblewrap):
    hand_in(course, **{f"s{n}": RIGHT for n in range(5)})
    students = " ".join(f"s{n}" for n in range(5))
    run.grade_all(batch(course, students), lambda: Interrupted(1), 1, False, QUIET)
    assert [row["status"] for row in table(course)] == ["graded"] * 2 + ["grader-error"] * 3
    assert table(course)[4]["note"] == run.NOT_YET
    with open(course / "out/log.jsonl", "ab") as log:
        log.write(b'{"path": "half a li')                          # as if the power had failed
    done = []
    run.grade_all(batch(course, students), THREADS, 2, True, done.append)
    assert len(done) == 3 and [row["total"] for row in table(course)] == ["10"] * 5
    resumed = (course / "out/grades.csv").read_bytes()
    graded(batch(course, students))
    assert resumed == (course / "out/grades.csv").read_bytes()


def test_a_resumed_run_grades_again_what_changed(course, bubblewrap):
    hand_in(course, ada=RIGHT, bob=RIGHT)
    graded(batch(course))
    hand_in(course, ada=WRONG)
    done = []
    run.grade_all(batch(course), THREADS, 2, True, done.append)
    assert len(done) == 1 and [row["total"] for row in table(course)] == ["0", "10"]
    run.grade_all(batch(course, secret=b"t" * 32), THREADS, 2, True, done.append)
    hidden = course / "course/exercises" / attacks.TOPIC / "hidden.py"
    hidden.write_text(hidden.read_text() + "# another\n")
    run.grade_all(batch(course, secret=b"t" * 32), THREADS, 2, True, done.append)
    assert len(done) == 5                                          # another seed, another exercise: both again


def test_one_student_is_graded_again_and_the_others_are_kept(course, bubblewrap):
    hand_in(course, ada=RIGHT, bob=RIGHT)
    graded(batch(course))
    hand_in(course, ada=WRONG, bob=WRONG)
    run.grade_all(batch(course, only="ada"), THREADS, 2, True, QUIET)
    assert [row["total"] for row in table(course)] == ["0", "10"]


class Broken(ThreadPoolExecutor):
    """A pool of processes in which one has died, as it looks from outside: every job that is open fails."""
    deaths = 2

    def submit(self, function, job):
        """Run it, unless it is the one that kills."""
        future: Future = Future()
        if "killer" in job["path"]:
            future.set_exception(concurrent.futures.BrokenExecutor("a process died"))
            return future
        return super().submit(function, job)


def test_a_grader_that_dies_costs_one_row(course, bubblewrap):
    hand_in(course, ada=RIGHT, killer=RIGHT, zoe=RIGHT)
    rows = {row["student"]: row for row in graded(batch(course), lambda: Broken(2))}
    assert {name: row["row"]["status"] for name, row in rows.items()} == {
        "ada": "graded", "killer": "grader-error", "zoe": "graded"}
    assert "the grader died" in rows["killer"]["note"]


def test_a_bug_in_a_check_is_a_row_and_not_the_end(course, bubblewrap, monkeypatch):
    hand_in(course, ada=RIGHT)
    monkeypatch.setattr(examine, "grade", lambda *_: 1 / 0)
    row = graded(batch(course))[0]
    assert row["row"]["status"] == "grader-error" and "ZeroDivisionError" in row["note"] and row["total"] is None


# Hidden cases -----------------------------------------------------------------------------------------------------

def test_each_student_has_numbers_of_their_own_and_always_the_same():
    seeds = {(secret, name): exercise.seed_of(secret, "xor", name) for secret in (b"a" * 32, b"b" * 32) for name in ("ada", "bob")}
    assert len(set(seeds.values())) == 4 and exercise.seed_of(b"a" * 32, "xor", "ada") == seeds[b"a" * 32, "ada"]


def test_a_hidden_case_shows_its_title_and_no_number(course, bubblewrap):
    hand_in(course, ada=WRONG)
    given = batch(course)
    graded(given)
    page = (course / "out/feedback/ada.html").read_text()
    job, = given.jobs()
    question = exercise.questions_for(exercise.load(job["folder"]), job["seed"])[0]
    fresh = [number for row in question["cases"][1]["expected"] for number in row if number]
    assert "fresh" in page and len(fresh) > 3 and not any(f"{number:.4g}" in page for number in fresh)
    assert "expected 2 at index 2" in page                         # of the public case the value is told
    assert str(fresh[0])[:8] not in (course / "out/log.jsonl").read_text()


def test_the_answers_of_the_public_cases_alone_are_not_enough(course, bubblewrap):
    hand_in(course, ada=next(entry.made for entry in attacks.corpus("x") if entry.name == "hard_codes_the_public_cases"))
    row = graded(batch(course))[0]
    assert row["total"] == 0
    cases = [case for question in run.Log(course / "out/log.jsonl", True).whole(row["row"]["path"])["questions"].values()
             for case in question["cases"]]
    assert [text for title, text in cases] == ["", "wrong"] * 3


def test_hidden_cases_for_a_question_that_is_not_there_are_refused(course):
    hidden = course / "course/exercises" / attacks.TOPIC / "hidden.py"
    hidden.write_text(hidden.read_text().replace('"corpus.q3": 5', '"corpus.q4": 5'))
    with pytest.raises(ValueError, match="POINTS needs names of questions, .* got corpus.q4"):
        exercise.load(str(hidden.parent))


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path):
    said = []
    secret = exercise.secret_of(tmp_path / "secret", said.append)
    assert len(secret) == 32 and (tmp_path / "secret").stat().st_mode & 0o777 == 0o600 and "a new secret" in said[0]
    assert exercise.secret_of(tmp_path / "secret", said.append) == secret and len(said) == 1
    (tmp_path / "secret").write_bytes(b"short")
    with pytest.raises(ValueError, match="at least 16 random bytes, got 5"):
        exercise.secret_of(tmp_path / "secret", said.append)


# The exercise on XOR ----------------------------------------------------------------------------------------------

def test_the_released_notebook_has_no_points_and_the_solution_all(tmp_path, bubblewrap):
    source = ROOT / "exercises/xor/exercise.md"
    for name, solution in (("untouched", False), ("solution", True)):
        (tmp_path / f"{name}.ipynb").write_text(release(source, solution))
    rows = {name: examine.examine(job(tmp_path / f"{name}.ipynb")) for name in ("untouched", "solution")}
    assert all(question["right"] for question in rows["solution"]["questions"].values())
    assert not any(question["right"] for question in rows["untouched"]["questions"].values())
    assert [row["status"] for row in rows.values()] == ["graded"] * 2 and not rows["solution"]["stopped"]


def job(path, **changed):
    return {"path": str(path), "folder": str(ROOT / "exercises/xor"), "seed": "0", "limits": LIMITS._asdict(), "hidden": [],
            "unsafe": False, **changed}


@pytest.mark.slow
@pytest.mark.parametrize("path", banks.answers("*"))
def test_the_sandbox_gives_every_answer_of_the_bank_its_marks(path, bubblewrap, tmp_path):
    (tmp_path / "hand_in.ipynb").write_text(bank.hand_in(path.parents[2], path), encoding="utf-8")
    row = examine.examine(job(tmp_path / "hand_in.ipynb", folder=str(path.parents[2])))
    lost = [name for name, question in row["questions"].items() if not question["right"]]
    assert row["status"] == "graded", row
    assert lost == ([bank.claim(path).loses] if path.parent.name == "wrong" else []), row


# Marks ------------------------------------------------------------------------------------------------------------

NONE = {name: [] for name in roster.BESIDE}
POINTS = {"t.q1": 4.0, "t.q2": 6.0}


def line(status="graded", **right):
    return {"status": status, "questions": {f"t.{name}": {"right": value} for name, value in right.items()}}


def test_days_late_cost_their_part_and_an_extension_moves_the_date():
    extension = {"student": "bob", "due": "2026-05-03T12:00Z", "reason": "ill"}
    policy = marks.policy(POINTS, "2026-05-01T12:00Z", "10%/day", {**NONE, "extensions": [extension]})
    came = roster.moment("2026-05-02T12:00:01Z", "x")
    assert (policy.days_late("ada", came), policy.days_late("bob", came)) == (2, 0)
    assert marks.marked(line(q1=True, q2=True), policy, "ada", 2)["total"] == 8
    assert marks.marked(line(q1=True, q2=True), policy, "ada", 11)["total"] == 0


def test_points_are_replaced_and_overrides_win():
    by_hand = [{"student": "ada", "question": "t.q1", "points": "3", "reason": "half right"},
               {"student": "bob", "question": "total", "points": "9.5", "reason": "oral"}]
    policy = marks.policy(POINTS, None, None, {**NONE, "overrides": by_hand, "points": [{"question": "t.q2", "points": "1"}]})
    ada = marks.marked(line(q1=False, q2=True), policy, "ada", 0)
    assert ada["points"] == {"t.q1": 3, "t.q2": 1} and ada["total"] == 4 and ada["reasons"] == ["t.q1 set to 3: half right"]
    assert marks.marked(line("unreadable"), policy, "bob", 0)["total"] == 9.5
    assert marks.marked(line("unreadable"), policy, "eve", 0)["total"] is None
    assert marks.marked(line("missing"), policy, "eve", 0)["total"] == 0


@pytest.mark.parametrize("options, files, says", [
    ((None, "10%/day"), {}, "needs a --due date"), (("2026-05-01", None), {}, "--due needs a time zone"),
    (("soon", None), {}, "needs a date like"), (("2026-05-01T12:00Z", "10"), {}, "--late needs a part a day"),
    (("2026-05-01T12:00Z", "200%/day"), {}, "--late needs a part a day"),
    ((None, None), {"points": [{"question": "t.q9", "points": "1"}]}, "got t.q9"),
    ((None, None), {"points": [{"question": "t.q1", "points": "-1"}]}, "points of 0 or more, got '-1'"),
    ((None, None), {"points": [{"question": "t.q1", "points": "nan"}]}, "points of 0 or more, got 'nan'"),
    ((None, None), {"overrides": [{"student": "a", "question": "t.q1", "points": "1", "reason": ""}]}, "needs a reason")])
def test_a_policy_that_cannot_be_meant_is_refused(options, files, says):
    with pytest.raises(ValueError, match=says):
        marks.policy(POINTS, *options, {**NONE, **files})


@pytest.mark.parametrize("text, says", [("name\nada\n", "needs the columns student, got name"),
                                        ("student\nada\nada\n", "each student once, got 'ada'"), ("", "got nothing")])
def test_a_roster_that_is_none_is_refused(tmp_path, text, says):
    (tmp_path / "roster.csv").write_text(text)
    with pytest.raises(ValueError, match=says):
        roster.students(tmp_path / "roster.csv")


def test_files_are_found_by_the_beginning_of_their_names(tmp_path):
    for name in ("ada_1234_xor.ipynb", "bob/xor (1).ipynb", "bobby.ipynb", ".DS_Store", "bob/.ipynb_checkpoints/xor.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    came = roster.submissions(tmp_path, {"ada": {}, "bob": {}}, [{"student": "ada", "submitted": "2026-05-01T12:00+02:00"}])
    assert [(given.student, given.known) for given in came] == [("ada", True), ("bob", True), ("bobby", False)]
    assert came[0].time.isoformat() == "2026-05-01T12:00:00+02:00"


# Tables and pages -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1"])
def test_no_cell_of_a_table_is_a_formula(text):
    assert report.shown(text).startswith("'")


def test_names_of_files_and_students_cannot_do_harm(course, bubblewrap):
    evil = '=cmd|"x"!A1<script>alert(1)<'
    (course / "submissions" / f"{evil}.ipynb").write_bytes(RIGHT)
    (course / "submissions" / os.fsdecode(b"no\xff utf.ipynb")).write_bytes(RIGHT)
    (course / "submissions/..hidden").mkdir()
    graded(batch(course))
    assert {row["total"] for row in table(course)} == {"10"} and len(table(course)) == 2
    assert not any(cell.startswith("=") for row in table(course) for cell in row.values())
    pages = list((course / "out/feedback").iterdir())
    assert len(pages) == 2 and not any("<script" in page.read_text() for page in pages)


def test_a_page_loads_nothing_runs_nothing_and_escapes(course, bubblewrap):
    hand_in(course, ada=attacks.within(attacks.RELU, "def relu(z):\n    raise ValueError('<img src=x onerror=alert(1)>')"))
    graded(batch(course, "ada"))
    page = (course / "out/feedback/ada.html").read_text()
    assert "default-src 'none'" in page and "&lt;img src=x" in page and "<img" not in page
    assert not any(part in page + (course / "out/class.html").read_text() for part in ("http:", "https:", "<script", "src=\""))


def test_the_forms_have_the_columns_that_canvas_and_moodle_import(course, bubblewrap):
    hand_in(course, ada=RIGHT)
    known = {"ada": {"student": "ada", "name": "Lovelace, Ada", "ID": "77", "email": "ada@x.org"}}
    found = graded(batch(course)._replace(students=known, submissions=roster.submissions(course / "submissions", known, [])))
    assert (course / "out/canvas.csv").read_text().splitlines() == [
        "Student,ID,SIS User ID,SIS Login ID,Section,corpus", "Points Possible,,,,,10", '"Lovelace, Ada",77,,ada,,10']
    assert (course / "out/moodle.csv").read_text().splitlines()[1] == "ada,ada@x.org,10,"
    assert report.mistakes(found) == []


def test_the_class_page_counts(course, bubblewrap):
    shutil.copytree(ROOT / "exercises/xor", course / "course/exercises/xor")
    for name in ("absolute_value", "vectorised", "loops"):
        kind = "wrong" if name == "absolute_value" else "ok"
        shutil.copy(ROOT / f"exercises/xor/answers/{kind}/{name}.py", course / "submissions")
    home = course / "course/exercises/xor"
    graded(batch(course, folder=home, policy=marks.Policy(exercise.load(str(home)).points)))
    page = (course / "out/class.html").read_text()
    assert "3 graded" in page and '<th scope="row">xor.q1: absolute value</th><td>1</td>' in page


# The sandbox ------------------------------------------------------------------------------------------------------

def test_the_limit_on_processes_and_on_memory_holds(course, bubblewrap):
    forks = "import os, time\nn = 0\ntry:\n    while n < 500:\n        if os.fork() == 0:\n            time.sleep(60)\n        n += 1\n" \
            "except OSError:\n    raise ValueError(f'{n} forks')"
    hand_in(course, ada=attacks.before(forks))
    graded(batch(course))
    row = json.loads((course / "out/log.jsonl").read_text())
    count = int(row["stopped"][0][1].removeprefix("ValueError: ").removesuffix(" forks"))
    assert 1 <= count <= LIMITS.processes and row["status"] == "graded"


def test_memory_of_many_processes_together_is_limited(course, bubblewrap):
    hoard = "import os, time\nfor _ in range(3):\n    if os.fork() == 0:\n        x = b'x' * 150_000_000\n        time.sleep(60)\ntime.sleep(60)"
    hand_in(course, ada=attacks.before(hoard))
    row = graded(batch(course, limits=LIMITS._replace(resident=300)))[0]
    assert "more than 300 MB of memory in use" in row["note"] and row["total"] == 10


def test_closing_a_sandbox_leaves_nothing(bubblewrap):
    label = f"ffedu-closing-{os.getpid()}"
    fork = "import os, time\nfor _ in range(5):\n    if os.fork() == 0:\n        os.setsid(); time.sleep(60)"
    limits = LIMITS._replace(label=label)
    with session.Session([fork], [], lambda: sandbox.command(limits), limits) as opened:
        opened.run(1)
        assert len(selftest_carrying(label)) >= 6
    assert selftest_carrying(label) == []


def selftest_carrying(label):
    from ffedu.course.grading.selftest import carrying
    return carrying(label)


def test_the_sandbox_shows_neither_the_course_nor_installed_packages(bubblewrap, tmp_path):
    look = "import os, sys\nfound = [h for top in os.listdir('/') if top not in ('proc', 'sys', 'usr') for h, d, f in os.walk('/' + top)" \
           " if" \
           " any(n in ('checks.py', 'exercise.md', 'nbformat', 'roster.csv') for n in f + d)]\n" \
           "assert not found, found\nassert not os.path.exists('/etc/passwd') and 'HOME' in os.environ\n" \
           "assert os.getuid() not in (0, None) and set(os.environ) <= {'PATH', 'HOME', 'LANG', 'PWD', 'LC_CTYPE'} | " \
           "{n for n in os.environ if n.endswith('_THREADS')}, list(os.environ)"
    with session.Session([look], [], lambda: sandbox.command(LIMITS), LIMITS) as opened:
        opened.run(1)
        assert opened.stopped == {} and opened.incidents == []


def test_a_folder_that_must_not_be_seen_is_covered():
    assert sandbox.masked(("/usr/share/course", "/srv/course")) == ["--tmpfs", "/usr/share/course"]


def test_what_an_exercise_allows_of_the_library_can_be_imported(bubblewrap):
    cells = ["from ffedu._check import __name__ as n", "import ffedu.xor"]
    with session.Session(cells, [], lambda: sandbox.command(LIMITS, allowed=("_check",)), LIMITS) as opened:
        opened.run(2)
        assert opened.stopped == {1: "ModuleNotFoundError: No module named 'ffedu.xor'"}


def test_without_bubblewrap_it_says_what_to_do_and_stops(course, monkeypatch, capsys):
    monkeypatch.chdir(course / "course")
    monkeypatch.setenv("PATH", str(course))
    assert grade.main([attacks.TOPIC, str(course / "submissions")]) == 2
    said = capsys.readouterr().err
    assert all(word in said for word in ("apt install bubblewrap", "AppArmor", "--unsafe-local", "container"))
    assert not (course / "course/out").exists()


def test_a_sandbox_that_does_not_start_says_why(monkeypatch, tmp_path):
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(sandbox.Unavailable, match="setting up uid map: Permission denied"):
        sandbox.probe()


# The command ------------------------------------------------------------------------------------------------------

def command(course, *options):
    return grade.main([attacks.TOPIC, str(course / "submissions"), "-o", str(course / "out"), "--secret", str(course / "secret"),
                       "--jobs", "2", *options])


def test_the_command_grades_and_its_status_says_whether_all_is_well(course, bubblewrap, monkeypatch, capsys):
    monkeypatch.chdir(course / "course")
    hand_in(course, ada=RIGHT, bob=HALF)
    (course / "roster.csv").write_text("student,name\nada,Ada\nbob,Bob\nzoe,Zoe\n")
    (course / "extensions.csv").write_text("student,due,reason\nbob,2999-01-01T00:00Z,ill\n")
    options = ["--roster", str(course / "roster.csv"), "--due", "2001-01-01T00:00Z", "--late", "0.001%/day"]
    assert command(course, *options) == 0
    ada, bob, zoe = table(course)
    assert ada["days_late"] > "9000" and 9 < float(ada["total"]) < 10 and (bob["days_late"], bob["total"]) == ("0", "5")
    assert "3 students: 2 graded, 1 missing." in capsys.readouterr().out
    (course / "overrides.csv").write_text("student,question,points,reason\nada,total,7,spoken with\n")
    hand_in(course, eve=b"")
    assert command(course, *options, "--resume") == 1
    assert [row["total"] for row in table(course)] == ["7", "5", "0", ""] and table(course)[0]["note"].endswith("spoken with")


@pytest.mark.parametrize("options, says", [
    (["--only", "nobody"], "--only needs a student with a submission"), (["--late", "1%/day"], "needs a --due"),
    (["--roster", "absent.csv"], "absent.csv")])
def test_the_command_refuses_what_it_cannot_do(course, bubblewrap, monkeypatch, capsys, options, says):
    monkeypatch.chdir(course / "course")
    assert command(course, *options) == 2
    assert says in capsys.readouterr().err


def test_a_secret_in_the_course_is_refused(course, bubblewrap, monkeypatch, capsys):
    monkeypatch.chdir(course / "course")
    assert command(course, "--secret", "secret") == 2
    assert "outside of the course's folder" in capsys.readouterr().err


def test_without_a_sandbox_every_row_says_so(course, monkeypatch):
    monkeypatch.chdir(course / "course")
    hand_in(course, ada=RIGHT, bob=attacks.before("import os\nos._exit(3)"))
    (course / "roster.csv").write_text("student\nada\nzoe\n")
    assert command(course, "--unsafe-local", "--roster", str(course / "roster.csv")) == 0
    assert [row["isolation"] for row in table(course)] == ["UNSAFE"] * 3
    assert [row["total"] for row in table(course)] == ["10", "0", "10"]


@pytest.mark.slow
def test_a_cluster_gives_the_same_table(course, bubblewrap, monkeypatch):
    distributed = pytest.importorskip("distributed")
    monkeypatch.chdir(course / "course")
    hand_in(course, **{f"s{n}": made for n, made in enumerate([RIGHT, HALF, WRONG, b"{"] * 5)})
    command(course)
    here = (course / "out/grades.csv").read_bytes()
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        command(course, "--scheduler", cluster.scheduler_address)
    assert (course / "out/grades.csv").read_bytes() == here and len(table(course)) == 20
