# The two commands are `make run` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
OUT ?=
SCALE ?= demo
SEED ?= 1
LANDING ?=
AS_OF ?=
TO ?=
FORMAT ?=
POSTGRES ?=
export DO_NOT_TRACK := 1
ifneq ($(value POSTGRES),)
export PLADS_POSTGRES = $(value POSTGRES)# by the environment: every user may read the command lines of others
endif

BIN := .venv/bin
WHERE := $(if $(LANDING),--landing "$(LANDING)",--example "$(SCALE)" --seed "$(SEED)") $(if $(OUT),--out "$(OUT)") $(if $(AS_OF),--as-of "$(AS_OF)")

.PHONY: help
help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/installed: requirements.lock pyproject.toml
	@echo "Installing into .venv (about a minute the first time)"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/plads prepare
	@touch $@

.PHONY: install
install: .venv/installed ## the virtual environment, from the lock file

.PHONY: run
run: install ## the whole job: LANDING=<folder> OUT=<folder> AS_OF=<date> POSTGRES=<dsn>, or an example world of SCALE=demo|s|m|l
	@$(BIN)/plads run $(WHERE)

.PHONY: ui
ui: install ## Dagster's pages for the same LANDING, OUT and AS_OF
	@$(BIN)/plads ui $(WHERE)

.PHONY: export
export: install ## Excel and CSV of the published tables of OUT: TO=<folder>, FORMAT=xlsx|csv
	@$(BIN)/plads export $(if $(OUT),--out "$(OUT)") $(if $(TO),--to "$(TO)") $(if $(FORMAT),--format "$(FORMAT)")

.PHONY: docs
docs: install ## one static page that describes every table and column of OUT
	@$(BIN)/plads docs $(if $(OUT),--out "$(OUT)")

.PHONY: test
test: lint ## everything that has to hold: lint, types, unit, definitions, end to end, dbt unit tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile
	@$(BIN)/plads dbt-unit-tests

.PHONY: lint
lint: install ## ruff, mypy and sqlfluff
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/plads lint-sql

.PHONY: format
format: install ## put Python in the house style
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: bench
bench: install ## generate SCALE, run the whole job, compare with a hand-written floor
	@$(BIN)/python -m benchmarks --scale "$(SCALE)"

.PHONY: lock
lock: ## requirements.lock from pyproject.toml
	@test -x .plads/uv/bin/uv || { "$(PYTHON)" -m venv .plads/uv && .plads/uv/bin/pip install --quiet uv; }
	@{ sed -n '1,2p' requirements.lock; .plads/uv/bin/uv pip compile pyproject.toml --quiet --extra dev --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	    --override <(echo "dbt-core-experimental-parser ; python_version < '3'"); } > requirements.lock.new
	@mv requirements.lock.new requirements.lock
