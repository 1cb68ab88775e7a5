import asyncio
from collections import Counter
from datetime import timedelta

import httpx
import pyotp
import pytest

from ehrenamtskarte.accounts import memberships, sign_in
from ehrenamtskarte.accounts.rules import SecondFactorAlreadySet, SecondFactorWrong, totp_step
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.errors import TooManyRequests
from ehrenamtskarte.core.ids import new_id
from tests.accounts.test_sign_in import ask_for_code
from tests.conftest import Browser, SignIn, actor_of

OFFICE = new_id()
KERSTIN = "kerstin@stadt.example"


@pytest.fixture
async def case_worker(sign_in_as: SignIn) -> Browser:
    """Signed in, second factor not yet set up."""
    return await sign_in_as(KERSTIN, (Role.CASE_WORKER, OFFICE), second_factor=False)


async def enrol(browser: Browser) -> tuple[pyotp.TOTP, list[str]]:
    """The authenticator app and the recovery codes."""
    started = await browser.post("/api/me/second-factor")
    assert started.status_code == 201
    app = pyotp.TOTP(started.json()["secret"])
    confirmed = await browser.post("/api/me/second-factor/confirmation", json={"code": app.at(clock.now())})
    assert confirmed.status_code == 200, confirmed.text
    return app, confirmed.json()["recoveryCodes"]


async def state(browser: Browser) -> str:
    return str((await browser.get("/api/me")).json()["secondFactor"])


async def sign_in_again(client: httpx.AsyncClient) -> Actor:
    """A new session of the same person, whose second factor is still to be shown."""
    code, _ = await ask_for_code(client, KERSTIN)
    answer = await client.post("/api/sign-in/code", json={"email": KERSTIN, "code": code})
    assert answer.json()["secondFactor"] == "required"
    return await actor_of(client)


async def test_a_volunteer_needs_none(sign_in_as: SignIn) -> None:
    assert await state(await sign_in_as("erika@example.org", second_factor=False)) == "none"
    coordinator = await sign_in_as("club@example.org", (Role.COORDINATOR, new_id()), second_factor=False)
    assert await state(coordinator) == "none"


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.STATE_OFFICE])
async def test_staff_set_one_up_and_it_counts_at_once(sign_in_as: SignIn, role: Role) -> None:
    browser = await sign_in_as(KERSTIN, (role, OFFICE), second_factor=False)
    assert await state(browser) == "enrol"
    _, recovery_codes = await enrol(browser)
    assert await state(browser) == "passed"
    assert len(set(recovery_codes)) == 10


async def test_the_app_gets_a_picture_and_an_address_of_the_secret(case_worker: Browser) -> None:
    setup = (await case_worker.post("/api/me/second-factor")).json()
    app = pyotp.parse_uri(setup["address"])
    assert (app.secret, app.issuer, app.name) == (setup["secret"], "Ehrenamtskarte", KERSTIN)
    assert len(setup["secret"]) >= 32
    assert "<svg" in setup["qrSvg"] and "<script" not in setup["qrSvg"]


async def test_until_confirmed_a_secret_can_be_replaced_and_does_not_count(case_worker: Browser) -> None:
    first = (await case_worker.post("/api/me/second-factor")).json()["secret"]
    second = (await case_worker.post("/api/me/second-factor")).json()["secret"]
    assert first != second
    assert await state(case_worker) == "enrol"
    old = pyotp.TOTP(first).at(clock.now())
    refused = await case_worker.post("/api/me/second-factor/confirmation", json={"code": old})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "code")
    not_yet = await case_worker.post("/api/sign-in/second-factor", json={"code": old})
    assert (not_yet.status_code, not_yet.json()["code"]) == (409, "second_factor_not_started")


async def test_staff_rights_count_only_after_the_factor_in_every_new_session(
    case_worker: Browser, client: httpx.AsyncClient
) -> None:
    path = f"/api/issuing-bodies/{OFFICE}/organisations"
    assert (await case_worker.get(path)).json()["code"] == "second_factor_needed"
    app, _ = await enrol(case_worker)
    assert (await case_worker.get(path)).status_code == 200

    actor = await sign_in_again(client)
    assert actor.has(Role.CASE_WORKER, OFFICE) and not actor.is_case_worker(OFFICE)
    assert (await client.get(path)).json()["code"] == "second_factor_needed"
    code = app.at(clock.now() + timedelta(seconds=30))
    assert (await client.post("/api/sign-in/second-factor", json={"code": code})).status_code == 200
    assert (await client.get(path)).status_code == 200
    assert await state(client) == "passed"


def test_only_staff_roles_wait_for_the_factor() -> None:
    roles = {role: MembershipOf(role, OFFICE) for role in Role}
    for role, membership in roles.items():
        without = Actor(new_id(), (membership,), second_factor=False)
        assert without.may_act_as(role, OFFICE) is not role.needs_second_factor
        assert Actor(new_id(), (membership,), second_factor=True).may_act_as(role, OFFICE)
        assert not Actor(new_id(), (membership,), second_factor=True).may_act_as(role, new_id())


async def test_a_code_of_the_app_works_once(case_worker: Browser, client: httpx.AsyncClient) -> None:
    app, _ = await enrol(case_worker)
    actor = await sign_in_again(client)
    later = clock.now() + timedelta(minutes=5)
    await sign_in.show_second_factor(app.at(later), actor=actor, now=later)
    with pytest.raises(SecondFactorWrong):
        await sign_in.show_second_factor(app.at(later), actor=actor, now=later)
    with pytest.raises(SecondFactorWrong):
        await sign_in.show_second_factor(app.at(later - timedelta(seconds=30)), actor=actor, now=later)
    after = later + timedelta(seconds=30)
    await sign_in.show_second_factor(app.at(after), actor=actor, now=after)


async def test_the_code_that_confirmed_the_set_up_does_not_sign_in(
    case_worker: Browser, client: httpx.AsyncClient
) -> None:
    setup = (await case_worker.post("/api/me/second-factor")).json()
    code = pyotp.TOTP(setup["secret"]).at(clock.now())
    await case_worker.post("/api/me/second-factor/confirmation", json={"code": code})
    await sign_in_again(client)
    assert (await client.post("/api/sign-in/second-factor", json={"code": code})).status_code == 422


async def test_one_code_shown_ten_times_at_once_counts_once(
    case_worker: Browser, client: httpx.AsyncClient
) -> None:
    app, _ = await enrol(case_worker)
    await sign_in_again(client)
    code = app.at(clock.now() + timedelta(seconds=30))
    answers = await asyncio.gather(
        *(client.post("/api/sign-in/second-factor", json={"code": code}) for _ in range(9))
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 422: 8}


def test_a_clock_half_a_minute_off_is_forgiven_and_no_more() -> None:
    app, now = pyotp.TOTP(pyotp.random_base32()), clock.now()
    for seconds, fits in ((-60, False), (-30, True), (0, True), (30, True), (60, False)):
        code = app.at(now + timedelta(seconds=seconds))
        assert (totp_step(app.secret, code, now) is not None) is fits


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "12\u00003456", "-12345"])
async def test_what_is_no_code_is_refused(case_worker: Browser, code: str) -> None:
    await enrol(case_worker)
    answer = await case_worker.post("/api/sign-in/second-factor", json={"code": code})
    assert (answer.status_code, answer.json()["code"]) == (422, "second_factor_wrong")


async def test_each_recovery_code_replaces_the_app_once(
    case_worker: Browser, client: httpx.AsyncClient
) -> None:
    _, recovery_codes = await enrol(case_worker)
    await sign_in_again(client)
    as_typed = recovery_codes[0].lower().replace("-", " ")
    assert (await client.post("/api/sign-in/second-factor", json={"code": as_typed})).status_code == 200
    assert await state(client) == "passed"
    again = await client.post("/api/sign-in/second-factor", json={"code": recovery_codes[0]})
    assert again.status_code == 422
    other = await client.post("/api/sign-in/second-factor", json={"code": recovery_codes[1]})
    assert other.status_code == 200


async def test_one_recovery_code_used_at_once_in_many_places_counts_once(
    case_worker: Browser, client: httpx.AsyncClient
) -> None:
    _, recovery_codes = await enrol(case_worker)
    await sign_in_again(client)
    answers = await asyncio.gather(
        *(client.post("/api/sign-in/second-factor", json={"code": recovery_codes[3]}) for _ in range(9))
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 422: 8}


async def test_another_persons_recovery_code_does_not_help(case_worker: Browser, sign_in_as: SignIn) -> None:
    _, recovery_codes = await enrol(case_worker)
    other = await sign_in_as("other@stadt.example", (Role.CASE_WORKER, OFFICE), second_factor=False)
    await enrol(other)
    answer = await other.post("/api/sign-in/second-factor", json={"code": recovery_codes[0]})
    assert answer.status_code == 422


async def test_guessing_is_limited_for_app_and_recovery_codes_together(
    case_worker: Browser, client: httpx.AsyncClient
) -> None:
    app, _ = await enrol(case_worker)
    actor = await sign_in_again(client)
    answers = [
        await client.post("/api/sign-in/second-factor", json={"code": guess})
        for guess in ["ABCDE-FGH23", "ZZZZZZZZZZ"] * 6
    ]
    assert {answer.status_code for answer in answers} == {422, 429}
    assert int(answers[-1].headers["retry-after"]) > 0
    right = app.at(clock.now() + timedelta(seconds=30))
    with pytest.raises(TooManyRequests):
        await sign_in.show_second_factor(right, actor=actor, now=clock.now())


async def test_a_second_factor_that_is_set_up_is_not_replaced_by_asking(case_worker: Browser) -> None:
    await enrol(case_worker)
    refused = await case_worker.post("/api/me/second-factor")
    assert (refused.status_code, refused.json()["code"]) == (409, "second_factor_already_set")
    with pytest.raises(SecondFactorAlreadySet):
        await sign_in.start_second_factor(await actor_of(case_worker))


async def test_recovery_codes_are_not_stored_readable(case_worker: Browser) -> None:
    _, recovery_codes = await enrol(case_worker)
    for table in ("recovery_code", "audit_entry", "idempotency_key", "outbox_message"):
        stored = str(await db.rows(f"SELECT * FROM {table}"))
        assert not any(code in stored or code.replace("-", "") in stored for code in recovery_codes)


async def test_nobody_does_this_without_signing_in(client: httpx.AsyncClient) -> None:
    for path, body in (
        ("/api/sign-in/second-factor", {"code": "123456"}),
        ("/api/me/second-factor", {}),
        ("/api/me/second-factor/confirmation", {"code": "123456"}),
    ):
        assert (await client.post(path, json=body)).status_code == 401


async def test_who_becomes_staff_signs_in_anew(sign_in_as: SignIn) -> None:
    browser = await sign_in_as("erika@example.org", second_factor=False)
    person_id = (await browser.get("/api/me")).json()["person"]["id"]
    await memberships.grant(
        Role.CASE_WORKER,
        person_id=person_id,
        tenant=OFFICE,
        tenant_name="Stadt",
        granted_by=None,
        now=clock.now(),
    )
    assert (await browser.get("/api/me")).status_code == 401
