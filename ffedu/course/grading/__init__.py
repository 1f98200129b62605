"""Marks that can be trusted: student code runs in a sandbox, the comparison stays outside. In the order of a run:

    roster    which students there are, which files came in, and whose they are
    notebook  the code cells of a file, however broken
    exercise  the questions of a topic with fresh hidden cases for each student
    sandbox   a bubblewrap sandbox with nothing in it but Python, numpy and the worker
    worker    runs INSIDE the sandbox: the cells one by one, and calls of the student's functions
    stand_in  goes into the sandbox too: a check that does nothing, plots that draw nothing
    protocol  what goes through the pipe between the two: lines of JSON, typed numbers, never pickle
    pipe      the worker's process, and its end
    session   a hand-in in its sandbox, started anew after a fatal cell
    examine   one file -> one row of plain JSON; this is what an executor runs
    marks     points, late days, extensions, overrides
    report    grades.csv, the forms for Canvas and Moodle, a page for each student and one for the class
    run       the whole batch: executor, progress, resume, exit status
    attacks   the corpus of accidents and attacks that `selftest` runs on this machine
"""
