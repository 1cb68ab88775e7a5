"""The HTTP surface of judging: what jurors see and say, the ranking and the meeting."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.entering.schemas import EntryFacts, EntryFileOut
from ehrenamtskarte.awards.form import Answer, FormField
from ehrenamtskarte.awards.judging.jury_schemas import JuryCriterionOut
from ehrenamtskarte.awards.judging.scoring_rules import RoundStage
from ehrenamtskarte.awards.moments import Moment
from ehrenamtskarte.awards.rules import EntrantKind, JudgementStatus, Recusal
from ehrenamtskarte.core.text import Text

Comment = Annotated[str, msgspec.Meta(max_length=5000)]
"""Somewhat more than may be kept, so that the limit is told in a sentence."""
MeetingLine = Annotated[str, msgspec.Meta(max_length=200)]
MeetingText = Annotated[str, msgspec.Meta(max_length=10_000)]


class OwnRoundRow(msgspec.Struct, rename="camel", kw_only=True):
    """A round that somebody judges in, and how far they are."""

    id: UUID
    call_title: Text
    office_name: Text
    name: Text
    stage: RoundStage
    assigned: bool
    """Whether entries were handed out; before there is nothing to judge."""
    first_day: date
    last_day: date
    entries: int
    done: int
    recused: int
    left: int
    """Entries that wait for a judgement."""


class JudgedCategory(msgspec.Struct, rename="camel"):
    """A category that entries of the round chose."""

    id: UUID
    name: Text


class OwnRoundOut(OwnRoundRow, rename="camel", kw_only=True):
    """The same with its scale and criteria."""

    juror_name: str
    least_points: int
    most_points: int
    criteria: list[JuryCriterionOut]
    categories: list[JudgedCategory]
    ranking_open: bool
    next_entry: UUID | None
    """The first that waits for a judgement."""


class OwnEntryRow(msgspec.Struct, rename="camel", kw_only=True):
    """An entry that a juror has."""

    id: UUID
    receipt: str
    name: str
    title: str
    kind: EntrantKind
    town: str
    category: Text | None
    status: JudgementStatus
    points: float | None
    """The own mean on the round's scale."""
    in_running: bool


class PointsGiven(msgspec.Struct, rename="camel"):
    """The points for one criterion."""

    criterion: UUID
    points: Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]


class JudgementIn(msgspec.Struct, rename="camel", kw_only=True):
    """A whole judgement, as edited at this revision."""

    points: Annotated[list[PointsGiven], msgspec.Meta(max_length=100)]
    comment: Comment = ""
    revision: int


class RecusalIn(msgspec.Struct, rename="camel", kw_only=True):
    """Why somebody does not judge an entry."""

    reason: Comment
    revision: int


class OwnJudgementOut(msgspec.Struct, rename="camel", kw_only=True):
    """What the juror has said so far."""

    status: JudgementStatus
    points: list[PointsGiven]
    comment: str
    mean: float | None
    recusal: Recusal | None
    recusal_reason: Text | None
    done_at: datetime | None
    revision: int


class GivenJudgementOut(msgspec.Struct, rename="camel", kw_only=True):
    """What one juror made of an entry; why somebody is recused is for the office alone."""

    juror_name: str
    juror_function: str
    chair: bool
    status: JudgementStatus
    points: list[PointsGiven]
    mean: float | None
    comment: str
    recusal: Recusal | None = None
    recusal_reason: Text | None = None


class JurorEntryOut(msgspec.Struct, rename="camel", kw_only=True):
    """An entry as a juror reads it, without how to reach who entered."""

    id: UUID
    receipt: str
    kind: EntrantKind
    name: str
    title: str
    teaser: str
    town: str
    website: str
    category: Text | None
    nomination_reason: str
    form: tuple[FormField, ...]
    answers: dict[str, Answer]
    facts: EntryFacts
    files: list[EntryFileOut]
    in_running: bool
    place: int
    """In the juror's list, from 1."""
    before: UUID | None
    after: UUID | None
    own: OwnJudgementOut
    others: list[GivenJudgementOut] | None
    """Null until the own judgement is in."""


class RankedEntryOut(msgspec.Struct, rename="camel", kw_only=True):
    """One line of a ranking; mean, spread, least and most are points on the round's scale."""

    id: UUID
    receipt: str
    name: str
    title: str
    kind: EntrantKind
    category_id: UUID | None
    rank: int | None
    tied: bool
    too_few: bool
    given: int
    done: int
    recused: int
    mean: float | None
    spread: float | None
    """The standard deviation among those who judged."""
    least: float | None
    most: float | None


class EntryJudgementsOut(msgspec.Struct, rename="camel", kw_only=True):
    """All that was said of an entry in a round, for the office."""

    line: RankedEntryOut | None
    """Null for an entry that is out of the running."""
    name: str
    criteria: list[JuryCriterionOut]
    judgements: list[GivenJudgementOut]


class JurorThere(msgspec.Struct, rename="camel", kw_only=True):
    """A juror of the round, and whether they were at the meeting."""

    id: UUID
    name: str
    function: str
    chair: bool
    present: bool


class MeetingIn(msgspec.Struct, rename="camel", kw_only=True):
    """The meeting of a round's jury, as edited at this revision; 0 where nothing is noted yet."""

    held_at: Moment
    place: MeetingLine = ""
    chaired_by: MeetingLine = ""
    written_by: MeetingLine = ""
    present: Annotated[list[UUID], msgspec.Meta(max_length=100)] = []
    notes: MeetingText = ""
    decision: MeetingText = ""
    revision: int = 0


class MeetingOut(msgspec.Struct, rename="camel", kw_only=True):
    """What is noted of the meeting; without `heldAt` nothing yet."""

    held_at: datetime | None
    place: str
    chaired_by: str
    written_by: str
    jurors: list[JurorThere]
    notes: str
    decision: str
    revision: int
