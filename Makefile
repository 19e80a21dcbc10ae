# One task runner. `make` alone prints what there is.
PYTHON ?= python3
BIN := .venv/bin
NPM := npm --prefix frontend

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit browser-test bench dev lock api-types screenshots wheel clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# --- set-up, done by whatever needs it ------------------------------------------------------

.venv/.installed: .requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("claimdesk needs Python 3.11 or newer; run make PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json frontend/package.json
	$(NPM) ci --no-audit --no-fund
	@touch $@

FRONTEND_SOURCES := $(shell find frontend/src frontend/index.html frontend/vite.config.ts -type f 2>/dev/null)

frontend/dist/index.html: frontend/node_modules/.installed $(FRONTEND_SOURCES)
	$(NPM) run build

# --- for people -----------------------------------------------------------------------------

demo: .venv/.installed frontend/dist/index.html ## Install, build, load the demo desk and serve it
	$(BIN)/claimdesk demo

dev: .venv/.installed frontend/node_modules/.installed ## Serve API and page with reload
	$(BIN)/claimdesk demo --reload & trap 'kill %1' EXIT; $(NPM) run dev

test: lint types unit browser-test ## Everything that CI runs

lint: .venv/.installed frontend/node_modules/.installed ## Linters, formatters, the design's arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(NPM) run lint

types: .venv/.installed frontend/node_modules/.installed ## Type checkers, Python and TypeScript
	$(BIN)/mypy
	$(NPM) run types

unit: .venv/.installed frontend/node_modules/.installed ## Unit, API and component tests
	$(BIN)/pytest -n auto tests --ignore tests/e2e
	$(NPM) run test

browser-test: .venv/.installed frontend/dist/index.html ## The whole loop in real Chromium
	$(BIN)/pytest tests/e2e

bench: .venv/.installed ## Speed figures, as ratios
	$(BIN)/claimdesk bench extract fixtures/articles

# --- for maintainers ------------------------------------------------------------------------

lock: ## Pin the dependencies again, with hashes and without addresses
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group dev pyproject.toml --output-file .requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --constraint .requirements/dev.txt pyproject.toml --output-file .requirements/runtime.txt

clean: ## Remove everything that was built
	rm -rf .venv frontend/node_modules frontend/dist dist .mypy_cache .ruff_cache .pytest_cache
