"""What planning needs to know: the register, and the companies, venues and offers that are there."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from ehrenamtskarte.benefits.lists.known import KnownBenefit, KnownCompany, KnownVenue
from ehrenamtskarte.benefits.lists.places import Register, Town
from ehrenamtskarte.benefits.terms import TERM_COLUMNS, terms_of
from ehrenamtskarte.companies.rules import key_of
from ehrenamtskarte.core import db
from ehrenamtskarte.core.sorting import sort_key


async def register() -> Register:
    """Every municipality with its office, every postal code with its towns."""
    towns = await db.rows(
        "SELECT m.ags, m.name, m.postal_code, m.latitude, m.longitude, a.issuing_body FROM municipality m"
        " LEFT JOIN issuing_area a ON a.municipality = m.ags"
    )
    codes = await db.rows("SELECT postal_code, municipality, latitude, longitude FROM postal_code")
    return Register(
        (
            Town(
                town["ags"],
                town["name"],
                town["postal_code"],
                (town["latitude"], town["longitude"]),
                town["issuing_body"],
            )
            for town in towns
        ),
        (
            (code["postal_code"], code["municipality"], (code["latitude"], code["longitude"]))
            for code in codes
        ),
    )


_COMPANIES = (
    "SELECT c.id, c.name, c.municipality, c.statewide, c.status, c.website, a.issuing_body FROM company c"
    " LEFT JOIN issuing_area a ON a.municipality = c.municipality"
    " WHERE $1::uuid IS NULL OR a.issuing_body = $1 OR c.id IN (SELECT company FROM benefit WHERE id = ANY($2))"
    " ORDER BY c.id"
)
_LOCKED_COMPANIES = f"{_COMPANIES} FOR NO KEY UPDATE OF c"


async def known(office: UUID | None, benefits: Iterable[UUID], *, lock: bool = False) -> list[KnownCompany]:
    """The companies of an office's towns, of the whole state for the state office, and those of these offers."""
    found = await db.rows(_LOCKED_COMPANIES if lock else _COMPANIES, office, list(benefits))
    companies = {
        row["id"]: KnownCompany(
            id=row["id"],
            name=row["name"],
            ags=row["municipality"],
            statewide=row["statewide"],
            status=row["status"],
            website=row["website"],
            office=row["issuing_body"],
        )
        for row in found
    }
    await _add_venues(companies)
    await _add_benefits(companies)
    return list(companies.values())


async def _add_venues(companies: dict[UUID, KnownCompany]) -> None:
    for row in await db.rows(
        "SELECT id, company, municipality, street, postal_code, sort_key, exact, closed_at IS NOT NULL AS closed"
        " FROM venue WHERE company = ANY($1) ORDER BY id",
        _ids(companies),
    ):
        company = companies[row["company"]]
        if row["closed"]:
            company.closed_venues.add((row["municipality"], row["sort_key"]))
            continue
        company.venues.append(
            KnownVenue(
                id=row["id"],
                ags=row["municipality"],
                street_key=key_of(row["street"]),
                name_key=row["sort_key"],
                exact=row["exact"],
                street=row["street"],
                postal_code=row["postal_code"],
            )
        )


async def _add_benefits(companies: dict[UUID, KnownCompany]) -> None:
    """Of several with one title the one that holds comes first."""
    for row in await db.rows(
        f"SELECT b.id, b.company, b.status, {TERM_COLUMNS} FROM benefit b WHERE b.company = ANY($1)"  # noqa: S608 - a constant
        " ORDER BY b.status <> 'approved', b.id",
        _ids(companies),
    ):
        terms = terms_of(row)
        known_as = companies[row["company"]].benefits[sort_key(terms.title.de)]
        known_as.append(KnownBenefit(row["id"], terms.title.de, row["status"], terms))


def _ids(companies: dict[UUID, KnownCompany]) -> Sequence[UUID]:
    return list(companies)
