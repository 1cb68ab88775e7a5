"""What is forgotten after an event: letters after a day, needs after a month, photos on their day, names after five years."""

from datetime import datetime, time

from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.rules import KEPT_YEARS
from ehrenamtskarte.core import clock, daily, db
from ehrenamtskarte.core.clock import BERLIN, berlin_day

_NEEDS = "t.wheelchair OR t.sign_language OR t.hearing_loop OR t.diet <> '' OR t.needs <> ''"


async def forget() -> None:
    """Once a day, forget what nobody needs any more."""
    await forget_due(clock.now())


async def forget_due(now: datetime) -> None:
    """The same at a given moment."""
    async with db.transaction():
        if not await daily.is_due("forget_ceremonies", berlin_day(now)):
            return
        await _forget_needs(now)
        await _forget_files(now)
        await db.execute("DELETE FROM ceremony_photo WHERE delete_on <= $1", berlin_day(now))
        await _forget_names(now)


async def _forget_needs(now: datetime) -> None:
    # What is postponed to a day nobody knows yet still needs them.
    await db.execute(
        "UPDATE attendee t SET wheelchair = false, sign_language = false, hearing_loop = false, diet = '', needs = ''"  # noqa: S608 - a constant
        " FROM ceremony c WHERE c.id = t.ceremony AND c.ends_at < $1 AND c.status <> 'postponed'"
        f" AND ({_NEEDS})",
        now - rules.NEEDS_KEPT,
    )


async def _forget_files(now: datetime) -> None:
    """Nobody is invited to what is over or called off, while the links in its letters still open the guests' pages."""
    await db.execute(
        "UPDATE ceremony_run r SET result = NULL FROM ceremony c WHERE c.id = r.ceremony AND r.result IS NOT NULL"
        " AND (c.cancelled_at < $1 OR c.ends_at < $1 AND c.status <> 'postponed')",
        now - rules.FILES_KEPT,
    )


async def _forget_names(now: datetime) -> None:
    """Who was invited is forgotten; the numbers, the draw and the laureates who agreed to be named stay."""
    day = rules.years_before(berlin_day(now), KEPT_YEARS)
    before = datetime.combine(day, time.min, BERLIN)
    await db.execute(
        "UPDATE guest g SET given_name = '', family_name = '', sort_key = '', function = '', email = NULL,"
        " address = '', escort = '', notes = '', person = NULL, organisation = NULL, company = NULL"
        " FROM ceremony c WHERE c.id = g.ceremony AND c.ends_at < $1"
        " AND (g.family_name <> '' OR g.given_name <> '' OR g.email IS NOT NULL OR g.person IS NOT NULL)",
        before,
    )
    await db.execute(
        "UPDATE attendee t SET name = '', diet = '', needs = '', wheelchair = false, sign_language = false,"  # noqa: S608 - a constant
        f" hearing_loop = false FROM ceremony c WHERE c.id = t.ceremony AND c.ends_at < $1 AND (t.name <> '' OR {_NEEDS})",
        before,
    )
    # The signed code of a ticket holds a name.
    await db.execute(
        "UPDATE ticket k SET token = '' FROM ceremony c WHERE c.id = k.ceremony AND c.ends_at < $1 AND k.token <> ''",
        before,
    )
    await db.execute(
        "UPDATE laureate l SET email = NULL, person = NULL,"
        " name = CASE WHEN l.kind = 'person' AND l.consent <> 'yes' THEN '' ELSE l.name END"
        " FROM ceremony c WHERE c.id = l.ceremony AND c.ends_at < $1"
        " AND (l.email IS NOT NULL OR l.person IS NOT NULL OR l.kind = 'person' AND l.consent <> 'yes' AND l.name <> '')",
        before,
    )
