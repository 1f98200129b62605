"""The exercises: the answers bank gets the marks and hints it should, the student notebook runs on numpy alone."""
from __future__ import annotations

import base64
import io
import json
import re
import runpy
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
import pytest

from ffedu.checks import grade
from ffedu.checks.answers import local
from ffedu.course.release import checks_of, main, release, sheet_of

ROOT = Path(__file__).parents[1]
SOURCES = sorted(ROOT.glob("exercises/*/exercise.md"))
OK = sorted(ROOT.glob("exercises/*/answers/ok/*.py"))
WRONG = sorted(ROOT.glob("exercises/*/answers/wrong/*.py"))
TOPICS = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)

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


def bank_id(path):
    return f"{path.parents[2].name}-{path.stem}"


def results(path):
    """The verdict on every question of the exercise for an answer of its bank."""
    questions = sheet_of(path.parents[2] / "checks.py")["questions"]
    names = runpy.run_path(str(path))
    return {question["name"]: grade(question, local(question, names)) for question in questions}


def claims(path):
    """The question that a wrong answer says it loses, and the hint it says it triggers."""
    lines = path.read_text(encoding="utf-8").splitlines()
    loses, hint = (re.fullmatch(f"# {key}: (.+)", line).group(1) for key, line in zip(("loses", "hint"), lines))
    return f"{path.parents[2].name}.{loses}", None if hint == "none" else hint


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
    assert len(SOURCES) >= 1 and len(OK) >= 3 * len(SOURCES) and len(WRONG) >= 8 * len(SOURCES)


@pytest.mark.parametrize("path", OK, ids=bank_id)
def test_an_ok_answer_gets_full_marks_and_no_hint(path):
    assert all(result.right and result.hint is None for result in results(path).values())


@pytest.mark.parametrize("path", WRONG, ids=bank_id)
def test_a_wrong_answer_loses_its_question_and_triggers_its_hint(path):
    loses, hint = claims(path)
    verdicts = results(path)
    assert not verdicts[loses].right
    assert (verdicts[loses].hint and verdicts[loses].hint.name) == hint
    if hint:
        says = re.search("^# says: (.+)$", path.read_text(encoding="utf-8"), re.M).group(1)
        assert says in verdicts[loses].hint.text, f"{hint!r} needs to say {says!r}, got {verdicts[loses].hint.text!r}"


def test_no_two_wrong_answers_share_a_hint():
    counts = Counter(claims(path) for path in WRONG if claims(path)[1])
    assert max(counts.values()) == 1


@TOPICS
def test_no_two_mistakes_are_told_in_the_same_words(source):
    for question in sheet_of(source.with_name("checks.py"))["questions"]:
        texts = [mistake["hint"] for mistake in question["mistakes"]]
        assert len(set(texts)) == len(texts), f"{question['name']} tells two mistakes in the same words"


@TOPICS
def test_every_known_mistake_has_its_wrong_answer(source):
    known = {(question["name"], mistake["name"]) for question in sheet_of(source.with_name("checks.py"))["questions"]
             for mistake in question["mistakes"]}
    assert known <= {claims(path) for path in WRONG}


@TOPICS
def test_every_question_has_two_hints_and_a_check_cell(source):
    code = "".join(code_of(release(source)))
    for question in sheet_of(source.with_name("checks.py"))["questions"]:
        assert len(question["hints"]) == 2 and f'check("{question["name"]}")' in code


@TOPICS
def test_the_reference_gets_full_marks_in_the_authors_notebook(source, capsys, monkeypatch):
    """Every cell of the source in order, as an author runs it: the solution cell comes after the stub and wins."""
    monkeypatch.chdir(source.parent)
    monkeypatch.setenv("FFEDU_STRICT", "1")
    names = {}
    for cell in jupytext.read(source, fmt="md:myst").cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    total = len(sheet_of(source.with_name("checks.py"))["questions"])
    assert capsys.readouterr().out.endswith(f"{source.parent.name}: {total}/{total} right.\n")


@TOPICS
def test_the_untouched_notebook_runs_on_numpy_alone_and_reports_nothing_right(source, student, tmp_path):
    run = run_alone(student / f"{source.parent.name}-exercise.ipynb", tmp_path)
    total = len(sheet_of(source.with_name("checks.py"))["questions"])
    assert (run.returncode, run.stderr) == (0, "")
    assert f"{source.parent.name}: 0/{total} right. Still open: " in run.stdout
    assert "the answer is still `...`" in run.stdout


@TOPICS
def test_the_solution_notebook_runs_on_numpy_alone_and_reports_all_right(source, student, tmp_path):
    run = run_alone(student / f"{source.parent.name}-solution.ipynb", tmp_path)
    total = len(sheet_of(source.with_name("checks.py"))["questions"])
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
    assert printed[-3].startswith("xor: 0/1 right.")
    assert "stopped in line 2, `return missing @ X`, with NameError" in printed[-1] and "hint 1 of 2" in printed[-1]


@TOPICS
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


@TOPICS
def test_a_release_carries_no_author_side(source):
    assert set(carried(release(source))) == {f"ffedu_checks/{name}" for name in (
        "__init__.py", "answers.py", "check.py", "grading.py", "values.py", "sheet.json")}


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


def test_the_command_writes_both_notebooks(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(["xor", "-o", str(tmp_path / "new")]) == 0
    assert main(["xor", "-o", str(tmp_path / "new"), "--solution"]) == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["xor-exercise.ipynb", "xor-solution.ipynb"]
    written = (tmp_path / "new/xor-exercise.ipynb").read_text(encoding="utf-8")
    assert written == release(ROOT / "exercises/xor/exercise.md")
    assert "xor-exercise.ipynb" in capsys.readouterr().out


def test_the_command_says_what_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["xor"]) == 2
    assert "run it in the course's folder" in capsys.readouterr().out


def test_a_chapter_can_use_the_checks_of_the_repository(capsys):
    check = checks_of(ROOT / "exercises/xor/checks.py")
    exec('check("xor.q1")', {"check": check})
    assert "there is no `network` here yet" in capsys.readouterr().out
