# Each target sets up what it needs. Needed beforehand: python3 (3.11 or newer), git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev

.PHONY: demo test lint bench beside schema docs clean

demo: $(STAMP)
	@$(BIN)/tgx demo

test: $(DEV)
	$(BIN)/python -m pytest --numprocesses auto

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(DEV)
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

# tgx beside other tools: docs/beside-other-tools.md. Fetches them at the first run (benchmarks/beside/README.md).
beside: $(DEV)
	$(BIN)/python benchmarks/beside/run.py

# The pages that are made: of the commands, of the checks, and the output of every command that a page shows.
docs: $(DEV)
	$(BIN)/python tests/commands_page.py
	$(BIN)/tgx validate --list --format markdown > docs/checks.new && mv docs/checks.new docs/checks.md
	$(BIN)/python tests/readme.py

# The catalogue's schema, from the models.
schema: $(DEV)
	$(BIN)/python -m toshigaikou_cli.catalogue.writing.make_schema

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("tgx needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "the venv module is missing: on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'

$(STAMP): $(BIN)/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
