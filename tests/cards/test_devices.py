import asyncio
from datetime import date, timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from ehrenamtskarte.cards import token
from ehrenamtskarte.cards.rules import CREDENTIAL_LIFE, credential_ends
from ehrenamtskarte.core import clock, db
from tests.cards.phone import Phone, a_card
from tests.conftest import Browser, SignIn, run_jobs
from tests.factories import an_issuing_body


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    return await sign_in_as("erika@example.org")


@pytest.fixture
async def card(erika: Browser) -> UUID:
    return await a_card(erika.person_id, await an_issuing_body())  # type: ignore[attr-defined]


async def test_one_tap_puts_the_card_on_the_phone(erika: Browser, card: UUID) -> None:
    phone = Phone(erika)
    assert (await phone.activate(card)).status_code == 202
    shown = token.read(phone.shows())
    assert isinstance(shown, token.Presentation)
    claims = shown.credential.claims
    assert (claims.name, claims.issuer, claims.medium) == ("Vorname N.", 5315000, token.Medium.PHONE)
    assert (
        timedelta(days=29) < timedelta(seconds=claims.expires_at - clock.now().timestamp()) <= CREDENTIAL_LIFE
    )


async def test_a_second_phone_asks_and_then_replaces_the_first(erika: Browser, card: UUID) -> None:
    old, new = Phone(erika), Phone(erika)
    await old.activate(card)
    refused = await new.activate(card)
    assert (refused.status_code, refused.json()["code"]) == (409, "active_on_another_phone")
    assert (await new.activate(card, replace=True)).status_code == 202
    results = [
        (await erika.post("/api/card-checks", json={"token": phone.shows()})).json()["reason"]
        for phone in (old, new)
    ]
    assert results == ["revoked", "ok"]


async def test_two_phones_at_once_leave_one_active(erika: Browser, card: UUID) -> None:
    bodies = [await Phone(erika).proof(card) | {"replace": True} for _ in range(4)]
    await asyncio.gather(*(erika.post(f"/api/cards/{card}/devices", json=body) for body in bodies))
    await run_jobs()
    states = [row["status"] for row in await db.rows("SELECT status FROM device")]
    assert states.count("active") == 1
    assert len(states) == 4


async def test_a_challenge_is_used_once(erika: Browser, card: UUID) -> None:
    body = await Phone(erika).proof(card)
    assert (await erika.post(f"/api/cards/{card}/devices", json=body)).status_code == 202
    again = await erika.post(f"/api/cards/{card}/devices", json=body | {"replace": True})
    assert (again.status_code, again.json()["code"]) == (422, "challenge_wrong")


async def test_a_key_that_is_not_held_is_refused(erika: Browser, card: UUID) -> None:
    mine, other = await Phone(erika).proof(card), await Phone(erika).proof(card)
    swapped = mine | {"publicKey": other["publicKey"]}
    refused = await erika.post(f"/api/cards/{card}/devices", json=swapped)
    assert (refused.status_code, refused.json()["code"]) == (422, "proof_wrong")


@pytest.mark.parametrize("x", ["", "AA", "!", "A" * 43, "_" * 43])
async def test_a_point_off_the_curve_is_refused(erika: Browser, card: UUID, x: str) -> None:
    body = await Phone(erika).proof(card)
    body["publicKey"] = body["publicKey"] | {"x": x}
    refused = await erika.post(f"/api/cards/{card}/devices", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "proof_wrong")


async def test_nobody_activates_the_card_of_another(card: UUID, sign_in_as: SignIn) -> None:
    stranger = await sign_in_as("stranger@example.org")
    assert (await stranger.post(f"/api/cards/{card}/challenge")).status_code == 404
    assert (await stranger.post(f"/api/cards/{card}/revocation", json={})).status_code == 404


async def test_a_refresh_changes_what_could_link_visits_and_ends_the_old_code(
    erika: Browser, card: UUID
) -> None:
    phone = Phone(erika)
    await phone.activate(card)
    before, shown_before = phone.credential, phone.shows()
    assert (await phone.refresh(card)).status_code == 202
    old, new = (token.read(token.text_of(c)) for c in (before, phone.credential))
    assert isinstance(old, token.Credential)
    assert isinstance(new, token.Credential)
    assert old.claims.cti != new.claims.cti
    assert old.claims.status != new.claims.status
    assert old.claims.device_key != new.claims.device_key
    reasons = [
        (await erika.post("/api/card-checks", json={"token": text})).json()["reason"]
        for text in (shown_before, phone.shows())
    ]
    assert reasons == ["revoked", "ok"]


@pytest.mark.parametrize("repeatable", [False, True])
async def test_a_copied_key_that_refreshes_later_ends_both(
    erika: Browser, card: UUID, repeatable: bool
) -> None:
    async def with_a_key(request: httpx.Request) -> None:
        request.headers["idempotency-key"] = str(uuid4())

    erika.event_hooks["request"] = [with_a_key] if repeatable else []
    phone = Phone(erika)
    await phone.activate(card)
    thief = Phone(erika)
    thief.key, thief.device, thief.credential = phone.key, phone.device, phone.credential
    await phone.refresh(card)
    caught = await thief.refresh(card)
    assert (caught.status_code, caught.json()["code"]) == (409, "copied_device")
    await run_jobs()
    assert (await erika.post("/api/card-checks", json={"token": phone.shows()})).json()["reason"] == "revoked"
    assert (await phone.activate(card)).status_code == 202


async def test_a_refresh_whose_answer_got_lost_may_be_repeated(erika: Browser, card: UUID) -> None:
    phone = Phone(erika)
    await phone.activate(card)
    lost = await phone.proof(card)
    from ehrenamtskarte.cards import cose
    from ehrenamtskarte.cards.key_set import base64url, base64url_decode
    from ehrenamtskarte.cards.token import activation_message

    lost["proof"] = base64url(cose.signer(phone.key)(activation_message(base64url_decode(lost["challenge"]))))
    assert (
        await erika.post(f"/api/cards/{card}/devices/{phone.device}/refresh", json=lost)
    ).status_code == 202
    assert (await phone.refresh(card)).status_code == 202


async def test_a_card_whose_last_day_passed_goes_to_no_phone(erika: Browser) -> None:
    body = await an_issuing_body("05111000")
    over = await a_card(erika.person_id, body, valid_from=date(2020, 1, 1), valid_until=date(2022, 12, 31))  # type: ignore[attr-defined]
    refused = await erika.post(f"/api/cards/{over}/challenge")
    assert (refused.status_code, refused.json()["code"]) == (409, "card_not_active")


def test_no_credential_outlives_its_card() -> None:
    now = clock.now()
    today = clock.berlin_day(now)
    ends = credential_ends(now, today)
    assert clock.berlin_day(ends) == today + timedelta(days=1)
    assert clock.berlin_day(ends - timedelta(seconds=1)) == today
    assert credential_ends(now, None) == now + CREDENTIAL_LIFE
