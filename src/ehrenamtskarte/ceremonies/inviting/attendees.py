"""The persons of a party that holds places: there while it does, gone when it does not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.inviting.answer_rules import AlreadyInside, Said
from ehrenamtskarte.ceremonies.rules import LETS_IN
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id


async def hold_places(guest_ids: Sequence[UUID]) -> None:
    """One row for each place of these parties that have none yet: the guest by name, companions without."""
    await db.execute(
        "INSERT INTO attendee (id, ceremony, guest, position, name, wheelchair, sign_language, hearing_loop, diet, needs,"
        " photo_consent)"
        " SELECT gen_random_uuid(), g.ceremony, g.id, p, CASE p WHEN 0 THEN trim(g.given_name || ' ' || g.family_name)"
        " ELSE '' END, false, false, false, '', '', 'open'"
        " FROM guest g, generate_series(0, g.party - 1) p WHERE g.id = ANY($1)"
        " ON CONFLICT (guest, position) DO NOTHING",
        guest_ids,
    )


async def let_go(guest_ids: Sequence[UUID], *, now: datetime) -> None:
    """Take the persons of these parties off the list and end their tickets. Raises AlreadyInside."""
    found = await db.rows("SELECT id FROM attendee WHERE guest = ANY($1)", guest_ids)
    await _remove([row["id"] for row in found], now=now)


async def settle(ceremony: UUID, guest: UUID, name: str, persons: Sequence[Said], *, now: datetime) -> None:
    """Make the persons of a party those who were named, the guest first. Raises AlreadyInside."""
    there = await db.rows("SELECT id, position FROM attendee WHERE guest = $1 ORDER BY position", guest)
    matched = _matched(persons, there)
    free = iter(range(1 + max((row["position"] for row in there), default=-1), 10_000))
    kept = {row["id"] for row in matched if row}
    await _remove([row["id"] for row in there if row["id"] not in kept], now=now)
    rows = [
        (
            row["id"] if row else new_id(),
            row["position"] if row else next(free),
            said.name if number else name,
            said.wheelchair,
            said.sign_language,
            said.hearing_loop,
            said.diet,
            said.needs,
            str(said.photo_consent),
        )
        for number, (said, row) in enumerate(zip(persons, matched, strict=True))
    ]
    await db.execute(
        "INSERT INTO attendee (id, ceremony, guest, position, name, wheelchair, sign_language, hearing_loop, diet, needs,"
        " photo_consent)"
        " SELECT i, $1, $2, p, n, w, s, h, d, o, c FROM unnest($3::uuid[], $4::int[], $5::text[], $6::bool[], $7::bool[],"
        " $8::bool[], $9::text[], $10::text[], $11::text[]) AS t(i, p, n, w, s, h, d, o, c)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, wheelchair = excluded.wheelchair,"
        " sign_language = excluded.sign_language, hearing_loop = excluded.hearing_loop, diet = excluded.diet,"
        " needs = excluded.needs, photo_consent = excluded.photo_consent",
        ceremony, guest, *map(list, zip(*rows, strict=True)),
    )  # fmt: skip


def _matched(persons: Sequence[Said], there: Sequence[Any]) -> list[Any | None]:
    """The row of each person named: the guest first, companions by id, those without one in their order.

    Who is named without an id takes a row that is left, so that its ticket stays.
    """
    left = {row["id"]: row for row in there if row["position"] > 0}
    known = [left.pop(said.id, None) if said.id else None for said in persons[1:]]
    others = iter(list(left.values()))
    companions = [
        row or (None if said.id else next(others, None)) for said, row in zip(persons[1:], known, strict=True)
    ]
    return [next((row for row in there if row["position"] == 0), None), *companions]


async def _remove(attendees: Sequence[UUID], *, now: datetime) -> None:
    if not attendees:
        return
    if await db.scalar(
        "SELECT 1 FROM admission WHERE attendee = ANY($1) AND outcome = ANY($2) LIMIT 1",
        attendees,
        sorted(LETS_IN),
    ):
        raise AlreadyInside
    await db.execute(
        "UPDATE ticket SET ended_at = $2 WHERE attendee = ANY($1) AND ended_at IS NULL", attendees, now
    )
    await db.execute("DELETE FROM attendee WHERE id = ANY($1)", attendees)
