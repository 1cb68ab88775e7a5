"""What a juror may say of an entry, and when; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.awards.judging.jury_rules import CriterionUnknown, RoundIsClosed, RoundNotAssigned
from ehrenamtskarte.awards.judging.round_rules import is_open
from ehrenamtskarte.companies.rules import TooLong
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import Conflict, FieldError, Invalid
from ehrenamtskarte.core.text import Text

LONGEST_COMMENT = 4000
LONGEST_REASON = 1000


class RoundStage(StrEnum):
    """How far a round is, for those who judge in it."""

    COMING = "coming"
    OPEN = "open"
    OVER = "over"


class RoundNotStarted(Conflict):
    """Everybody judges in the same days."""

    de = "Diese Runde hat noch nicht begonnen."
    en = "This round has not started yet."


class RoundIsOver(Conflict):
    """The last day has passed."""

    de = "Diese Runde ist zu Ende; Bewertungen ändern sich nicht mehr."
    en = "This round is over; judgements no longer change."


class PointsMissing(Invalid):
    """A judgement is whole."""

    de = "Bitte vergeben Sie hier Punkte."
    en = "Please give points here."


class PointsOutsideScale(Invalid):
    """The scale is the same for all."""

    de = "Hier sind {least} bis {most} Punkte möglich."
    en = "Between {least} and {most} points are possible here."


class CriterionTwice(Invalid):
    """Points for a criterion are given once."""

    de = "Für dieses Kriterium stehen hier zweimal Punkte."
    en = "There are points for this criterion twice."


class RecusalReasonMissing(Invalid):
    """The minutes name it."""

    de = "Bitte sagen Sie in einem Satz, warum Sie befangen sind."
    en = "Please say in a sentence why you are not impartial."


class JudgesNot(Conflict):
    """Whoever is recused does not judge."""

    de = "Sie sind bei dieser Bewerbung als befangen eingetragen und bewerten sie deshalb nicht."
    en = "You are recused from this entry and therefore do not judge it."


class TiedToEntry(Conflict):
    """The platform knows of a tie that came after the entries were handed out."""

    de = (
        "Sie sind mit dieser Bewerbung verbunden, etwa über Ihren Verein. Bitte melden Sie sich als befangen."
    )
    en = "You are tied to this entry, for instance by your club. Please declare a conflict of interest."


class RecusalNotYours(Conflict):
    """Only what a juror declared is theirs to take back."""

    de = "Diese Befangenheit haben nicht Sie erklärt. Bitte wenden Sie sich an das Amt."
    en = "You did not declare this conflict of interest. Please ask the office."


class EntryOutOfRunning(Conflict):
    """It was withdrawn, or the check found something."""

    de = "Diese Bewerbung nimmt nicht mehr teil und wird nicht mehr bewertet."
    en = "This entry no longer takes part and is no longer judged."


@dataclass(frozen=True, kw_only=True)
class Days:
    """When a round is judged."""

    first_day: date
    last_day: date
    assigned: bool
    closed_at: datetime | None

    def stage(self, now: datetime) -> RoundStage:
        """How far it is; one that was closed is over."""
        if is_open(first_day=self.first_day, last_day=self.last_day, closed_at=self.closed_at, now=now):
            return RoundStage.OPEN
        if self.closed_at is None and berlin_day(now) < self.first_day:
            return RoundStage.COMING
        return RoundStage.OVER

    def check_open(self, now: datetime) -> None:
        """Raises RoundNotAssigned, RoundNotStarted, RoundIsClosed, RoundIsOver."""
        if not self.assigned:
            raise RoundNotAssigned
        if self.closed_at is not None:
            raise RoundIsClosed
        stage = self.stage(now)
        if stage is RoundStage.COMING:
            raise RoundNotStarted
        if stage is RoundStage.OVER:
            raise RoundIsOver


@dataclass(frozen=True)
class Scale:
    """What points there are, and the weight of each criterion."""

    least: int
    most: int
    weights: Mapping[UUID, int]

    @property
    def whole(self) -> int:
        """The sum of weights, by which weighted points become points on the scale."""
        return sum(self.weights.values())

    def weighted(self, points: Mapping[UUID, int]) -> int:
        """The sum of points times weight; names each criterion at fault by its id.

        Raises CriterionUnknown, PointsMissing, PointsOutsideScale.
        """
        for criterion in points:
            if criterion not in self.weights:
                raise CriterionUnknown(field=str(criterion))
        missing = [criterion for criterion in self.weights if criterion not in points]
        if missing or not self.weights:
            raise PointsMissing(*(_fault(one, PointsMissing().text) for one in missing))
        outside = [one for one, given in points.items() if not self.least <= given <= self.most]
        if outside:
            text = PointsOutsideScale(least=self.least, most=self.most).text
            faults = [_fault(one, text) for one in outside]
            raise PointsOutsideScale(*faults, least=self.least, most=self.most)
        return sum(self.weights[criterion] * given for criterion, given in points.items())


def _fault(criterion: UUID, text: Text) -> FieldError:
    return FieldError(str(criterion), text)


def ranking_is_open(stage: RoundStage, *, done: int, unsettled: int) -> bool:
    """Whether a juror sees the ranking: all own judgements are in, or nothing changes any more.

    A recusal that can be taken back opens nothing: else one could look first and judge afterwards.
    """
    return stage is RoundStage.OVER or (stage is RoundStage.OPEN and done > 0 and unsettled == 0)


def normal_comment(text: str) -> str:
    """Without blanks around it. Raises TooLong."""
    short = text.strip()
    if len(short) > LONGEST_COMMENT:
        raise TooLong(field="comment", longest=LONGEST_COMMENT)
    return short


def normal_reason(text: str) -> str:
    """Why somebody is not impartial, in one line. Raises RecusalReasonMissing, TooLong."""
    short = " ".join(text.split())
    if not short:
        raise RecusalReasonMissing(field="reason")
    if len(short) > LONGEST_REASON:
        raise TooLong(field="reason", longest=LONGEST_REASON)
    return short
