# What you need: python3 (3.11 or newer, with venv), pip and make. Everything else comes into .venv, pinned by hash.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.complete
JOBS ?= 3
SEEDS ?= 200
TARGET ?= mail
MINUTES ?= 30

.PHONY: help setup demo test simulate check bench fuzz words docs lock clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## install everything into .venv

# The stamp is touched last: whatever was cut off half-way is done again.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "mailflow needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## play a whole round of minutes with real mail servers on this machine
	$(BIN)/mailflow demo $(ARGS)

test: $(STAMP) ## the tests; ARGS="-k gate" for some of them
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

simulate: $(STAMP) ## play whole worlds of faults and crashes; SEEDS=1000, ARGS="--seed 17 --verbose" for one
	PYTHONPATH=tests $(BIN)/python -m simulator --seeds $(SEEDS) --jobs $(JOBS) $(ARGS)

check: $(STAMP) ## style, types, and nothing in the tree that does not belong there
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_packaging.py tests/test_layers.py

bench: $(STAMP) ## mails read, taken in and letters delivered a second, against a plain script and public extractors
	$(BIN)/python tests/bench $(ARGS)

# atheris has wheels for Linux alone: it stands in no lock of ours, but in one of its own.
fuzz: $(STAMP) ## throw mutated mails at a parser; TARGET=mail MINUTES=30 (the targets: tests/fuzz/targets.py)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r tests/fuzz/requirements.txt
	$(BIN)/python tests/fuzz $(TARGET) --minutes $(MINUTES) $(ARGS)

words: $(STAMP) ## collect the words of the command line for translation, and compile them
	$(BIN)/python tests/words.py

docs: $(STAMP) ## write docs/commands.md from what the commands say
	LANGUAGE=en $(BIN)/python tests/test_commands.py > docs/commands.md.new
	mv docs/commands.md.new docs/commands.md

lock: ## pin the newest versions that pyproject.toml allows (needs uv)
	uv lock --upgrade --quiet
	uv export --quiet --all-extras --all-groups --no-emit-project --no-header --no-annotate --output-file requirements.lock

clean: ## remove what was built
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis
