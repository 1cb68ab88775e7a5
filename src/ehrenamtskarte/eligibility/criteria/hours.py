"""Enough hours in a year or a week, or what a town takes instead."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from ehrenamtskarte.core.spans import Span, last_calendar_year, twelve_months_to
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result, here, rank
from ehrenamtskarte.eligibility.engagement import ConfirmedHours, Engagement, Proof
from ehrenamtskarte.eligibility.rules import Ground, RuleSet, accepted_grounds, counted_kinds
from ehrenamtskarte.eligibility.wording import duration, hours, listed, say
from ehrenamtskarte.hours.rules import Kind


def enough_hours(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """Hours in a year, or hours a week, or what the town takes instead: the best way counts."""
    ways = (
        hours_in_a_year(rule_set, engagement, day),
        hours_in_a_week(rule_set, engagement, day),
        something_instead(rule_set, engagement, day),
    )
    return max(filter(None, ways), key=lambda way: (rank(way.result), _share(way)))


def _share(way: Criterion) -> float:
    """How far along a way the person is: of two that fall short, the closer one is shown."""
    return min(way.have / way.need, 1.0) if way.have is not None and way.need else 0.0


def hours_in_a_year(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """Confirmed, counted hours in the twelve months to the day or in the last calendar year: the better."""
    kinds = counted_kinds(rule_set)
    counted_hours = [entry for entry in engagement.hours if entry.kind in kinds]
    window = max(twelve_months_to(day), last_calendar_year(day), key=lambda w: _minutes(counted_hours, w))
    have, need = _minutes(counted_hours, window), rule_set.minutes_per_year
    return Criterion(
        code="hours",
        result=Result.MET if have >= need else Result.NOT_MET,
        title=say("{need} im Jahr", "{need} a year", need=duration(need)),
        sentence=_hours_sentence(rule_set, engagement, window, have),
        have=have,
        need=need,
        unit="minutes",
        starts_on=window.first,
        ends_on=window.last,
        basis="hours_in_a_year",
    )


def _minutes(entries: Iterable[ConfirmedHours], window: Span) -> int:
    return sum(entry.minutes_within(window) for entry in entries)


def _hours_sentence(rule_set: RuleSet, engagement: Engagement, window: Span, have: int) -> Text:
    need = rule_set.minutes_per_year
    if have >= need:
        return say(
            "{have} zwischen {first} und {last}; nötig sind {need}.",
            "{have} between {first} and {last}; {need} are needed.",
            have=duration(have),
            need=hours(need),
            first=window.first,
            last=window.last,
        )
    return say(
        "{have} von {need} zwischen {first} und {last}; {missing}{besides}.",
        "{have} of {need} between {first} and {last}; {missing}{besides}.",
        have=hours(have),
        need=duration(need),
        first=window.first,
        last=window.last,
        missing=_missing(need - have),
        besides=_besides(rule_set, engagement, window),
    )


def _missing(minutes: int) -> Text:
    if minutes in (1, 60):
        return say("{one} fehlt noch", "{one} still missing", one=duration(minutes))
    return say("{many} fehlen noch", "{many} still missing", many=hours(minutes))


_KIND_WORDS = {
    Kind.WORK: Text("Einsatz", "work"),
    Kind.TRAINING: Text("Aus- und Fortbildung", "training"),
    Kind.TRAVEL: Text("Fahrzeit", "travel time"),
    Kind.ON_CALL: Text("Bereitschaft", "on-call time"),
    Kind.ON_CALL_ACTIVE: Text("Dienst auf der Wache", "duty at the station"),
}


def _besides(rule_set: RuleSet, engagement: Engagement, window: Span) -> Text:
    """Confirmed time that does not count here, as people look for it."""
    uncounted = {
        kind: _minutes((entry for entry in engagement.hours if entry.kind is kind), window)
        for kind in Kind
        if kind not in counted_kinds(rule_set)
    }
    parts = [
        say("{time} {kind}", "{time} of {kind}", time=duration(minutes), kind=_KIND_WORDS[kind])
        for kind, minutes in uncounted.items()
        if minutes
    ]
    if not parts:
        return Text("", "")
    return say(
        " (dazu {parts}, was {here} nicht zählt)",
        " (besides {parts}, which does not count {here})",
        parts=listed(parts),
        here=here(rule_set),
    )


def hours_in_a_week(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion | None:
    """What organisations vouch for a week; where one said it more than once, its highest statement."""
    weekly: dict[UUID, int] = {}
    for statement in engagement.statements:
        if statement.weekly_minutes and statement.holds_on(day):
            organisation = statement.organisation.id
            weekly[organisation] = max(weekly.get(organisation, 0), statement.weekly_minutes)
    if not weekly:
        return None
    have, need = sum(weekly.values()), rule_set.minutes_per_week
    return Criterion(
        code="hours",
        result=Result.MET if have >= need else Result.NOT_MET,
        title=say("{need} in der Woche", "{need} a week", need=duration(need)),
        sentence=say(
            "Bestätigt: {have} in der Woche; nötig sind {need}.",
            "Confirmed: {have} a week; {need} are needed.",
            have=duration(have),
            need=hours(need),
        ),
        have=have,
        need=need,
        unit="minutes_per_week",
        ends_on=day,
        basis="hours_in_a_week",
    )


_GROUND_WORDS = {
    Ground.JULEICA: Text("Juleica", "Juleica"),
    Ground.FIRE_AND_RESCUE: Text(
        "Grundausbildung in Feuerwehr, Rettungsdienst oder Katastrophenschutz",
        "basic training in fire brigade, rescue or disaster service",
    ),
    Ground.VOLUNTARY_SERVICE_YEAR: Text("Freiwilligendienst", "voluntary service year"),
    Ground.RESERVIST: Text("Reservedienst", "service as a reservist"),
}


def something_instead(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion | None:
    """A Juleica, or another ground the town accepts instead of hours."""
    accepted = [proof for proof in engagement.proofs if proof.ground in accepted_grounds(rule_set)]
    if not accepted:
        return None
    best = max(accepted, key=lambda proof: (rank(_holds(proof, day)), proof.ground, proof.number))
    result = _holds(best, day)
    return Criterion(
        code="hours",
        result=result,
        title=say("{ground} statt Stunden", "{ground} instead of hours", ground=_GROUND_WORDS[best.ground]),
        sentence=_instead_sentence(rule_set, best, result),
        ends_on=best.valid_until,
        basis=best.ground,
    )


def _holds(proof: Proof, day: date) -> Result:
    """A Juleica always runs out, so its last day must be known; the other grounds stay."""
    if proof.ground is Ground.JULEICA and not (proof.number and proof.valid_until):
        return Result.UNKNOWN
    expired = proof.valid_until is not None and proof.valid_until < day
    return Result.NOT_MET if expired else Result.MET


def _instead_sentence(rule_set: RuleSet, proof: Proof, result: Result) -> Text:
    if result is Result.NOT_MET and proof.valid_until:
        return say(
            "{ground}: gültig war der Nachweis bis {day}.",
            "{ground}: the proof was valid until {day}.",
            ground=_GROUND_WORDS[proof.ground],
            day=proof.valid_until,
        )
    question = Text(
        " Nummer und Ablaufdatum brauchen wir noch.",
        " We still need its number and the last day it is valid.",
    )
    return say(
        "Statt der Stunden zählt {here}: {ground}.{question}",
        "Instead of hours, {ground} counts {here}.{question}",
        here=here(rule_set),
        ground=_GROUND_WORDS[proof.ground],
        question=question if result is Result.UNKNOWN else Text("", ""),
    )
