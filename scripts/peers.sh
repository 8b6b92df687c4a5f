#!/bin/sh
# The Django peer of the benchmarks in an environment of its own (bench-data/peers); the product never sees these packages.
set -eu
cd "$(dirname "$0")/.."
place=bench-data/peers
[ -x $place/bin/gunicorn ] && exit 0
mkdir -p bench-data
.venv/bin/python -m venv --clear $place
$place/bin/python -m pip install -qq --disable-pip-version-check -r requirements/peers.in
