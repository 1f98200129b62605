# Two commands: `make book` and `make test`. What each of them runs is listed in README.md for people without make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
PINS   := pyproject.toml constraints.txt
NBVAL  := --nbval --nbval-current-env --nbval-sanitize-with tests/sanitize.cfg

.DEFAULT_GOAL := help
.PHONY: help book test check mutants lock notebooks lab clean oldest

help:              ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

book: $(VENV)/book ## build the HTML book and print the page to open
	$(BIN)/jupyter-book build . -W -n --keep-going -q
	@echo "The book is built. Open this page in a browser:"
	@echo "  $(CURDIR)/_build/html/index.html"

test: $(VENV)/test book  ## the quick gates: units, doctests, nbval, the lints, three pages in a browser
	$(BIN)/python -m pytest -q $(NBVAL) notebooks
	$(BIN)/python -m pytest -q -m "not slow" tests ffedu

check: $(VENV)/test book oldest  ## the slow gates: oldest numpy, drift, every page in a browser, planted failures
	$(BIN)/python -m pytest -q -m slow tests

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

oldest: $(VENV)-oldest/test
	$(VENV)-oldest/bin/python -m pytest -q -p no:cacheprovider $(NUMPY_ALONE)

# What needs numpy alone: the library's own modules with their doctests, and the tests that hold them.
NUMPY_ALONE := $(wildcard ffedu/*.py) $(wildcard ffedu/checks/*.py) \
  $(addprefix tests/test_,check.py stable.py xor.py worked_example.py worked_example_deck.py ledger.py homework.py gradcheck.py \
    experiment.py graph.py shapes.py operations.py logits.py symbolic.py bad_input.py)

clean:             ## remove everything that was built or installed here
	rm -rf _build $(VENV) $(VENV)-oldest $(VENV)-lock .pytest_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/book $(VENV)/test $(VENV)/lab: $(PINS) | $(VENV)/bin/python
	$(PIP) install -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@
$(VENV)/book: EXTRAS = book
$(VENV)/test: EXTRAS = book,test
$(VENV)/lab:  EXTRAS = book,lab

$(VENV)-oldest/test: $(PINS)
	$(PYTHON) -m venv $(VENV)-oldest
	$(VENV)-oldest/bin/python -m pip --disable-pip-version-check --quiet install -c constraints-oldest.txt -e . pytest hypothesis
	@touch $@
