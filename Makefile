# The two commands are `make run` and `make test`; each does all its own set-up.
PYTHON ?= python3.11
BIN := .venv/bin
PORT ?= 8000
export PORT
ROOMS := cms themes search graphql/participation_api
CATALOGUES := $(wildcard */locale*/*/LC_MESSAGES/*.po graphql/*/locale/*/LC_MESSAGES/*.po)
MANAGE := $(BIN)/python manage.py
# On all cores, each process with a database of its own. They are given out in their order, since
# those that empty the database come last.
PYTEST := $(BIN)/python -m pytest -n auto --dist load

# A PostgreSQL server of its own for the command that follows it.
ON_POSTGRESQL := pg_virtualenv -t -o fsync=off sh -c 'export DATABASE_URL="postgres://$$PGUSER:$$PGPASSWORD@$$PGHOST:$$PGPORT/postgres"; exec "$$@"' --

.PHONY: run production elasticsearch wheel test test-coverage test-postgresql test-elasticsearch test-wheel test-wheel-postgresql test-install benchmark-search benchmark-graphql benchmark-abuse benchmark-login benchmark-alerts check lock audit sbom messages help pg_virtualenv

help:  ## Say what the commands do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: .venv/base.stamp .venv/messages.stamp  ## Start the site and its worker with demo content
	@$(MANAGE) serve

production: .venv/production.stamp .venv/messages.stamp  ## Install what production runs on, and make its Finnish

elasticsearch: .venv/dev.stamp  ## Start an Elasticsearch for trying out, on port 9200 (needs Maven and Java)
	@$(BIN)/python -m tests.servers.elasticsearch --port 9200

wheel: .venv/dev.stamp  ## Build the wheel; tell its place, its size and what it needs
	@$(BIN)/python -m tests.plugin.wheel

test: .venv/dev.stamp .venv/messages.stamp  ## Run the tests
	$(PYTEST)

test-coverage: .venv/dev.stamp .venv/messages.stamp  ## Run the tests, and say which lines of the rooms none of them reaches
	$(PYTEST) --cov --cov-report=term

test-postgresql: pg_virtualenv .venv/dev.stamp .venv/production.stamp .venv/messages.stamp  ## Run the tests of stored content on a PostgreSQL of their own
	$(ON_POSTGRESQL) $(PYTEST) tests/pages tests/search tests/graphql_api

pg_virtualenv:
	@command -v $@ >/dev/null || { echo "A PostgreSQL server is needed: apt-get install postgresql."; exit 1; }

test-elasticsearch: .venv/dev.stamp .venv/messages.stamp  ## Run the tests of search on Elasticsearch 8 and 9
	@versions=$${ELASTICSEARCH_VERSIONS:-$$($(BIN)/python -m tests.servers.elasticsearch --versions)} || exit 1; \
	for version in $$versions; do \
		ELASTICSEARCH_VERSION=$$version $(PYTEST) -m elasticsearch tests/servers tests/search || exit 1; \
	done

test-wheel: .venv/dev.stamp .venv/messages.stamp test-install  ## Run the tests of leaks, pages, search and GraphQL on the installed wheel, and install it with pip
	$(BIN)/python -m tests.plugin.suite

test-wheel-postgresql: pg_virtualenv .venv/dev.stamp .venv/production.stamp .venv/messages.stamp  ## Run the same tests on the wheel and PostgreSQL at once
	$(ON_POSTGRESQL) $(BIN)/python -m tests.plugin.suite

test-install: .venv/dev.stamp .venv/messages.stamp  ## Install the wheel with pip on each Python that is here (asks a package index)
	$(PYTEST) -m index tests/plugin

benchmark-search: .venv/dev.stamp .venv/production.stamp .venv/messages.stamp  ## Measure how well and how fast Finnish is found, on all engines
	$(BIN)/python -m tests.benchmarks

benchmark-graphql: .venv/dev.stamp .venv/messages.stamp  ## Measure GraphQL against stock Grapple and plain views (needs wrk: apt-get install wrk)
	$(BIN)/python -m tests.benchmarks.graphql_speed

benchmark-abuse: .venv/dev.stamp .venv/production.stamp .venv/messages.stamp  ## Seek the request that takes the processor longest
	$(BIN)/python -m tests.benchmarks.abuse

benchmark-login: .venv/dev.stamp .venv/messages.stamp  ## Measure what readers notice while others try passwords
	$(BIN)/python -m tests.benchmarks.login

benchmark-alerts: .venv/dev.stamp .venv/messages.stamp  ## Send a day's digest to 10,000 followers, and again while the worker is killed 20 times
	$(BIN)/python -m tests.benchmarks.alerts_sending

check: .venv/dev.stamp .venv/messages.stamp  ## Lint, types, imports, migrations, schema, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=graphql $(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) check_schema
	$(BIN)/python tests/check_translations.py $(ROOMS)

audit: .venv/dev.stamp  ## Look for known vulnerabilities in the locked packages (asks the network)
	@$(BIN)/python -m pip_audit --version >/dev/null 2>&1 || $(BIN)/pip install -q pip-audit \
		|| { echo "make audit: pip-audit cannot be had here; NOTHING was audited."; exit 1; }
	@for file in requirements/*.txt; do \
		$(BIN)/python -m pip_audit --strict --disable-pip --require-hashes -r $$file \
		|| { echo "make audit: $$file was NOT audited, or has the findings above."; exit 1; }; \
	done

sbom: .venv/dev.stamp  ## Write what production runs on as a bill of materials (CycloneDX), var/sbom.json
	@$(BIN)/python -m cyclonedx_py --version >/dev/null 2>&1 || $(BIN)/pip install -q "cyclonedx-bom>=7,<8" \
		|| { echo "make sbom: cyclonedx-bom cannot be had here; nothing was written."; exit 1; }
	@mkdir -p var && $(BIN)/python -m cyclonedx_py requirements --pyproject pyproject.toml \
		--output-reproducible --output-file var/sbom.json requirements/production.txt && echo var/sbom.json

messages: .venv/base.stamp  ## Collect new strings into the Finnish catalogues (needs gettext)
	@$(BIN)/python tests/check_translations.py --collect $(ROOMS)

lock: .venv/dev.stamp  ## Lock the requirements anew, with hashes
	$(BIN)/python -m pip install -q uv
	for name in base production dev; do \
		$(BIN)/uv pip compile -q --generate-hashes --no-header --python-version 3.11 \
			requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or set PYTHON to its path."; exit 1; }
	@# Debian's Python makes half of it where it lacks ensurepip: the next run would take that for whole.
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python cannot make a virtual environment: apt-get install python3.11-venv."; exit 1; }

.venv/base.stamp: requirements/base.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.venv/production.stamp: requirements/production.txt .venv/base.stamp
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/production.txt
	@touch $@

.venv/messages.stamp: $(CATALOGUES) | .venv/base.stamp
	@for catalogue in $(CATALOGUES); do \
		language=$${catalogue%/LC_MESSAGES/*}; \
		$(BIN)/pybabel -q compile -i $$catalogue -o $${catalogue%.po}.mo -l $${language##*/} || exit 1; \
	done
	@touch $@
