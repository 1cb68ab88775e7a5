"""Rules of the house that no tool knows; each message says what to do."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "ehrenamtskarte"
PURE_PARTS_OF_THE_CLOCK = {"BERLIN", "berlin_day"}
NO_DOMAINS = {"core", "demo"}
DOMAIN_FILES = {"controllers.py", "policies.py", "rules.py", "service.py", "tables.py", "tasks.py"}


def _rules() -> list[Path]:
    return sorted(PACKAGE.glob("*/rules.py"))


def test_rules_do_not_look_at_the_clock() -> None:
    for path in _rules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "ehrenamtskarte.core.clock":
                names = {name.name for name in node.names}
                assert names <= PURE_PARTS_OF_THE_CLOCK, f"{path}: take the time as an argument"
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"now", "today", "utcnow"}, f"{path}: take the time as an argument"


def test_every_domain_is_layered_inside() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layered = next(set(one["containers"]) for one in contracts if one["name"].startswith("Inside a domain"))
    domains = {
        f"ehrenamtskarte.{folder.name}"
        for folder in PACKAGE.iterdir()
        if folder.name not in NO_DOMAINS and DOMAIN_FILES & {file.name for file in folder.glob("*.py")}
    }
    assert domains == layered, "list the domain in pyproject.toml, contract 'Inside a domain'"
