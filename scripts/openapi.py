"""Prints the service's OpenAPI document, as `GET /api/openapi.json` in demo mode answers it."""

import json
import os
import sys

os.environ["DEMO"] = "true"

from ehrenamtskarte import app

json.dump(app.build().openapi_schema.to_schema(), sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
sys.stdout.write("\n")
