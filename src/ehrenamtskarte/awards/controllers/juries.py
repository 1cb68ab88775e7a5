"""HTTP of awards: Setting up a jury."""

from typing import Any
from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from ehrenamtskarte.awards.judging import (
    drawings,
    jurors,
    panel,
    progress,
    recusals,
    reminding,
    rounds,
    sharing,
)
from ehrenamtskarte.awards.judging.jury_schemas import (
    EntryJurorIn,
    EntryRecusalIn,
    JurorIn,
    JurorOut,
    JurorsInvitedIn,
    JurorsTold,
    JuryAssigned,
    JuryDrawing,
    JuryEntryRow,
    JuryRoundChangeIn,
    JuryRoundIn,
    JuryRoundOut,
    JuryRoundRow,
    RoundPanelIn,
    SuggestedCriterion,
)
from ehrenamtskarte.awards.judging.progress import Lack
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page

TAGS = ["Awards: the jury"]
_CALL = "/api/offices/{office:str}/award-calls/{call_id:uuid}"
_ROUND = f"{_CALL}/jury-rounds/{{round_id:uuid}}"
_ENTRY = f"{_ROUND}/entries/{{entry_id:uuid}}"


@get(f"{_CALL}/jurors", tags=TAGS, summary="The jury")
async def jurors_(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> list[JurorOut]:
    """Everybody on the jury of a call, who chairs it first."""
    return await jurors.of_call(office_named(office), call_id, actor=actor)


@post(f"{_CALL}/jurors", tags=TAGS, summary="Add a juror")
async def add_juror(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], data: JSONBody[JurorIn]
) -> JurorOut:
    """Put somebody on the jury; nobody hears of it before the invitation."""
    return await jurors.add(office_named(office), call_id, data, actor=actor, now=clock.now())


@put(f"{_CALL}/jurors/{{juror_id:uuid}}", tags=TAGS, summary="Change a juror")
async def change_juror(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    juror_id: FromPath[UUID],
    data: JSONBody[JurorIn],
) -> JurorOut:
    """Write what the office knows of a juror."""
    return await jurors.change(office_named(office), call_id, juror_id, data, actor=actor)


@delete(f"{_CALL}/jurors/{{juror_id:uuid}}", tags=TAGS, summary="Take a juror off")
async def remove_juror(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], juror_id: FromPath[UUID]
) -> None:
    """Take somebody off the jury who has not judged yet."""
    await jurors.remove(office_named(office), call_id, juror_id, actor=actor)


@post(f"{_CALL}/jurors/invitations", tags=TAGS, status_code=HTTP_200_OK, summary="Invite jurors")
async def invite_jurors(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    data: JSONBody[JurorsInvitedIn],
) -> JurorsTold:
    """Write to these jurors, or to all who were not invited yet."""
    return await jurors.invite(office_named(office), call_id, data.jurors, actor=actor, now=clock.now())


@get(f"{_CALL}/jury-criteria", tags=TAGS, summary="Criteria to begin with")
async def suggested_criteria(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> list[SuggestedCriterion]:
    """Criteria that suit the call, for a scale of 1 to 5."""
    found = await rounds.suggested_criteria(office_named(office), call_id, actor=actor)
    return [SuggestedCriterion.of(one) for one in found]


@get(f"{_CALL}/jury-rounds", tags=TAGS, summary="Rounds of the jury")
async def jury_rounds(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> list[JuryRoundRow]:
    """The rounds of a call in their order, with how far they are."""
    return await rounds.of_call(office_named(office), call_id, actor=actor)


@post(f"{_CALL}/jury-rounds", tags=TAGS, summary="Add a round")
async def add_jury_round(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    data: JSONBody[JuryRoundIn],
) -> JuryRoundOut:
    """Lay a round down with its criteria; the whole jury takes part in it."""
    return await rounds.add(office_named(office), call_id, data.plan(), actor=actor)


@get(_ROUND, tags=TAGS, summary="A round")
async def jury_round(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> JuryRoundOut:
    """A round with its criteria, its jury and how far each juror is."""
    return await rounds.one(office_named(office), call_id, round_id, actor=actor)


@put(_ROUND, tags=TAGS, summary="Change a round")
async def change_jury_round(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    round_id: FromPath[UUID],
    data: JSONBody[JuryRoundChangeIn],
) -> JuryRoundOut:
    """Write a round anew; once somebody has judged, its scale and weights stay."""
    return await rounds.change(
        office_named(office), call_id, round_id, data.plan(), revision=data.revision, actor=actor
    )


@delete(_ROUND, tags=TAGS, summary="Remove a round")
async def remove_jury_round(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> None:
    """Throw a round away in which nobody has judged."""
    await rounds.remove(office_named(office), call_id, round_id, actor=actor)


@put(f"{_ROUND}/panel", tags=TAGS, summary="Who judges in a round")
async def set_panel(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    round_id: FromPath[UUID],
    data: JSONBody[RoundPanelIn],
) -> JuryRoundOut:
    """Say who of the jury judges in a round and, where it shares by category, what."""
    wanted = {one.juror_id: one.categories for one in data.jurors}
    return await panel.write(office_named(office), call_id, round_id, wanted, actor=actor)


@post(f"{_ROUND}/assignment", tags=TAGS, status_code=HTTP_200_OK, summary="Assign the entries")
async def assign_entries(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> JuryAssigned:
    """Hand out the entries that have too few jurors yet; conflicts of interest are left out before."""
    return await sharing.assign(office_named(office), call_id, round_id, actor=actor, now=clock.now())


@delete(f"{_ROUND}/assignment", tags=TAGS, summary="Take the assignment back")
async def take_assignment_back(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> None:
    """Undo the assignment while nobody has judged."""
    await sharing.take_back(office_named(office), call_id, round_id, actor=actor)


@get(f"{_ROUND}/drawings", tags=TAGS, summary="The drawings of a round")
async def jury_drawings(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> list[JuryDrawing]:
    """What anybody needs to repeat them: seed, numbers of entries, jurors by id, pairs left out; nobody's name."""
    return await drawings.of_round(office_named(office), call_id, round_id, actor=actor)


@get(f"{_ROUND}/entries", tags=TAGS, summary="Who judges which entry")
async def jury_entries(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    round_id: FromPath[UUID],
    q: FromQuery[str] = "",
    juror: FromQuery[UUID | None] = None,
    lack: FromQuery[Lack | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Page[JuryEntryRow]:
    """The entries of a round by number, each with its jurors and whether they are done."""
    return await progress.entries_of(
        office_named(office), call_id, round_id, q=q, juror=juror, lack=lack, actor=actor, cursor=cursor
    )


@post(f"{_ENTRY}/jurors", tags=TAGS, status_code=HTTP_204_NO_CONTENT, summary="Another juror for an entry")
async def put_juror_in(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    round_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    data: JSONBody[EntryJurorIn],
) -> None:
    """Let another juror of the round judge an entry."""
    await recusals.put_in(office_named(office), call_id, round_id, entry_id, data.juror_id, actor=actor)


@post(f"{_ENTRY}/recusals", tags=TAGS, status_code=HTTP_204_NO_CONTENT, summary="Recuse a juror")
async def recuse_juror(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    round_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    data: JSONBody[EntryRecusalIn],
) -> None:
    """Say that a juror is not to judge an entry, and why; what they gave no longer counts."""
    await recusals.recuse(
        office_named(office), call_id, round_id, entry_id, data.juror_id, data.reason, actor=actor
    )


@delete(f"{_ENTRY}/recusals/{{juror_id:uuid}}", tags=TAGS, summary="Take a recusal back")
async def take_recusal_back(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    round_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    juror_id: FromPath[UUID],
) -> None:
    """Let a juror judge after all."""
    await recusals.take_back(office_named(office), call_id, round_id, entry_id, juror_id, actor=actor)


@post(f"{_ROUND}/reminders", tags=TAGS, status_code=HTTP_200_OK, summary="Remind the jury")
async def remind_jury(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> JurorsTold:
    """Write to all who have entries left; once a day at most."""
    return await reminding.remind(office_named(office), call_id, round_id, actor=actor, now=clock.now())


@post(f"{_ROUND}/closing", tags=TAGS, status_code=HTTP_200_OK, summary="Close a round")
async def close_jury_round(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> JuryRoundOut:
    """End a round; nobody judges in it any more."""
    return await rounds.close(office_named(office), call_id, round_id, actor=actor, now=clock.now())


@delete(f"{_ROUND}/closing", tags=TAGS, status_code=HTTP_200_OK, summary="Open a round again")
async def reopen_jury_round(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID], round_id: FromPath[UUID]
) -> JuryRoundOut:
    """Let a closed round go on, on its days."""
    return await rounds.reopen(office_named(office), call_id, round_id, actor=actor)


CONTROLLERS: list[Any] = [
    jurors_,
    add_juror,
    change_juror,
    remove_juror,
    invite_jurors,
    suggested_criteria,
    jury_rounds,
    add_jury_round,
    jury_round,
    change_jury_round,
    remove_jury_round,
    set_panel,
    assign_entries,
    take_assignment_back,
    jury_drawings,
    jury_entries,
    put_juror_in,
    recuse_juror,
    take_recusal_back,
    remind_jury,
    close_jury_round,
    reopen_jury_round,
]
