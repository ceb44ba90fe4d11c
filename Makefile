# Everything that is done often, by name: `make help`.

# The first Python of 3.11 or later that really runs and can make an environment. A name on the path may be a shim that
# runs nothing, so each one is asked. `make PYTHON=/some/python test` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.14 python3.11 python; do \
    "$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; \
  done)
# Those that `make test-all` tries, as far as they run.
PYTHONS ?= python3.11 python3.12 python3.13 python3.14
VENV ?= .venv
WORKERS ?= 2
bin = $(VENV)/bin
ready = $(VENV)/.ready
wheel = build/wheel

.DEFAULT_GOAL := help
.PHONY: help demo test test-all tests lint browser screenshots wheel-tests man bench clean python

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(ready)  ## check the example story and show what is inconsistent in it
	@status=0; $(bin)/ruleck check examples/isis-fighters || status=$$?; \
	  [ $$status -eq 1 ] || { echo "make demo: the example should have findings (status 1), but the status is $$status" >&2; exit 1; }

test: lint tests wheel-tests  ## all checks on one Python: lint, types, layers, tests, the built wheel

test-all:  ## the tests on each Python of 3.11 to 3.14 that runs
	@ran=0; for p in $(PYTHONS); do \
	  if version=$$("$$p" --version 2>/dev/null); then \
	    echo "== $$version ($$p)"; ran=1; \
	    $(MAKE) --no-print-directory tests wheel-tests PYTHON="$$p" VENV=".venv-$${version#Python }" || exit 1; \
	  else echo "== $$p: does not run here, left out"; fi; \
	done; [ $$ran -eq 1 ] || { echo "make test-all: none of $(PYTHONS) runs here" >&2; exit 1; }

lint: $(ready)  ## ruff, mypy and the layers
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/lint-imports

tests: $(ready)  ## the tests and doctests, on the checkout
	$(bin)/pytest -q -rs -n $(WORKERS)

browser: $(ready)  ## the HTML report in a real Chromium (which has to be there; the checker comes from npm)
	npm ci --prefix tests/browser --no-audit --no-fund
	RULECK_BROWSER=required $(bin)/pytest -q tests/browser

screenshots: $(ready)  ## the pictures of the HTML report in docs/, taken anew
	$(bin)/python -m tests.browser.screenshots

# The package as people install it: laid beside the environment's tools and found before the checkout.
wheel-tests: $(ready)  ## the tests of the command, the packs and the docs, on the built wheel
	rm -rf build/dist $(wheel) && mkdir -p build
	$(bin)/python -m build --outdir build/dist >build/log 2>&1 || { cat build/log; exit 1; }  # the wheel out of the sdist
	$(bin)/pip install --quiet --no-deps --target $(wheel) build/dist/*.whl
	RULECK_WHEEL=$(abspath $(wheel)) PYTHONPATH=$(abspath $(wheel)) \
	  $(bin)/pytest -q -n $(WORKERS) $(wildcard tests/command tests/packs tests/docs tests/conformance)

man: $(ready)  ## the manual page, in build/ruleck.1
	mkdir -p build && $(bin)/python -m ruleck.cli.manual >build/ruleck.1

bench: $(ready)  ## the measurements, one file per question, beside hand-written Python
	@$(bin)/python -m benchmarks

clean:  ## remove what was made here
	rm -rf .venv .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .ruleck-cache tests/browser/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@[ -n "$(PYTHON)" ] || { printf '%s\n' \
	  "No Python of 3.11 or later that runs and can make an environment was found." \
	  "Install one (https://www.python.org/downloads/; on Debian and Ubuntu also python3-venv)," \
	  "or name one: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }

$(ready): pyproject.toml | python
	$(PYTHON) -m venv $(VENV)
	$(bin)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(bin)/python -m pip install --quiet --editable . --group dev
	@touch $@
