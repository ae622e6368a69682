# Python 3.11 or newer; another one: make run PYTHON=python3.12
PYTHON ?= python3
VENV ?= .venv
ARGS ?=
RUNS ?= 5
CRASHES ?= 50
FROM ?=
# The journeys in one process, all else in the other (tests/conftest.py).
SHARED_OUT := -n 2 --dist loadscope --no-loadscope-reorder

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --timeout 60 --retries 3

SPARK := $(VENV)-spark
AUDIT := $(VENV)-audit

.PHONY: run backup backups restore test test-all test-spark check audit attacks fuzz crash bench bench-app bench-quick soak clean
.DEFAULT_GOAL := run

run: $(VENV)/installed
	$(BIN)/python -m streamlit run app.py $(ARGS)

# Through the running app, or without one.
backup: $(VENV)/installed
	$(BIN)/python -m data.backups make

backups: $(VENV)/installed
	$(BIN)/python -m data.backups list

# With the app stopped: make restore FROM=20261130-010000Z
restore: $(VENV)/installed
	@test -n "$(FROM)" || { $(BIN)/python -m data.backups list; echo "Name one of them: make restore FROM=…"; exit 2; }
	$(BIN)/python -m data.backups restore "$(FROM)"

test: $(VENV)/installed-dev
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -q $(SHARED_OUT) -m "not slow" $(ARGS)

test-all: $(VENV)/installed-dev
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -q $(SHARED_OUT) --hypothesis-profile=thorough $(ARGS)

# Java 17 or newer besides; some 15 minutes on two cores.
test-spark: $(VENV)/installed-dev $(SPARK)/installed
	ATLAS_SPARK_HOME=$$($(SPARK)/bin/python -c 'import pyspark; print(*pyspark.__path__)') \
	  $(BIN)/python -m pytest -q -s tests/spark $(ARGS)

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

# Asks pypi.org for known holes in all that is installed, what our libraries bring along too. Not
# known there is a failure as well: what was not looked up is not known to be safe.
audit: $(AUDIT)/installed
	$(AUDIT)/bin/pip-audit --strict --progress-spinner off -r requirements-dev.txt $(ARGS)

# What docs/security.md tells of.
attacks: $(VENV)/installed-dev
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -q tests/attacks $(ARGS)

fuzz: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q tests/data/imports/test_fuzz.py $(ARGS)

# 200 in all; a shorter one: make crash CRASHES=10
crash: $(VENV)/installed-dev
	CRASHES=$(CRASHES) $(BIN)/python -m pytest -q tests/data/imports/test_crash.py tests/data/imports/test_crash_approvals.py tests/data/backups/test_crash.py $(ARGS)

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

# Half an hour; a shorter one: make soak ARGS="--minutes 2 --sessions 10"
# While files come in, counting wrong figures: make soak ARGS=--importing
soak: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.sessions $(ARGS)

clean:
	rm -rf $(VENV) $(SPARK) $(AUDIT) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is missing or older than 3.11. Install Python 3.11 or newer, or name one: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements-login.txt requirements-spark.txt requirements.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/installed

# All of Spark, apart from what the app installs: the client's package has the same name.
$(SPARK)/installed:
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-input pyspark==4.2.0
	@touch $@

# Apart from what the app is tested with, whose versions it would bend to its own.
$(AUDIT)/installed:
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --no-input pip-audit==2.10.1
	@touch $@
