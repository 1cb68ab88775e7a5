import re
from datetime import timedelta

import httpx
import pytest

from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.accounts.rules import CodeWrong, LinkExpired
from ehrenamtskarte.core import clock, db
from tests.conftest import mails_to, run_jobs

ERIKA = "erika@example.org"


async def ask_for_code(client: httpx.AsyncClient, email: str = ERIKA) -> tuple[str, str]:
    """The code and the link's secret of a fresh mail."""
    answer = await client.post("/api/sign-in", json={"email": email})
    assert answer.status_code == 202
    await run_jobs()
    text = (await mails_to(email.strip().lower()))[-1]
    code, link = re.search(r"\b(\d{6})\b", text), re.search(r"link#(\S+)", text)
    assert code and link
    return code[1], link[1]


async def test_a_code_signs_in_and_the_cookie_is_closed_to_scripts(client: httpx.AsyncClient) -> None:
    code, _ = await ask_for_code(client, " Erika@Example.org ")
    answer = await client.post("/api/sign-in/code", json={"email": ERIKA, "code": f"{code[:3]} {code[3:]}"})
    assert answer.status_code == 200
    assert answer.json()["person"]["email"] == ERIKA
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie
    assert (await client.get("/api/me")).json()["person"]["email"] == ERIKA


async def test_a_code_works_once(client: httpx.AsyncClient) -> None:
    code, _ = await ask_for_code(client)
    assert (await client.post("/api/sign-in/code", json={"email": ERIKA, "code": code})).status_code == 200
    again = await client.post("/api/sign-in/code", json={"email": ERIKA, "code": code})
    assert (again.status_code, again.json()["code"]) == (422, "code_wrong")
    assert again.json()["errors"][0]["field"] == "code"


async def test_five_wrong_guesses_end_a_code(client: httpx.AsyncClient) -> None:
    code, _ = await ask_for_code(client)
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        assert (
            await client.post("/api/sign-in/code", json={"email": ERIKA, "code": wrong})
        ).status_code == 422
    assert (await client.post("/api/sign-in/code", json={"email": ERIKA, "code": code})).status_code == 422


async def test_a_code_ends_after_ten_minutes(client: httpx.AsyncClient) -> None:
    code, _ = await ask_for_code(client)
    later = clock.now() + timedelta(minutes=10, seconds=1)
    with pytest.raises(CodeWrong):
        await sign_in.sign_in_by_code(ERIKA, code, device="", client="", now=later)


async def test_a_mail_scanner_opening_the_link_does_not_use_it_up(client: httpx.AsyncClient) -> None:
    _, link = await ask_for_code(client)
    for _ in range(3):
        await client.get("/anmelden/link")
        await client.get("/api/sign-in/link", params={"token": link})
    assert (await client.post("/api/sign-in/link", json={"token": link})).status_code == 200


async def test_a_used_link_says_what_to_do(client: httpx.AsyncClient) -> None:
    _, link = await ask_for_code(client)
    await client.post("/api/sign-in/link", json={"token": link})
    again = await client.post("/api/sign-in/link", json={"token": link})
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")
    assert "neuen" in again.json()["detail"]


async def test_the_answer_does_not_tell_whether_an_address_is_known(client: httpx.AsyncClient) -> None:
    code, _ = await ask_for_code(client)
    await client.post("/api/sign-in/code", json={"email": ERIKA, "code": code})
    known = await client.post("/api/sign-in", json={"email": ERIKA})
    unknown = await client.post("/api/sign-in", json={"email": "nobody@example.org"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)


@pytest.mark.parametrize(
    "email", ["", "erika", "erika@", "a b@example.org", "erika@example", "x" * 250 + "@example.org"]
)
async def test_what_is_not_an_address_is_named(client: httpx.AsyncClient, email: str) -> None:
    answer = await client.post("/api/sign-in", json={"email": email})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "email"


async def test_mails_to_one_address_are_limited(client: httpx.AsyncClient) -> None:
    for _ in range(5):
        assert (await client.post("/api/sign-in", json={"email": ERIKA})).status_code == 202
    refused = await client.post("/api/sign-in", json={"email": ERIKA})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


async def test_signing_out_ends_the_session_on_the_server(client: httpx.AsyncClient) -> None:
    code, _ = await ask_for_code(client)
    signed_in = await client.post("/api/sign-in/code", json={"email": ERIKA, "code": code})
    token = signed_in.cookies["session"]
    assert (await client.post("/api/sign-out")).status_code == 204
    client.cookies.set("session", token)
    assert (await client.get("/api/me")).status_code == 401


async def test_neither_code_nor_link_nor_cookie_is_stored_readable(client: httpx.AsyncClient) -> None:
    code, link = await ask_for_code(client)
    await client.post("/api/sign-in/link", json={"token": link})
    token = client.cookies["session"]
    for table in ("sign_in_code", "session", "audit_entry", "outbox_message"):
        stored = str(await db.rows(f"SELECT * FROM {table}"))
        assert link not in stored and token not in stored and f"'{code}'" not in stored


async def test_the_button_of_an_offer_signs_in_once_and_leaves_codes_alone(client: httpx.AsyncClient) -> None:
    now = clock.now()
    address = await sign_in.link_to("/mein/angebot/1?x=ä", email=ERIKA, now=now)
    page, link = address.split("#")
    assert page.endswith("/anmelden/link?weiter=/mein/angebot/1%3Fx%3D%C3%A4")
    code, _ = await ask_for_code(client)
    assert (await client.post("/api/sign-in/code", json={"email": ERIKA, "code": code})).status_code == 200
    client.cookies.clear()
    assert (await client.post("/api/sign-in/link", json={"token": link})).status_code == 200
    assert (await client.post("/api/sign-in/link", json={"token": link})).status_code == 410


async def test_the_button_of_an_offer_ends_after_thirty_days(client: httpx.AsyncClient) -> None:
    now = clock.now()
    link = (await sign_in.link_to("/mein/karte", email=ERIKA, now=now)).split("#")[1]
    with pytest.raises(LinkExpired):
        await sign_in.sign_in_by_link(link, device="", client="", now=now + timedelta(days=30, seconds=1))


async def test_no_code_guesses_the_button_of_an_offer(client: httpx.AsyncClient) -> None:
    await sign_in.link_to("/mein/karte", email=ERIKA, now=clock.now())
    for guess in ("", "000000"):
        refused = await client.post("/api/sign-in/code", json={"email": ERIKA, "code": guess})
        assert refused.status_code == 422
