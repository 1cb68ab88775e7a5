"""Rule sets of state and towns, and what people declare about themselves."""

from piccolo.columns import JSONB, UUID, Date, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check
from piccolo.table import Table

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.regions.tables import Municipality


class RuleSet(Table):
    """What the card asks for from a day on: in the state, or differently in one town.

    `rules` holds the fields of `rules.RuleSet`, for a town only those that differ. Unique per town and day by an
    index. Without `edited_at` a row follows the catalogue the platform brings along.
    """

    id = UUID(primary_key=True, default=None)
    municipality = ForeignKey(Municipality, null=True, default=None, on_delete=OnDelete.restrict)
    valid_from = Date(default=None)
    rules = JSONB(default="{}")
    edited_at = Timestamptz(null=True, default=None)

    rules_by_name = Check("jsonb_typeof(rules) = 'object'")


class Declaration(Table):
    """What a person says about allowances and proofs; without `allowances` they have not said."""

    person = ForeignKey(Person, primary_key=True, null=False, on_delete=OnDelete.cascade)
    allowances = JSONB(null=True, default=None)
    proofs = JSONB(default="[]")
    declared_at = Timestamptz(default=TimestamptzNow())
