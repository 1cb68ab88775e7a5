"""What a guest finds behind the link of the mail of thanks."""

from datetime import datetime

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards import focus
from ehrenamtskarte.ceremonies.afterwards.came import party_came
from ehrenamtskarte.ceremonies.afterwards.schemas import ThankedOut
from ehrenamtskarte.ceremonies.afterwards.thanks import name_of
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Guest
from ehrenamtskarte.core import db
from ehrenamtskarte.core.text import Text


async def of_guest(guest: Guest, *, now: datetime) -> ThankedOut:
    """The guest's certificate, survey and photos, as far as there are any."""
    found = await access.ceremony(guest.ceremony)
    came: bool = await db.scalar(
        f"SELECT {party_came('g')} FROM guest g WHERE g.id = $1",  # noqa: S608 - constants
        guest.id,
    )
    over = found.status == Status.PUBLISHED and now >= found.ends_at
    return ThankedOut(
        ceremony_id=found.id,
        title=Text(found.title_de, found.title_en),
        starts_at=found.starts_at,
        place=found.place,
        name=name_of(guest.to_dict()),
        language=guest.language,
        over=over,
        came=came,
        certificate=over and guest.status in rules.GETS_A_CERTIFICATE,
        survey_open=over and came and not guest.surveyed and now < found.ends_at + rules.SURVEY_OPEN,
        surveyed=guest.surveyed,
        photos=await focus.of_guest(guest.id),
        contact_name=found.contact_name,
        contact_email=found.contact_email,
    )
