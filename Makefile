# Everything goes into .venv; a second run costs nothing.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && \
	{ echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Bytecode is made when a module is first used; making it for all would add 90 MB.
unexport PYTHONDONTWRITEBYTECODE
INSTALL := $(PIP) install --quiet --no-compile
# The locks of the Python that .venv was made with.
LOCK = requirements/py$(shell $(BIN)/python -c 'import sys; print("%d%d" % sys.version_info[:2])')
LOCKS := $(wildcard requirements/py31?.txt)
EXTRA_LOCKS := $(wildcard requirements/py31?-extras.txt)
TEST_LOCKS := $(wildcard requirements/py31?-test.txt)
# Further options for pip, such as FROM='--no-index --find-links wheelhouse'.
FROM ?=

.DEFAULT_GOAL := help
.PHONY: help brief extras test lint check wheelhouse lock clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /: /'

.venv/made:
	@test -n "$(PYTHON)" || { echo "legation needs Python 3.11, 3.12 or 3.13 with venv; install one and run make again." >&2; exit 2; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/core: .venv/made $(LOCKS) pyproject.toml
	@echo "Installing what legation needs into .venv; this takes a minute or two."
	@$(INSTALL) --require-hashes $(FROM) -r $(LOCK).txt
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/extras: .venv/core $(EXTRA_LOCKS)
	@$(INSTALL) --require-hashes $(FROM) -r $(LOCK)-extras.txt
	@touch $@

.venv/tests: .venv/core $(TEST_LOCKS)
	@$(INSTALL) --require-hashes $(FROM) -r $(LOCK)-test.txt
	@touch $@

brief: .venv/core ## Read the shipped examples and write their brief
	@$(BIN)/legation brief examples/korea-2025 --about PRK -o brief.html -o brief.md
	@echo "Open $(CURDIR)/brief.html in a browser; brief.md beside it says the same."

extras: .venv/extras ## Add what the extras need: analysis, data sets, a language model

# Three at a time on two cores: while one waits for a browser or a process, another works.
test: .venv/tests ## Run all tests
	$(BIN)/python -m pytest -n 3 -q

lint: .venv/tests ## Format, lint, types, layers, licences
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

check: lint ## The same, and the tests of the docs and of the project itself
	$(BIN)/python -m pytest -q tests/project

wheelhouse: .venv/core ## Build a folder from which legation installs without any index
	$(PIP) wheel --quiet --require-hashes $(FROM) -r $(LOCK).txt -w wheelhouse
	$(PIP) wheel --quiet --no-deps --no-build-isolation --no-index -w wheelhouse .
	@echo "On the other machine: python -m pip install --no-index --find-links wheelhouse legation"

lock: .venv/tests ## Make the locks of exact versions anew
	$(PIP) install --quiet uv
	PATH="$(CURDIR)/$(BIN):$$PATH" sh requirements/lock.sh

clean: ## Remove what was made
	rm -rf .venv build dist wheelhouse brief.html brief.md
