#!/bin/sh
# Looks the pinned libraries up among known vulnerabilities (OSV, by pip-audit). It needs a network, so `make check` does not do it.
# Ends with 0 where nothing is known, 1 where something is, 2 where nothing could be looked up: silence is no answer.
set -eu
cd "$(dirname "$0")/.."
tools=.tools/audit
found=$(mktemp)
trap 'rm -f "$found"' EXIT

if [ ! -x $tools/bin/pip-audit ]; then
    .venv/bin/python -m venv $tools
    $tools/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/audit.txt
fi
known=
for file in server teller dev; do
    rm -f "$found"
    $tools/bin/pip-audit --vulnerability-service osv --disable-pip --require-hashes -r requirements/$file.txt \
        --timeout 10 --progress-spinner off --format json --output "$found" >/dev/null 2>&1 || true
    if [ ! -s "$found" ]; then
        echo "audit: requirements/$file.txt was NOT looked up: the list of known vulnerabilities cannot be reached from here" >&2
        exit 2
    fi
    .venv/bin/python - "$found" "requirements/$file.txt" <<'PY' || known=yes
import json, sys

rows = json.load(open(sys.argv[1]))["dependencies"]
bad = [(row["name"], row["version"], hit["id"], ", ".join(hit["fix_versions"])) for row in rows for hit in row.get("vulns", ())]
for name, version, what, mended in bad:
    print(f"audit: {name} {version}: {what}, mended in {mended or 'nothing yet'}")
print(f"audit: {sys.argv[2]}: {len(rows)} looked up, {len(bad)} known vulnerabilities")
sys.exit(bool(bad))
PY
done
[ -z "$known" ]
