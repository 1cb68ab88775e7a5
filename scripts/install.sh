#!/bin/sh
# Installs one lock file into the virtual environment, exactly, and the project itself from this checkout.
set -eu
cd "$(dirname "$0")/.."
venv=$1
echo "Installing $2"
"$UV" pip sync --quiet --python "$venv/bin/python" --require-hashes "$2"

packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "$PWD/src" >"$packages/ehrenamtskarte.pth"
cat >"$venv/bin/ehrenamtskarte" <<SCRIPT
#!$PWD/$venv/bin/python
import sys

from ehrenamtskarte.cli import main

sys.exit(main())
SCRIPT
chmod +x "$venv/bin/ehrenamtskarte"
ln -sf ../uv/bin/uv "$venv/bin/uv"
