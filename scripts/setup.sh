#!/bin/sh
# Makes a bare machine ready: Debian's packages, Python, .venv with the pinned requirements. Instant when nothing is missing.
#
#   scripts/setup.sh [GROUP ...]     groups of scripts/debian-packages.txt beside "run": window, test, bench, installer
#
# PYTHON=/path/to/python3.13 chooses the interpreter. As root missing packages are installed, else one line says what to run.
set -eu
cd "$(dirname "$0")/.."
groups="run $*"
venv=.venv
stamp=$venv/.setup-stamp
want=$(cat .python-version requirements/dev.txt scripts/debian-packages.txt | sha256sum | cut -d' ' -f1)

have_all() {
    [ -x $venv/bin/python ] && [ -f $stamp ] || return 1
    for group in $groups; do grep -qx "$group $want" $stamp || return 1; done
}

# Two makes at once must not install into one another.
wait_for_others() {
    command -v flock >/dev/null 2>&1 || return 0
    exec 9>.setup-lock
    flock 9
}

packages_of() {
    awk -v group="[$1]" '/^#/ { next } /^\[/ { inside = ($1 == group); next } inside { print }' scripts/debian-packages.txt
}

install_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=
    for name in "$@"; do
        dpkg-query -W -f='${Status}\n' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "Missing Debian packages. Run: sudo apt-get install -y --no-install-recommends$missing" >&2
        exit 1
    fi
    echo "setup: installing$missing"
    apt_install $missing || { apt-get update -qq && apt_install $missing; }
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# A candidate counts when it really runs, is new enough and can make an environment (a pyenv shim may exist and not run).
good_python() {
    "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

candidates() {
    wanted=$(cat .python-version)
    [ -z "${PYTHON:-}" ] || echo "$PYTHON"
    for version in "$wanted" 3.13 3.12; do
        command -v "python$version" || true
        ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python 2>/dev/null | sort -rV || true
        for uv in uv .tools/bin/uv; do "$uv" python find "$version" 2>/dev/null || true; done
    done
    command -v python3 || true
}

find_python() {
    candidates | while read -r candidate; do
        if good_python "$candidate"; then echo "$candidate"; break; fi
    done
}

# Debian 12 has 3.11. A newer Debian has what we need; else uv brings one.
fetch_python() {
    wanted=$(cat .python-version)
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt_install "python$wanted" "python$wanted-venv" 2>/dev/null || apt_install python3 python3-venv 2>/dev/null || true
        [ -z "$(find_python)" ] || return 0
    fi
    uv=$(command -v uv || true)
    if [ -z "$uv" ] && python3 -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install -q uv >&2; then
        uv=.tools/bin/uv
    fi
    [ -z "$uv" ] || "$uv" python install -q "$wanted" >/dev/null 2>&1 || true
}

make_environment() {
    python=$(find_python)
    if [ -z "$python" ]; then
        echo "setup: no Python 3.12 or newer here, fetching $(cat .python-version)" >&2
        fetch_python
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        echo "Python $(cat .python-version) is missing and could not be fetched. Install it and run again, or say where it is: PYTHON=/path/to/python make setup" >&2
        exit 1
    fi
    [ -x $venv/bin/python ] && good_python $venv/bin/python || "$python" -m venv --clear $venv
    echo "setup: installing the pinned requirements into $venv ($($venv/bin/python -V))"
    $venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
    # Where the environment forbids byte code, every start would compile the libraries again: three seconds each time.
    PYTHONDONTWRITEBYTECODE= $venv/bin/python -m compileall -q -j 0 $venv/lib >/dev/null 2>&1 || true
}

have_all && exit 0
wait_for_others
have_all && exit 0
# The word splitting is meant: a group is a list of names.
# shellcheck disable=SC2046
install_packages $(for group in $groups; do packages_of "$group"; done | tr ' ' '\n' | sort -u)
grep -qs "$want" $stamp && [ -x $venv/bin/python ] || make_environment
kept=$(grep -s " $want\$" $stamp || true)
{ echo "$kept"; for group in $groups; do echo "$group $want"; done; } | grep . | sort -u >$stamp.new
mv $stamp.new $stamp
