"""Writes the table of settings in docs/operations.md from core/settings.py; with --check says whether it is current."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ehrenamtskarte" / "core" / "settings.py"
DOCUMENT = ROOT / "docs" / "operations.md"
BEGIN = "<!-- written by scripts/settings_table.py from core/settings.py -->\n"
END = "<!-- end of settings -->"


def table() -> str:
    """One row per field of Settings: the variable, its default, its docstring."""
    settings = next(
        node
        for node in ast.parse(SOURCE.read_text()).body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for field, told in zip(settings.body, settings.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and field.value is not None:
            name = ast.unparse(field.target).upper()
            rows.append(f"| `{name}` | {_default(field.value)} | {_text(told)} |")
    return "\n".join(rows) + "\n"


def _default(value: ast.expr) -> str:
    if isinstance(value, ast.Call):
        value = value.args[0]
    literal = ast.literal_eval(value)
    if literal == "":
        return ""
    return f"`{str(literal).lower() if isinstance(literal, bool) else literal}`"


def _text(told: ast.stmt) -> str:
    if not isinstance(told, ast.Expr):
        raise SystemExit("Every field of Settings has a docstring below it.")
    return str(ast.literal_eval(told.value))


def main() -> None:
    """Write, or compare."""
    text = DOCUMENT.read_text()
    before, rest = text.split(BEGIN)
    fresh = before + BEGIN + table() + END + rest.split(END)[1]
    if sys.argv[1:] == ["--check"]:
        if fresh != text:
            raise SystemExit("docs/operations.md does not list the settings as they are: run 'make api'.")
    else:
        DOCUMENT.write_text(fresh)


if __name__ == "__main__":
    main()
