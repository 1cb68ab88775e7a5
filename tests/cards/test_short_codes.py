import asyncio
import re
from datetime import date, timedelta
from typing import Any

import pytest

from ehrenamtskarte.cards import rules, short_codes
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import TooManyRequests
from tests.cards.phone import a_card
from tests.conftest import Browser, SignIn
from tests.factories import an_issuing_body


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    browser = await sign_in_as("erika@example.org")
    browser.card = await a_card(browser.person_id, await an_issuing_body())  # type: ignore[attr-defined]
    return browser


async def a_code(erika: Browser) -> str:
    answer = await erika.post(f"/api/me/cards/{erika.card}/short-code")  # type: ignore[attr-defined]
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


async def checked(browser: Browser, typed: str) -> dict[str, Any]:
    answer = await browser.post("/api/card-checks", json={"shortCode": typed})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_typed_code_answers_like_a_scanned_one(client: Browser, erika: Browser) -> None:
    code = await a_code(erika)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    answer = await checked(client, code)
    assert set(answer) == {"result", "reason", "kind", "displayName", "issuer", "validUntil", "checkedAt"}
    assert (answer["result"], answer["reason"], answer["kind"], answer["displayName"], answer["issuer"]) == (
        "valid",
        "ok",
        "standard",
        "Vorname N.",
        5315000,
    )


@pytest.mark.parametrize(
    "typed", ["1A0B-C2D3", "1a0bc2d3", " 1a0b c2d3 ", "ia0b-c2d3", "LAOB–C2D3", "1-A-0-B-C-2-D-3"]
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert rules.short_code_of(typed) == "1A0BC2D3"


@pytest.mark.parametrize("typed", ["", "1A0B-C2D", "1A0B-C2D34", "1A0B-C2DU", "1A0B_C2D3", "ÄÖÜß-ÄÖÜß"])
async def test_what_is_no_code_is_malformed(client: Browser, typed: str) -> None:
    assert (await checked(client, typed))["reason"] == "malformed"


async def test_a_code_that_nobody_has_is_malformed(client: Browser, erika: Browser) -> None:
    code = await a_code(erika)
    other = ("1" if code[0] != "1" else "2") + code[1:]
    answer = await checked(client, other)
    assert (answer["result"], answer["reason"], answer["displayName"]) == ("invalid", "malformed", None)


async def test_a_code_ends_after_five_minutes(erika: Browser, database: None) -> None:
    now = clock.now()
    code, expires_at = await short_codes.new_code(
        erika.card,  # type: ignore[attr-defined]
        actor=Actor(erika.person_id),  # type: ignore[attr-defined]
        now=now,
    )
    assert expires_at == now + timedelta(minutes=5)
    just_before, just_then = expires_at - timedelta(seconds=1), expires_at
    assert (await short_codes.check_short_code(code, asked_from="a", now=just_before)).outcome.is_good
    assert not (await short_codes.check_short_code(code, asked_from="a", now=just_then)).outcome.is_good


async def test_a_new_code_ends_the_older(client: Browser, erika: Browser) -> None:
    older, newer = await a_code(erika), await a_code(erika)
    assert (await checked(client, older))["reason"] == "malformed"
    assert (await checked(client, newer))["reason"] == "ok"


async def test_two_codes_at_once_leave_one(client: Browser, erika: Browser) -> None:
    codes = await asyncio.gather(*(a_code(erika) for _ in range(5)))
    reasons = [(await checked(client, code))["reason"] for code in codes]
    assert sorted(reasons) == ["malformed"] * 4 + ["ok"]


async def test_a_revoked_card_s_code_counts_no_more(client: Browser, erika: Browser) -> None:
    code = await a_code(erika)
    await erika.post(f"/api/cards/{erika.card}/revocation", json={})  # type: ignore[attr-defined]
    assert (await checked(client, code))["reason"] == "revoked"
    again = await erika.post(f"/api/me/cards/{erika.card}/short-code")  # type: ignore[attr-defined]
    assert (again.status_code, again.json()["code"]) == (409, "card_not_active")


async def test_a_card_that_is_over_is_expired(client: Browser, erika: Browser) -> None:
    code = await a_code(erika)
    await db.execute("UPDATE card SET valid_until = $1", clock.today() - timedelta(days=1))
    assert (await checked(client, code))["reason"] == "expired"


async def test_somebody_else_s_card_is_not_there(erika: Browser, client: Browser, sign_in_as: SignIn) -> None:
    stranger = await sign_in_as("stranger@example.org")
    address = f"/api/me/cards/{erika.card}/short-code"  # type: ignore[attr-defined]
    assert (await stranger.post(address)).status_code == 404
    assert (await client.post(address)).status_code == 401


async def test_guessing_from_one_place_ends_soon(client: Browser, erika: Browser) -> None:
    guesses = [f"ZZZZ-{number:04}" for number in range(short_codes.TRIES_FROM_ONE_PLACE + 1)]
    answers = [await client.post("/api/card-checks", json={"shortCode": guess}) for guess in guesses]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "too_many_requests")
    assert "retry-after" in answers[-1].headers


async def test_guessing_from_many_places_ends_too(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_codes, "TRIES_OF_ALL", 5)
    for number in range(5):
        await short_codes.check_short_code("ZZZZ-ZZZZ", asked_from=str(number), now=clock.now())
    with pytest.raises(TooManyRequests):
        await short_codes.check_short_code("ZZZZ-ZZZZ", asked_from="another", now=clock.now())


async def test_the_code_itself_is_nowhere_kept(erika: Browser) -> None:
    code = await a_code(erika)
    kept = str([tuple(row) for row in await db.rows("SELECT * FROM short_code")])
    assert code not in kept and code.replace("-", "") not in kept


async def test_codes_that_have_ended_are_forgotten(erika: Browser) -> None:
    await a_code(erika)
    await short_codes.forget_old()
    assert await db.scalar("SELECT count(*) FROM short_code") == 1
    await db.execute("UPDATE short_code SET expires_at = now() - interval '1 second'")
    await short_codes.forget_old()
    assert await db.scalar("SELECT count(*) FROM short_code") == 0


async def test_a_check_of_nothing_says_what_is_missing(client: Browser) -> None:
    answer = await client.post("/api/card-checks", json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "code_missing")


async def test_a_code_says_no_longer_than_its_card(client: Browser, erika: Browser) -> None:
    last = clock.today() + timedelta(days=3)
    await db.execute("UPDATE card SET valid_until = $1", last)
    ends = (await checked(client, await a_code(erika)))["validUntil"]
    assert date.fromisoformat(ends[:10]) == last
