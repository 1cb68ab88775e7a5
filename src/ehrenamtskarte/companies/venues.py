"""The venues of a company: where they are, when they open, how one gets in."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.companies import offices, places, rules
from ehrenamtskarte.companies.events import CompanyChanged
from ehrenamtskarte.companies.places import Opening, Point, Town, VenueData
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.regions import service as regions

_COLUMNS = (
    "name, sort_key, street, postal_code, municipality, latitude, longitude, exact, opening_hours, opening_note_de,"
    " opening_note_en, step_free, accessible_toilet, accessibility_de, accessibility_en"
)
_PLACEHOLDERS = ", ".join(
    f"${n}::jsonb" if column == "opening_hours" else f"${n}"
    for n, column in enumerate(_COLUMNS.split(", "), start=3)
)
_SHOWN = (
    f"SELECT v.id, {', '.join('v.' + column for column in _COLUMNS.split(', ') if column != 'sort_key')}, v.revision,"  # noqa: S608 - constants
    " m.name AS municipality_name FROM venue v JOIN municipality m ON m.ags = v.municipality"
)
_openings = msgspec.json.Decoder(list[Opening])


async def of_company(company_id: UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """The open venues by name. Raises NotFound."""
    await offices.company_to_see(company_id, actor=actor)
    found = await db.rows(
        f"{_SHOWN} WHERE v.company = $1 AND v.closed_at IS NULL ORDER BY v.sort_key, v.id", company_id
    )
    return [_shown(venue) for venue in found]


async def add(company_id: UUID, data: VenueData, *, actor: Actor) -> dict[str, Any]:
    """Add a venue. Raises NotFound, TooManyVenues, VenueAlreadyThere and what is wrong with the data."""
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor, lock=True)
        return await add_first(company_id, data, actor=actor)


async def add_first(company_id: UUID, data: VenueData, *, actor: Actor) -> dict[str, Any]:
    """The same for a company that registers in this very transaction; whoever asks."""
    values = await _values(data)
    open_ones = await db.scalar(
        "SELECT count(*) FROM venue WHERE company = $1 AND closed_at IS NULL", company_id
    )
    if open_ones >= places.MOST_VENUES:
        raise places.TooManyVenues(most=places.MOST_VENUES)
    # One that was closed opens again: what was redeemed there stays with it.
    venue_id = await db.scalar(
        f"INSERT INTO venue (id, company, {_COLUMNS}, revision) VALUES ($1, $2, {_PLACEHOLDERS}, 1)"  # noqa: S608 - constants
        f" ON CONFLICT (company, municipality, sort_key) DO UPDATE SET ({_COLUMNS}) = ({_excluded()}),"
        " revision = venue.revision + 1, closed_at = NULL WHERE venue.closed_at IS NOT NULL RETURNING id",
        new_id(), company_id, *values,
    )  # fmt: skip
    if venue_id is None:
        raise places.VenueAlreadyThere(field="name")
    await audit.record("venue_added", actor=actor.person_id, subject=venue_id, tenant=company_id)
    await publish(CompanyChanged(company_id=company_id))
    return await _one(company_id, venue_id)


def _excluded() -> str:
    return ", ".join(f"excluded.{column}" for column in _COLUMNS.split(", "))


async def change(
    company_id: UUID, venue_id: UUID, data: VenueData, *, revision: int | None, actor: Actor
) -> dict[str, Any]:
    """Change a venue that was edited at this revision.

    Raises NotFound, ChangedMeanwhile, VenueAlreadyThere and what is wrong with the data.
    """
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor, lock=True)
        known = await db.scalar(
            "SELECT revision FROM venue WHERE id = $1 AND company = $2 AND closed_at IS NULL FOR UPDATE",
            venue_id, company_id,
        )  # fmt: skip
        if known is None:
            raise NotFound
        if known != revision:
            raise rules.ChangedMeanwhile
        values = await _values(data)
        await _check_free(company_id, venue_id, data.municipality, values[1])
        await db.execute(
            f"UPDATE venue SET ({_COLUMNS}) = ({_PLACEHOLDERS}), revision = revision + 1"  # noqa: S608 - constants
            " WHERE id = $1 AND company = $2",
            venue_id, company_id, *values,
        )  # fmt: skip
        await audit.record("venue_changed", actor=actor.person_id, subject=venue_id, tenant=company_id)
        await publish(CompanyChanged(company_id=company_id))
        return await _one(company_id, venue_id)


async def close(company_id: UUID, venue_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Close a venue; what was redeemed there stays. Raises NotFound."""
    await _set_closed(company_id, venue_id, now, "venue_closed", actor=actor)


async def reopen(company_id: UUID, venue_id: UUID, *, actor: Actor) -> dict[str, Any]:
    """Take a closing back. Raises NotFound."""
    async with db.transaction():
        await _set_closed(company_id, venue_id, None, "venue_reopened", actor=actor)
        return await _one(company_id, venue_id)


async def _set_closed(
    company_id: UUID, venue_id: UUID, closed_at: datetime | None, action: str, *, actor: Actor
) -> None:
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor, lock=True)
        changed = await db.execute(
            "UPDATE venue SET closed_at = $3 WHERE id = $1 AND company = $2"
            " AND (closed_at IS NULL) = ($3::timestamptz IS NOT NULL)",
            venue_id, company_id, closed_at,
        )  # fmt: skip
        if changed:
            await audit.record(action, actor=actor.person_id, subject=venue_id, tenant=company_id)
            await publish(CompanyChanged(company_id=company_id))
        await _one(company_id, venue_id)


async def _one(company_id: UUID, venue_id: UUID) -> dict[str, Any]:
    found = await db.row(f"{_SHOWN} WHERE v.id = $1 AND v.company = $2", venue_id, company_id)
    if found is None:
        raise NotFound
    return _shown(found)


async def _check_free(company_id: UUID, venue_id: UUID, municipality: str, key: str) -> None:
    taken = await db.scalar(
        "SELECT 1 FROM venue WHERE company = $1 AND municipality = $2 AND sort_key = $3 AND id <> $4",
        company_id, municipality, key, venue_id,
    )  # fmt: skip
    if taken:
        raise places.VenueAlreadyThere(field="name")


async def _values(data: VenueData) -> list[Any]:
    """What stands in `_COLUMNS`."""
    point, exact = await _point(data)
    openings = places.checked_openings(data.opening_hours)
    note = rules.check_length(data.opening_note, places.LONGEST_NOTE, field="openingNote")
    access = rules.check_length(data.accessibility, places.LONGEST_ACCESSIBILITY, field="accessibility")
    name, street = " ".join(data.name.split()), " ".join(data.street.split())
    return [
        name, places.venue_key(name, street), street, data.postal_code, data.municipality, *point, exact,
        msgspec.json.encode(openings).decode(), note.de, note.en, data.step_free, data.accessible_toilet,
        access.de, access.en,
    ]  # fmt: skip


async def _point(data: VenueData) -> tuple[Point, bool]:
    """Where the venue is, and whether somebody said so: else the middle of its postal code within its town, or of the town."""
    town = await regions.municipality(data.municipality)
    point = places.point_of(data.latitude, data.longitude)
    if point:
        places.check_point(point, Town(town.name, town.area_km2, (town.latitude, town.longitude)))
        return point, True
    middle = await db.row(
        "SELECT latitude, longitude FROM postal_code WHERE postal_code = $1 AND municipality = $2",
        data.postal_code, data.municipality,
    )  # fmt: skip
    return (tuple(middle) if middle else (town.latitude, town.longitude)), False


def _shown(venue: Any) -> dict[str, Any]:
    return dict(venue) | {"opening_hours": _openings.decode(venue["opening_hours"])}
