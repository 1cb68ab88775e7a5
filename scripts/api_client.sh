#!/bin/sh
# Writes docs/openapi.json and the front end's types from the service, or with --check says whether they are current.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
document=docs/openapi.json
types=frontend/src/api/schema.d.ts
# Both are made elsewhere first: a service that does not start leaves the committed ones as they are.
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"$venv/bin/python" scripts/openapi.py >"$fresh/openapi.json"
scripts/with-node.sh "$venv" npx --no-install openapi-typescript "$fresh/openapi.json" \
    --output "$fresh/schema.d.ts" >/dev/null
if [ "${1:-}" = --check ]; then
    cmp "$fresh/openapi.json" "$document" && cmp "$fresh/schema.d.ts" "$types" || {
        echo "The API changed: run 'make api' and commit $document and $types." >&2
        exit 1
    }
else
    # Copied, not moved: the files keep their permissions.
    cp "$fresh/openapi.json" "$document"
    cp "$fresh/schema.d.ts" "$types"
fi
