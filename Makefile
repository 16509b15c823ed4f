# What a person types. `make try` and `make test` need Python 3.11+ and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
# Named by what is installed, so that a newer file of the same content sets nothing up again.
READY := .venv/.ready-$(shell cat requirements-boot.txt requirements-dev.txt pyproject.toml | cksum | cut -d' ' -f1)
# What only the three targets with a client need: packages of npm, and Playwright in .venv.
NODE_READY := client/node_modules/.ready-$(shell cat client/package-lock.json client/.npmrc | cksum | cut -d' ' -f1)
CLIENT_READY := $(READY)-client-$(shell cksum < requirements-client.txt | cut -d' ' -f1)

.PHONY: try test check lock image-test try-slack client-test pictures clean
.DELETE_ON_ERROR:

try: $(READY) ## a terminal in which to ask Footnote, without Slack
	@$(BIN)/footnote console

test: $(READY) ## the tests
	@echo "Running the tests: three and a half minutes on two cores, no network; they start a PostgreSQL of their own."
	@$(BIN)/pytest -n auto --dist worksteal

check: $(READY) ## lint, format, types, import contracts, the fact base, the Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/footnote check

lock: $(READY) ## write the pinned requirements anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q --extra postgres -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q --all-extras --group dev -c requirements.txt -o requirements-dev.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q --group client -c requirements-dev.txt -o requirements-client.txt

image-test: $(READY) ## build the image and run it, without an engine (root, Debian, about 90 s)
	.ci/image-test

try-slack: $(READY) $(NODE_READY) ## Footnote in a local Slack, to look at in a browser (Node, Linux x64)
	@$(BIN)/python -m client.try_slack

# The local Slack listens on every address: here it gets a network that has none but loopback's.
client-test: $(CLIENT_READY) $(NODE_READY) ## the tests in a local Slack and a browser (Node, Chromium, root; a minute)
	@command -v chromium > /dev/null && command -v ip > /dev/null && unshare -n true || { echo "The browser tests need root (for a network of their own) and: apt-get install chromium iproute2."; exit 1; }
	unshare -n sh -c 'ip link set lo up && exec $(BIN)/pytest tests/client'

pictures: $(CLIENT_READY) $(NODE_READY) ## draw README's pictures of Slack anew (Node, Chromium)
	@$(BIN)/python -m docs.pictures

clean: ## remove the virtual environment and caches
	rm -rf .venv client/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# uv installs the locked set in seconds; where it has no build for the machine, pip does it in a minute.
$(READY):
	@echo "First time: setting up .venv (10 s with a network; later runs skip this and need none)."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Footnote needs Python 3.11 or newer; set PYTHON=… to one.")'
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-boot.txt \
		&& $(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements-boot.txt requirements-dev.txt \
		|| $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(READY)

$(CLIENT_READY): $(READY)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-client.txt
	@touch $@

$(NODE_READY):
	@command -v npm > /dev/null || { echo "This needs Node.js 18 or newer, with npm, which is not on the path."; exit 1; }
	@echo "First time: installing client/node_modules (5 s with a network; later runs skip this and need none)."
	@cd client && npm ci --silent
	@touch $@
