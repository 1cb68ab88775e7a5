"""Long work goes part by part to its end, and links open what they were made for."""

from datetime import datetime, timedelta

import pytest

from ehrenamtskarte.ceremonies.inviting import links, runs, working
from ehrenamtskarte.ceremonies.rules import RunKind
from ehrenamtskarte.ceremonies.tables import CeremonyRun
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from tests.conftest import run_jobs
from tests.factories import a_ceremony, a_guest, a_person

pytestmark = pytest.mark.usefixtures("database")


async def somebody() -> Actor:
    return Actor(await a_person("Nora", "Albers"))


async def test_work_goes_part_by_part_through_all_guests(monkeypatch: pytest.MonkeyPatch) -> None:
    ceremony, guests = await a_ceremony(), [new_id() for _ in range(5)]
    parts = []

    async def batch(run: CeremonyRun, offset: int, size: int, now: datetime) -> int:
        parts.append(runs.guests_of(run, offset, size))
        return len(parts[-1])

    monkeypatch.setitem(working.KINDS, RunKind.THANK, batch)
    monkeypatch.setattr(working, "PART", 2)
    run = await runs.order(ceremony, RunKind.THANK, guests, actor=await somebody(), now=clock.now())
    await run_jobs()
    assert parts == [guests[:2], guests[2:4], guests[4:]]
    found = await CeremonyRun.objects().get(CeremonyRun.id == run)
    assert found is not None and found.done == found.total == 5 and found.ended_at is not None


async def test_the_same_work_is_not_begun_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    ceremony = await a_ceremony()
    await runs.check_none_works(ceremony, RunKind.INVITE)
    await runs.order(ceremony, RunKind.INVITE, [new_id()], actor=await somebody(), now=clock.now())
    with pytest.raises(runs.RunStillWorks):
        await runs.check_none_works(ceremony, RunKind.INVITE)


async def test_work_for_nobody_is_done_at_once() -> None:
    run = await runs.order(await a_ceremony(), RunKind.THANK, [], actor=await somebody(), now=clock.now())
    assert await db.scalar("SELECT ended_at IS NOT NULL FROM ceremony_run WHERE id = $1", run)


async def test_a_link_opens_its_guest_until_it_ends() -> None:
    now = clock.now()
    guest = await a_guest(await a_ceremony())
    address = (await links.links_for([guest], until=now + timedelta(days=1)))[guest]
    secret = address.partition("/einladung#")[2]
    assert (await links.guest_of_link(secret, now)).id == guest
    assert secret.encode() not in await db.scalar("SELECT digest FROM invitation_link")
    with pytest.raises(links.InvitationUnknown):
        await links.guest_of_link(secret, now + timedelta(days=1))
    with pytest.raises(links.InvitationUnknown):
        await links.guest_of_link("anything", now)
