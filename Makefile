# Each target sets up what it needs. Needed beforehand: python3 (3.11 or newer), git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
LOCK := requirements/ci.txt
# make TGX_UNLOCKED=1: the newest versions instead of those in the lock
LOCKED := $(if $(TGX_UNLOCKED),,$(LOCK))

.PHONY: demo test test-all test-large torture lint lint-ci audit lock bench beside data schema docs messages clean

demo: $(STAMP)
	@$(BIN)/tgx demo

test: $(DEV)
	$(BIN)/python -m pytest --numprocesses auto

# The suite on the newest versions of every dependency on each Python from 3.11 on that can be had, and on the lowest ones on 3.11.
test-all: $(DEV)
	$(BIN)/python tests/matrix.py

# examples/spark on 200 made documents, compared with import, export and report: needs Java 17 from the system, and fetches
# PySpark (456 MB) into an environment of its own at the first run.
SPARK := .venv-spark
test-large: $(DEV)
	@command -v java >/dev/null || { echo "test-large: not run, Java is missing: on Debian and Ubuntu, apt install openjdk-17-jre-headless" >&2; exit 1; }
	@[ -x $(SPARK)/bin/python ] || $(BIN)/python -m venv $(SPARK)
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --editable . pyspark==4.3.0
	TGX_SPARK=$(CURDIR)/$(SPARK)/bin/python $(BIN)/python -m pytest -s tests/test_spark.py

# The long attack (docs/reliability.md). TGX_TORTURE=1 is all of it, TGX_TORTURE_MINUTES bounds it.
torture: $(DEV)
	cd tests && nice ../$(BIN)/python -m hostile.torture

lint: $(DEV) lint-ci
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Workflows and actions, ours and those we give as examples: their traps (zizmor) and their schemas.
EXAMPLES := examples/data-repository
lint-ci: $(DEV)
	@if [ -x $(BIN)/hadolint ]; then $(BIN)/hadolint Dockerfile; else echo "hadolint: not run, it is not installed"; fi
	$(BIN)/zizmor --offline --no-progress --quiet action.yml $(EXAMPLES)/.github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows $(EXAMPLES)/.github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci $(EXAMPLES)/.gitlab-ci.yml

# Known advisories of what tgx depends on; "not run" where their data cannot be reached, never "clean".
audit: $(DEV)
	@$(BIN)/python tests/audit.py

# The versions that CI installs, with hashes for every platform; and of these, what the image (Dockerfile) installs.
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
  --no-emit-index-url --no-emit-find-links
lock: $(DEV)
	$(COMPILE) --group dev --extra learn pyproject.toml -o $(LOCK)
	$(COMPILE) --constraint $(LOCK) pyproject.toml -o requirements/runtime.txt
	echo 'hatchling>=1.27' | $(COMPILE) --constraint $(LOCK) - -o requirements/build.txt

# Hours. multiplied.py and taken.py are parts of the others; table.py compares with another build (TGX_BENCH_BASE).
BENCHES := $(filter-out %/multiplied.py %/taken.py $(if $(TGX_BENCH_BASE),,%/table.py),$(sort $(wildcard benchmarks/*.py)))
bench: $(DEV)
	@for script in $(BENCHES); do echo "== $$script"; $(BIN)/python $$script || exit 1; done

# tgx beside other tools: docs/beside-other-tools.md. Fetches them at the first run (benchmarks/beside/README.md).
beside: $(DEV)
	$(BIN)/python benchmarks/beside/run.py

# The pages that are made: of the commands, of the exported tables, of the checks, and the output of every command that a page shows.
docs: $(DEV)
	$(BIN)/python tests/commands_page.py
	$(BIN)/python tests/dictionary_page.py
	$(BIN)/tgx validate --list --format markdown > docs/checks.new && mv docs/checks.new docs/checks.md
	$(BIN)/python tests/readme.py

# The Japanese messages: those that the code says, looked for, merged with what is translated, and compiled.
messages: $(DEV)
	$(BIN)/python tests/messages.py

# The packaged YAML files, parsed beforehand.
data: $(DEV)
	$(BIN)/python -m toshigaikou_cli.vocabulary.make_parsed

# The catalogue's schema, from the models.
schema: $(DEV)
	$(BIN)/python -m toshigaikou_cli.catalogue.writing.make_schema

clean:
	rm -rf $(VENV) $(SPARK) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("tgx needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "the venv module is missing: on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'

$(STAMP): $(BIN)/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# The dev tools and all that tgx depends on, by the lock; hatchling is among them, so nothing else is fetched.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
$(DEV): $(BIN)/python pyproject.toml $(LOCK)
ifdef LOCKED
	@$(PIP) --require-hashes --requirement $(LOCK)
	@$(PIP) --no-deps --no-build-isolation --editable .
else
	@$(PIP) --editable . --group dev
endif
	@touch $(STAMP) $@
