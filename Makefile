# make demo: the whole road on the mini suite. make test: the tests. Both make their own virtual environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= demo
MODELS := multipriv/reader multipriv/sight multipriv/chance multipriv/prior multipriv/refuser multipriv/near-miss multipriv/oracle

.PHONY: demo test test-all lint docs clean

demo: $(VENV)/installed
	$(BIN)/multipriv build mini --out $(OUT)/mini
	$(BIN)/multipriv check $(OUT)/mini
	set -e; for model in $(MODELS); do $(BIN)/multipriv run $(OUT)/mini --model $$model --logs $(OUT)/logs; done
	$(BIN)/multipriv report $(OUT)/logs --dataset $(OUT)/mini --out $(OUT)/report

test: $(VENV)/installed-dev
	$(BIN)/pytest -m "not heavy" --numprocesses logical --maxprocesses 4 --dist loadfile

test-all: $(VENV)/installed-dev
	$(BIN)/pytest

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(VENV)/installed
	$(BIN)/multipriv build mini --out $(OUT)/mini --seed 1
	$(BIN)/python docs/tables.py $(OUT)/mini
	$(BIN)/python docs/illustrate.py $(OUT)/mini

clean:
	rm -rf $(VENV) $(OUT)

$(VENV)/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@
