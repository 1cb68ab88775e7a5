"""From an approved application to a card."""

from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.accounts.events import PersonClaimed
from ehrenamtskarte.applications.events import ApplicationApproved
from ehrenamtskarte.cards.display_name import display_name
from ehrenamtskarte.cards.events import CardIssued, StatusChanged
from ehrenamtskarte.cards.tables import Card
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.sorting import sort_key


async def card(card_id: UUID) -> Card:
    """One card, whoever asks. Raises NotFound."""
    found = await Card.objects().get(Card.id == card_id)
    if found is None:
        raise NotFound
    return found


async def locked_card(card_id: UUID) -> Card:
    """One card, held against others until the transaction ends. Raises NotFound."""
    found = await Card.objects().lock_rows().get(Card.id == card_id)
    if found is None:
        raise NotFound
    return found


async def issue(event: ApplicationApproved) -> None:
    """Give the approved person a card; an older one of the same kind is replaced."""
    # Held, so that the same approval twice, or two approvals at once, come one after the other.
    await db.execute("SELECT 1 FROM person WHERE id = $1 FOR UPDATE", event.person_id)
    if await Card.exists().where(Card.application == event.application_id):
        return
    person = await people.person(event.person_id)
    card_id = new_id()
    await _replace_older(event.person_id, event.kind)
    await db.execute(
        "INSERT INTO card (id, person, application, issuing_body, kind, display_name, sort_key, status, valid_from,"
        " valid_until, issued_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, '')",
        card_id, event.person_id, event.application_id, event.issuing_body_id, event.kind,
        display_name(person.given_name, person.family_name),
        f"{sort_key(person.family_name)} {sort_key(person.given_name)}".strip(),
        event.valid_from, event.valid_until, clock.now(),
    )  # fmt: skip
    await audit.record(
        "card_issued", actor=None, subject=card_id, tenant=event.issuing_body_id, kind=event.kind
    )
    await publish(CardIssued(card_id=card_id))


async def _replace_older(person_id: UUID, kind: str) -> None:
    older = await db.rows(
        "UPDATE card SET status = 'replaced' WHERE person = $1 AND kind = $2 AND status = 'active' RETURNING id",
        person_id, kind,
    )  # fmt: skip
    if older:
        await end_devices([row["id"] for row in older], status="replaced")


async def end_devices(cards: list[UUID], *, status: str, but: UUID | None = None) -> None:
    """End every phone of these cards (but one) and revoke what they carry."""
    now = clock.now()
    await db.execute(
        "UPDATE device SET status = $2, ended_at = $3 WHERE card = ANY($1) AND status IN ('pending', 'active')"
        " AND ($4::uuid IS NULL OR id <> $4)",
        cards, status, now, but,
    )  # fmt: skip
    revoked = await db.execute(
        "UPDATE credential c SET revoked_at = $2, token = '' FROM device d WHERE d.id = c.device AND d.card = ANY($1)"
        " AND c.revoked_at IS NULL AND ($3::uuid IS NULL OR d.id <> $3)",
        cards, now, but,
    )  # fmt: skip
    if revoked:
        await publish(StatusChanged())


async def follow_claim(event: PersonClaimed) -> None:
    """Move cards of a reserved person to the person who claimed them."""
    await db.execute("UPDATE card SET person = $2 WHERE person = $1", event.reserved_id, event.person_id)
