"""Lists of cards: the holder's own, and those an office has issued."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.cards import policies
from ehrenamtskarte.cards.rules import CardStatus
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word

_FIELDS = (
    "c.id, c.kind, c.display_name, b.number AS issuer_number, b.name AS issuer_name, c.status, c.valid_from,"
    " c.valid_until, c.issued_at, c.revoked_at, c.reason"
)


@dataclass(frozen=True)
class DeviceLine:
    """A phone that carries or carried the card."""

    id: UUID
    label: str
    status: str
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True)
class OwnCard:
    """A card as its holder sees it."""

    card: dict[str, Any]
    devices: list[DeviceLine]


async def own_cards(actor: Actor) -> list[OwnCard]:
    """The cards of a person, the newest first, each with its phones."""
    found = await db.rows(
        f"SELECT {_FIELDS}, coalesce((SELECT json_agg(json_build_object('id', d.id, 'label', d.label, 'status', d.status,"  # noqa: S608
        " 'created_at', d.created_at, 'expires_at', (SELECT max(r.expires_at) FROM credential r WHERE r.device = d.id))"
        " ORDER BY d.created_at DESC) FROM device d WHERE d.card = c.id AND d.status IN ('pending', 'active')), '[]') AS devices"
        " FROM card c JOIN issuing_body b ON b.id = c.issuing_body WHERE c.person = $1"
        " ORDER BY c.status = 'active' DESC, c.issued_at DESC",
        actor.person_id,
    )
    return [
        OwnCard(
            {name: value for name, value in card.items() if name != "devices"},
            msgspec.json.decode(card["devices"], type=list[DeviceLine]),
        )
        for card in found
    ]


async def cards_of_issuing_body(
    issuing_body: UUID,
    *,
    actor: Actor,
    status: CardStatus | None = None,
    q: str = "",
    cursor: str | None = None,
) -> tuple[list[dict[str, Any]], str | None, int]:
    """The cards an office has issued, by name; the page, its cursor, and how many match. Raises NotFound."""
    policies.must_manage(actor, issuing_body)
    matches = (
        "c.issuing_body = $1 AND ($2::text IS NULL OR c.status = $2) AND c.sort_key LIKE ALL($3::text[])"
    )
    found = await db.rows(
        f"SELECT {_FIELDS}, c.sort_key, p.given_name, p.family_name,"  # noqa: S608 - constants
        " (SELECT count(*) FROM device d WHERE d.card = c.id AND d.status = 'active') AS phones"
        " FROM card c JOIN issuing_body b ON b.id = c.issuing_body JOIN person p ON p.id = c.person"
        f" WHERE {matches} AND ($4::text IS NULL OR (c.sort_key, c.id) > ($4, $5::uuid))"
        " ORDER BY c.sort_key, c.id LIMIT $6",
        issuing_body, status, every_word(q), *(values_of(cursor, 2) or (None, None)), PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(
        f"SELECT count(*) FROM card c WHERE {matches}",  # noqa: S608 - constants
        issuing_body,
        status,
        every_word(q),
    )
    items = [dict(card) for card in found[:PAGE_SIZE]]
    last = items[-1] if len(found) > PAGE_SIZE else None
    return items, cursor_of(last["sort_key"], str(last["id"])) if last else None, total
