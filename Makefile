# Two commands do everything: `make run` and `make test`. The rest is for those who work on Buurtlens.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WAREHOUSE ?= data/warehouse.duckdb
RAW ?= data/raw
export BUURTLENS_WAREHOUSE ?= $(WAREHOUSE)
PORT := $(or $(BUURTLENS_PORT),8050)
SERVE = $(BIN)/python -m gunicorn --workers 2 --threads 4 --no-control-socket --bind 127.0.0.1:$(PORT) --access-logfile /dev/null app:server

.PHONY: help run test fast check format etl demo bench docs setup setup-dev browser clean

help:
	@echo "make run    set up, build the demo when there is no warehouse, serve on http://127.0.0.1:$(PORT)"
	@echo "make run GEMEENTE=Utrecht   the same for a real gemeente: fetches its figures first (name or code)"
	@echo "make test   set up and run all tests"
	@echo "make check  ruff, mypy, import-linter, generated docs in step"
	@echo "make etl    build $(WAREHOUSE) from RAW=$(RAW), with figures (OWN=) and divisions (AREAS=) of your own"
	@echo "make demo   (re)build the fictional demo region into $(WAREHOUSE)"
	@echo "make bench  measure speed beside a plain baseline"

$(VENV)/.runtime: requirements.txt
	@echo "Setting up Python packages in $(VENV) (one to three minutes the first time) ..."
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Buurtlens needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Could not make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/.runtime
	@echo "Setting up the test packages (half a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

# The server looks addresses up at PDOK when its own figures have no answer; `BUURTLENS_LOCATIESERVER= make run` switches that off.
run: export BUURTLENS_LOCATIESERVER ?= https://api.pdok.nl/bzk/locatieserver/search/v3_1

ifdef GEMEENTE
# Folder and file only where they were chosen: else those of the settings, and data/<gemeente>.duckdb.
QUICK := $(if $(filter-out file,$(origin RAW)),--raw "$(RAW)",)
QUICK += $(if $(filter-out file,$(origin WAREHOUSE) $(origin BUURTLENS_WAREHOUSE)),--warehouse "$$BUURTLENS_WAREHOUSE",)

run: setup
	@place="$$($(BIN)/python -m etl quick-start "$$GEMEENTE" $(QUICK))" || exit 1; \
	export BUURTLENS_WAREHOUSE="$${place#* }"; \
	echo "Buurtlens is served on http://127.0.0.1:$(PORT)/?gebied=$${place%% *}  (stop with Ctrl+C)"; \
	$(SERVE)
else
run: setup
	@if [ ! -f "$$BUURTLENS_WAREHOUSE" ]; then \
	  echo "No warehouse at $$BUURTLENS_WAREHOUSE yet: building the fictional demo region (under a minute) ..."; \
	  $(BIN)/python -m etl demo --warehouse "$$BUURTLENS_WAREHOUSE"; fi
	@echo "Buurtlens is served on http://127.0.0.1:$(PORT)  (stop with Ctrl+C)"
	@$(SERVE)
endif

test: setup-dev browser
	@echo "Running all tests (some fifteen to twenty minutes on two cores) ..."
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

fast: setup-dev
	@$(BIN)/python -m pytest -n 2 -m "not browser and not real and not whole" $(ARGS)

browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser tests (a minute) ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  fi; }
	@command -v chromium >/dev/null || echo "!!! No chromium on this machine: every browser test will be SKIPPED. Install it with: sudo apt-get install chromium"

check: setup-dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m etl.catalogue.docs --check

format: setup-dev
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

docs: setup
	@$(BIN)/python -m etl.catalogue.docs

etl: setup
	@$(BIN)/python -m etl build --raw $(RAW) --warehouse $(WAREHOUSE) $(addprefix --own ,$(OWN)) $(addprefix --areas ,$(AREAS))

demo: setup
	@$(BIN)/python -m etl demo --warehouse $(WAREHOUSE)

bench: setup-dev
	@$(BIN)/python -m bench $(ARGS)

clean:
	rm -rf $(VENV) data/build data/demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
