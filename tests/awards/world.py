"""One of everything of a town's call, for the table of routes and roles."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.tables import EntryMember
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.awards.judging import a_jury
from tests.factories import (
    a_call,
    a_category,
    a_juror,
    a_month,
    a_person,
    a_round,
    an_award_laureate,
    an_entry,
    an_entry_picture,
)

OWNER = "owner@example.org"
JUROR = "juror@example.org"


async def things_of_a_call(town: UUID) -> dict[str, str]:
    """A call whose entries are open, with an entry of the owner and a jury of one."""
    call = await a_call(town)
    juror = await a_juror(call, email=JUROR)
    decided = await a_decided_call(town)
    return {
        "call_id": str(call),
        "category_id": str(await a_category(call)),
        **await _an_own_entry(call),
        **await _an_admitted_entry(call),
        **await _nominations(call),
        "juror_id": str(juror),
        "jury_round_id": str(await a_round(call, juror)),
        "spare_juror_id": str(await a_juror(call, "Bo Falk")),
        "spare_round_id": str(await a_round(call)),
        "decided_call_id": str(decided),
        "award_laureate_id": str(await _a_winner(decided)),
        **await _a_nominee(decided),
        "exclusion_id": str(await _an_exclusion(call)),
        **await _a_judged_entry(call, juror),
    }


async def _a_nominee(call: UUID) -> dict[str, str]:
    """One with a picture, the engagement of a month that is public."""
    entry = await an_entry(call, "Theater", status="shortlisted")
    await a_month(call, entry, date(2026, 11, 1))
    return {"award_picture_id": str(await an_entry_picture(entry)), "month": "2026-11"}


async def _nominations(call: UUID) -> dict[str, str]:
    """One that the owner made, and one that waits for the owner."""
    owner, asked_at = await db.scalar("SELECT id FROM person WHERE email = $1", OWNER), clock.now()
    terms: dict[str, Any] = {"status": "proposed", "consent_asked_at": asked_at, "contact_email": ""}
    made = await an_entry(call, nominated_by=owner, nominated_email="neu@example.org", **terms)
    waiting = await an_entry(call, nominated_by=await a_person(), nominated_email=OWNER, **terms)
    return {"own_nomination_id": str(made), "proposal_id": str(waiting)}


async def _an_admitted_entry(call: UUID) -> dict[str, str]:
    """One with a picture."""
    entry = await an_entry(call, "Chor", status="admitted")
    return {"admitted_entry_id": str(entry), "admitted_file_id": str(await an_entry_picture(entry))}


async def a_decided_call(town: UUID | None) -> UUID:
    """One whose laureates are public."""
    now = clock.now()
    return await a_call(
        town,
        on=PhaseKind.DECISION,
        decided_at=now - timedelta(days=1),
        embargo_until=now - timedelta(hours=1),
    )


async def _a_winner(call: UUID) -> UUID:
    return await an_award_laureate(call, await a_category(call), await an_entry(call, status="shortlisted"))


async def _an_exclusion(call: UUID) -> UUID:
    exclusion = new_id()
    await db.execute(
        "INSERT INTO vote_exclusion (id, call, reason, pattern, votes, excluded_by, excluded_at, undone_reason)"
        " SELECT $1, id, 'Ein Rechner', '{}', 1, created_by, now(), '' FROM award_call WHERE id = $2",
        exclusion, call,
    )  # fmt: skip
    return exclusion


async def _an_own_entry(call: UUID) -> dict[str, str]:
    """An entry of the owner's with a colleague and a picture."""
    entry, member = await an_entry(call, "Tafel", email=OWNER), new_id()
    await EntryMember(id=member, entry=entry, email="team@example.org").save()
    return {
        "award_entry_id": str(entry),
        "entry_member_id": str(member),
        "entry_file_id": str(await an_entry_picture(entry)),
    }


async def _a_judged_entry(call: UUID, juror: UUID) -> dict[str, str]:
    """An entry with a picture that the juror judges."""
    entry = await an_entry(call, "Garten", status="admitted")
    return {
        "judged_entry_id": str(entry),
        "judged_round_id": str(await a_jury(call, juror, entries=[entry])),
        "judged_file_id": str(await an_entry_picture(entry)),
    }
