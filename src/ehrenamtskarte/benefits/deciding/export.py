"""An office's offers as a file, in the columns that lists are handed in with, so that it can come back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.deciding import inbox
from ehrenamtskarte.benefits.deciding.inbox import Wanted
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of

TITLES = (
    "id", "provider", "title", "title_en", "category", "kind", "value", "regular_price_eur", "card_price_eur", "conditions",
    "conditions_en", "municipality", "postal_code", "street", "website", "valid_from", "valid_until", "cards", "status",
    "confirmed_on",
)  # fmt: skip

_COLUMNS = """b.id, c.name AS provider, b.title_de, b.title_en, b.category, b.kind, b.percent, b.amount_cents,
 b.regular_cents, b.card_cents, b.conditions_de, b.conditions_en, c.statewide, m.name AS seat, v.town, v.postal_code, v.street,
 c.website, b.valid_from, b.valid_until, b.cards, b.status, b.confirmed_at"""


async def as_file(office: UUID | None, wanted: Wanted, *, actor: Actor, now: datetime) -> bytes:
    """The same offers as the list, by company, each with its first venue. Raises NotFound, SecondFactorNeeded."""
    found = await inbox.every(office, wanted, _COLUMNS, actor=actor, now=now)
    return csv_of([TITLES, *(_cells(row) for row in found)])


def _cells(row: Any) -> Sequence[str]:
    return (
        str(row["id"]),
        row["provider"],
        row["title_de"],
        row["title_en"],
        row["category"],
        row["kind"],
        str(row["percent"]) if row["percent"] is not None else _euros(row["amount_cents"]),
        _euros(row["regular_cents"]),
        _euros(row["card_cents"]),
        row["conditions_de"],
        row["conditions_en"],
        "" if row["statewide"] else row["town"] or row["seat"],
        row["postal_code"] or "",
        row["street"] or "",
        row["website"],
        row["valid_from"].isoformat() if row["valid_from"] else "",
        row["valid_until"].isoformat() if row["valid_until"] else "",
        row["cards"],
        row["status"],
        row["confirmed_at"].date().isoformat(),
    )


def _euros(cents: int | None) -> str:
    return "" if cents is None else f"{cents // 100}.{cents % 100:02}"
