"""The office invites, reminds, prints letters and looks after the waiting list."""

import io
from datetime import timedelta
from uuid import UUID

import pytest
from pypdf import PdfReader

from ehrenamtskarte.ceremonies.inviting import answering, waiting
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.ceremonies.answers import let_in, persons_of, status_of, yes
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import a_ceremony, a_guest, a_guest_group, an_issuing_body


@pytest.fixture
async def town(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def clerk(town: UUID, sign_in_as: SignIn) -> Browser:
    return await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, town))


def at(town: UUID, ceremony: UUID, path: str) -> str:
    return f"/api/offices/{town}/ceremonies/{ceremony}/{path}"


async def test_inviting_writes_mails_and_prints_the_others(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town)
    by_mail = await a_guest(ceremony, status="candidate")
    by_letter = await a_guest(
        ceremony,
        "Otto",
        "Öhr",
        status="candidate",
        email=None,
        address="Otto Öhr\nAm Bach 1\n50667 Köln",
    )
    standing = (await clerk.get(at(town, ceremony, "inviting"))).json()
    assert (standing["toMail"], standing["toPrint"], standing["toDraw"]) == (1, 1, [])
    ordered = await clerk.post(at(town, ceremony, "invitations"), json={})
    assert len(ordered.json()["runs"]) == 2
    assert (await clerk.post(at(town, ceremony, "invitations"), json={})).json()["code"] == "run_still_works"
    await run_jobs()
    assert [await status_of(guest) for guest in (by_mail, by_letter)] == ["invited", "invited"]
    mail = (await mails_to("erika.muster@example.org"))[0]
    assert "lädt Sie herzlich ein: Ehrung der Engagierten." in mail and "/einladung#" in mail
    runs = (await clerk.get(at(town, ceremony, "runs"))).json()
    assert {run["kind"]: (run["done"], run["total"], run["hasFile"]) for run in runs} == {
        "invite": (1, 1, False),
        "letters": (1, 1, True),
    }
    printed = next(run for run in runs if run["hasFile"])
    pdf = await clerk.get(at(town, ceremony, f"runs/{printed['id']}/letters.pdf"))
    reader = PdfReader(io.BytesIO(pdf.content))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert "Otto Öhr" in text and "Am Bach 1" in text and "Guten Tag Otto Öhr" in text
    again = await clerk.post(at(town, ceremony, "invitations"), json={})
    assert again.json()["code"] == "nobody_to_invite"


async def test_nobody_of_a_group_with_too_many_is_invited_before_the_draw(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town)
    crowded = await a_guest_group(ceremony, "Engagierte", quota=1)
    guests = [
        await a_guest(ceremony, "Erika", f"Muster{n}", guest_group=crowded, status="candidate")
        for n in range(2)
    ]
    roomy = await a_guest_group(ceremony, "Ehrengäste")
    free = await a_guest(ceremony, "Kim", "Blau", guest_group=roomy, status="candidate")
    assert (await clerk.get(at(town, ceremony, "inviting"))).json()["toDraw"] == ["Engagierte"]
    await clerk.post(at(town, ceremony, "invitations"), json={})
    await run_jobs()
    assert await status_of(free) == "invited"
    assert [await status_of(guest) for guest in guests] == ["candidate", "candidate"]


async def test_the_office_invites_single_guests_by_name_whatever_was_before(
    clerk: Browser, town: UUID
) -> None:
    ceremony = await a_ceremony(town)
    guest = await a_guest(ceremony, status="not_drawn")
    other = await a_guest(ceremony, "Kim", "Blau", status="accepted")
    await clerk.post(at(town, ceremony, "invitations"), json={"guests": [str(guest), str(other)]})
    await run_jobs()
    assert (await status_of(guest), await status_of(other)) == ("invited", "accepted")


async def test_a_draft_invites_nobody(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town, status="draft", published_at=None)
    await a_guest(ceremony, status="candidate")
    answer = await clerk.post(at(town, ceremony, "invitations"), json={})
    assert answer.json()["code"] == "ceremony_not_published"


@pytest.mark.parametrize("path", ["invitations", "reminders"])
async def test_nobody_is_asked_who_could_no_longer_answer(clerk: Browser, town: UUID, path: str) -> None:
    long_ago = clock.now() - timedelta(days=5)
    ceremony = await a_ceremony(town, answer_by=long_ago)
    await a_guest(ceremony, status="candidate" if path == "invitations" else "invited", invited_at=long_ago)
    refused = await clerk.post(at(town, ceremony, path), json={} if path == "invitations" else None)
    assert (refused.status_code, refused.json()["code"]) == (409, "answers_closed")


async def test_long_work_stands_in_the_log_of_its_office(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town)
    await a_guest(ceremony, status="candidate")
    await clerk.post(at(town, ceremony, "invitations"), json={})
    assert await db.scalar("SELECT tenant FROM audit_entry WHERE action = 'ceremony_invite_ordered'") == town


async def test_a_guest_of_another_office_is_not_there(clerk: Browser, town: UUID) -> None:
    foreign = await a_guest(await a_ceremony(await an_issuing_body("05111000")), status="withdrawn")
    own = await a_ceremony(town)
    answer = await clerk.put(at(town, own, f"guests/{foreign}/answer"), json={"coming": True})
    assert answer.status_code == 404


async def test_only_who_is_silent_is_reminded_and_not_too_often(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town)
    long_ago = clock.now() - timedelta(days=4)
    await a_guest(ceremony, "Still", "Silent", invited_at=long_ago)
    await a_guest(ceremony, "Eben", "Erst", invited_at=clock.now())
    await a_guest(ceremony, "Kommt", "Ja", status="accepted", invited_at=long_ago)
    assert (await clerk.post(at(town, ceremony, "reminders"))).status_code == 200
    await run_jobs()
    told = await db.rows("SELECT recipient, subject FROM caught_mail")
    assert [(mail["recipient"], mail["subject"]) for mail in told] == [
        ("still.silent@example.org", "Kommen Sie? Ehrung der Engagierten")
    ]
    assert (await clerk.post(at(town, ceremony, "reminders"))).json()["code"] == "nobody_to_remind"


async def test_letters_are_printed_again_for_who_has_not_answered(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town)
    assert (await clerk.post(at(town, ceremony, "letters"), json={})).json()["code"] == "no_letters"
    await a_guest(ceremony, "Otto", "Öhr", email=None)
    run = (await clerk.post(at(town, ceremony, "letters"), json={})).json()["runs"][0]
    early = await clerk.get(at(town, ceremony, f"runs/{run}/letters.pdf"))
    assert early.json()["code"] == "run_not_ready"
    await run_jobs()
    assert (await clerk.get(at(town, ceremony, f"runs/{run}/letters.pdf"))).content.startswith(b"%PDF")


async def test_an_offer_nobody_takes_goes_to_the_next(database: None) -> None:
    ceremony, now = await a_ceremony(capacity=2, move_up_hours=24), clock.now()
    first = await a_guest(
        ceremony, "Erste", "Eins", companions=1, status="waiting", waiting_since=now - timedelta(days=2)
    )
    second = await a_guest(ceremony, "Zweite", "Zwei", status="waiting", waiting_since=now)
    await waiting.move_up(ceremony, now=now)
    assert (await status_of(first), await status_of(second)) == ("offered", "waiting")
    await waiting.end_due(now + timedelta(hours=23))
    assert await status_of(first) == "offered"
    await waiting.end_due(now + timedelta(hours=24))
    assert await status_of(first) == "lapsed" and await persons_of(first) == []
    await run_jobs()
    assert await status_of(second) == "offered"
    assert "weitergegeben" in (await mails_to("erste.eins@example.org"))[-1]


async def test_an_offer_does_not_run_out_while_the_day_is_unknown(database: None) -> None:
    now = clock.now()
    ceremony = await a_ceremony(status="postponed")
    guest = await a_guest(ceremony, status="offered", offer_until=now)
    await waiting.end_due(now + timedelta(days=1))
    assert await status_of(guest) == "offered"
    assert await answering.answer(guest, yes(), now=now + timedelta(days=1)) == "accepted"


async def test_with_a_new_day_offers_get_their_time_anew_and_the_list_moves(
    clerk: Browser, town: UUID
) -> None:
    now = clock.now()
    ceremony = await a_ceremony(town, status="postponed", capacity=2, move_up_hours=24)
    offered = await a_guest(ceremony, status="offered", offer_until=now - timedelta(days=1))
    waits = await a_guest(ceremony, "Kim", "Blau", status="waiting", waiting_since=now)
    day = (now + timedelta(days=60)).isoformat()
    moved = await clerk.post(at(town, ceremony, "move"), json={"startsAt": day, "tell": False})
    assert moved.is_success, moved.text
    await run_jobs()
    assert [await status_of(guest) for guest in (offered, waits)] == ["offered", "offered"]
    await waiting.end_due(now + timedelta(hours=23))
    assert await status_of(offered) == "offered"


async def test_whoever_was_let_in_keeps_the_place_that_was_offered(database: None) -> None:
    now = clock.now()
    guest = await a_guest(await a_ceremony(), status="offered", offer_until=now)
    await let_in((await persons_of(guest))[0].id)
    await waiting.end_due(now + timedelta(days=1))
    assert await status_of(guest) == "offered"


async def test_places_are_not_held_beyond_the_beginning(database: None) -> None:
    now = clock.now()
    ceremony = await a_ceremony(capacity=1, move_up_hours=72, starts_at=now + timedelta(hours=5))
    guest = await a_guest(ceremony, status="waiting", waiting_since=now)
    await waiting.move_up(ceremony, now=now)
    until = await db.scalar("SELECT offer_until FROM guest WHERE id = $1", guest)
    assert until == now + timedelta(hours=5)


async def test_the_waiting_list_shows_offers_first_then_the_line(clerk: Browser, town: UUID) -> None:
    ceremony, now = await a_ceremony(town, capacity=1), clock.now()
    for number in range(60):
        await a_guest(
            ceremony,
            "Kim",
            f"Blau{number}",
            companions=1,
            status="waiting",
            waiting_since=now + timedelta(minutes=number),
        )
    await a_guest(ceremony, "Erika", "Muster", status="offered", offer_until=now + timedelta(days=1))
    first = (await clerk.get(at(town, ceremony, "waiting-list"))).json()
    assert first["total"] == 61 and first["items"][0]["status"] == "offered"
    assert [row["place"] for row in first["items"][1:4]] == [1, 2, 3]
    rest = (await clerk.get(at(town, ceremony, "waiting-list"), params={"cursor": first["next"]})).json()
    assert len(rest["items"]) == 11 and rest["items"][-1]["familyName"] == "Blau59"


async def test_the_office_moves_up_by_hand_what_fits(clerk: Browser, town: UUID) -> None:
    ceremony, now = await a_ceremony(town, capacity=1), clock.now()
    large = await a_guest(ceremony, "Groß", "Gruppe", companions=1, status="waiting", waiting_since=now)
    small = await a_guest(ceremony, "Klein", "Gruppe", status="waiting", waiting_since=now)
    refused = await clerk.put(at(town, ceremony, f"guests/{large}/offer"))
    assert refused.json()["detail"] == "Diese Gruppe braucht 2 Plätze, frei sind 1."
    assert (await clerk.put(at(town, ceremony, f"guests/{small}/offer"))).status_code == 204
    assert (await clerk.put(at(town, ceremony, f"guests/{small}/offer"))).json()["code"] == "not_waiting"


async def test_the_office_answers_for_a_guest_after_the_deadline(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town, answer_by=clock.now() - timedelta(days=1), companions_each=0)
    guest = await a_guest(ceremony, email=None)
    address = at(town, ceremony, f"guests/{guest}/answer")
    said = await clerk.put(address, json={"coming": True, "persons": [{}, {"name": "Kim Blau"}]})
    assert said.json() == {"status": "accepted"}
    shown = (await clerk.get(address)).json()
    assert [person["name"] for person in shown["persons"]] == ["Erika Muster", "Kim Blau"]
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'guest_answered_for'") == 1
    foreign = await a_guest(await a_ceremony(), "Fremder", "Gast")
    elsewhere = await clerk.put(at(town, ceremony, f"guests/{foreign}/answer"), json={"coming": True})
    assert elsewhere.status_code == 404


async def test_an_invitation_taken_back_ends_places_and_tells_the_guest(clerk: Browser, town: UUID) -> None:
    ceremony = await a_ceremony(town, capacity=1)
    guest = await a_guest(ceremony, status="accepted")
    waits = await a_guest(ceremony, "Kim", "Blau", status="waiting", waiting_since=clock.now())
    assert (await clerk.put(at(town, ceremony, f"guests/{guest}/withdrawal"))).status_code == 204
    assert await persons_of(guest) == []
    await run_jobs()
    assert await status_of(waits) == "offered"
    assert "zurücknehmen" in (await mails_to("erika.muster@example.org"))[0]


async def register(client: Browser, ceremony: UUID, **said: object) -> int:
    body = {"givenName": "Toni", "familyName": "Weiß", "email": "toni@example.org", "party": 2} | said
    return (await client.post(f"/api/ceremonies/{ceremony}/registrations", json=body)).status_code


async def test_anybody_registers_for_a_public_event_and_confirms_by_mail(client: Browser) -> None:
    ceremony = await a_ceremony(audience="public")
    assert await register(client, ceremony) == 202
    await run_jobs()
    mail = (await mails_to("toni@example.org"))[0]
    assert "bestätigen Sie Ihre Anmeldung" in mail
    secret = mail.partition("/einladung#")[2].split()[0]
    headers = {"X-Invitation": secret}
    shown = (await client.get("/api/invitation", headers=headers)).json()
    assert (shown["status"], shown["party"], shown["familyName"]) == ("invited", 2, "Weiß")
    said = {"coming": True, "persons": [{}, {}]}
    answer = await client.put("/api/invitation", headers=headers, json=said)
    assert answer.json()["status"] == "accepted"


async def test_registering_twice_makes_one_guest_and_tells_nothing(client: Browser) -> None:
    ceremony = await a_ceremony(audience="public")
    guest = await a_guest(ceremony, email="toni@example.org", status="candidate")
    assert (
        await register(client, ceremony) == await register(client, ceremony, email="TONI@example.org") == 202
    )
    assert await db.scalar("SELECT count(*) FROM guest") == 1
    assert await status_of(guest) == "invited"


@pytest.mark.parametrize(
    ("said", "status"), [({"party": 9}, 422), ({"email": "toni"}, 422), ({"familyName": ""}, 422)]
)
async def test_a_registration_with_faults_is_refused(
    client: Browser, said: dict[str, object], status: int
) -> None:
    ceremony = await a_ceremony(audience="public")
    assert await register(client, ceremony, **said) == status
    assert await db.scalar("SELECT count(*) FROM guest") == 0


async def test_nobody_registers_where_only_guests_are_invited(client: Browser) -> None:
    assert await register(client, await a_ceremony(showcase_public=True)) == 404
    closed = await a_ceremony(audience="public", answer_by=clock.now() - timedelta(days=1))
    assert await register(client, closed) == 409
