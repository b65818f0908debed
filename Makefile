# Every command of the house. `make` alone lists them; `run` and `test` do all their own set-up.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
export VENV PORT PYTHONUTF8 = 1

help:  ## list the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run:  ## the demo site at http://localhost:8000 (PORT=8001 for another port)
	@scripts/run.sh

test:  ## install what the suite needs, then run it on SQLite and on PostgreSQL
	@scripts/test.sh

demo: environment  ## load the demo again (changes nothing that is there)
	@$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py load_demo

format: environment-dev  ## lay out Python and templates
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix-only --quiet .
	@scripts/templates.sh format

lint: environment-dev  ## style, complexity, import contracts, templates, missing migrations
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/lint-imports
	@scripts/templates.sh check
	@$(BIN)/python manage.py makemigrations --check --dry-run

types: environment-dev  ## mypy, strict
	@$(BIN)/mypy .

check: lint types test  ## everything the continuous integration runs

bench: environment-dev  ## measure; one JSON line for each figure
	@$(BIN)/python -m bench.run

assurance: environment-dev  ## the full-size runs: races, kills, every page in every state
	@scripts/assurance.sh

screenshots: environment-dev  ## the README's pictures, from the demo that `make run` serves (PORT=8001 for another port)
	@$(BIN)/python scripts/screenshots.py

messages: environment-dev  ## collect the words to translate, and list what is not translated yet
	@scripts/messages.sh

lock: environment-dev  ## write requirements*.txt, with hashes, from requirements*.in
	@scripts/lock.sh

environment:
	@scripts/environment.sh requirements.txt

environment-dev:
	@scripts/environment.sh requirements.txt requirements-dev.txt

clean:  ## remove the environment, caches and the development database
	@rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help run test demo format lint types check bench assurance screenshots messages lock environment environment-dev clean
