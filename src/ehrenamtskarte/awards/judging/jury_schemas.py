"""The HTTP surface of setting up a jury."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.judging import jury_rules as limits
from ehrenamtskarte.awards.judging.round_rules import Anchor, Criterion, RoundPlan
from ehrenamtskarte.awards.rules import Considers, JudgementStatus, Recusal, Sharing
from ehrenamtskarte.core.text import Text

_Name = Annotated[str, msgspec.Meta(max_length=limits.LONGEST_NAME)]
_RoundName = Annotated[str, msgspec.Meta(max_length=120)]
_About = Annotated[str, msgspec.Meta(max_length=limits.LONGEST_ABOUT)]
_Says = Annotated[str, msgspec.Meta(max_length=limits.LONGEST_ANCHOR)]
_Email = Annotated[str, msgspec.Meta(max_length=254)]
_Points = Annotated[int, msgspec.Meta(ge=0, le=limits.MOST_POINTS)]
_Weight = Annotated[int, msgspec.Meta(ge=1, le=100)]
_Each = Annotated[int, msgspec.Meta(ge=1, le=limits.MOST_JURORS)]
_Reason = Annotated[str, msgspec.Meta(max_length=1000)]


class JurorIn(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody for the jury; where they belong tells which entries they cannot judge."""

    name: _Name
    function: _Name = ""
    email: _Email
    organisation: UUID | None = None
    company: UUID | None = None
    chair: bool = False


class JurorOut(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody of the jury with how far they are in all rounds."""

    id: UUID
    name: str
    function: str
    email: str
    organisation: UUID | None
    organisation_name: str | None
    company: UUID | None
    company_name: str | None
    chair: bool
    invited_at: datetime | None
    reminded_at: datetime | None
    open: int
    done: int
    recused: int


class JurorsInvitedIn(msgspec.Struct, rename="camel", kw_only=True):
    """Who is invited; left out: all who were not yet."""

    jurors: Annotated[list[UUID], msgspec.Meta(max_length=limits.MOST_JURORS)] | None = None


class JurorsTold(msgspec.Struct, rename="camel", kw_only=True):
    """How many got a mail."""

    sent: int
    today_already: int = 0
    """Had one today and get none."""


class CriterionWordsIn(msgspec.Struct, frozen=True):
    """The name of a criterion in German and, where somebody wrote it, English."""

    de: _Name
    en: _Name = ""


class CriterionAboutIn(msgspec.Struct, frozen=True):
    """What a criterion asks."""

    de: _About = ""
    en: _About = ""


class CriterionAnchorIn(msgspec.Struct, frozen=True):
    """What a number of points stands for."""

    points: _Points
    de: _Says
    en: _Says = ""


class JuryCriterionIn(msgspec.Struct, rename="camel", kw_only=True, frozen=True):
    """A criterion in its place; without an id a new one."""

    id: UUID | None = None
    name: CriterionWordsIn
    about: CriterionAboutIn = msgspec.field(default_factory=CriterionAboutIn)
    weight: _Weight = 1
    anchors: Annotated[list[CriterionAnchorIn], msgspec.Meta(max_length=101)] = msgspec.field(
        default_factory=list
    )

    def criterion(self) -> Criterion:
        """The same for the service."""
        return Criterion(
            id=self.id,
            name=Text(self.name.de, self.name.en),
            about=Text(self.about.de, self.about.en),
            weight=self.weight,
            anchors=tuple(Anchor(one.points, Text(one.de, one.en)) for one in self.anchors),
        )


class JuryRoundNameIn(msgspec.Struct, frozen=True):
    """The name of a round."""

    de: _RoundName
    en: _RoundName = ""


class JuryRoundIn(msgspec.Struct, rename="camel", kw_only=True):
    """A round with its criteria in their order."""

    name: JuryRoundNameIn
    considers: Considers = Considers.ADMITTED
    least_points: _Points = 1
    most_points: _Points = 5
    sharing: Sharing = Sharing.ALL
    jurors_each: _Each | None = None
    """How many jurors each entry gets, where they are drawn."""
    first_day: date
    last_day: date
    criteria: Annotated[list[JuryCriterionIn], msgspec.Meta(max_length=limits.MOST_CRITERIA)]

    def plan(self) -> RoundPlan:
        """The same for the service."""
        return RoundPlan(
            name=Text(self.name.de, self.name.en),
            considers=self.considers,
            least_points=self.least_points,
            most_points=self.most_points,
            sharing=self.sharing,
            jurors_each=self.jurors_each,
            first_day=self.first_day,
            last_day=self.last_day,
            criteria=tuple(one.criterion() for one in self.criteria),
        )


class JuryRoundChangeIn(JuryRoundIn, rename="camel", kw_only=True):
    """The same, edited; `revision` is the one that was edited."""

    revision: int


class CriterionAnchorOut(msgspec.Struct, rename="camel", kw_only=True):
    """What a number of points stands for."""

    points: int
    says: Text


class SuggestedCriterion(msgspec.Struct, rename="camel", kw_only=True):
    """A criterion to begin with."""

    name: Text
    about: Text
    weight: int
    anchors: list[CriterionAnchorOut]

    @classmethod
    def of(cls, criterion: Criterion) -> "SuggestedCriterion":
        """The same for the screen."""
        return cls(
            name=criterion.name,
            about=criterion.about,
            weight=criterion.weight,
            anchors=[CriterionAnchorOut(points=one.points, says=one.says) for one in criterion.anchors],
        )


class JuryCriterionOut(msgspec.Struct, rename="camel", kw_only=True):
    """A criterion with the meaning of its points."""

    id: UUID
    name: Text
    about: Text
    weight: int
    anchors: list[CriterionAnchorOut]


class JuryRoundRow(msgspec.Struct, rename="camel", kw_only=True):
    """A round in the list, with how far it is."""

    id: UUID
    name: Text
    considers: Considers
    sharing: Sharing
    first_day: date
    last_day: date
    assigned_at: datetime | None
    closed_at: datetime | None
    jurors: int
    entries: int
    """Entries somebody judges."""
    unassigned: int
    """Entries it considers that nobody judges yet."""
    open: int
    done: int
    recused: int


class RoundJurorOut(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody who judges in a round, and how far they are."""

    juror_id: UUID
    name: str
    function: str
    chair: bool
    categories: list[UUID]
    """Where jurors share by category; empty: all."""
    open: int
    done: int
    recused: int
    reminded_at: datetime | None


class JuryRoundOut(JuryRoundRow, rename="camel", kw_only=True):
    """A round whole."""

    least_points: int
    most_points: int
    jurors_each: int | None
    seed: str | None
    """Hexadecimal; of the drawing, once drawn."""
    criteria: list[JuryCriterionOut]
    panel: list[RoundJurorOut]
    revision: int


class RoundJurorIn(msgspec.Struct, rename="camel", kw_only=True):
    """Who judges in a round, in which categories; none: all."""

    juror_id: UUID
    categories: Annotated[list[UUID], msgspec.Meta(max_length=20)] = msgspec.field(default_factory=list)


class RoundPanelIn(msgspec.Struct, rename="camel", kw_only=True):
    """Everybody who judges in a round."""

    jurors: Annotated[list[RoundJurorIn], msgspec.Meta(max_length=limits.MOST_JURORS)]


class JuryAssigned(msgspec.Struct, rename="camel", kw_only=True):
    """What an assignment did."""

    added: int
    """Judgements that jurors now owe."""
    recused: int
    """Found not to be impartial."""
    short: int
    """Entries that have fewer jurors than they should."""


class JuryDrawing(msgspec.Struct, rename="camel", kw_only=True):
    """All that anybody needs to repeat a drawing of jurors, and what came out; see the rules of sharing."""

    drawn_at: datetime
    seed: str
    lacks: dict[int, int]
    loads: dict[str, int]
    left_out: list[tuple[int, str]]
    shares: list[tuple[int, str]]


class EntryJurorOut(msgspec.Struct, rename="camel", kw_only=True):
    """One juror with one entry; the office sees whether, not how it was judged."""

    juror_id: UUID
    name: str
    status: JudgementStatus
    recusal: Recusal | None
    recusal_reason: Text


class JuryEntryRow(msgspec.Struct, rename="camel", kw_only=True):
    """An entry of a round with its jurors."""

    id: UUID
    number: int
    name: str
    title: str
    category: Text | None
    jurors: list[EntryJurorOut]


class EntryJurorIn(msgspec.Struct, rename="camel", kw_only=True):
    """Another juror for an entry."""

    juror_id: UUID


class EntryRecusalIn(msgspec.Struct, rename="camel", kw_only=True):
    """A juror who is not to judge an entry, and why."""

    juror_id: UUID
    reason: _Reason
