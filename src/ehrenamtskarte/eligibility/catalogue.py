"""Reads the published rules that the platform brings along."""

import csv
from importlib.resources import files
from io import StringIO

import msgspec

from ehrenamtskarte.eligibility.rules import RuleSet, RuleSets, Variant

_FLAGS: dict[str, object] = {"yes": True, "no": False}
_RENAMED = {
    "hours_per_year": ("minutes_per_year", 60),
    "hours_per_week": ("minutes_per_week", 60),
    "volunteer_allowance_eur": ("volunteer_allowance_cents", 100),
    "trainer_allowance_eur": ("trainer_allowance_cents", 100),
}


def shipped() -> RuleSets:
    """The statewide rules and the towns' variants, see data/SOURCES.md."""
    return parse((files(__package__) / "data" / "rule_variants.csv").read_text(encoding="utf-8"))


def parse(text: str) -> RuleSets:
    """Rule sets from CSV; a row without a town is statewide and must be complete.

    Raises msgspec.ValidationError for a row that is no rule set.
    """
    rows = list(csv.DictReader(StringIO(text)))
    return RuleSets(
        statewide=tuple(
            msgspec.convert(_values(row), RuleSet, strict=False) for row in rows if not row["ags"]
        ),
        municipal=tuple(msgspec.convert(_values(row), Variant, strict=False) for row in rows if row["ags"]),
    )


def _values(row: dict[str, str]) -> dict[str, object]:
    """The row's filled cells under the names and units of a rule set."""
    cells = {column: cell for column, cell in row.items() if cell and column != "issuing_body"}
    note = {"en": cells.pop("note", ""), "de": cells.pop("note_de", "")}
    values: dict[str, object] = {"note": note} if all(note.values()) else {}
    for column, cell in cells.items():
        name, factor = _RENAMED.get(column, (column, 0))
        values[name] = int(cell) * factor if factor else _FLAGS.get(cell, cell)
    if "other_grounds" in values:
        values["other_grounds"] = str(values["other_grounds"]).split()
    if "ags" in values:
        values |= {"municipality": values.pop("ags"), "name": values["municipality"]}
    return values
