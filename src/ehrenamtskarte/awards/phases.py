"""When the parts of a call begin and end: whole days in NRW, to the last second of the last one; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core.clock import BERLIN


@dataclass(frozen=True)
class Phase:
    """One part of a call's course; both days belong to it."""

    kind: PhaseKind
    first_day: date
    last_day: date

    @property
    def starts_at(self) -> datetime:
        """Midnight in Berlin that begins the first day."""
        return _midnight(self.first_day)

    @property
    def ends_at(self) -> datetime:
        """Midnight in Berlin after the last day; the first moment that is too late."""
        return _midnight(self.last_day + timedelta(days=1))

    def is_on(self, now: datetime) -> bool:
        """Whether the moment belongs to it, also where the clocks change on its last day."""
        return self.starts_at <= now < self.ends_at


def phase_of(phases: Iterable[Phase], kind: PhaseKind) -> Phase | None:
    """The part of this kind, where the call has one."""
    return next((phase for phase in phases if phase.kind is kind), None)


def current(phases: Iterable[Phase], now: datetime) -> list[Phase]:
    """The parts that are on, in their usual order."""
    order = list(PhaseKind)
    return sorted((phase for phase in phases if phase.is_on(now)), key=lambda phase: order.index(phase.kind))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN)
