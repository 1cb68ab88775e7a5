from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from ehrenamtskarte.accounts import controllers, sign_in
from ehrenamtskarte.accounts.rules import SESSION_LIFE, STAFF_SESSION_LIFE
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.settings import settings
from tests.accounts.test_sign_in import ERIKA, ask_for_code
from tests.conftest import SignIn, actor_of


async def sign_in_with_code(client: httpx.AsyncClient, email: str = ERIKA, **headers: str) -> str:
    """The cookie of a fresh session."""
    code, _ = await ask_for_code(client, email)
    answer = await client.post("/api/sign-in/code", json={"email": email, "code": code}, headers=headers)
    assert answer.status_code == 200
    return str(answer.cookies["session"])


async def test_the_own_sessions_are_listed_and_this_one_is_marked(
    client: httpx.AsyncClient, sign_in_as: SignIn
) -> None:
    await sign_in_with_code(client, **{"user-agent": "Firefox on a phone" + "x" * 300})
    await sign_in_as(ERIKA)
    await sign_in_as("max@example.org")
    listed = (await client.get("/api/me/sessions")).json()
    assert len(listed) == 2
    (own,) = [session for session in listed if session["isThisOne"]]
    assert own["device"].startswith("Firefox on a phone") and len(own["device"]) == 120
    assert "token" not in str(listed)


async def test_a_lost_phone_is_signed_out_from_another_device(
    client: httpx.AsyncClient, sign_in_as: SignIn
) -> None:
    await sign_in_with_code(client)
    phone = await sign_in_as(ERIKA)
    lost = (await actor_of(phone)).session_id
    assert (await client.delete(f"/api/me/sessions/{lost}")).status_code == 204
    assert (await phone.get("/api/me")).status_code == 401
    assert (await client.get("/api/me")).status_code == 200
    assert (await client.delete(f"/api/me/sessions/{lost}")).status_code == 404


async def test_nobody_ends_another_persons_session(client: httpx.AsyncClient, sign_in_as: SignIn) -> None:
    await sign_in_with_code(client)
    other = await sign_in_as("max@example.org")
    target = (await actor_of(other)).session_id
    assert (await client.delete(f"/api/me/sessions/{target}")).status_code == 404
    assert (await other.get("/api/me")).status_code == 200


async def test_every_sign_in_has_a_new_secret_and_ends_the_session_it_replaces(
    client: httpx.AsyncClient,
) -> None:
    first = await sign_in_with_code(client)
    second = await sign_in_with_code(client)
    assert first != second
    assert await sign_in.actor_of_token(first, now=clock.now()) is None
    assert await sign_in.actor_of_token(second, now=clock.now()) is not None


async def test_a_cookie_that_is_brought_along_is_never_taken_on(client: httpx.AsyncClient) -> None:
    client.cookies.set("session", "chosen-by-somebody-else", domain="127.0.0.1")
    assert await sign_in_with_code(client) != "chosen-by-somebody-else"
    assert await sign_in.actor_of_token("chosen-by-somebody-else", now=clock.now()) is None


@pytest.mark.parametrize(
    ("role", "life"),
    [(None, SESSION_LIFE), (Role.COORDINATOR, SESSION_LIFE), (Role.CASE_WORKER, STAFF_SESSION_LIFE)],
)
async def test_a_session_lives_as_long_as_its_person_may_stay(
    client: httpx.AsyncClient, sign_in_as: SignIn, role: Role | None, life: timedelta
) -> None:
    if role:
        await sign_in_as(ERIKA, (role, new_id()))
        await db.execute("DELETE FROM session")
    token = await sign_in_with_code(client)
    started = clock.now()
    assert await sign_in.actor_of_token(token, now=started + life - timedelta(minutes=1))
    assert not await sign_in.actor_of_token(token, now=started + life + timedelta(minutes=1))


async def test_only_what_has_ended_is_forgotten(client: httpx.AsyncClient, sign_in_as: SignIn) -> None:
    await sign_in_with_code(client)
    await sign_in_as("max@example.org")
    await db.execute(
        "UPDATE session SET expires_at = now() - interval '1 second'"
        " WHERE person = (SELECT id FROM person WHERE email = 'max@example.org')"
    )
    await db.execute("UPDATE sign_in_code SET expires_at = now() - interval '2 days'")
    await sign_in.forget_old()
    assert await db.scalar("SELECT count(*) FROM session") == 1
    assert await db.scalar("SELECT count(*) FROM sign_in_code") == 0
    assert (await client.get("/api/me")).status_code == 200


async def test_when_a_session_was_last_used_is_noted_by_the_hour(sign_in_as: SignIn) -> None:
    browser = await sign_in_as(ERIKA)
    token, now = browser.cookies["session"], clock.now()
    for after, noted in ((timedelta(minutes=59), False), (timedelta(minutes=61), True)):
        await sign_in.actor_of_token(token, now=now + after)
        seen = await db.scalar("SELECT last_seen_at FROM session")
        assert (seen > now + timedelta(minutes=30)) is noted


async def test_behind_tls_the_cookie_is_bound_to_this_host(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        controllers, "settings", lambda: replace(settings(), public_url="https://ehrenamt.nrw")
    )
    code, _ = await ask_for_code(client)
    signed_in = await client.post("/api/sign-in/code", json={"email": ERIKA, "code": code})
    cookie = signed_in.headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie and "Path=/" in cookie and "Domain" not in cookie
    token = cookie.split("=", 1)[1].split(";")[0]
    plain = await client.get("/api/me", headers={"cookie": f"session={token}"})
    bound = await client.get("/api/me", headers={"cookie": f"__Host-session={token}"})
    assert (plain.status_code, bound.status_code) == (401, 200)


@pytest.mark.parametrize("cookie", ["", "x", "\u00e4", "a" * 4000, "'; DROP TABLE session; --"])
async def test_any_other_cookie_is_nobody(client: httpx.AsyncClient, cookie: str) -> None:
    answer = await client.get("/api/me", headers={b"cookie": f"session={cookie}".encode("latin-1")})
    assert answer.status_code == 401


async def test_no_cookie_before_sign_in(client: httpx.AsyncClient) -> None:
    for path in ("/", "/api/platform", "/api/me", "/health/live"):
        assert "set-cookie" not in (await client.get(path)).headers
    assert "set-cookie" not in (await client.post("/api/sign-in", json={"email": ERIKA})).headers
