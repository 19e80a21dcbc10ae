# One task runner, for GNU make 3.81 and newer. `make` alone prints what there is.
BIN := .venv/bin
NPM := npm --prefix frontend
PIP := PIP_USER=0 PIP_TARGET= PIP_PREFIX= PIP_REQUIRE_VIRTUALENV=0 \
	$(BIN)/python -m pip --disable-pip-version-check install --quiet

# Other Pythons' settings stay out of ours.
unexport PYTHONPATH
unexport PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit browser-test soak bench dev lock api-types screenshots wheel clean \
	browser checks node python-test page-test

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# --- set-up, done by whatever needs it ------------------------------------------------------

# The first of these that is 3.11 or newer and can make virtual environments.
PYTHONS := $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3.14 python3 python)
IS_FIT := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
FIND_PYTHON = for p in $(PYTHONS); do \
	if "$$p" -c '$(IS_FIT)' >/dev/null 2>&1; then echo "$$p"; exit 0; fi; done

# An environment whose Python is gone, or is another one than PYTHON= asks for, is made again.
VERSION_OF = -c 'import sys; print(sys.version)' 2>/dev/null
ifneq ($(wildcard .venv/.installed),)
ifneq ($(shell $(BIN)/python -c '$(IS_FIT)' >/dev/null 2>&1 && echo fit),fit)
.PHONY: .venv/.installed
else ifneq ($(PYTHON),)
ifneq ($(shell $(BIN)/python $(VERSION_OF)),$(shell $(PYTHON) $(VERSION_OF)))
.PHONY: .venv/.installed
REMAKE := yes
endif
endif
endif

.venv/.installed: .requirements/dev.txt pyproject.toml
	@if [ -n "$(REMAKE)" ] || ! $(BIN)/python -c '$(IS_FIT)' >/dev/null 2>&1; then \
	  found=`$(FIND_PYTHON)`; \
	  if [ -z "$$found" ]; then \
	    echo "claimdesk needs Python 3.11 or newer with its venv module, and found none." >&2; \
	    echo "Install one (Debian: apt install python3 python3-venv; macOS: brew install python@3.13)" >&2; \
	    echo "or name one: make PYTHON=/path/to/python3" >&2; exit 1; \
	  fi; \
	  echo "Making .venv with $$found"; \
	  "$$found" -m venv --clear .venv || exit 1; \
	fi
	@echo "Installing the Python packages of .requirements/dev.txt"
	@# The lock is complete: nothing is resolved. A resolver would want the newest release for
	@# another package's "name[extra]", which the lock, having pinned the name, has no hash for.
	@$(PIP) --no-deps --require-hashes -r .requirements/dev.txt
	@$(BIN)/python -m pip --disable-pip-version-check check
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

node:
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null \
	  && npm --version >/dev/null 2>&1 || { \
	  echo "claimdesk builds its page with Node.js 20.19+ or 22.12+ and npm; found: `node --version 2>/dev/null || echo none`." >&2; \
	  echo "Install it from https://nodejs.org or with your package manager." >&2; exit 1; }

# npm writes this file last, so it stands for a whole installation.
NODE_MODULES := frontend/node_modules/.package-lock.json

$(NODE_MODULES): frontend/package-lock.json frontend/package.json | node
	@echo "Installing the packages of frontend/package-lock.json"
	@$(NPM) ci --include=dev --no-audit --no-fund
	@touch $@

PAGE_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/vite.config.ts \
	frontend/tsconfig.json -type f ! -name '*.test.ts*' 2>/dev/null)

frontend/dist/index.html: $(NODE_MODULES) $(PAGE_SOURCES)
	@$(NPM) run build
	@touch $@

browser: .venv/.installed
	@$(BIN)/python -m tests.e2e.browser --install

# --- for people -----------------------------------------------------------------------------

demo: .venv/.installed frontend/dist/index.html ## Install, build, load the demo desk and serve it
	@exec $(BIN)/claimdesk demo

test: checks unit browser-test ## Everything that CI runs

# Side by side: each keeps one processor busy, and the set-up before them waits for the network.
checks:
	@$(MAKE) -j2 lint types

dev: .venv/.installed $(NODE_MODULES) ## Serve the demo's API (8400) and page (5173), both with reload
	@(cd frontend && exec node_modules/.bin/vite) & page=$$!; \
	trap 'kill $$page 2>/dev/null' EXIT; trap ':' INT TERM; \
	$(BIN)/watchfiles --filter python "$(BIN)/claimdesk demo" claimdesk migrations

lint: .venv/.installed $(NODE_MODULES) ## Linters, formatters and the design's arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(NPM) run lint

types: .venv/.installed $(NODE_MODULES) ## Type checkers, Python and TypeScript
	$(BIN)/mypy
	$(NPM) run types
	$(NPM) run api-types:check

unit: python-test page-test ## Unit, API and component tests

python-test: .venv/.installed frontend/dist/index.html
	$(BIN)/pytest -n auto tests --ignore tests/e2e

page-test: $(NODE_MODULES)
	$(NPM) run test

browser-test: .venv/.installed frontend/dist/index.html browser ## The whole loop in real Chromium
	$(BIN)/pytest -n auto --dist loadfile tests/e2e

soak: .venv/.installed frontend/dist/index.html ## The long rounds: kills of everything under load, all migrations, odd requests to every call, 2,000 claims taken
	$(BIN)/python -m tests.crash 200
	CLAIMDESK_TEST_SOAK=1 $(BIN)/pytest tests/webhooks/test_killed.py tests/db/test_migrations.py tests/api/test_every_call.py \
	  tests/api/test_assignments.py tests/cli/test_several_processes.py

bench: .venv/.installed frontend/dist/index.html browser ## How fast the extractor, the desk and its page are
	$(BIN)/claimdesk bench extract fixtures/articles
	$(BIN)/claimdesk bench desk
	$(BIN)/claimdesk bench webhooks
	$(BIN)/python -m tests.e2e.bench_page

# --- for maintainers ------------------------------------------------------------------------

api-types: .venv/.installed $(NODE_MODULES) ## Write the page's types from the API's own document
	$(NPM) run api-types

screenshots: .venv/.installed frontend/dist/index.html browser ## Take the README's pictures again
	$(BIN)/python -m tests.e2e.screenshots

wheel: .venv/.installed frontend/dist/index.html ## Build the source distribution and the wheel into dist/
	rm -rf dist
	$(BIN)/hatchling build

# Several minutes may pass without a word where the index is slow.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock: .venv/.installed ## Pin the dependencies again (UPGRADE=1: newest), with hashes, without addresses
	$(COMPILE) --group dev pyproject.toml --output-file .requirements/dev.txt
	$(COMPILE) --constraint .requirements/dev.txt pyproject.toml --output-file .requirements/runtime.txt

clean: ## Remove everything that was built
	rm -rf .venv frontend/node_modules frontend/dist dist .mypy_cache .ruff_cache .pytest_cache \
	  .import_linter_cache .hypothesis test-results
