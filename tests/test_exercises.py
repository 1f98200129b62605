"""The exercises: the answers bank gets the marks and hints it should, the student notebook runs on numpy alone."""
from __future__ import annotations

import base64
import functools
import io
import json
import re
import runpy
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import banks
import jupytext
import nbformat
import pytest

from ffedu.checks import sealed
from ffedu.checks.sheet import sheet_of
from ffedu.course import bank
from ffedu.course.exercise import main
from ffedu.course.release import checks_of, release

ROOT = Path(__file__).parents[1]
SOURCES = sorted(ROOT.glob("exercises/*/exercise.md"))
OK = sorted(ROOT.glob("exercises/*/answers/ok/*.py"))
WRONG = sorted(ROOT.glob("exercises/*/answers/wrong/*.py"))
SEEDS = pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
TOPICS = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
SAMPLED = pytest.mark.parametrize("source", banks.sources())

# Runs the code cells of a notebook where nothing but numpy and the standard library can be imported.
ALONE = """
import json, os, sys
class Fence:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in sys.stdlib_module_names | {"numpy", "ffedu_checks"}:
            raise ImportError("fenced off: " + name)
sys.meta_path.insert(0, Fence())
os.environ.pop("FFEDU_STRICT", None)
def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()
notebook, answer = json.loads(text(sys.argv[1])), sys.argv[2:]
names = {"__name__": "__main__"}
for cell in notebook["cells"]:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), names)
        if answer and "def " in "".join(cell["source"]):
            exec(text(answer[0]), names)
"""


def results(path, seed):
    """The verdict on every question for an answer of the bank, on the public cases and the hidden ones."""
    folder = path.parents[2]
    return bank.judged(graders_sheet(folder, seed), bank.answered(folder, path))


@functools.cache
def graders_sheet(folder, seed):
    return bank.graders_sheet(folder, seed)


def names_of(source):
    return [question["name"] for question in sheet_of(source.with_name("checks.py"))["questions"]]


def carried(text):
    """The files that ride inside a released notebook, name -> text."""
    archive = re.search(r'b64decode\("([^"]+)"\)', "".join(code_of(text))).group(1)
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(archive))) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


def code_of(text):
    return [cell.source for cell in nbformat.reads(text, as_version=4).cells if cell.cell_type == "code"]


def run_alone(notebook, folder, *answer):
    return subprocess.run([sys.executable, "-I", "-W", "error", "-c", ALONE, str(notebook), *map(str, answer)],
                          cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def student(tmp_path_factory):
    """The folder that holds the student notebook and the solution notebook of every exercise."""
    folder = tmp_path_factory.mktemp("release")
    for source in SOURCES:
        for solution in (False, True):
            name = f"{source.parent.name}-{'solution' if solution else 'exercise'}.ipynb"
            (folder / name).write_text(release(source, solution), encoding="utf-8")
    return folder


def test_the_bank_is_there():
    assert SOURCES and OK and WRONG


@TOPICS
def test_every_question_has_its_answers(source):
    """Three correct styles and six wrong answers at least for a function; every option and mistake for the others."""
    loses = Counter(bank.claim(path).loses for path in bank.bank(source.parent, "wrong"))
    given = [bank.answers(source.parent, path) for path in bank.bank(source.parent, "ok")]
    for question in graders_sheet(source.parent, 0)["questions"]:
        few = question["kind"] == "choice"
        assert loses[question["name"]] >= (3 if few else 6), f"{question['name']} has {loses[question['name']]} wrong answers"
        styles = sum(question["asked"] in names for names in given)
        assert styles >= 3, f"{question['name']} has {styles} correct answers"


@SEEDS
@pytest.mark.parametrize("path", banks.answers("ok"))
def test_an_ok_answer_gets_full_marks_and_no_hint(path, seed):
    assert [name for name, result in results(path, seed).items() if not result.right or result.hint] == []


@SEEDS
@pytest.mark.parametrize("path", banks.answers("wrong"))
def test_a_wrong_answer_loses_exactly_its_question_and_triggers_its_hint(path, seed):
    loses, hint, says = bank.claim(path)
    verdicts = results(path, seed)
    assert [name for name, result in verdicts.items() if not result.right] == [loses]
    assert (verdicts[loses].hint and verdicts[loses].hint.name) == hint
    assert not hint or says in verdicts[loses].hint.text, f"{hint!r} needs to say {says!r}"


def test_no_two_wrong_answers_of_a_question_share_a_hint():
    counts = Counter(bank.claim(path)[:2] for path in WRONG if bank.claim(path).hint)
    assert [claim for claim, count in counts.items() if count > 1] == []


@SEEDS
@TOPICS
def test_the_reference_gets_full_marks_and_the_empty_notebook_none(source, seed):
    sheet = graders_sheet(source.parent, seed)
    assert all(result.right for result in bank.judged(sheet, bank.reference(source.parent)).values())
    assert not any(result.right for result in bank.judged(sheet, bank.untouched(source.parent)).values())


@TOPICS
def test_the_hidden_cases_are_fresh_for_each_seed(source):
    for one, other in zip(*(graders_sheet(source.parent, seed)["questions"] for seed in (0, 1))):
        assert one["points"] > 0
        if one["kind"] == "function":
            fresh = [[case["arguments"] for case in question["cases"] if case.get("hidden")] for question in (one, other)]
            assert fresh[0] and not any(case in fresh[1] for case in fresh[0])


@TOPICS
def test_no_two_mistakes_are_told_in_the_same_words(source):
    for question in sheet_of(source.with_name("checks.py"))["questions"]:
        texts = [mistake["hint"] for mistake in question.get("mistakes", [])]
        texts += [option["feedback"] for option in question.get("options", [])]
        assert len(set(texts)) == len(texts), f"{question['name']} tells two mistakes in the same words"


@TOPICS
def test_every_known_mistake_has_its_wrong_answer(source):
    """Of a choice: every option that fails. (One that holds is left out in company only.)"""
    known = set()
    for question in sheet_of(source.with_name("checks.py"))["questions"]:
        known |= {(question["name"], mistake["name"]) for mistake in question.get("mistakes", [])}
        known |= {(question["name"], f"option {option['letter']}") for option in question.get("options", [])
                  if option["key"] == sealed.of_option(question["name"], option["letter"], False)}
    assert known - {bank.claim(path)[:2] for path in WRONG} == set()


@TOPICS
def test_every_option_of_a_choice_stands_in_the_text(source):
    text = " ".join(source.read_text(encoding="utf-8").split())
    for question in runpy.run_path(str(source.with_name("checks.py")))["QUESTIONS"]:
        for letter, option in zip("ABCDEFGH", getattr(question, "options", [])):
            assert f"- **{letter}.** {option.says}" in text, f"{question.name} needs option {letter} in its text"


@SAMPLED
def test_every_question_has_two_hints_and_a_check_cell(source):
    code = "".join(code_of(release(source)))
    for question in sheet_of(source.with_name("checks.py"))["questions"]:
        assert len(question["hints"]) == 2 and f'check("{question["name"]}")' in code


@SAMPLED
def test_the_reference_gets_full_marks_in_the_authors_notebook(source, capsys, monkeypatch):
    """Every cell of the source in order, as an author runs it: the solution cell comes after the stub and wins."""
    monkeypatch.chdir(source.parent)
    monkeypatch.setenv("FFEDU_STRICT", "1")
    names = {}
    for cell in jupytext.read(source, fmt="md:myst").cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    total = len(names_of(source))
    assert capsys.readouterr().out.endswith(f"{source.parent.name}: {total}/{total} right.\n")


@SAMPLED
def test_the_untouched_notebook_runs_on_numpy_alone_and_reports_nothing_right(source, student, tmp_path):
    run = run_alone(student / f"{source.parent.name}-exercise.ipynb", tmp_path)
    total = len(names_of(source))
    assert (run.returncode, run.stderr) == (0, "")
    assert f"{source.parent.name}: 0/{total} right. Still open: " in run.stdout
    assert "still `...`" in run.stdout


@SAMPLED
def test_the_solution_notebook_runs_on_numpy_alone_and_reports_all_right(source, student, tmp_path):
    run = run_alone(student / f"{source.parent.name}-solution.ipynb", tmp_path)
    total = len(names_of(source))
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith(f"{source.parent.name}: {total}/{total} right.\n")


def test_the_student_of_an_absolute_value_reads_why(student, tmp_path):
    answer = ROOT / "exercises/xor/answers/wrong/absolute_value.py"
    run = run_alone(student / "xor-exercise.ipynb", tmp_path, answer)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[:3] == [
        "xor.q1, network(X, W, c, w, b): not yet, 0 of 4 cases right.",
        "  Why: that is |z|, not max{0, z}. They agree above 0; below 0, |-3| is 3, but max{0, -3} is 0.",
        "  wrong  1. XOR's four inputs with the book's weights: returned [-2, 1, 1, 0] (shape (4,), float64); "
        "expected 0 at index 0, got -2; 1 of 4 values differs."]


def test_it_works_in_a_real_kernel(student):
    """In Jupyter itself: the names of the notebook are found, and an exception names the student's own line."""
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(student / "xor-exercise.ipynb", as_version=4)
    broken = nbformat.v4.new_code_cell("def network(X, W, c, w, b):\n    return missing @ X")
    notebook.cells += [broken, nbformat.v4.new_code_cell('check("xor.q1")\ncheck.hint("xor.q1")')]
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    printed = ["".join(output.text for output in cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]
    assert printed[-3].startswith("xor: 0/")
    assert "stopped in line 2, `return missing @ X`, with NameError" in printed[-1] and "hint 1 of 2" in printed[-1]


@SAMPLED
def test_a_release_is_the_same_bytes_twice(source):
    for solution in (False, True):
        assert release(source, solution) == release(source, solution)


@TOPICS
def test_a_release_is_small_bare_and_valid(source):
    text = release(source)
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert len(text.encode()) <= 40_000
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(re.fullmatch(source.parent.name + r"-\d\d", cell.id) for cell in notebook.cells)
    assert not any("tags" in cell.metadata or cell.get("outputs") for cell in notebook.cells)


@TOPICS
def test_a_release_gives_no_solution_line_away(source):
    """Written apart from release.py's own rule: whole lines of the solution, less those of the stub."""
    cells = jupytext.read(source, fmt="md:myst").cells
    lines = {tag: {line.split("  #")[0].strip() for cell in cells if tag in cell.metadata.get("tags", [])
                   for line in cell.source.splitlines()} for tag in ("stub", "solution")}
    given = "\n".join([release(source), *carried(release(source)).values()])
    secret = {line for line in lines["solution"] - lines["stub"] if line}
    assert len(secret) >= 2 and not [line for line in secret if json.dumps(line)[1:-1] in given or line in given]


@SAMPLED
def test_a_release_carries_no_author_side(source):
    assert set(carried(release(source))) == {f"ffedu_checks/{name}" for name in (
        "__init__.py", "answers.py", "check.py", "grading.py", "sealed.py", "values.py", "sheet.json")}


def planted(tmp_path, old, new, name="exercise.md"):
    """A copy of the xor exercise in which `old` reads `new`."""
    folder = tmp_path / "xor"
    folder.mkdir()
    for file in ("exercise.md", "checks.py"):
        text = (ROOT / "exercises/xor" / file).read_text(encoding="utf-8")
        assert file != name or old in text
        (folder / file).write_text(text.replace(old, new) if file == name else text, encoding="utf-8")
    return folder / "exercise.md"


@pytest.mark.parametrize("old, new, file", [
    ("Leave `X` as it is", "Try `h=np.maximum( 0,a )`. Leave `X` as it is", "exercise.md"),
    ("    f = ...  ", "    # f = h @ w + b\n    f = ...  ", "exercise.md"),
    ("Go in three steps", "Begin with a = X @ W + c. Go in three steps", "checks.py")])
def test_a_release_that_gives_a_solution_line_away_is_refused(tmp_path, old, new, file):
    source = planted(tmp_path, old, new, file)
    with pytest.raises(ValueError, match="needs to be free of solutions, got the line '(h|f|a) = "):
        release(source)
    release(source, solution=True)


@pytest.mark.parametrize("tag", ["setup", "stub", "solution"])
def test_a_source_without_one_of_its_cells_is_refused(tmp_path, tag):
    with pytest.raises(ValueError, match=f"needs a cell tagged {tag}, got none"):
        release(planted(tmp_path, f"[{tag}]", "[other]"))


def test_the_command_writes_the_notebooks(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    new = tmp_path / "new"
    assert main(["release", "xor", "-o", str(new)]) == 0
    assert capsys.readouterr().out == f"{new / 'xor-exercise.ipynb'}\n"
    assert main(["solution", "xor", "-o", str(new)]) == 0
    solution = (new / "xor-solution.ipynb").read_bytes()
    assert main(["release", "xor", "-o", str(new), "--solution"]) == 0
    assert main(["release", "xor", "-o", str(new), "--nbgrader", "--seed", "toast"]) == 0
    assert sorted(path.name for path in new.iterdir()) == ["xor-exercise.ipynb", "xor-nbgrader.ipynb", "xor-solution.ipynb"]
    assert (new / "xor-exercise.ipynb").read_text(encoding="utf-8") == release(ROOT / "exercises/xor/exercise.md")
    assert (new / "xor-solution.ipynb").read_bytes() == solution


def test_the_command_says_what_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["release", "xor"]) == 2
    assert "run it in the course's folder" in capsys.readouterr().out
    monkeypatch.chdir(ROOT)
    assert main(["release", "xor", "--nbgrader", "-o", str(tmp_path)]) == 2
    assert "needs --seed WORDS" in capsys.readouterr().out and not list(tmp_path.iterdir())


def test_a_chapter_can_use_the_checks_of_the_repository(capsys):
    check = checks_of(ROOT / "exercises/xor/checks.py")
    exec('check("xor.q1")', {"check": check})
    assert "there is no `network` here yet" in capsys.readouterr().out
