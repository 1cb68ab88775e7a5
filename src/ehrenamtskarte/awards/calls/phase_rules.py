"""When the parts of a call may lie; pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import Conflict, Invalid

YEARS_AROUND = 2
"""So many years before and after the call's own may its parts lie: others are typing errors."""

NOT_BEFORE_THE_START_OF: Mapping[PhaseKind, Collection[PhaseKind]] = {
    PhaseKind.CHECK: (PhaseKind.ENTRY,),
    PhaseKind.SHORTLIST: (PhaseKind.ENTRY, PhaseKind.CHECK),
    PhaseKind.JURY: (PhaseKind.ENTRY, PhaseKind.CHECK),
    PhaseKind.DECISION: (PhaseKind.CHECK, PhaseKind.SHORTLIST, PhaseKind.JURY, PhaseKind.VOTE),
}
"""These may run at the same time; for instance the office checks what came in while others still enter."""
NOT_BEFORE_THE_END_OF: Mapping[PhaseKind, Collection[PhaseKind]] = {
    PhaseKind.VOTE: (PhaseKind.ENTRY, PhaseKind.SHORTLIST),
    PhaseKind.DECISION: (PhaseKind.ENTRY,),
}
"""Who can be voted for is known before anybody votes."""
NOT_OVER_BEFORE: Mapping[PhaseKind, Collection[PhaseKind]] = {
    PhaseKind.CHECK: (PhaseKind.ENTRY,),
    PhaseKind.SHORTLIST: (PhaseKind.ENTRY,),
    PhaseKind.JURY: (PhaseKind.ENTRY,),
    PhaseKind.DECISION: (PhaseKind.JURY, PhaseKind.VOTE),
}
"""What comes last is checked, judged and counted, too."""


class PhaseTwice(Invalid):
    """Each part has one beginning and one end."""

    de = "Diesen Abschnitt gibt es schon. Jeder kommt höchstens einmal vor."
    en = "This part is there already. Each comes at most once."


class PhaseEndsBeforeItStarts(Invalid):
    """Both days belong to it."""

    de = "Der letzte Tag liegt vor dem ersten."
    en = "The last day lies before the first."


class PhaseFarAway(Invalid):
    """Most likely a typing error in the year."""

    de = "Dieser Tag liegt weit weg vom Jahr der Ausschreibung. Bitte prüfen Sie das Jahr."
    en = "This day is far away from the year of the call. Please check the year."


class PhasesOutOfOrder(Invalid):
    """One part builds on the other."""

    de = "„{later}“ kann nicht vor „{earlier}“ anfangen."
    en = "“{later_en}” cannot begin before “{earlier_en}”."


class PhasesOverlap(Invalid):
    """What one part starts from, the other is still about to find."""

    de = "„{later}“ kann erst anfangen, wenn „{earlier}“ zu Ende ist."
    en = "“{later_en}” can begin only when “{earlier_en}” is over."


class PhaseEndsTooEarly(Invalid):
    """Something would come in that nobody looks at."""

    de = "„{later}“ kann nicht vor „{earlier}“ enden."
    en = "“{later_en}” cannot end before “{earlier_en}”."


class DeadlineIsTold(Conflict):
    """People rely on the last day to enter."""

    de = "Die Frist ist schon veröffentlicht. Sie lässt sich verlängern, aber nicht verkürzen."
    en = "The deadline is already published. You can make it later, but not earlier."


class PhaseHasBegun(Conflict):
    """What runs cannot be as if it had never been."""

    de = (
        "Dieser Abschnitt hat schon angefangen. Er lässt sich nicht mehr streichen und fängt nicht später an."
    )
    en = "This part has already begun. It can no longer be dropped or begin later."


class PhaseWouldBeOver(Conflict):
    """Nobody could have known."""

    de = "Dieser Abschnitt wäre damit schon vorbei. Er kann frühestens heute enden."
    en = "With this the part would be over already. It can end today at the earliest."


class VoteIsOver(Conflict):
    """Who knows the standing must not vote again."""

    de = "Die Abstimmung ist vorbei. Ihre Tage stehen fest."
    en = "The vote is over. Its days are fixed."


NAMES: Mapping[PhaseKind, tuple[str, str]] = {
    PhaseKind.ENTRY: ("Bewerbung", "Entry"),
    PhaseKind.CHECK: ("Prüfung", "Check"),
    PhaseKind.SHORTLIST: ("Vorauswahl", "Shortlist"),
    PhaseKind.JURY: ("Jury", "Jury"),
    PhaseKind.VOTE: ("Abstimmung", "Public vote"),
    PhaseKind.DECISION: ("Entscheidung", "Decision"),
}


def check_phases(phases: Sequence[Phase], year: int) -> None:
    """Raises what is wrong with the days by themselves and with each other, at the field of the later one."""
    for place, phase in enumerate(phases):
        if phase.kind in {other.kind for other in phases[:place]}:
            raise PhaseTwice(field=f"phases.{place}.kind")
        _check_days(place, phase, year)
    for place, phase in enumerate(phases):
        _check_order(place, phase, phases)


def check_changed(before: Sequence[Phase], after: Sequence[Phase], now: datetime) -> None:
    """What may change of a published call. Raises DeadlineIsTold, PhaseHasBegun, PhaseWouldBeOver, VoteIsOver."""
    for phase in before:
        changed = phase_of(after, phase.kind)
        if changed == phase:
            continue
        if phase.kind is PhaseKind.VOTE and now >= phase.ends_at:
            raise VoteIsOver
        if now >= phase.starts_at and (changed is None or changed.first_day > phase.first_day):
            raise PhaseHasBegun
        if phase.kind is PhaseKind.ENTRY and (changed is None or changed.last_day < phase.last_day):
            raise DeadlineIsTold
    for phase in after:
        known = phase_of(before, phase.kind)
        if (known is None or known.last_day != phase.last_day) and phase.last_day < berlin_day(now):
            raise PhaseWouldBeOver


def _check_days(place: int, phase: Phase, year: int) -> None:
    earliest, latest = date(year - YEARS_AROUND, 1, 1), date(year + YEARS_AROUND, 12, 31)
    if not earliest <= phase.first_day <= latest:
        raise PhaseFarAway(field=f"phases.{place}.firstDay")
    if not earliest <= phase.last_day <= latest:
        raise PhaseFarAway(field=f"phases.{place}.lastDay")
    if phase.last_day < phase.first_day:
        raise PhaseEndsBeforeItStarts(field=f"phases.{place}.lastDay")


def _check_order(place: int, phase: Phase, phases: Sequence[Phase]) -> None:
    for other in _those(phases, NOT_BEFORE_THE_START_OF, phase):
        if phase.first_day < other.first_day:
            raise PhasesOutOfOrder(field=f"phases.{place}.firstDay", **_names(phase, other))
    for other in _those(phases, NOT_BEFORE_THE_END_OF, phase):
        if phase.first_day <= other.last_day:
            raise PhasesOverlap(field=f"phases.{place}.firstDay", **_names(phase, other))
    for other in _those(phases, NOT_OVER_BEFORE, phase):
        if phase.last_day < other.last_day:
            raise PhaseEndsTooEarly(field=f"phases.{place}.lastDay", **_names(phase, other))


def _those(
    phases: Sequence[Phase], kinds: Mapping[PhaseKind, Collection[PhaseKind]], phase: Phase
) -> list[Phase]:
    return [other for other in phases if other.kind in kinds.get(phase.kind, ())]


def _names(later: Phase, earlier: Phase) -> dict[str, str]:
    (later_de, later_en), (earlier_de, earlier_en) = NAMES[later.kind], NAMES[earlier.kind]
    return {"later": later_de, "earlier": earlier_de, "later_en": later_en, "earlier_en": earlier_en}
