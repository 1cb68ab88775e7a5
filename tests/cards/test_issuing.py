import asyncio
from datetime import date

from ehrenamtskarte.applications.events import ApplicationApproved
from ehrenamtskarte.cards import issuing
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.eligibility.rules import CardKind
from tests.cards.phone import Phone, a_card
from tests.conftest import SignIn, mails_to
from tests.factories import an_issuing_body


async def test_an_approval_gives_a_card_and_a_mail(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    erika = await sign_in_as("erika@example.org")
    await a_card(erika.person_id, body)  # type: ignore[attr-defined]
    cards = (await erika.get("/api/me/cards")).json()
    assert [(c["kind"], c["displayName"], c["status"], c["issuerName"]) for c in cards] == [
        ("standard", "Vorname N.", "active", "Stadt Köln")
    ]
    assert "/mein/karte" in (await mails_to("erika@example.org"))[-1]


async def test_the_same_approval_delivered_twice_gives_one_card(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    erika = await sign_in_as("erika@example.org")
    await a_card(erika.person_id, body)  # type: ignore[attr-defined]
    application = await db.scalar("SELECT application FROM card")
    event = ApplicationApproved(
        application_id=application,
        person_id=erika.person_id,  # type: ignore[attr-defined]
        issuing_body_id=body,
        kind=CardKind.STANDARD,
        valid_from=date(2026, 1, 1),
    )

    async def again() -> None:
        async with db.transaction():
            await issuing.issue(event)

    await asyncio.gather(again(), again())
    assert await db.scalar("SELECT count(*) FROM card") == 1
    assert await db.scalar("SELECT status FROM card") == "active"


async def test_a_new_card_of_a_kind_replaces_the_old_one_on_every_phone(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    erika = await sign_in_as("erika@example.org")
    first = await a_card(erika.person_id, body)  # type: ignore[attr-defined]
    phone = Phone(erika)
    await phone.activate(first)
    await a_card(erika.person_id, body)  # type: ignore[attr-defined]
    jubilee = await a_card(erika.person_id, body, CardKind.JUBILEE, valid_until=None)  # type: ignore[attr-defined]
    states = {c["id"]: c["status"] for c in (await erika.get("/api/me/cards")).json()}
    assert sorted(states.values()) == ["active", "active", "replaced"]
    assert states[str(jubilee)] == "active"
    answer = (await erika.post("/api/card-checks", json={"token": phone.shows()})).json()
    assert (answer["result"], answer["reason"]) == ("invalid", "revoked")


async def test_the_office_finds_its_cards_and_no_others(sign_in_as: SignIn) -> None:
    body, other = await an_issuing_body(), await an_issuing_body("05111000")
    erika = await sign_in_as("erika@example.org")
    await a_card(erika.person_id, body)  # type: ignore[attr-defined]
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    page = (await clerk.get(f"/api/issuing-bodies/{body}/cards?q=vorname%20nachname&status=active")).json()
    assert [(c["givenName"], c["familyName"], c["phones"]) for c in page["items"]] == [
        ("Vorname", "Nachname", 0)
    ]
    assert page["total"] == 1
    assert (await clerk.get(f"/api/issuing-bodies/{other}/cards")).status_code == 404
