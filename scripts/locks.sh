#!/bin/sh
# Writes the lock files of requirements/, or with --check says whether they still fit pyproject.toml.
# They hold versions and hashes and name no host: any index may serve them.
set -eu
cd "$(dirname "$0")/.."
mode=${1:-write}
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

compile() {
    name=$1
    shift
    # Starting from the present file keeps its versions where they still fit.
    [ "$mode" = --upgrade ] || cp "requirements/$name.txt" "$fresh/$name.txt" 2>/dev/null || true
    UV_CUSTOM_COMPILE_COMMAND="make lock" "$UV" pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-annotate -o "$fresh/$name.txt" "$@"
}

compile run pyproject.toml
compile test pyproject.toml --group test
compile bootstrap --group bootstrap
compile node --group node

for name in run test bootstrap node; do
    if grep -E '^-|://' "$fresh/$name.txt"; then
        echo "requirements/$name.txt names a host." >&2
        exit 1
    fi
    if [ "$mode" = --check ]; then
        cmp -s "$fresh/$name.txt" "requirements/$name.txt" || {
            echo "requirements/$name.txt does not fit pyproject.toml: run 'make lock' and commit it." >&2
            exit 1
        }
    else
        cp "$fresh/$name.txt" "requirements/$name.txt"
    fi
done
if grep -n '"resolved"' frontend/package-lock.json; then
    echo "frontend/package-lock.json names hosts: run 'npm install' with the project's .npmrc." >&2
    exit 1
fi
