# Two commands: `make book` and `make test`. What each of them runs is listed in README.md for people without make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
PINS   := pyproject.toml constraints.txt
# Two workers on few cores: more threads inside each would only get in one another's way.
export OPENBLAS_NUM_THREADS := 1
# A notebook's cells stay together, two notebooks at a time.
NBVAL  := -n 2 --dist loadscope --nbval --nbval-current-env --nbval-sanitize-with tests/sanitize.cfg

.DEFAULT_GOAL := help
.PHONY: help book test check coverage mutants bench lock notebooks lab present clean oldest

help:              ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

book: $(VENV)/book ## build the HTML book and print the page to open
	$(BIN)/jupyter-book build . -W -n --keep-going -q
	@echo "The book is built. Open this page in a browser:"
	@echo "  $(CURDIR)/_build/html/index.html"

test: $(VENV)/test book  ## the quick gates: units, doctests, nbval, the lints, three pages in a browser
	$(BIN)/python -m pytest -q $(NBVAL) notebooks
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow" tests ffedu

check: $(VENV)/test book oldest coverage  ## the slow gates: oldest numpy, coverage, drift, every page, slide and explorable in a browser, planted failures
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m slow tests

coverage: $(VENV)/test  ## the lines and branches of the mathematics that its tests reach: 98 % at least
	$(BIN)/coverage run -m pytest -q $(NUMPY_ALONE)
	$(BIN)/coverage report

bench: $(VENV)/test  ## (minutes) time the library beside numpy by hand and others, and renew book/benchmarks.md
	$(BIN)/python tests/benchmarks --write

mutants: $(VENV)/test  ## flip signs and constants in the library, one at a time: a test must notice each
	$(BIN)/python tests/mutants.py

lock:              ## (minutes) renew constraints.txt from the newest versions that pyproject.toml allows
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip --disable-pip-version-check --quiet install -e '.[dev]'
	$(VENV)-lock/bin/python tests/lock.py > constraints.new && mv constraints.new constraints.txt
	rm -rf $(VENV)-lock

notebooks: $(VENV)/book  ## run every notebook and write it back in place
	$(BIN)/ffedu notebooks

lab: $(VENV)/lab   ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir notebooks

present: $(VENV)/lab  ## open the deck of TOPIC in JupyterLab, with Python behind it: make present TOPIC=xor
	$(BIN)/ffedu present $(TOPIC)

oldest: $(VENV)-oldest/test
	$(VENV)-oldest/bin/python -m pytest -q -p no:cacheprovider $(NUMPY_ALONE)
	$(VENV)-oldest/bin/python -m pytest -q -p no:cacheprovider $(NBVAL) notebooks

# What needs numpy alone: the library's own modules with their doctests, and the tests that hold them, one for each.
MODULES := $(filter-out ffedu/__init__.py,$(wildcard ffedu/*.py))
NUMPY_ALONE := $(MODULES) $(wildcard ffedu/checks/*.py) $(subst /test__,/test_,$(MODULES:ffedu/%.py=tests/test_%.py)) \
  tests/test_bad_input.py

clean:             ## remove everything that was built or installed here
	rm -rf _build .coverage $(VENV) $(VENV)-oldest $(VENV)-lock .pytest_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/book $(VENV)/test $(VENV)/lab: $(PINS) | $(VENV)/bin/python
	$(PIP) install -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@
$(VENV)/book: EXTRAS = book
$(VENV)/test: EXTRAS = book,test,lab
$(VENV)/lab:  EXTRAS = book,lab

$(VENV)-oldest/test: $(PINS)
	$(PYTHON) -m venv $(VENV)-oldest
	grep -v '^numpy==' constraints.txt | cat constraints-oldest.txt - > $(VENV)-oldest/constraints.txt
	$(VENV)-oldest/bin/python -m pip --disable-pip-version-check --quiet install -c $(VENV)-oldest/constraints.txt \
	  -e '.[figures,widgets]' pytest pytest-xdist hypothesis nbval ipykernel
	@touch $@
