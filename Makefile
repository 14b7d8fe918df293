# Everything goes into .venv; a second run costs nothing.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
LOCK = requirements/py$(shell $(BIN)/python -c 'import sys; print("%d%d" % sys.version_info[:2])')
FROM ?=

.DEFAULT_GOAL := help
.PHONY: help brief test check wheelhouse lock clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /: /'

.venv/made:
	@test -n "$(PYTHON)" || { echo "legation needs Python 3.11, 3.12 or 3.13 with venv; install one and run make again." >&2; exit 2; }
	$(PYTHON) -m venv .venv
	touch $@

.venv/core: .venv/made requirements/py311.txt requirements/py312.txt requirements/py313.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes $(FROM) -r $(LOCK).txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/tests: .venv/core requirements/py311-test.txt requirements/py312-test.txt requirements/py313-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes $(FROM) -r $(LOCK)-test.txt
	touch $@

brief: .venv/core ## Read the shipped examples and write their brief
	$(BIN)/legation brief examples/korea-2025 --about PRK -o brief.html
	$(BIN)/legation brief examples/korea-2025 --about PRK -o brief.md
	@echo "The brief is in $(CURDIR)/brief.html (and brief.md); open it in a browser."

test: .venv/tests ## Run all tests
	$(BIN)/python -m pytest -n 2 -q

check: .venv/tests ## Format, lint, types, layers, licences
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

wheelhouse: .venv/core ## Build a folder from which legation installs without any index
	$(BIN)/python -m pip download --quiet --require-hashes -r $(LOCK).txt -d wheelhouse
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w wheelhouse .
	@echo "On the other machine: python -m pip install --no-index --find-links wheelhouse legation"

lock: .venv/tests ## Make the locks of exact versions anew
	sh requirements/lock.sh

clean: ## Remove what was made
	rm -rf .venv build dist wheelhouse brief.html brief.md
