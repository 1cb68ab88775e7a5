from datetime import timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.cards import online_check, signing_keys
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Role
from tests.cards.phone import Phone, a_card
from tests.conftest import Browser, SignIn, run_jobs
from tests.factories import an_issuing_body


@pytest.fixture
async def office(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def phone(sign_in_as: SignIn, office: UUID) -> Phone:
    erika = await sign_in_as("erika@example.org")
    card = await a_card(erika.person_id, office)  # type: ignore[attr-defined]
    phone = Phone(erika)
    await phone.activate(card)
    phone.card = card  # type: ignore[attr-defined]
    return phone


async def reason(client: Browser, text: str) -> str:
    answer = await client.post("/api/card-checks", json={"token": text})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["reason"])


async def test_a_shop_without_account_learns_what_it_needs_and_no_more(client: Browser, phone: Phone) -> None:
    answer = (await client.post("/api/card-checks", json={"token": phone.shows()})).json()
    assert set(answer) == {"result", "reason", "kind", "displayName", "issuer", "validUntil", "checkedAt"}
    assert (answer["result"], answer["kind"], answer["displayName"], answer["issuer"]) == (
        "valid",
        "standard",
        "Vorname N.",
        5315000,
    )


async def test_a_screenshot_dies_within_half_a_minute(client: Browser, phone: Phone) -> None:
    assert await reason(client, phone.shows(clock.now() - timedelta(seconds=25))) == "ok"
    assert await reason(client, phone.shows(clock.now() - timedelta(seconds=32))) == "screenshot"


async def test_the_holder_revokes_a_lost_phone_and_the_next_check_knows(
    client: Browser, phone: Phone
) -> None:
    revoked = await phone.browser.post(f"/api/cards/{phone.card}/revocation", json={})  # type: ignore[attr-defined]
    assert revoked.status_code == 200
    assert await reason(client, phone.shows()) == "revoked"
    again = await phone.browser.post(f"/api/cards/{phone.card}/revocation", json={})  # type: ignore[attr-defined]
    assert (again.status_code, again.json()["code"]) == (409, "card_already_revoked")


async def test_the_office_revokes_with_a_reason(
    client: Browser, phone: Phone, office: UUID, sign_in_as: SignIn
) -> None:
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office))
    address = f"/api/cards/{phone.card}/revocation"  # type: ignore[attr-defined]
    assert (await clerk.post(address, json={"reason": " "})).json()["code"] == "reason_missing"
    assert (await clerk.post(address, json={"reason": "Karte zurückgegeben"})).status_code == 200
    assert await reason(client, phone.shows()) == "revoked"
    assert (await phone.browser.get("/api/me/cards")).json()[0]["reason"] == "Karte zurückgegeben"


async def test_a_killed_key_ends_its_codes(
    client: Browser, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await reason(client, phone.shows()) == "ok"
    kid, _ = await signing_keys.active()
    await signing_keys.kill(kid, clock.now())
    assert await reason(client, phone.shows()) == "unknown_key"
    monkeypatch.setattr(online_check, "_kept", None)
    assert await reason(client, phone.shows()) == "unknown_key"
    assert (await phone.refresh(phone.card)).status_code == 202  # type: ignore[attr-defined]
    monkeypatch.setattr(online_check, "_kept", None)
    assert await reason(client, phone.shows()) == "ok"


async def test_after_a_rotation_old_and_new_codes_count(client: Browser, phone: Phone) -> None:
    await signing_keys.rotate(clock.now())
    assert await reason(client, phone.shows()) == "ok"
    await phone.refresh(phone.card)  # type: ignore[attr-defined]
    assert await reason(client, phone.shows()) == "ok"
    states = [
        key["ek_state"] for key in (await client.get("/.well-known/ehrenamtskarte/keys.json")).json()["keys"]
    ]
    assert sorted(states) == ["active", "next", "old"]


@pytest.mark.parametrize("text", ["", "EK1:", "hello", "EK1:" + "A" * 596, "EK1:" + "A" * 3000])
async def test_what_is_no_code_is_malformed(client: Browser, text: str) -> None:
    assert await reason(client, text) == "malformed"


async def test_trailing_bytes_are_malformed(client: Browser, phone: Phone) -> None:
    assert await reason(client, phone.shows() + "00") == "malformed"


async def test_the_published_list_holds_the_revocation(client: Browser, phone: Phone) -> None:
    from ehrenamtskarte.cards import token
    from ehrenamtskarte.cards.status_list import read_status_list

    shown = token.read(phone.shows())
    assert isinstance(shown, token.Presentation)
    index = shown.credential.claims.status
    await phone.browser.post(f"/api/cards/{phone.card}/revocation", json={})  # type: ignore[attr-defined]
    await run_jobs()
    answer = await client.get("/.well-known/ehrenamtskarte/status-list")
    assert answer.headers["content-type"] == "application/statuslist+cwt"
    assert read_status_list(answer.content, await signing_keys.key_set()).revoked(index)
    unchanged = await client.get(
        "/.well-known/ehrenamtskarte/status-list", headers={"if-none-match": answer.headers["etag"]}
    )
    assert unchanged.status_code == 304
