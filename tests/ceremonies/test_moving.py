from datetime import datetime, timedelta
from uuid import UUID

from ehrenamtskarte.core import db
from tests.ceremonies.answers import link_of
from tests.ceremonies.offices import an_office, in_days
from tests.conftest import Browser, SignIn, run_jobs
from tests.factories import a_guest


async def mails() -> dict[str, tuple[str, str]]:
    """What was written, by whom it went to."""
    found = await db.rows("SELECT recipient, subject, text FROM caught_mail")
    return {mail["recipient"]: (mail["subject"], mail["text"]) for mail in found}


async def guests_of(ceremony: UUID) -> None:
    await a_guest(ceremony, "A", status="accepted", email="comes@example.org")
    await a_guest(ceremony, "B", status="invited", email="asked@example.org", language="en")
    await a_guest(
        ceremony,
        "C",
        status="waiting",
        waiting_since=in_days(-1),
        email="waits@example.org",
    )
    await a_guest(ceremony, "D", status="declined", email="not@example.org")
    await a_guest(ceremony, "E", status="invited", email=None)


async def test_a_published_event_may_be_published_once(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, status="draft", published_at=None)
    first = await office.clerk.post(f"{office.event}/publication")
    assert (first.status_code, first.json()["status"]) == (200, "published")
    assert first.json()["publishedAt"]
    again = await office.clerk.post(f"{office.event}/publication")
    assert (again.status_code, again.json()["code"]) == (409, "ceremony_already_published")


async def test_a_past_draft_is_not_published(sign_in_as: SignIn) -> None:
    office = await an_office(
        sign_in_as, status="draft", published_at=None, starts_at=in_days(-2), answer_by=None
    )
    answer = await office.clerk.post(f"{office.event}/publication")
    assert answer.json()["code"] == "starts_in_the_past"


async def test_a_new_day_takes_end_doors_and_deadline_along_and_all_are_told(sign_in_as: SignIn) -> None:
    starts = in_days(40)
    office = await an_office(
        sign_in_as,
        starts_at=starts,
        answer_by=starts - timedelta(days=7),
        capacity=1,
        doors_open_at=starts - timedelta(hours=1),
    )
    await guests_of(office.ceremony)
    new = starts + timedelta(days=14)
    answer = await office.clerk.post(
        f"{office.event}/move",
        json={"startsAt": new.isoformat(), "reason": {"de": "Der Saal hat einen Wasserschaden."}},
    )
    assert answer.status_code == 200, answer.text
    event = answer.json()
    moments = [event[name] for name in ("startsAt", "endsAt", "doorsOpenAt", "answerBy", "postponedFrom")]
    assert [datetime.fromisoformat(moment) for moment in moments[:3]] == [
        new,
        new + timedelta(hours=3),
        new - timedelta(hours=1),
    ]
    assert datetime.fromisoformat(event["answerBy"]) > starts - timedelta(days=7)
    assert (datetime.fromisoformat(event["postponedFrom"]), event["status"]) == (starts, "published")
    await run_jobs()
    told = await mails()
    assert set(told) == {"comes@example.org", "asked@example.org", "waits@example.org"}
    subject, text = told["comes@example.org"]
    assert subject == "Neuer Termin: Ehrung der Engagierten"
    assert "Eintrittskarten gelten weiter" in text
    assert "Wasserschaden" in text
    assert "/einladung#" in text
    assert f"{starts.day}. " in text
    assert f"{new.day}. " in text
    assert "Your invitation still holds" in told["asked@example.org"][1]
    assert "Warteliste" in told["waits@example.org"][1]
    run = await db.row("SELECT kind, total, done, ended_at FROM ceremony_run")
    assert run is not None
    assert (run["kind"], run["total"], run["done"]) == ("moved", 3, 3)
    assert run["ended_at"]


async def test_a_postponed_event_gets_its_new_day_later_and_remembers_the_first(
    sign_in_as: SignIn,
) -> None:
    starts = in_days(40)
    office = await an_office(sign_in_as, starts_at=starts)
    await a_guest(office.ceremony, status="accepted", email="comes@example.org")
    await a_guest(office.ceremony, "B", status="invited", email="asked@example.org")
    postponed = await office.clerk.post(f"{office.event}/move", json={"reason": {"de": "Sturm"}})
    assert postponed.json()["status"] == "postponed"
    await run_jobs()
    subject, text = (await mails())["comes@example.org"]
    assert subject == "Verschoben: Ehrung der Engagierten"
    assert "Sobald der neue Tag feststeht" in text
    # The old deadline may be over: nobody is asked for an answer that is refused.
    assert "Sie brauchen jetzt nichts zu tun" in (await mails())["asked@example.org"][1]
    again = await office.clerk.post(
        f"{office.event}/move", json={"startsAt": in_days(60).isoformat(), "tell": False}
    )
    assert again.json()["status"] == "published"
    assert datetime.fromisoformat(again.json()["postponedFrom"]) == starts
    assert await db.scalar("SELECT count(*) FROM ceremony_run") == 1
    assert await db.scalar("SELECT sequence FROM ceremony") == 2


async def test_another_hour_of_the_same_day_is_told_as_one(sign_in_as: SignIn) -> None:
    starts = in_days(40)
    office = await an_office(sign_in_as, starts_at=starts)
    await a_guest(office.ceremony, status="offered", offer_until=in_days(2), email="offered@example.org")
    longer = {"startsAt": starts.isoformat(), "endsAt": (starts + timedelta(hours=4)).isoformat()}
    answer = await office.clerk.post(f"{office.event}/move", json=longer)
    assert (answer.status_code, answer.json()["postponedFrom"]) == (200, None)
    assert await refused(office.clerk, f"{office.event}/move", startsAt=in_days(50).isoformat()) == (
        "run_still_works"
    )
    await run_jobs()
    text = (await mails())["offered@example.org"][1]
    assert "Ende: " in text
    assert "Bisher" not in text
    assert "bleibt vorgemerkt" in text


async def test_printed_links_live_on_for_the_new_day(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, starts_at=in_days(10))
    guest = await a_guest(office.ceremony)
    header = await link_of(guest)
    await office.clerk.post(f"{office.event}/move", json={})
    assert await db.scalar("SELECT expires_at FROM invitation_link") > in_days(700)
    await office.clerk.post(
        f"{office.event}/move", json={"startsAt": in_days(900).isoformat(), "tell": False}
    )
    ends = await db.scalar("SELECT min(expires_at) FROM invitation_link")
    assert ends > in_days(900 + 170)
    assert (await office.clerk.get("/api/invitation", headers=header)).status_code == 200


async def test_nobody_is_invited_to_what_was_cancelled_meanwhile(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_guest(office.ceremony, "A", status="candidate", email="asked@example.org")
    await a_guest(office.ceremony, "B", status="candidate", email=None)
    await office.clerk.post(f"{office.event}/invitations", json={})
    await office.clerk.post(f"{office.event}/cancellation", json={"reason": {"de": "Sturm"}})
    await run_jobs()
    assert await mails() == {}
    assert await db.scalar("SELECT count(*) FROM guest WHERE status = 'candidate'") == 2
    runs = await db.rows("SELECT done = total AS done, result FROM ceremony_run WHERE ended_at IS NOT NULL")
    assert [(run["done"], run["result"]) for run in runs] == [(True, None)] * 2


async def test_a_postponed_event_gets_a_new_day_even_after_the_old_one(sign_in_as: SignIn) -> None:
    office = await an_office(
        sign_in_as,
        starts_at=in_days(-3),
        answer_by=in_days(-10),
        status="postponed",
        postponed_from=in_days(-3),
    )
    assert (await office.clerk.get(office.event)).json()["over"] is False
    answer = await office.clerk.post(f"{office.event}/move", json={"startsAt": in_days(30).isoformat()})
    assert (answer.status_code, answer.json()["status"]) == (200, "published")
    assert datetime.fromisoformat(answer.json()["answerBy"]) > in_days(0)


async def refused(clerk: Browser, path: str, **body: object) -> str:
    answer = await clerk.post(path, json=body)
    assert answer.status_code in (409, 422), answer.text
    return str(answer.json()["code"])


async def test_what_cannot_be_moved_or_cancelled_says_why(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, starts_at=in_days(20))
    move, cancellation = f"{office.event}/move", f"{office.event}/cancellation"
    assert await refused(office.clerk, move, startsAt=in_days(20).isoformat()) == "same_day"
    assert await refused(office.clerk, move, startsAt=in_days(-1).isoformat()) == "starts_in_the_past"
    assert await refused(office.clerk, cancellation, reason={"de": " "}) == "reason_missing"
    await db.execute("UPDATE ceremony SET status = 'draft'")
    assert await refused(office.clerk, move) == "ceremony_not_published"
    assert await refused(office.clerk, cancellation, reason={"de": "x"}) == "ceremony_not_published"
    await db.execute(
        "UPDATE ceremony SET status = 'published', starts_at = starts_at - interval '60 days',"
        " ends_at = ends_at - interval '60 days'"
    )
    assert await refused(office.clerk, move) == "ceremony_over"
    assert await refused(office.clerk, cancellation, reason={"de": "x"}) == "ceremony_over"


async def test_a_cancelled_event_tells_all_and_is_final(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, contact_email="feier@koeln.example")
    await guests_of(office.ceremony)
    await db.execute(
        "INSERT INTO ticket (number, attendee, ceremony, token, issued_at)"
        " SELECT 'n', id, ceremony, 't', now() FROM attendee LIMIT 1"
    )
    answer = await office.clerk.post(
        f"{office.event}/cancellation", json={"reason": {"de": "Die Halle ist gesperrt.", "en": ""}}
    )
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert await db.scalar("SELECT count(*) FROM ticket WHERE ended_at IS NULL") == 0
    await run_jobs()
    told = await mails()
    assert set(told) == {"comes@example.org", "asked@example.org", "waits@example.org"}
    subject, text = told["asked@example.org"]
    assert subject == "Cancelled: Ehrung der Engagierten"
    assert "Die Halle ist gesperrt." in text
    assert "feier@koeln.example" in text
    for path, body in (
        ("/cancellation", {"reason": {"de": "x"}}),
        ("/move", {"startsAt": in_days(50).isoformat()}),
        ("/publication", {}),
    ):
        assert await refused(office.clerk, office.event + path, **body) == "ceremony_cancelled"
    changed = await office.clerk.patch(office.event, json={"revision": 2, "place": "Anderswo"})
    assert changed.json()["code"] == "ceremony_cancelled"


async def test_nobody_hears_of_a_move_once_it_is_cancelled(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_guest(office.ceremony, status="accepted", email="comes@example.org")
    await office.clerk.post(f"{office.event}/move", json={"startsAt": in_days(50).isoformat()})
    await office.clerk.post(f"{office.event}/cancellation", json={"reason": {"de": "Sturm"}})
    await run_jobs()
    assert await db.scalar("SELECT array_agg(subject) FROM caught_mail") == [
        "Abgesagt: Ehrung der Engagierten"
    ]
