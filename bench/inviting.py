"""2,000 guests of a list: taken over, drawn by a quota for each town, invited by mail, and the mails handed over."""

import csv
import io
import time

from ehrenamtskarte.ceremonies.guests import draws, groups, list_taking
from ehrenamtskarte.ceremonies.guests.schemas import GroupIn
from ehrenamtskarte.ceremonies.inviting import invitations
from ehrenamtskarte.core import clock, db, outbox
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from tests.factories import STATE, a_ceremony, a_person

LISTED, INVITED = 4_000, 2_000


async def measure() -> list[tuple[str, float, str]]:
    """Seconds for each step; the mails are delivered by one process, one after the other."""
    actor = Actor(
        await a_person("Nora", "Ehrt"), (MembershipOf(Role.STATE_OFFICE, STATE),), second_factor=True
    )
    ceremony = await a_ceremony(capacity=5_000)
    group = await groups.add(None, ceremony, GroupIn(name="Alle", quota=INVITED), actor=actor)
    content = await _list()
    seconds = [time.perf_counter()]
    await list_taking.take(None, ceremony, content, group_id=group.id, actor=actor, now=clock.now())
    seconds.append(time.perf_counter())
    (drawn,) = await draws.draw_all(None, ceremony, actor=actor, now=clock.now())
    seconds.append(time.perf_counter())
    if (drawn.drawn, drawn.not_drawn) != (INVITED, LISTED - INVITED):
        raise RuntimeError(f"{drawn.drawn} drawn")
    (run,) = await invitations.invite(None, ceremony, None, actor=actor, now=clock.now())
    await _work("RunOrdered")
    seconds.append(time.perf_counter())
    done = await db.scalar("SELECT done FROM ceremony_run WHERE id = $1", run)
    if done != INVITED:
        raise RuntimeError(f"{done} invited")
    await _work("MailWritten")
    seconds.append(time.perf_counter())
    names = (
        f"take over a list of {LISTED:,} guests",
        f"draw {INVITED:,} of them",
        f"invite {INVITED:,}: a link and a mail for each, written",
        f"deliver {INVITED:,} mails, one process",
    )
    return [
        (name, after - before, "s") for name, before, after in zip(names, seconds, seconds[1:], strict=False)
    ]


async def _work(event: str) -> None:
    while waiting := await db.rows(
        "SELECT id FROM outbox_message WHERE event = $1 AND dead_at IS NULL ORDER BY id LIMIT 200", event
    ):
        for message in waiting:
            await outbox.deliver(message["id"])


async def _list() -> bytes:
    towns = await db.rows("SELECT name FROM municipality ORDER BY ags")
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["Vorname", "Nachname", "E-Mail", "Ort"])
    for n in range(LISTED):
        writer.writerow([f"Vorname{n}", f"Gast{n}", f"gast{n}@gast.example", towns[n % len(towns)]["name"]])
    return stream.getvalue().encode()
