"""What a student's notebook calls: check("xor.q1"). Numpy alone, Python 3.9 or newer, nothing of ffedu but this folder.

    values   what an answer returned: read as numbers, compared, put into words
    sealed   answers that must not stand in a notebook in plain text
    answers  what the notebook holds for a question, as an answer: called with a case, it gives a Reply, never raises
    grading  grade(question, answer) -> Result: the verdict, without printing; the answer may live in another process
    check    Check(sheet): finds the student's answer, prints the verdict, gives hints
    sheet    the author's side: questions with their mistakes -> the data that a notebook carries (stays in the library)

`ffedu exercise release` copies all of it but `sheet` into the student notebook, under the name ffedu_checks.
"""
from .check import Check
from .grading import Result, grade
from .values import Reply

__all__ = ["Check", "Reply", "Result", "grade"]
