# Each target makes its own set-up first (instant when nothing is missing). Without make: the plain commands in README.md.

PY := .venv/bin/python
T ?= tests
ARGS ?=
URL ?= sqlite:///coastal.db

.PHONY: help setup demo test check audit shots approve-pictures bench soak serve installer clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    a bank on this machine and the counter before it (without a screen: a whole day, driven)"
	@echo "make test    all tests (T=tests/contract for a part)"
	@echo "make check   style, types, floors, tidiness, wiring"
	@echo "make audit   looks the pinned libraries up among known vulnerabilities (needs a network)"
	@echo "make shots   pictures of every screen into shots-out/"
	@echo "make approve-pictures   what is painted today becomes what tests/visual compares with (ARGS=names)"
	@echo "make bench   measurements into bench-out/results.json"
	@echo "make soak    a long day with faults"
	@echo "make serve   the server (URL=$(URL))"
	@echo "make installer  the app as one folder and as a Debian package into dist/, tried out"
	@echo "make setup   only make this machine ready;  make clean  remove what was made"

setup:
	@scripts/setup.sh window test bench

demo:
	@scripts/setup.sh
	$(PY) -m tests.demo $(ARGS)

test:
	@scripts/setup.sh window test
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 3 --dist loadgroup $(T) $(ARGS)

check:
	@scripts/setup.sh test
	@scripts/check.sh

audit:
	@scripts/setup.sh
	@scripts/audit.sh

shots:
	@scripts/setup.sh window
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.shots $(ARGS)

approve-pictures:
	@scripts/setup.sh
	$(PY) -m tests.visual $(ARGS)

bench:
	@scripts/setup.sh window bench
	@scripts/peers.sh || echo "bench: the Django peer could not be installed, its figure is left out"
	$(PY) -m tests.bench $(ARGS)

soak:
	@scripts/setup.sh test
	$(PY) -m tests.soak $(ARGS)

serve:
	@scripts/setup.sh
	$(PY) -m server serve --migrate --url $(URL) $(ARGS)

installer:
	@scripts/installer.sh

clean:
	rm -rf .venv .tools .setup-lock .bytecode .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist demo-out shots-out bench-out
	find contract server teller_app tests -name __pycache__ -type d -prune -exec rm -rf {} +
