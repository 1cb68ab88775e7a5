from icalendar import Calendar

from ehrenamtskarte.core import db
from tests.ceremonies.offices import an_office, in_days
from tests.conftest import Browser, SignIn
from tests.factories import a_ceremony, a_guest


async def test_everybody_sees_public_events_and_shown_ones_alone(client: Browser) -> None:
    public = await a_ceremony(None, audience="public")
    shown = await a_ceremony(None, showcase_public=True, starts_at=in_days(3))
    await a_ceremony(None)
    await a_ceremony(None, audience="public", status="draft", published_at=None)
    past = await a_ceremony(None, audience="public", starts_at=in_days(-5))
    coming = (await client.get("/api/ceremonies")).json()
    assert [row["id"] for row in coming["items"]] == [str(shown), str(public)]
    over = (await client.get("/api/ceremonies", params={"when": "past"})).json()
    assert [row["id"] for row in over["items"]] == [str(past)]
    assert (await client.get("/api/ceremonies", params={"q": "köln ehrung"})).json()["total"] == 2
    assert (await client.get("/api/ceremonies", params={"municipality": "05111000"})).json()["total"] == 0


async def test_an_event_by_invitation_is_not_there_for_others(client: Browser) -> None:
    for terms in ({}, {"audience": "public", "status": "draft", "published_at": None}):
        hidden = await a_ceremony(None, **terms)
        for path in ("", "/calendar.ics"):
            assert (await client.get(f"/api/ceremonies/{hidden}{path}")).status_code == 404


async def test_the_page_of_an_event_says_all_but_what_is_for_the_office(
    client: Browser, sign_in_as: SignIn
) -> None:
    office = await an_office(sign_in_as, audience="public", capacity=10, cost_cents=500_000)
    await a_guest(office.ceremony, companions=1, status="accepted")
    items = [{"kind": "speech", "minutes": 9, "title": {"de": "Rede"}, "speaker": "OB", "note": "geheim"}]
    await office.clerk.put(f"{office.event}/programme", json={"items": items})
    answer = await client.get(f"/api/ceremonies/{office.ceremony}")
    event = answer.json()
    assert (event["seatsLeft"], event["officeName"], event["over"]) == (8, "Stadt Köln", False)
    assert [(one["title"]["de"], one["speaker"]) for one in event["programme"]] == [("Rede", "OB")]
    assert "geheim" not in answer.text
    assert "cost" not in answer.text


async def test_a_calendar_follows_a_moved_and_a_cancelled_event(client: Browser, sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, audience="public", starts_at=in_days(30))
    path = f"/api/ceremonies/{office.ceremony}/calendar.ics"

    async def entry() -> tuple[object, ...]:
        answer = await client.get(path)
        assert answer.headers["content-type"].startswith("text/calendar")
        event = Calendar.from_ical(answer.text).walk("VEVENT")[0]
        return str(event["uid"]), int(str(event["sequence"])), str(event["status"]), event.decoded("dtstart")

    uid, sequence, status, starts = await entry()
    assert (sequence, status, starts) == (0, "CONFIRMED", in_days(30))
    await office.clerk.post(f"{office.event}/move", json={"tell": False})
    assert await entry() == (uid, 1, "TENTATIVE", in_days(30))
    await office.clerk.post(f"{office.event}/move", json={"startsAt": in_days(44).isoformat()})
    assert await entry() == (uid, 2, "CONFIRMED", in_days(44))
    revision = await db.scalar("SELECT revision FROM ceremony")
    await office.clerk.patch(office.event, json={"revision": revision, "place": "Aula"})
    assert (await entry())[1] == 3
    await office.clerk.patch(office.event, json={"revision": revision + 1, "contactPhone": "1"})
    assert (await entry())[1] == 3
    await office.clerk.post(f"{office.event}/cancellation", json={"reason": {"de": "Sturm"}})
    assert (await entry())[1:3] == (4, "CANCELLED")
