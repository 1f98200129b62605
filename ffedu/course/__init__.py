"""The tools behind `ffedu ...`: notebooks, the student edition, slides. Nothing in ffedu imports them."""
