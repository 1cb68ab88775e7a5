#!/bin/sh
# Writes docs/openapi.json and the front end's types from the service, or with --check says whether they are current.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
document=docs/openapi.json
types=frontend/src/api/schema.d.ts
if [ "${1:-}" = --check ]; then
    fresh=$(mktemp -d)
    trap 'rm -rf "$fresh"' EXIT
else
    fresh=
fi
"$venv/bin/python" scripts/openapi.py >"${fresh:-docs}/openapi.json"
scripts/with-node.sh "$venv" npx --no-install openapi-typescript "${fresh:-../docs}/openapi.json" \
    --output "${fresh:-src/api}/schema.d.ts" >/dev/null
if [ "$fresh" ]; then
    cmp "$fresh/openapi.json" "$document" && cmp "$fresh/schema.d.ts" "$types" || {
        echo "The API changed: run 'make api' and commit $document and $types." >&2
        exit 1
    }
fi
