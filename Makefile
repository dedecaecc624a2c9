PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXTRAS := build notebooks parquet cluster test

.PHONY: run test lab build notebooks lint docs lock clean

## run: everything from data/raw to reports/.../index.html
run: build
	$(BIN)/tradestudy run

build: $(READY)
	$(BIN)/tradestudy build

## test: format, lint, types, tests with doctests, notebooks
test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/tradestudy check
	$(BIN)/pytest -n 2 --dist loadfile
	$(BIN)/pytest -n 2 --dist loadfile --nbval -o addopts= notebooks

## lab: JupyterLab on notebooks/
lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=notebooks

## notebooks: execute the notebooks where they stand, so that their stored outputs are those of today's data
notebooks: build
	$(BIN)/python -m tradestudy.report notebooks

lint: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/mypy

## docs: what is generated: codebook, functions, figures, environment.yml
docs: $(READY)
	$(BIN)/python docs/write_api.py
	$(BIN)/python docs/write_results.py
	$(BIN)/python -m tradestudy.tables > docs/codebook.md
	$(BIN)/pyproject2conda yaml $(EXTRAS:%=-e %) --python-include infer --channel conda-forge --name tradestudy -d pip -r "-e ." > environment.yml

## lock: new exact versions (needs uv)
lock:
	uv pip compile pyproject.toml $(EXTRAS:%=--extra %) --universal --python-version 3.11 --no-header --no-annotate -q -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("tradestudy needs Python 3.11 or newer; found " + sys.version.split()[0] + ". Say which: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -c "import matplotlib.font_manager"  # builds the font cache once, not within a notebook
	@touch $(READY)

clean:
	rm -rf $(VENV) reports .pytest_cache .mypy_cache .ruff_cache .hypothesis
