# The menu. `make demo` and `make test` are all that a newcomer needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CORE := $(VENV)/.core-installed
DEV := $(VENV)/.test-installed

.PHONY: install-check demo test check quick page docs lint bench bench-check ablation lock clean help

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(CORE): requirements/core.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/core.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements/test.txt $(CORE)
	$(PIP) install --quiet --require-hashes -r requirements/test.txt
	@touch $@

demo: $(CORE) ## install what reading needs into .venv, read the shipped dispatches, print the books
	$(BIN)/wirebook demo

test: $(DEV) ## the same set-up and what tests need, then the whole test suite (in a browser too, where there is one)
	tools/get_browser.sh
	$(BIN)/python -m pytest -n auto

check: $(DEV) ## style, types and the quick tests of one file, in seconds: make check FILE=src/wirebook/ledger/books/facts.py
	$(BIN)/python tools/check.py "$(FILE)"

quick: $(DEV) ## all tests that start no process, browser, server or PostgreSQL (tests/slow.toml names those left out), in a minute or two
	$(BIN)/python -m pytest -q -n auto -m "not slow"

install-check: ## the wheel in a fresh environment outside the checkout, unpinned, with the pip that Python brings
	tools/check_install.sh $(PYTHON)

page: ## the page's scripts and styles from frontend/ into the package (needs Node; those who install need none)
	cd frontend && npm ci --no-audit --no-fund && npm run build

docs: $(DEV) ## the documentation as a site in build/site, every link in it checked
	$(BIN)/python -m mkdocs build --strict --quiet
	@echo "build/site/index.html"

lint: $(DEV) ## style, types and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV) ## the scoreboard over the sets in ../shared/bench that are on this machine, saved pages, the page, and the books of a million claims
	$(BIN)/python bench/scoreboard.py
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/page.py
	$(BIN)/python bench/books.py

bench-check: $(DEV) ## the scoreboard, failing when a figure fell below its floor in bench/floors.toml
	$(BIN)/python bench/scoreboard.py --check

ablation: $(DEV) ## what each resolver decides, and what is otherwise without it, into bench/ablation.md (RECORDS=DIR: coded records too)
	$(BIN)/python bench/ablation.py $(if $(RECORDS),--records $(RECORDS))

lock: ## pin the newest allowed dependencies, with hashes (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
		--extra page pyproject.toml requirements/build.in -o requirements/core.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
		--all-extras pyproject.toml requirements/build.in --group test --group docs --group lint -c requirements/core.txt -o requirements/test.txt

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
