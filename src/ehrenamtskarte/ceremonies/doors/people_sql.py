"""The one way to read who stands at a door: a person a of a party g, with seat and first admission; pure."""

from typing import Any

from ehrenamtskarte.ceremonies.doors.door_rules import First, Person, seat_label

COLUMNS = (
    "a.id AS attendee, a.name, a.position, a.wheelchair, g.escort, g.party,"
    " concat_ws(' ', nullif(g.given_name, ''), g.family_name) AS guest_name,"
    " r.name AS room, b.kind AS block_kind, b.label AS block, s.number AS seat,"
    " f.id AS first_id, f.scanned_at AS first_at, coalesce(fo.name, fd.label, '') AS first_door"
)
PARTY = "attendee a JOIN guest g ON g.id = a.guest"
MORE = (
    " LEFT JOIN seat s ON s.attendee = a.id LEFT JOIN seat_block b ON b.id = s.block"
    " LEFT JOIN seat_room r ON r.id = b.room"
    " LEFT JOIN admission f ON f.attendee = a.id AND f.outcome = 'admitted'"
    " LEFT JOIN door_device fd ON fd.id = f.device LEFT JOIN door fo ON fo.id = fd.door"
)


def person_of(row: Any) -> Person | None:
    """The person in a row of the above; None where there is none."""
    if row["attendee"] is None:
        return None
    return Person(row["name"], row["position"], row["guest_name"])


def first_of(row: Any) -> First | None:
    """Their first admission, if there is one."""
    return First(row["first_at"], row["first_door"]) if row["first_at"] is not None else None


def seat_of(row: Any) -> str:
    """Where they sit."""
    return seat_label(row["room"], row["block_kind"], row["block"], row["seat"])
