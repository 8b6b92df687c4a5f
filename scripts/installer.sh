#!/bin/sh
# Builds the installed app: one folder by PyInstaller, the Debian package by nfpm; tries both out; writes dist/report.json.
# The environment it is built from holds the app's pinned requirements and the two builders, nothing of server or tests.
set -eu
cd "$(dirname "$0")/.."
environment=build/installer-env
stamp=$environment/.stamp
want=$(cat requirements/installer.txt .python-version | sha256sum | cut -d' ' -f1)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)

scripts/setup.sh window test installer
if [ "$(cat $stamp 2>/dev/null)" != "$want" ]; then
    echo "installer: making the environment that it is built from"
    rm -rf $environment
    .venv/bin/python -m venv $environment
    $environment/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/installer.txt
    echo "$want" >$stamp
fi

echo "installer: building the folder (two minutes)"
rm -rf dist
nice -n 10 $environment/bin/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build_installer.spec
echo "installer: packing coastal-teller_${version}_amd64.deb"
VERSION=$version nice -n 10 $environment/bin/nfpm package -f packaging/nfpm.yaml -p deb -t dist/
echo "installer: trying it out"
QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -m installer tests/installer
.venv/bin/python -m tests.installer.measure
