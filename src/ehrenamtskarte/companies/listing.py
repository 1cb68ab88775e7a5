"""Lists of companies for the offices that look after them."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.companies import policies
from ehrenamtskarte.companies.offices import WITH_AREA, looked_after_by
from ehrenamtskarte.companies.rules import Status
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

STATE_OFFICE = Text("Land Nordrhein-Westfalen", "State of North Rhine-Westphalia")
_FROM = f" FROM company c JOIN municipality m ON m.ags = c.municipality{WITH_AREA}"
_COLUMNS = (
    "c.id, c.name, c.sort_key, m.name AS municipality_name, c.statewide, c.status, c.paused_at, c.registered_at,"  # noqa: S608 - a constant
    " c.contact_name, c.contact_email, c.contact_phone,"
    " (SELECT count(*) FROM venue v WHERE v.company = c.id AND v.closed_at IS NULL) AS venues,"
    f" (SELECT count(*) FROM membership s WHERE s.tenant = c.id AND s.role = '{Role.PARTNER_MANAGER}') AS managers"
)
_TITLES = (
    Text("Unternehmen", "Company"),
    Text("Kommune", "Municipality"),
    Text("Landesweit", "Statewide"),
    Text("Stand", "Status"),
    Text("Angemeldet am", "Registered on"),
    Text("Ansprechperson", "Contact"),
    Text("E-Mail", "E-mail"),
    Text("Telefon", "Phone"),
    Text("Standorte", "Venues"),
    Text("Verantwortliche", "Managers"),
)
_STATUS = {
    Status.WAITING: Text("wartet", "waiting"),
    Status.APPROVED: Text("freigegeben", "approved"),
    Status.REJECTED: Text("abgelehnt", "rejected"),
    Status.LEFT: Text("ausgestiegen", "left"),
}
_PAUSED = Text("pausiert", "paused")
_YES = Text("ja", "yes")


def _matches(office: UUID | None) -> str:
    """Which companies: $1 is the office, $2 the status, $3 the words of the name."""
    return f" WHERE {looked_after_by(office)} AND ($2::text IS NULL OR c.status = $2) AND c.sort_key LIKE ALL($3::text[])"


async def of_office(
    office: UUID | None,
    *,
    actor: Actor,
    status: Status | None = None,
    q: str = "",
    cursor: str | None = None,
) -> Page[dict[str, Any]]:
    """The companies an office looks after (None: the state office), in German order. Raises NotFound."""
    policies.must_look_after(actor, office)
    found = await db.rows(
        f"SELECT {_COLUMNS}{_FROM}{_matches(office)} AND ($4::text IS NULL OR (c.sort_key, c.id) > ($4, $5::uuid))"
        " ORDER BY c.sort_key, c.id LIMIT $6",
        office, status, every_word(q), *(values_of(cursor, 2) or (None, None)), PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(f"SELECT count(*){_FROM}{_matches(office)}", office, status, every_word(q))
    items = [dict(row) for row in found[:PAGE_SIZE]]
    last = items[-1] if len(found) > PAGE_SIZE else None
    following = cursor_of(last["sort_key"], str(last["id"])) if last else None
    for item in items:
        del item["sort_key"]
    return Page(items, next=following, total=total)


async def of_office_as_csv(
    office: UUID | None, *, actor: Actor, status: Status | None = None, q: str = "", language: str = "de"
) -> bytes:
    """The same list, whole, as a file. Raises NotFound."""
    policies.must_look_after(actor, office)
    found = await db.rows(
        f"SELECT {_COLUMNS}{_FROM}{_matches(office)} ORDER BY c.sort_key, c.id",
        office, status, every_word(q),
    )  # fmt: skip
    titles = [title.in_language(language) for title in _TITLES]
    return csv_of([titles, *(_line(company, language) for company in found)])


def _line(company: Any, language: str) -> list[object]:
    stand = _PAUSED if company["paused_at"] else _STATUS[Status(company["status"])]
    return [
        company["name"],
        company["municipality_name"],
        _YES.in_language(language) if company["statewide"] else "",
        stand.in_language(language),
        clock.berlin_day(company["registered_at"]).isoformat(),
        company["contact_name"],
        company["contact_email"],
        company["contact_phone"],
        company["venues"],
        company["managers"],
    ]
