"""Places, clubs and people for the tests of the rules."""

from datetime import date
from uuid import UUID

from ehrenamtskarte.eligibility.engagement import (
    Allowance,
    AllowanceKind,
    ConfirmedHours,
    Engagement,
    Organisation,
    Statement,
)
from ehrenamtskarte.eligibility.rules import Place
from ehrenamtskarte.hours.rules import Kind

WARSTEIN = Place("05974044", "Warstein", participates=True)
KAMEN = Place("05978020", "Kamen", participates=True)
GREVEN = Place("05566012", "Greven", participates=True)
HAGEN = Place("05914000", "Hagen", participates=True)
OLPE = Place("05966024", "Olpe", participates=False)
OSNABRUECK = Place("03404000", "Osnabrück")

CHAIR, TREASURER = UUID(int=1), UUID(int=2)
NO_ALLOWANCE = Allowance(AllowanceKind.NONE)


def a_club(number: int = 1, place: Place | None = WARSTEIN) -> Organisation:
    return Organisation(UUID(int=number), f"Verein {number}", place)


def work(
    minutes: int,
    first: date,
    last: date | None = None,
    *,
    club: Organisation | None = None,
    kind: Kind = Kind.WORK,
    signed_by: frozenset[UUID] = frozenset({CHAIR}),
) -> ConfirmedHours:
    return ConfirmedHours(
        organisation=club or a_club(),
        kind=kind,
        starts_on=first,
        ends_on=last or first,
        minutes=minutes,
        signed_by=signed_by,
    )


def a_statement(
    since: date,
    stated_on: date,
    *,
    club: Organisation | None = None,
    until: date | None = None,
    weekly_minutes: int | None = None,
    allowance: Allowance | None = NO_ALLOWANCE,
    signed_by: frozenset[UUID] = frozenset({CHAIR}),
) -> Statement:
    return Statement(
        organisation=club or a_club(),
        since=since,
        stated_on=stated_on,
        until=until,
        weekly_minutes=weekly_minutes,
        allowance=allowance,
        signed_by=signed_by,
    )


def with_hours(*hours: ConfirmedHours) -> Engagement:
    return Engagement(hours=hours)
