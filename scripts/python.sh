#!/bin/sh
# Makes the virtual environment and puts uv beside it, from a Python that is new enough.
set -eu
cd "$(dirname "$0")/.."
venv=$1

python=
for candidate in python3.13 python3.12 python3.11 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "This needs Python 3.11 or later, and found none: install it, then try again." >&2
    exit 1
fi

if ! "$venv/bin/python" -c '' 2>/dev/null; then
    echo "Making $venv with $("$python" --version)"
    "$python" -m venv --without-pip "$venv"
fi

pip() { "$venv/bin/python" -m pip "$@"; }
if ! pip --version >/dev/null 2>&1; then
    # Debian ships pip and the ability to install it apart from Python; either will do.
    if "$venv/bin/python" -m ensurepip --version >/dev/null 2>&1; then
        "$venv/bin/python" -m ensurepip >/dev/null
    elif "$python" -m pip --version >/dev/null 2>&1; then
        pip() { "$python" -m pip "$@"; }
    elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        apt-get install -y -qq python3-pip
        pip() { python3 -m pip "$@"; }
    else
        echo "$python has no pip. On Debian or Ubuntu: apt install python3-pip" >&2
        exit 1
    fi
fi
rm -rf "$venv/uv"
pip install --quiet --disable-pip-version-check --root-user-action ignore --require-hashes --no-deps \
    --target "$venv/uv" -r requirements/bootstrap.txt
