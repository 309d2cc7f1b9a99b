# make run: the site with its demo; make test: the fast suite. Everything else is for those who change the code.
PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test lint lock messages search-up search-down

help: ## list these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

# A stamp per lock file, so that the second start installs nothing.
$(VENV)/runtime.stamp: requirements/runtime.txt
	@test -x $(BIN)/python || (echo "Creating the environment ..." && $(PYTHON) -m venv $(VENV))
	@echo "Installing what the site needs (about half a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt
	@test -x $(BIN)/python || (echo "Creating the environment ..." && $(PYTHON) -m venv $(VENV))
	@echo "Installing what the tests need (about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/runtime.stamp

run: $(VENV)/runtime.stamp ## the site with its demo on http://localhost:8000 (PORT= changes that)
	@exec $(BIN)/python manage.py start --port $(PORT)

test: $(VENV)/dev.stamp ## the fast suite
	@$(BIN)/python manage.py messages compile
	@# What one process has compiled serves the next, whatever the environment says.
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n 2 -q

search-up: ## an OpenSearch for development; prints the SEARCH_URL to start the site with (needs a JDK 21+ and Maven)
	@$(PYTHON) -m tests.search_server up

search-down: ## stop it; its data stay
	@$(PYTHON) -m tests.search_server down

lint: $(VENV)/dev.stamp ## style, import contracts, templates, message catalogues, migrations
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports --no-logo
	@$(BIN)/djlint --lint --quiet cms conference home news partnerships search
	@$(BIN)/python manage.py messages check
	@$(BIN)/python manage.py makemigrations --check --dry-run

messages: $(VENV)/dev.stamp ## gather new strings into the catalogues
	@$(BIN)/python manage.py messages extract

lock: ## renew the lock files from requirements/*.in (needs uv)
	@for name in runtime dev; do uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --universal --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; done
