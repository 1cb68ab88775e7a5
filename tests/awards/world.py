"""One of everything of a town's call, for the table of routes and roles."""

from uuid import UUID

from tests.factories import a_call, a_category, a_juror, a_round, an_entry

OWNER = "owner@example.org"
JUROR = "juror@example.org"


async def things_of_a_call(town: UUID) -> dict[str, str]:
    """A call whose entries are open, with an entry of the owner and a jury of one."""
    call = await a_call(town)
    juror = await a_juror(call, email=JUROR)
    return {
        "call_id": str(call),
        "category_id": str(await a_category(call)),
        "award_entry_id": str(await an_entry(call, "Tafel", email=OWNER)),
        "admitted_entry_id": str(await an_entry(call, "Chor", status="admitted")),
        "juror_id": str(juror),
        "jury_round_id": str(await a_round(call, juror)),
    }
