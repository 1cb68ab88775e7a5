"""Which calls and entries somebody may touch; what is foreign looks as if it were not there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from ehrenamtskarte.awards import rules
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus, EntryStatus, PhaseKind
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry, CallPhase
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound


async def call(call_id: UUID, *, lock: bool = False) -> AwardCall:
    """One call, whoever asks; locked so that what is decided of it happens one after the other. Raises NotFound."""
    if lock:
        # Weak enough for others to add rows that refer to it.
        await db.execute("SELECT 1 FROM award_call WHERE id = $1 FOR NO KEY UPDATE", call_id)
    found = await AwardCall.objects().get(AwardCall.id == call_id)
    if found is None:
        raise NotFound
    return found


async def call_of_office(
    office: UUID | None, call_id: UUID, *, actor: Actor, lock: bool = False
) -> AwardCall:
    """A call of this issuing body (None: of the state office) for its staff. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    found = await call(call_id, lock=lock)
    if found.issuing_body != office:
        raise NotFound
    return found


async def public_call(call_id: UUID) -> AwardCall:
    """A call that everybody may see. Raises NotFound."""
    found = await call(call_id)
    if found.status == CallStatus.DRAFT:
        raise NotFound
    return found


async def entry_of_office(
    office: UUID | None, call_id: UUID, entry_id: UUID, *, actor: Actor, lock: bool = False
) -> tuple[AwardCall, AwardEntry]:
    """An entry that was handed in, with its call, for the office's staff; drafts stay with those who write them.

    Raises NotFound, SecondFactorNeeded.
    """
    its_call = await call_of_office(office, call_id, actor=actor)
    if lock:
        await db.execute("SELECT 1 FROM award_entry WHERE id = $1 FOR NO KEY UPDATE", entry_id)
    found = await AwardEntry.objects().get((AwardEntry.id == entry_id) & (AwardEntry.call == call_id))
    # One that is taken back into editing keeps its number, but is its team's alone meanwhile.
    if found is None or found.submitted_at is None or found.status == EntryStatus.DRAFT:
        raise NotFound
    return its_call, found


async def phases_of_calls(call_ids: Sequence[UUID]) -> Mapping[UUID, list[Phase]]:
    """The courses of several calls; empty for those without."""
    found: dict[UUID, list[Phase]] = defaultdict(list)
    for row in await db.rows(
        "SELECT call, kind, first_day, last_day FROM call_phase WHERE call = ANY($1::uuid[])", call_ids
    ):
        found[row["call"]].append(Phase(PhaseKind(row["kind"]), row["first_day"], row["last_day"]))
    return found


async def phases_of(call_id: UUID) -> list[Phase]:
    """The course of a call, in time."""
    found = (
        await CallPhase.objects()
        .where(CallPhase.call == call_id)
        .order_by(CallPhase.first_day, CallPhase.last_day)
    )
    return [Phase(PhaseKind(one.kind), one.first_day, one.last_day) for one in found]


def check_running(found: AwardCall) -> None:
    """Raises CallNotPublished, CallCancelled, CallDecided."""
    if found.status == CallStatus.DRAFT:
        raise rules.CallNotPublished
    if found.status == CallStatus.CANCELLED:
        raise rules.CallCancelled
    if found.decided_at is not None:
        raise rules.CallDecided
