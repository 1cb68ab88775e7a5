"""The engagement of the month: one nominee for a month, shown from its first day; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.text import NOTHING_SAID, Text

MOST_MONTHS = 60
LONGEST_TEXT = 4000
DEAREST_CENTS = 100_000_000
MONTH = "^20[0-9]{2}-(0[1-9]|1[0-2])$"
"""How a month is written: 2027-03."""


class MonthTaken(Invalid):
    """One engagement for a month."""

    de = "Für diesen Monat haben Sie zwei Engagements gewählt. Bitte geben Sie jedem einen eigenen Monat."
    en = "You chose two engagements for this month. Please give each a month of its own."


class NomineeHasTwoMonths(Invalid):
    """One month for an engagement."""

    de = "Dieses Engagement hat schon einen anderen Monat."
    en = "This engagement already has another month."


class NotOnTheShortlist(Invalid):
    """Only nominees of the call get a month."""

    de = "Nur Nominierte dieser Ausschreibung können Engagement des Monats sein."
    en = "Only nominees of this call can be engagement of the month."


class MonthsNotForCancelled(Conflict):
    """Nothing is shown of a call that is cancelled."""

    de = "Diese Ausschreibung ist abgesagt; Monate lassen sich nicht mehr vergeben."
    en = "This call has been cancelled; its months can no longer be given away."


@dataclass(frozen=True, kw_only=True)
class PlannedMonth:
    """Who is shown in a month, with what money and words."""

    entry: UUID
    month: date
    prize_cents: int | None = None
    text: Text = NOTHING_SAID


def month_named(written: str) -> date:
    """The first day of a month that is written like `MONTH`."""
    return date.fromisoformat(f"{written}-01")


def written(month: date) -> str:
    """A month as addresses have it."""
    return f"{month:%Y-%m}"


def after(month: date) -> date:
    """The first day of the month that follows."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def check_plan(months: Sequence[PlannedMonth], nominees: Collection[UUID]) -> None:
    """Raises NotOnTheShortlist, MonthTaken, NomineeHasTwoMonths, each naming the line."""
    seen_months: set[date] = set()
    seen_entries: set[UUID] = set()
    for place, one in enumerate(months):
        if one.entry not in nominees:
            raise NotOnTheShortlist(field=f"months.{place}.entry")
        if one.month in seen_months:
            raise MonthTaken(field=f"months.{place}.month")
        if one.entry in seen_entries:
            raise NomineeHasTwoMonths(field=f"months.{place}.entry")
        seen_months.add(one.month)
        seen_entries.add(one.entry)
