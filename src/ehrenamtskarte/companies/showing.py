"""What goes with a company where its people and its office look at it."""

from ehrenamtskarte.companies import offices
from ehrenamtskarte.companies.listing import STATE_OFFICE
from ehrenamtskarte.companies.policies import looks_after
from ehrenamtskarte.companies.rules import Around
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor, Role


async def around(found: Company, *, actor: Actor, language: str) -> Around:
    """Where a company is, who looks after it and how many manage it."""
    facts = await db.row(
        "SELECT m.name, b.name AS body, (SELECT count(*) FROM membership s WHERE s.tenant = $2 AND s.role = $3) AS managers"
        " FROM municipality m LEFT JOIN issuing_area a ON a.municipality = m.ags"
        " LEFT JOIN issuing_body b ON b.id = a.issuing_body WHERE m.ags = $1",
        found.municipality, found.id, Role.PARTNER_MANAGER,
    )  # fmt: skip
    assert facts is not None
    state = found.statewide or facts["body"] is None
    manages = actor.is_partner_manager(found.id) or looks_after(actor, await offices.office_of(found))
    return Around(
        municipality_name=facts["name"],
        office_name=STATE_OFFICE.in_language(language) if state else facts["body"],
        may_manage=manages,
        managers=facts["managers"],
    )
