"""The rule sets in the database: loaded from the catalogue, read whenever somebody is assessed."""

from typing import Any

import msgspec

from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.eligibility import catalogue
from ehrenamtskarte.eligibility.rules import RuleSet, RuleSets, Variant

_COLUMNS = {"municipality", "name", "valid_from"}
"""What has a column, or is looked up, instead of lying in `rules`."""


async def load_rule_sets() -> int:
    """Write the rules that the platform brings along, save where somebody edited them; how many changed."""
    shipped = catalogue.shipped()
    every: list[RuleSet | Variant] = [*shipped.statewide, *shipped.municipal]
    return await db.execute(
        "INSERT INTO rule_set (id, municipality, valid_from, rules)"
        " SELECT * FROM unnest($1::uuid[], $2::text[], $3::date[], $4::jsonb[])"
        " ON CONFLICT (coalesce(municipality, ''), valid_from) DO UPDATE SET rules = excluded.rules"
        " WHERE rule_set.edited_at IS NULL AND rule_set.rules <> excluded.rules",
        [new_id() for _ in every],
        [rule_set.municipality for rule_set in every],
        [rule_set.valid_from for rule_set in every],
        [_stored(rule_set) for rule_set in every],
    )


def _stored(rule_set: RuleSet | Variant) -> str:
    fields = msgspec.to_builtins(rule_set)
    return msgspec.json.encode(
        {name: value for name, value in fields.items() if name not in _COLUMNS and value is not None}
    ).decode()


async def rule_sets() -> RuleSets:
    """Every rule set of state and towns; some dozens, so they are read each time and never stale."""
    found = await db.rows(
        "SELECT r.municipality, m.name, r.valid_from, r.rules"
        " FROM rule_set r LEFT JOIN municipality m ON m.ags = r.municipality"
    )
    return RuleSets(
        statewide=tuple(msgspec.convert(_fields(row), RuleSet) for row in found if not row["municipality"]),
        municipal=tuple(msgspec.convert(_fields(row), Variant) for row in found if row["municipality"]),
    )


def _fields(row: Any) -> dict[str, object]:
    rules: dict[str, object] = msgspec.json.decode(row["rules"])
    if row["municipality"]:
        rules |= {"municipality": row["municipality"], "name": row["name"]}
    return rules | {"valid_from": row["valid_from"]}
