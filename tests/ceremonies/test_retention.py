"""After an event needs, files, photos and names are forgotten, each in its time; the numbers stay."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.ceremonies.afterwards import retention
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.ceremonies.past import a_past_ceremony
from tests.factories import a_guest

pytestmark = pytest.mark.usefixtures("database")
FIVE_YEARS = 5 * 365 + 3


async def forget(now: datetime | None = None) -> None:
    await db.execute("DELETE FROM daily_chore")
    await retention.forget_due(now or clock.now())


async def with_needs(ceremony: UUID) -> UUID:
    guest = await a_guest(ceremony, status="accepted")
    await db.execute("UPDATE attendee SET wheelchair = true, diet = 'ohne Nüsse' WHERE guest = $1", guest)
    return guest


async def needs_of(guest: UUID) -> tuple[bool, str]:
    row = await db.row("SELECT wheelchair, diet FROM attendee WHERE guest = $1", guest)
    assert row is not None
    return row["wheelchair"], row["diet"]


async def test_needs_are_forgotten_after_a_month() -> None:
    fresh, old = await a_past_ceremony(days_ago=29), await a_past_ceremony(days_ago=31)
    kept, forgotten = await with_needs(fresh), await with_needs(old)
    await forget()
    assert await needs_of(kept) == (True, "ohne Nüsse")
    assert await needs_of(forgotten) == (False, "")


async def test_an_event_postponed_to_no_day_still_needs_them() -> None:
    guest = await with_needs(await a_past_ceremony(days_ago=40, status="postponed"))
    await forget()
    assert await needs_of(guest) == (True, "ohne Nüsse")


async def test_names_go_after_five_years_and_numbers_stay() -> None:
    ceremony = await a_past_ceremony(days_ago=FIVE_YEARS)
    guest = await a_guest(
        ceremony, status="accepted", address="Am Bach 1", notes="mag Musik", municipality="05315000"
    )
    attendee = await db.scalar("SELECT id FROM attendee WHERE guest = $1", guest)
    await db.execute(
        "INSERT INTO ticket (number, attendee, ceremony, token, issued_at) VALUES ('\\x01', $1, $2, 'ET1:NAME', now())",
        attendee, ceremony,
    )  # fmt: skip
    await forget()
    row = await db.row("SELECT * FROM guest")
    assert row is not None
    assert not any(
        row[name] for name in ("given_name", "family_name", "email", "address", "notes", "sort_key")
    )
    assert (row["status"], row["municipality"]) == ("accepted", "05315000")
    assert await db.scalar("SELECT name FROM attendee") == ""
    assert await db.scalar("SELECT token FROM ticket") == b""


async def test_before_five_years_names_stay() -> None:
    await a_guest(await a_past_ceremony(days_ago=4 * 365), status="accepted")
    await forget()
    assert await db.scalar("SELECT family_name FROM guest") == "Muster"


async def test_laureates_who_agreed_keep_their_name() -> None:
    ceremony = await a_past_ceremony(days_ago=FIVE_YEARS)
    for consent in ("yes", "open"):
        await db.execute(
            "INSERT INTO laureate (id, ceremony, kind, name, email, award_de, award_en, laudator, consent)"
            " VALUES ($1, $2, 'person', 'Erika', 'e@example.org', '', '', '', $3)",
            new_id(), ceremony, consent,
        )  # fmt: skip
    await forget()
    rows = await db.rows("SELECT consent, name, email FROM laureate")
    assert {row["consent"]: (row["name"], row["email"]) for row in rows} == {
        "yes": ("Erika", None),
        "open": ("", None),
    }


async def test_a_photo_goes_on_its_day() -> None:
    ceremony = await a_past_ceremony()
    for number, day in enumerate((clock.today(), clock.today() + timedelta(days=1))):
        await db.execute(
            "INSERT INTO ceremony_photo (id, ceremony, width, height, alt_de, alt_en, credit, digest, delete_on, uploaded_at)"
            " VALUES ($1, $2, 1, 1, '', '', '', $3, $4, now())",
            new_id(), ceremony, bytes([number]), day,
        )  # fmt: skip
    await forget()
    assert await db.scalar("SELECT min(delete_on) FROM ceremony_photo") == clock.today() + timedelta(days=1)


async def test_letters_whose_links_open_pages_go_soon_after_the_event_or_its_cancellation() -> None:
    called_off = clock.now() - timedelta(days=2)
    kept = {await a_past_ceremony(days_ago=0.5), await a_past_ceremony(days_ago=9, status="postponed")}
    for ceremony in (
        *kept,
        await a_past_ceremony(days_ago=2),
        await a_past_ceremony(days_ago=-30, status="cancelled", cancelled_at=called_off),
    ):
        await db.execute(
            "INSERT INTO ceremony_run (id, ceremony, kind, total, done, result, ordered_by, ordered_at)"
            " SELECT $1, id, 'letters', 0, 0, 'PDF', created_by, now() FROM ceremony WHERE id = $2",
            new_id(), ceremony,
        )  # fmt: skip
    await forget()
    with_file = await db.rows("SELECT ceremony FROM ceremony_run WHERE result IS NOT NULL")
    assert {run["ceremony"] for run in with_file} == kept


async def test_it_happens_once_a_day() -> None:
    await retention.forget_due(clock.now())
    guest = await with_needs(await a_past_ceremony(days_ago=31))
    await retention.forget_due(clock.now())
    assert await needs_of(guest) == (True, "ohne Nüsse")
    await retention.forget_due(clock.now() + timedelta(days=1))
    assert await needs_of(guest) == (False, "")
