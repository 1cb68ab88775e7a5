import asyncio
from uuid import UUID

import pytest

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.accounts.memberships import LastOneLeft
from ehrenamtskarte.accounts.rules import EmailInvalid
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from tests.accounts.test_sessions import sign_in_with_code
from tests.accounts.test_sign_in import ERIKA
from tests.conftest import Browser, SignIn, actor_of

CLUB, OTHER_CLUB = new_id(), new_id()


async def person_of(browser: Browser) -> UUID:
    return (await actor_of(browser)).person_id


async def coordinators(tenant: UUID = CLUB) -> set[UUID]:
    return {member.person_id for member in await memberships.of_tenant(Role.COORDINATOR, tenant)}


async def revoke(person_id: UUID, *, by: UUID, tenant: UUID = CLUB) -> None:
    await memberships.revoke(Role.COORDINATOR, person_id=person_id, tenant=tenant, revoked_by=by)


@pytest.fixture
async def two(sign_in_as: SignIn) -> list[Browser]:
    return [await sign_in_as(f"{name}@example.org", (Role.COORDINATOR, CLUB)) for name in ("anna", "ben")]


async def test_a_person_may_have_several_roles_and_sees_them_all(sign_in_as: SignIn) -> None:
    browser = await sign_in_as(
        "anna@example.org", (Role.COORDINATOR, CLUB), (Role.COORDINATOR, OTHER_CLUB), (Role.CASE_WORKER, CLUB)
    )
    shown = (await browser.get("/api/me")).json()["memberships"]
    assert [(m["role"], m["tenantId"]) for m in shown] == [
        ("coordinator", str(CLUB)), ("coordinator", str(OTHER_CLUB)), ("case_worker", str(CLUB)),
    ]  # fmt: skip
    actor = await actor_of(browser)
    assert actor.is_coordinator(CLUB) and actor.is_case_worker(CLUB) and not actor.is_state_office
    assert not actor.is_coordinator(new_id())


async def test_a_role_given_twice_is_there_once(two: list[Browser]) -> None:
    anna = await person_of(two[0])
    for _ in range(2):
        await memberships.grant(
            Role.COORDINATOR, person_id=anna, tenant=CLUB, tenant_name="x", granted_by=None, now=clock.now()
        )
    assert len([m for m in await memberships.of_person(anna) if m.tenant == CLUB]) == 1


async def test_a_role_waits_for_somebody_who_has_never_signed_in(sign_in_as: SignIn) -> None:
    invited = await memberships.grant_by_email(
        Role.COORDINATOR,
        email=" New@Example.org ",
        tenant=CLUB,
        tenant_name="Club",
        granted_by=None,
        now=clock.now(),
    )
    again = await memberships.grant_by_email(
        Role.COORDINATOR,
        email="new@example.org",
        tenant=OTHER_CLUB,
        tenant_name="",
        granted_by=None,
        now=clock.now(),
    )
    assert invited == again
    browser = await sign_in_as("new@example.org")
    assert (await actor_of(browser)).is_coordinator(CLUB)


async def test_a_role_needs_a_real_address() -> None:
    with pytest.raises(EmailInvalid):
        await memberships.grant_by_email(
            Role.COORDINATOR, email="nobody", tenant=CLUB, tenant_name="", granted_by=None, now=clock.now()
        )


async def test_with_a_role_its_rights_end_in_every_session(two: list[Browser], sign_in_as: SignIn) -> None:
    anna, ben = two
    also_ben = await sign_in_as("ben@example.org")
    await revoke(await person_of(ben), by=await person_of(anna))
    assert await coordinators() == {await person_of(anna)}
    for browser in (ben, also_ben):
        assert not (await actor_of(browser)).is_coordinator(CLUB)


async def test_with_a_staff_role_every_session_ends(sign_in_as: SignIn) -> None:
    anna, ben = [
        await sign_in_as(f"{name}@example.org", (Role.CASE_WORKER, CLUB)) for name in ("anna", "ben")
    ]
    also_ben = await sign_in_as("ben@example.org")
    await memberships.revoke(
        Role.CASE_WORKER, person_id=await person_of(ben), tenant=CLUB, revoked_by=await person_of(anna)
    )
    assert [(await browser.get("/api/me")).status_code for browser in (anna, ben, also_ben)] == [
        200,
        401,
        401,
    ]


async def names(actor: Actor | None = None) -> list[str]:
    return [member.name for member in await memberships.of_tenant(Role.COORDINATOR, CLUB, actor=actor)]


async def test_whoever_types_an_address_learns_no_name_before_its_owner_signs_in(
    client: Browser, sign_in_as: SignIn
) -> None:
    known = await sign_in_as(ERIKA)
    await memberships.grant_by_email(
        Role.COORDINATOR, email=ERIKA, tenant=CLUB, tenant_name="", granted_by=new_id(), now=clock.now()
    )
    assert await names() == [""]
    assert await names(await actor_of(known)) == ["Vorname Nachname"]
    await sign_in_with_code(client)
    assert await names() == ["Vorname Nachname"]


async def test_a_role_one_gives_oneself_and_a_second_one_there_are_taken_up(sign_in_as: SignIn) -> None:
    erika = await person_of(await sign_in_as(ERIKA))
    for role, granted_by in ((Role.CASE_WORKER, erika), (Role.COORDINATOR, None)):
        await memberships.grant(
            role, person_id=erika, tenant=CLUB, tenant_name="", granted_by=granted_by, now=clock.now()
        )
    assert await names() == ["Vorname Nachname"]


async def test_the_last_one_stays(two: list[Browser]) -> None:
    anna, ben = [await person_of(browser) for browser in two]
    await revoke(ben, by=anna)
    with pytest.raises(LastOneLeft):
        await revoke(anna, by=anna)
    assert await coordinators() == {anna}
    assert (await two[0].get("/api/me")).status_code == 200


async def test_two_who_remove_each_other_at_once_leave_one(two: list[Browser]) -> None:
    anna, ben = [await person_of(browser) for browser in two]
    outcomes = await asyncio.gather(revoke(anna, by=ben), revoke(ben, by=anna), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [LastOneLeft]
    assert len(await coordinators()) == 1


async def test_somebody_without_the_role_cannot_lose_it(two: list[Browser], sign_in_as: SignIn) -> None:
    stranger = await sign_in_as("stranger@example.org", (Role.COORDINATOR, OTHER_CLUB))
    with pytest.raises(NotFound):
        await revoke(await person_of(stranger), by=await person_of(two[0]))
    assert (await stranger.get("/api/me")).status_code == 200


async def test_who_gave_and_took_a_role_is_written_down(two: list[Browser]) -> None:
    anna, ben = [await person_of(browser) for browser in two]
    await revoke(ben, by=anna)
    entry = await db.row(
        "SELECT actor, subject, tenant, facts FROM audit_entry WHERE action = 'role_revoked'"
    )
    assert entry is not None
    assert (entry["actor"], entry["subject"], entry["tenant"]) == (anna, ben, CLUB)
    assert "coordinator" in entry["facts"]


async def test_a_tenants_new_name_is_shown(two: list[Browser]) -> None:
    await memberships.rename_tenant(CLUB, "Freiwillige Feuerwehr Ähren")
    shown = (await two[0].get("/api/me")).json()["memberships"]
    assert [m["tenantName"] for m in shown] == ["Freiwillige Feuerwehr Ähren"]
