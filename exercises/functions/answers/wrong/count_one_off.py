# loses: q3
# hint: none
"""A slip by one."""
functions_q3 = 428
