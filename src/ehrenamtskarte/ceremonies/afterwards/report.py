"""An event in numbers: who was invited, who said what, who came, what it cost and what they thought of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards import survey
from ehrenamtskarte.ceremonies.afterwards.came import came
from ehrenamtskarte.ceremonies.afterwards.schemas import EventReportOut, GroupCounts, GuestCounts, TownCounts
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.text import Text

_COUNTED = (
    "invited", "answered", "accepted", "declined", "waiting", "not_drawn", "expected", "came", "no_shows", "walk_ins",
)  # fmt: skip
COLUMNS = {
    "invited": Text("eingeladen", "invited"),
    "answered": Text("geantwortet", "answered"),
    "accepted": Text("zugesagt", "accepted"),
    "declined": Text("abgesagt", "declined"),
    "waiting": Text("ohne Platz", "without a place"),
    "not_drawn": Text("nicht ausgelost", "not drawn"),
    "expected": Text("erwartete Personen", "expected persons"),
    "came": Text("gekommene Personen", "persons who came"),
    "no_shows": Text("nicht gekommene Personen", "persons who did not come"),
    "walk_ins": Text("ohne Einladung gekommen", "came without an invitation"),
}
_WHAT, _NAME = Text("Was", "What"), Text("Name", "Name")
_ALL, _GROUP, _TOWN = Text("Gesamt", "Total"), Text("Gruppe", "Group"), Text("Kommune", "Municipality")
UNKNOWN_TOWN = Text("nicht bekannt", "not known")
_COST = Text("Kosten je Person in Euro", "Cost per person in euros")


async def of_office(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime, language: str
) -> EventReportOut:
    """The report for the event's office; numbers are those of this moment. Raises NotFound, SecondFactorNeeded."""
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    return await of_ceremony(found, now=now, language=language)


async def of_ceremony(found: Ceremony, *, now: datetime, language: str) -> EventReportOut:
    """The same for whoever may see it."""
    counted = await _counted(found.id)
    total = next((_counts(row) for row in counted if row["of"] == "all"), {})
    return EventReportOut(
        title=Text(found.title_de, found.title_en),
        starts_at=found.starts_at,
        place=found.place,
        town=await db.scalar("SELECT name FROM municipality WHERE ags = $1", found.municipality),
        capacity=found.capacity,
        cost_cents=found.cost_cents,
        cost_per_head_cents=rules.cost_per_head(found.cost_cents, total.get("came", 0)),
        total=GuestCounts(**total),
        groups=[
            GroupCounts(group_id=row["guest_group"], name=row["name"], **_counts(row))
            for row in counted
            if row["of"] == "group"
        ],
        towns=[
            TownCounts(
                municipality=row["municipality"] or "",
                name=row["name"] or UNKNOWN_TOWN.in_language(language),
                **_counts(row),
            )
            for row in counted
            if row["of"] == "town"
        ],
        survey=await survey.results(found, now=now),
    )


def as_file(report: EventReportOut, language: str) -> bytes:
    """The numbers as CSV: a row for all, for each group and for each town."""
    table: list[tuple[Text, str, GuestCounts]] = [(_ALL, "", report.total)]
    table += [(_GROUP, group.name, group) for group in report.groups]
    table += [(_TOWN, town.name, town) for town in report.towns]
    head = [_WHAT, _NAME, *(COLUMNS[name] for name in _COUNTED), _COST]
    return csv_of(
        [
            [title.in_language(language) for title in head],
            *(
                [
                    what.in_language(language),
                    name,
                    *(getattr(counts, column) for column in _COUNTED),
                    _cost(report, language) if what is _ALL else "",
                ]
                for what, name, counts in table
            ),
        ]
    )


def _cost(report: EventReportOut, language: str) -> str:
    cents = report.cost_per_head_cents
    if cents is None:
        return ""
    return f"{cents // 100}{'.' if language == 'en' else ','}{cents % 100:02}"


def _counts(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: int(row[name]) for name in _COUNTED}


async def _counted(ceremony_id: UUID) -> list[Any]:
    # Parties are counted by guest, persons by attendee; those of walk-ins were not expected.
    return await db.rows(
        "WITH came AS MATERIALIZED ("  # noqa: S608 - constants
        f" SELECT t.guest, count(*) AS persons, count(*) FILTER (WHERE {came('t')}) AS came"
        " FROM attendee t WHERE t.ceremony = $1 GROUP BY t.guest),"
        " party AS (SELECT g.guest_group, g.municipality, g.status, g.answered_at,"
        " s.source = 'walk_in' AS walks_in, coalesce(c.persons, 0) AS persons, coalesce(c.came, 0) AS came"
        " FROM guest g JOIN guest_group s ON s.id = g.guest_group LEFT JOIN came c ON c.guest = g.id"
        " WHERE g.ceremony = $1),"
        " part AS (SELECT CASE WHEN grouping(guest_group) = 0 THEN 'group' WHEN grouping(municipality) = 0 THEN 'town'"
        " ELSE 'all' END AS of, guest_group, municipality,"
        " count(*) FILTER (WHERE status NOT IN ('candidate', 'not_drawn', 'withdrawn') AND NOT walks_in) AS invited,"
        " count(*) FILTER (WHERE answered_at IS NOT NULL AND NOT walks_in) AS answered,"
        " count(*) FILTER (WHERE status = 'accepted' AND NOT walks_in) AS accepted,"
        " count(*) FILTER (WHERE status = 'declined') AS declined,"
        " count(*) FILTER (WHERE status IN ('waiting', 'offered', 'lapsed')) AS waiting,"
        " count(*) FILTER (WHERE status = 'not_drawn') AS not_drawn,"
        " coalesce(sum(persons) FILTER (WHERE status = 'accepted' AND NOT walks_in), 0) AS expected,"
        " coalesce(sum(came), 0) AS came,"
        " coalesce(sum(persons - came) FILTER (WHERE status = 'accepted' AND NOT walks_in), 0) AS no_shows,"
        " coalesce(sum(came) FILTER (WHERE walks_in), 0) AS walk_ins"
        " FROM party GROUP BY GROUPING SETS ((), (guest_group), (municipality)))"
        " SELECT p.*, coalesce(s.name, m.name) AS name FROM part p LEFT JOIN guest_group s ON s.id = p.guest_group"
        " LEFT JOIN municipality m ON m.ags = p.municipality"
        " ORDER BY p.of, s.position, s.name, m.sort_key NULLS LAST",
        ceremony_id,
    )
