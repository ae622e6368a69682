# Python 3.11 or newer; another one: make run PYTHON=python3.12
PYTHON ?= python3
VENV ?= .venv
ARGS ?=
RUNS ?= 5
# The journeys in one process, all else in the other (tests/conftest.py).
SHARED_OUT := -n 2 --dist loadscope --no-loadscope-reorder

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --timeout 60 --retries 3

.PHONY: run test test-all check fuzz crash bench bench-app bench-quick clean
.DEFAULT_GOAL := run

run: $(VENV)/installed
	$(BIN)/python -m streamlit run app.py $(ARGS)

test: $(VENV)/installed-dev
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -q $(SHARED_OUT) -m "not slow" $(ARGS)

test-all: $(VENV)/installed-dev
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -q $(SHARED_OUT) $(ARGS)

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

fuzz: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q tests/data/imports/test_fuzz.py $(ARGS)

crash: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q tests/data/imports/test_crash.py $(ARGS)

bench: bench-app
	$(BIN)/python -m benchmarks.queries --runs $(RUNS)

# Without the queries: their warehouse of 30 million figures takes minutes to build.
bench-app: $(VENV)/installed-dev
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m benchmarks.start --runs $(RUNS)
	$(BIN)/python -m benchmarks.changes --rounds $(RUNS)
	$(BIN)/python -m benchmarks.national --rounds $(RUNS)
	$(BIN)/python -m benchmarks.pages --rounds $(RUNS)
	$(BIN)/python -m benchmarks.months --rounds $(RUNS)
	$(BIN)/python -m benchmarks.imports --runs $(RUNS)
	$(BIN)/python -m benchmarks.downloads

bench-quick:
	@$(MAKE) --no-print-directory bench-app RUNS=1

clean:
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is missing or older than 3.11. Install Python 3.11 or newer, or name one: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/installed
