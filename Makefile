# `make` sets everything up, builds RAW into OUT and checks it; `make help` lists the rest.
RAW ?= raw
OUT ?= out
RELEASES ?= releases
CORPORA ?= ../shared/corpora
PYTHON ?= python3
JOBS ?= 1
VENV := .venv
BIN := $(VENV)/bin
CODE := $(shell find pipeline -type f -not -name '*.pyc' -not -path '*/__pycache__/*')
# Folders too: their time changes when an article goes.
ARTICLES := $(shell find $(RAW) 2>/dev/null | sed 's/ /\\ /g')

.DEFAULT_GOAL := all
.PHONY: all build check test test-slow schemas score bench lint types publish report train clean help

all: build ## Set up, build RAW into OUT, check what was written (the default)

build: $(OUT)/.checked ## Build RAW into OUT and check it, if anything changed

# The stamp is written last, so that a build with errors is tried again.
$(OUT)/.checked: $(VENV)/.ready $(CODE) $(ARTICLES)
	$(BIN)/dateline build $(RAW) --out $(OUT) --jobs $(JOBS)
	$(BIN)/dateline check $(OUT)
	touch $@

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dateline needs Python 3.11 or newer; name one with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

check: $(VENV)/.ready ## Prove from the written bytes that OUT keeps the contract
	$(BIN)/dateline check $(OUT)

test: $(VENV)/.ready ## Run the tests that take seconds
	$(BIN)/python -m pytest

test-slow: $(VENV)/.ready ## Run the tests that take minutes
	$(BIN)/python -m pytest -m slow

schemas: $(VENV)/.ready ## Bring schemas/ up to the code
	$(BIN)/dateline schemas --write

score: $(VENV)/.ready ## Precision, recall and F1 on CORPORA, by kind
	$(BIN)/python -m bench.score $(CORPORA)

bench: $(VENV)/.ready ## Speed and memory beside peers, as ratios
	$(BIN)/python -m bench.speed

lint: $(VENV)/.ready ## Lint and check the formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready ## Check the types, strictly
	$(BIN)/mypy

publish: build ## Publish a checked OUT as a release under RELEASES
	$(BIN)/dateline publish $(OUT) --to $(RELEASES)

report: build ## Write the reading room of OUT into OUT/site
	$(BIN)/dateline report $(OUT)

train: ## Train the language model anew from CORPORA (hours; see training/)
	$(PYTHON) -m training $(CORPORA)

clean: ## Remove what was built, not the environment
	rm -rf $(OUT) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F '\t' '{printf "  %-10s %s\n", $$1, $$2}'
