"""What the benchmarks rest on: right floors, contenders that agree with them, honest arithmetic, a page that is told
by the program. No time is asserted; bytes are."""
import itertools
import platform
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import prose
import pytest
from benchmarks import contest, imports, mlp_step, page, scalar_chain, timing, verdicts, worked_step, xor_step
from benchmarks.timing import Spread
from benchmarks.verdicts import Goal, Row

from ffedu import worked_example, xor

SMALL = {"widths": (5, 4, 3, 3), "m": 6}
TASKS = [xor_step.task(), worked_step.task(), mlp_step.task(np.float64, **SMALL), mlp_step.task(np.float32, **SMALL),
         scalar_chain.task(200)]
PACKAGES = {"autograd": "autograd", "scikit-learn": "sklearn", "micrograd": "micrograd", "torch": "torch"}
MLP = "MLP 784-256-128-10, batch 128, "


# The floors.

def test_the_floor_of_xor_is_a_step_of_training():
    data = TASKS[0].data
    J, *theta = xor_step.numpy_by_hand(data)()
    assert J == pytest.approx(xor.loss(xor.network(data.X, *data.theta).f), rel=1e-15)
    for got, need in zip(theta, xor.train(xor.Parameters(*data.theta), data.epsilon, steps=1), strict=True):
        np.testing.assert_allclose(got, need, rtol=1e-14)


def test_the_floor_of_the_worked_example_gives_the_numbers_of_the_deck():
    E, *w = worked_step.floats_by_hand(TASKS[1].data)()
    after = worked_example.step().after
    assert E == pytest.approx(0.298371109, abs=5e-10) and w[4] == pytest.approx(0.358916480, abs=5e-10)
    assert w == pytest.approx([getattr(after, f"w{i}") for i in range(1, 9)], rel=1e-15)


def test_the_floor_of_the_chain_is_a_power():
    J, G = scalar_chain.floats_by_hand(200)()
    assert G == pytest.approx((1 - 1 / 200) ** 200, rel=1e-13) and J == pytest.approx(G / 2, rel=1e-13)


# The contenders.

@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_contenders_agree_with_the_floor(task):
    entry = contest.enter(task)
    assert {*entry.steps, *entry.absent} == set(task.contenders) and next(iter(entry.steps)) == task.floor
    assert set(entry.absent) == {name for name, package in PACKAGES.items()
                                 if name in task.contenders and not find_spec(package)}


def test_every_contender_that_is_installed_is_among_them():
    named = set().union(*(task.contenders for task in TASKS))
    assert set(page.OTHERS) == set(PACKAGES) and named >= set(PACKAGES)
    assert {"ffedu, primitive operations", "ffedu, affine", "ffedu, scalar nodes", "ffedu graph", "ffedu.mlp"} <= named


def test_the_graph_keeps_float32():
    task = TASKS[3]
    for step in (task.contenders[task.floor], mlp_step.ffedu_graph, mlp_step.ffedu_backward):
        assert {np.asarray(value).dtype for value in step(task.data)()} == {np.dtype(np.float32)}


def test_long_chains_are_for_those_who_can():
    assert list(scalar_chain.task(10**4).contenders)[:2] == list(scalar_chain.task(10**5).contenders)
    assert max(scalar_chain.LENGTHS) == 10**6


def test_bytes_of_a_node():
    assert 100 < scalar_chain.bytes_a_node(10**4) < 600


def contender(*results):
    return lambda data: lambda: results


RIGHT = (2.0, np.array([1.0, 100.0]), 1e-9)


@pytest.mark.parametrize("results, sentence", [
    ((2.0, np.array([1.0, -100.0]), 1e-9), r"a needs the floor's result 1 to within 1e-12, got it 2.0e\+00 off"),
    ((2.0, np.array([1.0, 100 + 2e-10]), 1e-9), "a needs the floor's result 1 to within 1e-12, got it 2.0e-12 off"),
    ((2.0, np.array([1.0, 100.0]), 1.1e-9), "a needs the floor's result 2 to within 1e-12, got it 1.0e-01 off"),
    ((np.nan, RIGHT[1], 1e-9), "a needs the floor's result 0 to within 1e-12, got it nan off"),
    ((2.0, np.array([[1.0, 100.0]]), 1e-9), r"a needs shape \(2,\) in result 1, got \(1, 2\)"),
    ((2.0,), "a needs 3 results, got 1")])
def test_a_contender_that_is_wrong_is_refused(results, sentence):
    with pytest.raises(ValueError, match=sentence):
        contest.enter(contest.Task("t", None, {"floor": contender(*RIGHT), "a": contender(*results)}))


def test_rounding_parts_and_late_results_are_allowed():
    task = contest.Task("t", None, {
        "floor": contender(*RIGHT), "rounded": contender(2.0, [1.0, 100 + 5e-11], 1e-9), "part": contender(1e-9),
        "late": lambda data: lambda: lambda: RIGHT}, parts={"part": slice(2, None)})
    assert list(contest.enter(task).steps) == list(task.contenders) and task.floor == "floor"
    assert contest.enter(task._replace(contenders={"floor": contender(0.0), "a": contender(0.0)})).absent == {}


def test_a_step_that_trains_on_is_compared_once_and_timed_fresh():
    def counting(data):
        count = itertools.count(2).__next__
        return lambda: (float(count()),)
    step = contest.enter(contest.Task("t", None, {"floor": contender(2.0), "a": counting})).steps["a"]
    assert step() == (2.0,) and step() == (3.0,)


def test_who_is_missing_or_cannot_is_said():
    def missing(data):
        import no_such_package  # noqa: F401

    def deep(data):
        return lambda: deep(data)()
    entry = contest.enter(contest.Task("t", None, {"floor": contender(1.0), "a": missing, "b": deep}))
    assert entry.absent == {"a": "no_such_package is not installed", "b": "cannot do it: RecursionError"}
    assert list(entry.steps) == ["floor"]


# The arithmetic.

class Clock:
    """Time that passes only where a step says so."""

    def __init__(self):
        self.now, self.order = 0.0, []

    def __call__(self):
        return self.now

    def step(self, name, seconds):
        def run():
            self.now += seconds
            self.order.append(name)
        return run


def test_times_and_their_order():
    clocks = [Clock(), Clock(), Clock()]
    for clock, seed in zip(clocks, (0, 0, 1)):
        steps = {"floor": clock.step("floor", 0.5), "a": clock.step("a", 2.0), "b": clock.step("b", 0.25)}
        times = timing.interleaved(steps, np.random.default_rng(seed), 5, least=1.0, clock=clock)
        assert times == {"floor": [0.5] * 5, "a": [2.0] * 5, "b": [0.25] * 5}
    orders = [clock.order for clock in clocks]
    assert orders[0] == orders[1] != orders[2]
    warm_up = ["floor"] * (1 + 2) + ["a"] + ["b"] * (1 + 2 + 4)
    assert orders[0][:len(warm_up)] == warm_up
    rounds = [name for name, _ in itertools.groupby(orders[0][len(warm_up):])]
    assert len(set(map(tuple, zip(*[iter(rounds)] * 3)))) > 1
    assert timing.ratios(times, "a", "floor") == Spread(4, 4, 4)
    assert orders[0].count("floor") == 3 + 5 * 2 and orders[0].count("b") == 7 + 5 * 4


def test_medians_and_quartiles():
    assert timing.spread([5, 1, 4, 2, 3]) == Spread(3, 2, 4)
    assert timing.spread([1, 2]) == Spread(1.5, 1.25, 1.75)
    assert timing.ratios({"a": [2, 9, 8], "f": [2, 3, 2]}, "a", "f") == Spread(3, 2, 3.5)    # of pairs, not of medians
    assert timing.REPETITIONS == 21 and timing.LEAST == 2e-3


@pytest.mark.parametrize("figure, word", [
    (1.0, "reached"), (1.05, "reached"), (1.0549, "reached"), (1.056, "within the must"), (1.1, "within the must"),
    (1.1049, "within the must"), (1.106, "missed"), (float("inf"), "missed")])
def test_words(figure, word):
    assert verdicts.word(figure, Goal(1.05, 1.10)) == word


@pytest.mark.parametrize("figure, text", [(0.123, "0.12"), (9.994, "9.99"), (9.996, "10.0"), (99.94, "99.9"),
                                          (99.96, "100"), (265.4, "265")])
def test_figures(figure, text):
    assert verdicts.printed(figure) == text


@pytest.mark.parametrize("ratio, words", [
    ((2, 1.5, 3), "ffedu ahead, 2.00 times"), ((0.5, 0.4, 0.9), "ffedu behind, 0.50 times"),
    ((2, 1.0, 3), "about level"), ((0.9, 0.8, 1.0), "about level")])
def test_rivals(ratio, words):
    assert verdicts.rival(Spread(*ratio)) == words


def test_rows_are_judged_by_their_goal_and_only_by_it():
    judged = verdicts.row("XOR step", "ffedu, affine", Spread(1.6, 1.5, 1.7))
    assert judged == Row("XOR step", "ffedu, affine", "1.60", "1.50 to 1.70", "1.5", "2.5", "within the must")
    free = verdicts.row("XOR step", "autograd", Spread(9, 9, 9), "said")
    assert free == Row("XOR step", "autograd", "9.00", "", "", "", "said")
    wrong = [judged._replace(verdict="reached"), judged._replace(aim="1.7"), judged._replace(aim="", must=""),
             free._replace(aim="9", must="9", verdict="reached")]
    assert verdicts.disagreeing([judged, free, *wrong]) == wrong


# The page.

def test_every_goal_is_measured(monkeypatch):
    monkeypatch.setattr(page, "times_the_floor", lambda task, rng: [task.name])
    monkeypatch.setattr(imports, "measured", lambda: imports.Imports(Spread(9, 9, 9), Spread(2, 2, 2)))
    *names, extra, ratio = page.rows()
    assert {task for task, _ in verdicts.GOALS} <= {*names, extra.task} and len(names) == 8
    assert (extra.figure, extra.verdict, ratio.figure) == ("9.00", "reached", "2.00")


def test_a_task_told_in_rows(monkeypatch):
    times = {"floor": [0.5, 1.0, 0.5], "ffedu, affine": [1.0, 2.0, 1.0], "autograd": [4.0, 6.0, 4.0]}
    monkeypatch.setattr(page, "interleaved", lambda steps, rng: times)
    enter = dict.fromkeys(times, contender(1.0)) | {"torch": lambda data: __import__("zz")}
    task = contest.Task("XOR step", None, enter)
    assert list(page.times_the_floor(task, None)) == [
        Row("XOR step", "floor", "1", "", "", "", "floor: 500000 µs"),
        Row("XOR step", "ffedu, affine", "2.00", "", "1.5", "2.5", "within the must"),
        Row("XOR step", "autograd", "8.00", "7.00 to 8.00", "", "", "ffedu ahead, 4.00 times"),
        Row("XOR step", "torch", "", "", "", "", "zz is not installed")]


def test_a_chain_is_told_by_the_node_and_a_network_by_its_way_back(monkeypatch):
    monkeypatch.setattr(page, "interleaved", lambda steps, rng: {name: [1e-3] * 3 for name in steps})
    lines = {r.contender: r for r in page.times_the_floor(scalar_chain.task(200), None)}
    assert lines["ffedu, µs a node"].figure == "5.00" and float(lines["ffedu, bytes a node"].figure) < 1000
    lines = {r.contender: r.figure for r in page.times_the_floor(TASKS[2], None)}
    assert lines["ffedu graph, backward / forward"] == "1.00"


def test_the_table_is_put_between_its_markers():
    lines = [Row("t", "a", "1.00", "", "", "", "said"), Row("t", "b", "2.00", "1.00 to 3.00", "", "", "")]
    old = f"before\n\n{page.BEGIN}\nold | 9\n{page.END}\n\nafter\n"
    new = page.renewed(old, page.table(lines))
    assert page.between(new) == lines and "old" not in new
    assert new.startswith("before\n") and new.endswith("\n\nafter\n")
    assert page.renewed(new, page.table(lines)) == new
    for broken in ("", page.BEGIN, page.END + page.BEGIN, old + page.END):
        with pytest.raises(ValueError, match="the page needs .* once each, in this order, got another page"):
            page.renewed(broken, "")


def test_the_heading_says_with_what_and_not_where():
    text = page.heading()
    assert platform.machine() in text and np.__version__ in text and page.commit() in text and "/" not in text
    assert not platform.node() or platform.node() not in text


def test_the_page_in_the_book_holds_every_goal_and_no_number_of_its_own():
    text = page.PAGE.read_text(encoding="utf-8")
    lines = page.between(text)
    assert verdicts.disagreeing(lines) == []
    assert set(verdicts.GOALS) <= {(r.task, r.contender) for r in lines}
    rest = text[:text.index(page.BEGIN)] + text[text.index(page.END):]
    assert [number.written for number in prose.statements(rest)] == []


def test_goals_are_those_that_were_set():
    assert verdicts.GOALS[MLP + "float32", "ffedu graph"] == verdicts.GOALS[MLP + "float64", "ffedu.mlp"] == (1.05, 1.1)
    assert all(0 < goal.aim < goal.must for goal in verdicts.GOALS.values())
    names = {(task.name, name) for task in (TASKS[0], TASKS[1], mlp_step.task(np.float64), mlp_step.task(np.float32))
             for name in task.contenders}
    derived = (" / forward", "a node", ", ms")
    assert {key for key in verdicts.GOALS if not key[1].endswith(derived)} <= names


def test_imports_are_taken_from_fresh_processes(monkeypatch):
    assert min(imports._once()) > 0 and (imports.ROOT / "ffedu").is_dir()
    pairs = iter([(9.0, 9.0), (0.25, 0.125), (0.25, 0.0625), (0.5, 0.125)])     # the first is not counted
    monkeypatch.setattr(imports, "_once", lambda: next(pairs))
    assert imports.measured(3) == (Spread(125, 93.75, 125), Spread(1.25, 1.25, 1.375))


def test_one_thread_is_set_before_numpy_is_there():
    code = """import os, runpy, sys
sys.argv[1:] = ["--no"]
try: runpy.run_path("tests/benchmarks", run_name="__main__")
except SystemExit as end: print(end.code, os.environ["OPENBLAS_NUM_THREADS"], "numpy" in sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], cwd=page.ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["2", "1", "False"] and "needs --write or nothing, got --no" in done.stderr
