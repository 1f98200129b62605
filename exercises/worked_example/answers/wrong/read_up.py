# loses: q5
# hint: option A
# says: goes against it
"""The sign is not read."""
worked_example_q5 = "C"
