"""The page for instructors shows a run; here it is done again."""
import grading_page


def test_the_page_shows_what_the_command_does(tmp_path, bubblewrap):
    text = grading_page.PAGE.read_text(encoding="utf-8")
    found = grading_page.outputs(tmp_path)
    assert grading_page.renewed(text, found) == text, "run `python tests/grading_page.py --write` and read the diff"
    assert "graded" in found["grades"] and "unreadable" in found["grades"]


def test_the_files_that_the_page_shows_are_those_of_the_run():
    text = grading_page.PAGE.read_text(encoding="utf-8")
    for name in ("extensions.csv", "overrides.csv"):
        assert grading_page.FILES[name].strip() in text
    assert "--due 2026-05-01T12:00Z --late 10%/day" in text
