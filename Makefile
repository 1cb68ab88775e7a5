# What people do with this project. Nothing but make and Python 3.11 or later has to be there before.
#   make run [PORT=8000] [DATA_DIR=.data]   everything with demo data, Ctrl-C stops it
#   make test [PYTEST="-k hours"]           all tests, browser included
#   make check                              format, lint, types, import contracts, migrations, lock files

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
export UV := $(CURDIR)/$(VENV)/uv/bin/uv
NPM := scripts/with-node.sh $(VENV) npm
PAGES := src/ehrenamtskarte/static/index.html
PAGE_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/tests/*')

.PHONY: run test check bench screenshots format api lock clean install pages browser check-python check-pages
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:

run: $(VENV)/for-run $(PAGES)
	@exec $(BIN)/ehrenamtskarte serve --demo

# Ends with pytest's summary; the front end's own tests come first and count as well.
test: $(VENV)/for-test $(PAGES) browser
	@pages=0; $(NPM) test || pages=1; $(PYTHON) -m pytest $(PYTEST) && exit $$pages

check: check-python check-pages
	scripts/locks.sh --check

check-python: $(VENV)/for-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src tests scripts bench
	$(BIN)/lint-imports
	$(PYTHON) scripts/check_migrations.py
	$(PYTHON) scripts/settings_table.py --check

check-pages: $(VENV)/for-test frontend/node_modules/.installed
	$(NPM) run check
	scripts/api_client.sh --check

bench: $(VENV)/for-test $(PAGES)
	@$(PYTHON) -m bench

screenshots: $(VENV)/for-test $(PAGES) browser
	@$(PYTHON) -m scripts.screenshots

format: $(VENV)/for-test frontend/node_modules/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run format

# After a change of the service's interface or settings: its documents, and the types of the front end.
api: $(VENV)/for-test frontend/node_modules/.installed
	scripts/api_client.sh
	$(PYTHON) scripts/settings_table.py

# After a change of dependencies, or with `make lock LOCK=--upgrade` to take what is new.
lock: $(VENV)/uv/bin/uv
	scripts/locks.sh $(LOCK)
	cd frontend && ../scripts/with-node.sh $(VENV) npm install --package-lock-only

install: $(VENV)/for-test $(PAGES)
pages: $(PAGES)

browser:
	@scripts/browser.sh

# Keeps the data folder.
clean:
	rm -rf $(VENV) frontend/node_modules src/ehrenamtskarte/static dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/uv/bin/uv: requirements/bootstrap.txt scripts/python.sh
	@scripts/python.sh $(VENV)
	@touch $@

# Where the tests' packages are, they stay.
$(VENV)/for-run: requirements/run.txt scripts/install.sh $(VENV)/uv/bin/uv
	@if [ -e $(VENV)/for-test ]; then $(MAKE) --no-print-directory $(VENV)/for-test; \
	else scripts/install.sh $(VENV) requirements/run.txt; fi
	@touch $@

# What tests need includes what running needs.
$(VENV)/for-test: requirements/test.txt scripts/install.sh $(VENV)/uv/bin/uv
	@scripts/install.sh $(VENV) requirements/test.txt
	@touch $@ $(VENV)/for-run

frontend/node_modules/.installed: frontend/package-lock.json frontend/package.json $(VENV)/uv/bin/uv
	@echo "Installing the front end's packages"
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGES): frontend/node_modules/.installed $(PAGE_SOURCES)
	@echo "Building the pages"
	@$(NPM) run --silent build -- --logLevel warn
	@touch $@
