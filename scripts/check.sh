#!/bin/sh
# Everything that is decided without running the product: style, types, floors, tidiness, wiring. Says each step's time.
# Ends non-zero when any step failed, after all of them ran.
set -u
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
bin=.venv/bin
failed=

step() {
    name=$1
    shift
    begun=$(date +%s)
    if "$@"; then word=ok; else word=FAILED; failed="$failed $name"; fi
    echo "check: $name $word ($(($(date +%s) - begun)) s)"
}

step ruff $bin/ruff check -q .
step format $bin/ruff format --check --output-format concise .
step types $bin/mypy --no-error-summary
step floors $bin/lint-imports --no-logo
# SQL in strings is ruff's to judge (S608): there each place says its reason.
step bandit $bin/bandit -q -r contract server teller_app --severity-level medium --skip B608
step dependencies $bin/deptry --no-ansi .
step tidy $bin/python -m pytest tests/test_tidy.py tests/test_wiring.py
if [ -n "$failed" ]; then echo "check: FAILED:$failed"; exit 1; fi
echo "check: all good"
