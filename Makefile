# Every recipe works on a fresh Debian 12 machine; each says in one line what it does.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
export TONGMING_HOME ?= $(CURDIR)/var
ON_POSTGRESQL := tests/core tests/documents tests/oversight tests/test_permissions.py

.DEFAULT_GOAL := help
.PHONY: help setup run test soak lint bench demo docs lock

help: ## list the recipes
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: .venv/ready ## install what the lock file names; done again when it changed
.venv/ready: requirements-dev.lock pyproject.toml
	scripts/debian_packages python3-venv
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip sync --quiet --require-hashes requirements-dev.lock || $(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: setup ## load the demonstration city once; passwords are printed once
	$(BIN)/tongming demo

run: demo ## set up everything, load the demonstration city, serve on http://127.0.0.1:8000 and on ::1
	$(BIN)/tongming serve

test: setup lint ## set up everything, lint, run the tests, also on a real PostgreSQL and in a real Chromium
	scripts/debian_packages chromium fonts-noto-cjk postgresql
	$(BIN)/pytest -n 2 -m "not soak"
	scripts/with_postgresql $(BIN)/pytest -n 2 -m "not soak" $(ON_POSTGRESQL)

soak: setup ## run the long counts: kill loops, histories, fuzzing
	scripts/debian_packages chromium fonts-noto-cjk postgresql
	$(BIN)/pytest -n 2 -m soak

lint: setup ## ruff, formatter, types, templates, import layers, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint src
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tongming.conf.test $(BIN)/python -m django makemigrations --check --dry-run

bench: setup ## print speeds and memory as JSON, each beside its reference from the same run
	$(BIN)/python bench/run.py

docs: setup ## draw docs/processes from the process tables, and docs/openapi.json from the API
	$(BIN)/python scripts/draw_docs.py

lock: setup ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
