.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# Else every worker of the tests compiles all of them anew, each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-dev run test test-browser test-postgresql test-nights check format lock bench

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

setup: $(VENV)/.runtime  ## the environment: .venv from requirements.txt

setup-dev: $(VENV)/.dev

# Debian without python3-venv makes bin/python and fails: what is there then is no environment.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "relay needs Python 3.11 or newer; PYTHON=... names one"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.runtime: requirements.txt $(VENV)/bin/pip
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: setup  ## the relay and, without a Twilio account, the telephone emulator
	@exec $(RUN) -m relay demo

test: setup-dev  ## every test but those of the next three; what is told as a story on SQLite
	$(RUN) -m pytest --part most

test-browser: setup-dev  ## the pages in a real browser, where there is one
	$(RUN) -m pytest --part browser

test-postgresql: setup-dev  ## the stories and pages again, on PostgreSQL
	$(RUN) -m pytest --part again

test-nights: setup-dev  ## hundreds of nights in which everything goes wrong that can; real processes, killed
	$(RUN) -m pytest --part nights

check: setup-dev  ## format, lint, types
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

format: setup-dev  ## put the code in order
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

bench: setup-dev  ## measure; figures are ratios within one run
	$(RUN) -m tests.bench

lock: setup-dev  ## requirements*.txt anew from pyproject.toml
	$(VENV)/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	$(VENV)/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --custom-compile-command "make lock" --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
