"""Does the long work that was ordered for the guests of an event, one part in one transaction."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from ehrenamtskarte.ceremonies.afterwards import thanks
from ehrenamtskarte.ceremonies.events import RunOrdered
from ehrenamtskarte.ceremonies.inviting import invitations, letters
from ehrenamtskarte.ceremonies.planning import telling
from ehrenamtskarte.ceremonies.rules import RunKind
from ehrenamtskarte.ceremonies.tables import CeremonyRun
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.outbox import publish

PART = 200

Batch = Callable[[CeremonyRun, int, int, datetime], Awaitable[int]]
"""Work for the guests from `offset`, `size` of them; how many it went through, those it left out included."""

KINDS: dict[RunKind, Batch] = {
    RunKind.INVITE: invitations.invite_batch,
    RunKind.REMIND: invitations.remind_batch,
    RunKind.LETTERS: letters.letters_batch,
    RunKind.MOVED: telling.moved_batch,
    RunKind.CANCELLED: telling.cancelled_batch,
    RunKind.THANK: thanks.thank_batch,
}


async def work(event: RunOrdered) -> None:
    """Do the next part of a run and order the one after it, until it is done."""
    now = clock.now()
    async with db.transaction():
        run = await CeremonyRun.objects().lock_rows().get(CeremonyRun.id == event.run_id)
        if run is None or run.ended_at is not None:
            return
        size = min(PART, run.total - run.done)
        through = min(size, await KINDS[RunKind(run.kind)](run, run.done, size, now))
        done = run.done + through
        ended = through == 0 or done == run.total
        await db.execute(
            "UPDATE ceremony_run SET done = $2, ended_at = $3 WHERE id = $1",
            run.id,
            done,
            now if ended else None,
        )
        if not ended:
            await publish(event)
