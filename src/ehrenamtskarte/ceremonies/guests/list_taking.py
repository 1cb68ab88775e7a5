"""Guest lists that offices hand in: looked at first, then taken over with the same file; nothing of it is kept between."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests import adding, groups
from ehrenamtskarte.ceremonies.guests.list_columns import Field, NoNamesFound, UnknownGuestField
from ehrenamtskarte.ceremonies.guests.list_plan import Known, Plan, Towns
from ehrenamtskarte.ceremonies.guests.list_reading import Reading, read_bounded
from ehrenamtskarte.ceremonies.guests.schemas import GroupIn, GuestListColumn, GuestListOut, GuestListRow
from ehrenamtskarte.ceremonies.rules import Source
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

SHOWN_ROWS = 200
UPLOADS_PER_HOUR = 200

_TEMPLATE = {
    Field.TITLE: Text("Titel", "Title"),
    Field.GIVEN_NAME: Text("Vorname", "Given name"),
    Field.FAMILY_NAME: Text("Nachname", "Family name"),
    Field.FUNCTION: Text("Funktion", "Function"),
    Field.ORGANISATION: Text("Organisation", "Organisation"),
    Field.EMAIL: Text("E-Mail", "E-mail"),
    Field.STREET: Text("Straße", "Street"),
    Field.POSTAL_CODE: Text("PLZ", "Postal code"),
    Field.MUNICIPALITY: Text("Ort", "Town"),
    Field.LANGUAGE: Text("Sprache", "Language"),
    Field.PROTOCOL_RANK: Text("Protokollrang", "Protocol rank"),
    Field.ESCORT: Text("Begleitet von", "Escorted by"),
    Field.NOTES: Text("Notizen", "Notes"),
}


def template(language: str) -> bytes:
    """A list with titles alone, to be filled in."""
    return csv_of([[title.in_language(language) for title in _TEMPLATE.values()]])


def mapping_of(text: str) -> dict[str, int] | None:
    """The columns somebody chose, as JSON in a form; None where they are to be guessed. Raises UnknownGuestField."""
    if not text:
        return None
    try:
        return msgspec.json.decode(text, type=dict[str, int])
    except msgspec.MsgspecError:
        raise UnknownGuestField(field="mapping") from None


async def look(
    office: UUID | None,
    ceremony_id: UUID,
    content: bytes,
    *,
    mapping: dict[str, int] | None = None,
    actor: Actor,
) -> GuestListOut:
    """What taking a list over would do. Raises NotFound, SecondFactorNeeded, TooManyRequests and the refusals of reading."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    reading = await _read(content, mapping, actor)
    return _out(reading, await _planned(ceremony_id, reading), taken=False)


async def take(
    office: UUID | None,
    ceremony_id: UUID,
    content: bytes,
    *,
    mapping: dict[str, int] | None = None,
    group_id: UUID | None,
    group_name: str = "",
    actor: Actor,
    now: datetime,
) -> GuestListOut:
    """Add everybody on a list who is not in yet, to a group that is there or to a new one of this name.

    Raises as `look` does, NoNamesFound, and what `groups.create` and `adding.add` refuse.
    """
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    reading = await _read(content, mapping, actor)
    if not reading.mapping.has_names:
        raise NoNamesFound(field="mapping")
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if group_id is None:
            group_id = await groups.create(ceremony, GroupIn(name=group_name), Source.LIST, actor=actor)
        plan = await _planned(ceremony_id, reading)
        added = await adding.add(ceremony, group_id, plan.guests, by=actor.person_id, now=now)
        await audit.record(
            "guest_list_taken",
            actor=actor.person_id,
            subject=group_id,
            tenant=ceremony.issuing_body,
            added=len(added),
            refused=plan.count("refused"),
        )
    return _out(reading, plan, taken=True)


async def _read(content: bytes, mapping: dict[str, int] | None, actor: Actor) -> Reading:
    await limit("guest_list", str(actor.person_id), times=UPLOADS_PER_HOUR, seconds=3600)
    return await read_bounded(content, mapping)


async def _planned(ceremony_id: UUID, reading: Reading) -> Plan:
    known = await db.rows("SELECT sort_key, email FROM guest WHERE ceremony = $1", ceremony_id)
    plan = Plan([Known(row["sort_key"], row["email"]) for row in known], await _towns())
    plan.add(reading.rows)
    return plan


async def _towns() -> Towns:
    towns: list[Any] = await db.rows("SELECT ags, name, sort_key FROM municipality")
    codes = await db.rows(
        "SELECT postal_code, min(municipality) AS ags FROM postal_code GROUP BY 1 HAVING count(*) = 1"
    )
    return Towns(
        by_name={town["sort_key"]: town["ags"] for town in towns},
        by_code={code["postal_code"]: code["ags"] for code in codes},
        names={town["ags"]: town["name"] for town in towns},
    )


def _out(reading: Reading, plan: Plan, *, taken: bool) -> GuestListOut:
    refused_first = sorted(
        plan.rows, key=lambda row: (row.outcome != "refused", row.message is None, row.line)
    )
    return GuestListOut(
        columns=[GuestListColumn(c.index, c.header, c.examples) for c in reading.columns],
        mapping={str(field): index for field, index in reading.mapping.columns.items()},
        new=plan.count("new"),
        duplicates=plan.count("duplicate"),
        refused=plan.count("refused"),
        rows=[
            GuestListRow(**{name: getattr(row, name) for name in GuestListRow.__struct_fields__})
            for row in refused_first[:SHOWN_ROWS]
        ],
        taken=taken,
    )
