"""How fast the library is beside numpy written by hand, and beside others: `make bench`.

    timing      floor and candidates side by side, their ratios with quartiles
    contest     a task, who enters it, and the comparison of results that comes before any timing
    xor_step  worked_step  mlp_step  scalar_chain  imports      the five tasks
    verdicts    aims and musts, and the word for a figure beside them
    page        the table, and its place in book/benchmarks.md
"""
