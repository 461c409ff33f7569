# Two commands do everything: `make brief` and `make test`. Both set up first.
PYTHON ?= python3
BIN = .venv/bin
SAMPLE = data/raw/idlib-ceasefire-2020-03-05.txt

.PHONY: brief test setup check lint lock sample lab bench clean

brief: setup ## the main job on the shipped sample
	$(BIN)/sitrep brief $(SAMPLE) --published 2020-03-05 --out reports

test: setup lint ## everything CI runs
	$(BIN)/python -m pytest -n 2 --dist worksteal

setup: .venv/ready ## a virtual environment with the pinned packages

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: setup ## lexicons sound? what did the last edit change?
	$(BIN)/sitrep check

lab: setup ## the notebooks, interactively
	$(BIN)/jupyter lab notebooks

sample: setup ## renew reports/sample
	rm -rf reports/.sample && $(BIN)/sitrep brief $(SAMPLE) --published 2020-03-05 --out reports/.sample
	rm -rf reports/sample && mv reports/.sample/* reports/sample && rmdir reports/.sample
	$(BIN)/python -c "import pypdfium2; pypdfium2.PdfDocument('reports/sample/brief.pdf')[0].render(scale=1.4).to_pil().save('reports/sample/brief.png')"

bench: setup ## timings, by hand
	$(BIN)/python benchmarks/analyse.py
	$(BIN)/python benchmarks/brief.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/corpus.py

lock: setup ## renew the pins (no addresses are written)
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --no-emit-index-url --no-header --output-file requirements.lock --quiet --upgrade

clean:
	rm -rf .venv data/interim data/processed
