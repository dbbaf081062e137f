# The few commands of this project. Everything runs from .venv, which these targets create.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
# Of what is installed little is imported: Python compiles that as it meets it, in a third less time.
# The lock names all there is to install: nothing is looked for.
INSTALL := $(PIP) install --no-compile
# Extras stay in the lock: without them pip looks for coverage[toml] again and takes a release that has no hash here.
LOCK := $(BIN)/pip-compile --quiet --no-strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# One more than there are cores: e2e and browser tests wait as often as they compute.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

# Tests start many processes of ours: each would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE
# Two at a time, each one's output in one piece; an old make shows it as it comes.
SYNC := $(filter output-sync,$(.FEATURES))
TWO := $(MAKE) --no-print-directory -j 2 $(if $(SYNC),--output-sync=target)
AS_IT_COMES := --no-print-directory $(if $(SYNC),--output-sync=none)

.PHONY: demo test tests lint ruff eslint types mypy tsc imports domain page collected product test-matrix test-long bench
.PHONY: bridge screenshots looks lock wheel clean tools

demo: .venv/demo.stamp  ## start the playground: a Slack workspace in a box with the bot in it
	$(BIN)/tam-bot playground

# `tests` first, as they take longest; the rest beside them, since tests wait as often as they compute.
# What needs nothing of Python's is done while its packages are still being installed.
test:  ## everything that CI runs
	@$(TWO) tests page types lint imports domain

lint: ruff eslint

ruff: .venv/test.stamp
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

eslint: node_modules/stamp
	npm run --silent lint

types: mypy tsc

mypy: .venv/test.stamp
	$(BIN)/mypy

tsc: node_modules/stamp
	npm run --silent types

imports: .venv/test.stamp
	$(BIN)/lint-imports

# Measuring branches makes a test take twice its time, so here are only the plain examples, which show every branch:
# so few that a second process would spend longer on starting.
# Those that draw many or walk through all there is run with the rest, where nothing is measured, and these don't.
domain: .venv/test.stamp  ## the rules, every branch of them
	$(BIN)/pytest tests/unit/domain -m "rule and not hypothesis and not exhaustive" \
	  --cov --cov-report=term-missing:skip-covered --cov-fail-under=100

page: node_modules/stamp  ## the page's modules that need no browser
	npm test --silent

tests: tools collected node_modules/stamp
	@$(MAKE) $(AS_IT_COMES) product

# All tests are compiled as they are collected: else each process of `product` would do that for itself.
collected: .venv/test.stamp
	$(BIN)/pytest --collect-only >.venv/collected || { cat .venv/collected; exit 1; }

# The slow ones first (the order of testpaths), so that what is left for the end is small and both cores work on.
product: .venv/test.stamp node_modules/stamp  ## all other tests: unit, integration, e2e over Socket Mode, browser
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not rule or hypothesis or exhaustive"

# What `product` runs on SQLite alone: a database decides nothing of it. Each night shows that this is so.
test-matrix: .venv/test.stamp  ## every test that has a database, on PostgreSQL
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --both-databases tests/integration -k postgresql

# In `test` each property draws a few examples, always the same; each night as many others as find what those don't.
test-long: .venv/test.stamp  ## every property, with fifteen times as many examples, others each time; all cases of which `test` takes some
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "hypothesis or drawn" \
	  -o faulthandler_timeout=1500 --hypothesis-profile=nightly

bench: .venv/test.stamp
	$(BIN)/python -m tests.bench

bridge: .venv/test.stamp  ## 1,000 tickets on both sides of the console on a bad line; then the bot is killed after each step of one
	$(BIN)/python -m tests.bench.bridge --tickets 1000
	$(BIN)/python -m tests.bench.killed --rounds 2

# Chromium recommends a whole desktop, printers and all: of that the page needs the fonts alone.
tools:  ## a browser for the page's tests (Debian's own, by name)
	@command -v chromium >/dev/null || { apt-get update -q && \
	  apt-get install -y -q --no-install-recommends chromium fonts-liberation fonts-noto-color-emoji; }

screenshots: .venv/test.stamp tools  ## the documentation's pictures, as the browser tests see them
	TAM_SCREENSHOTS=docs/screenshots $(BIN)/pytest tests/browser/main_job tests/browser/tour
	@! command -v mogrify >/dev/null || mogrify -dither None -colors 160 -format png -define png:format=png8 docs/screenshots/*.png

looks: .venv/test.stamp tools  ## every card, list, form and Home tab, in three widths and two themes, in .venv/looks
	@mkdir -p .venv/looks
	TAM_SCREENSHOTS=.venv/looks $(BIN)/pytest tests/browser/cards

lock: .venv/test.stamp  ## resolve the dependencies again
	$(PIP) install "pip-tools>=7.6"
	$(LOCK) -o requirements/pip.txt requirements/pip.in
	$(LOCK) --extra build -o requirements/run.txt pyproject.toml
	$(LOCK) --extra build --extra playground -o requirements/playground.txt pyproject.toml
	$(LOCK) --extra build --extra playground --extra test -o requirements/test.txt pyproject.toml

wheel: .venv/test.stamp
	$(BIN)/python -m build --wheel --no-isolation

# The pip that comes with Python looks at each release there is of each package: half of its time.
.venv/pip.stamp: requirements/pip.txt
	$(PYTHON) -m venv .venv
	$(INSTALL) --no-deps --require-hashes -r requirements/pip.txt
	@touch $@

.venv/demo.stamp: requirements/playground.txt pyproject.toml | .venv/pip.stamp
	$(INSTALL) --no-deps --require-hashes -r requirements/playground.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: requirements/test.txt pyproject.toml | .venv/pip.stamp
	$(INSTALL) --no-deps --require-hashes -r requirements/test.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# What checks the page, and the foreign app in JavaScript; the page itself is served as it stands.
node_modules/stamp: package-lock.json
	npm ci --silent
	@touch $@

clean:
	rm -rf .venv node_modules dist build *.egg-info
