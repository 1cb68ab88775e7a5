"""What a round of a jury is: its days, its scale and what is judged; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from ehrenamtskarte.awards.judging import jury_rules
from ehrenamtskarte.awards.rules import Considers, Sharing
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import FieldError
from ehrenamtskarte.core.text import NOTHING_SAID, Text


@dataclass(frozen=True)
class Anchor:
    """What a number of points stands for."""

    points: int
    says: Text


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What is judged; without an id a new one."""

    id: UUID | None = None
    name: Text
    about: Text = NOTHING_SAID
    weight: int = 1
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoundPlan:
    """A round as somebody lays it down."""

    name: Text
    considers: Considers
    least_points: int
    most_points: int
    sharing: Sharing
    jurors_each: int | None
    first_day: date
    last_day: date
    criteria: tuple[Criterion, ...]

    @property
    def scale(self) -> tuple[int, int]:
        """Least and most points."""
        return self.least_points, self.most_points

    @property
    def shares(self) -> tuple[Considers, Sharing, int | None]:
        """By what entries are handed out."""
        return self.considers, self.sharing, self.jurors_each


def normal_plan(told: RoundPlan) -> RoundPlan:
    """As it is kept. Raises what is wrong with it, naming the field."""
    if not told.name.de.strip():
        raise jury_rules.RoundNameMissing(field="name.de")
    if told.last_day < told.first_day:
        raise jury_rules.RoundEndsBeforeStart(field="lastDay")
    if told.most_points <= told.least_points:
        raise jury_rules.ScaleUpsideDown(field="mostPoints")
    if told.sharing is Sharing.BALANCED and told.jurors_each is None:
        raise jury_rules.JurorsEachMissing(field="jurorsEach")
    return replace(
        told,
        name=_trimmed(told.name),
        jurors_each=told.jurors_each if told.sharing is Sharing.BALANCED else None,
        criteria=_normal_criteria(told.criteria, told.scale),
    )


def _normal_criteria(told: Sequence[Criterion], scale: tuple[int, int]) -> tuple[Criterion, ...]:
    if not told:
        raise jury_rules.CriteriaMissing(field="criteria")
    found: list[Criterion] = []
    for at, criterion in enumerate(told):
        name = _trimmed(criterion.name)
        if not name.de:
            raise jury_rules.CriterionNameMissing(field=f"criteria.{at}.name.de")
        if any(name.de.casefold() == other.name.de.casefold() for other in found):
            raise jury_rules.CriterionNameTaken(field=f"criteria.{at}.name.de")
        anchors = _normal_anchors(criterion.anchors, scale, f"criteria.{at}.anchors")
        found.append(replace(criterion, name=name, about=_trimmed(criterion.about), anchors=anchors))
    return tuple(found)


def _normal_anchors(told: Iterable[Anchor], scale: tuple[int, int], field: str) -> tuple[Anchor, ...]:
    """In the order of their points, without those that say nothing."""
    said = sorted((one for one in told if one.says.de.strip()), key=lambda anchor: anchor.points)
    least, most = scale
    for anchor in said:
        if not least <= anchor.points <= most:
            raise jury_rules.AnchorOutsideScale(field=field, least=least, most=most)
    for before, after in pairwise(said):
        if before.points == after.points:
            raise jury_rules.AnchorTwice(field=field, points=after.points)
    return tuple(Anchor(one.points, _trimmed(one.says)) for one in said)


def check_judged_stays(before: RoundPlan, after: RoundPlan) -> None:
    """Once somebody has judged, only words and days change. Raises ScalesAreFixed."""
    weights = [{one.id: one.weight for one in plan.criteria} for plan in (before, after)]
    if before.scale != after.scale or weights[0] != weights[1] or len(before.criteria) != len(after.criteria):
        raise jury_rules.ScalesAreFixed


def is_open(*, first_day: date, last_day: date, closed_at: datetime | None, now: datetime) -> bool:
    """Whether jurors may judge at this moment: on its days, first and last included, until somebody closes it."""
    return closed_at is None and first_day <= berlin_day(now) <= last_day


def unknown_criteria(wanted: Sequence[UUID | None], known: Iterable[UUID]) -> None:
    """Raises CriterionUnknown, naming the place."""
    there = set(known)
    faults = [
        FieldError(f"criteria.{at}.name.de", jury_rules.CriterionUnknown().text)
        for at, criterion in enumerate(wanted)
        if criterion is not None and (criterion not in there or criterion in wanted[:at])
    ]
    if faults:
        raise jury_rules.CriterionUnknown(*faults)


def _trimmed(text: Text) -> Text:
    return Text(" ".join(text.de.split()), " ".join(text.en.split()))
