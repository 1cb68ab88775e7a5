"""No flat allowance above what the state tolerates; real costs paid back never count."""

from datetime import date
from uuid import UUID

from ehrenamtskarte.core.spans import twelve_months_to
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result
from ehrenamtskarte.eligibility.engagement import Allowance, AllowanceKind, Engagement
from ehrenamtskarte.eligibility.rules import RuleSet
from ehrenamtskarte.eligibility.wording import euros, listed, say

_NAMES = {
    AllowanceKind.VOLUNTEER: Text("Ehrenamtspauschale", "volunteer allowance"),
    AllowanceKind.TRAINER: Text("Übungsleiterpauschale", "trainer allowance"),
}


def allowance_within_limits(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """The tax-free limits hold for a person, so allowances of several organisations add up by kind."""
    known = _known_allowances(engagement, day)
    limits = _limits(rule_set)
    sums = {kind: sum(a.cents_per_year for a in known or () if a.kind is kind) for kind in limits}
    worst = max(limits, key=lambda kind: sums[kind] - limits[kind])
    return Criterion(
        code="allowance",
        result=_result(known, sums[worst], limits[worst]),
        title=Text("Aufwandsentschädigung", "Expense allowance"),
        sentence=say(
            "{have} {limit}", "{have} {limit}", have=_have(known, sums), limit=_limit_sentence(limits)
        ),
        have=None if known is None else sums[worst],
        need=limits[worst],
        unit="cents_per_year_at_most",
    )


def _known_allowances(engagement: Engagement, day: date) -> list[Allowance] | None:
    """What organisations stated for the past year and what the person declared; None: nobody has said.

    Where one organisation said it more than once, because two people signed, its highest statement counts.
    """
    year = twelve_months_to(day)
    stated: dict[tuple[UUID, AllowanceKind], Allowance] = {}
    for statement in engagement.statements:
        if statement.allowance and statement.span.overlap(year):
            key = statement.organisation.id, statement.allowance.kind
            stated[key] = max(stated.get(key, statement.allowance), statement.allowance, key=_cents)
    if not stated and engagement.declared_allowances is None:
        return None
    return [*stated.values(), *(engagement.declared_allowances or ())]


def _cents(allowance: Allowance) -> int:
    return allowance.cents_per_year


def _limits(rule_set: RuleSet) -> dict[AllowanceKind, int]:
    return {
        AllowanceKind.VOLUNTEER: rule_set.volunteer_allowance_cents,
        AllowanceKind.TRAINER: rule_set.trainer_allowance_cents,
    }


def _result(known: list[Allowance] | None, cents: int, limit: int) -> Result:
    if known is None:
        return Result.UNKNOWN
    return Result.MET if cents <= limit else Result.NOT_MET


def _have(known: list[Allowance] | None, sums: dict[AllowanceKind, int]) -> Text:
    if known is None:
        return Text(
            "Erhalten Sie eine Aufwandsentschädigung? Das wissen wir noch nicht.",
            "Do you receive an allowance? We do not know yet.",
        )
    paid = [
        say("{cents} {name}", "{cents} of {name}", cents=euros(cents), name=_NAMES[kind])
        for kind, cents in sums.items()
        if cents
    ]
    if not paid:
        return Text("Sie erhalten keine Aufwandsentschädigung.", "You receive no allowance.")
    return say("Sie erhalten im Jahr {paid}.", "You receive {paid} a year.", paid=listed(paid))


def _limit_sentence(limits: dict[AllowanceKind, int]) -> Text:
    if not any(limits.values()):
        return Text("Erlaubt ist nur der Ersatz Ihrer Auslagen.", "Only your costs may be paid back.")
    return say(
        "Erlaubt sind im Jahr höchstens {volunteer} Ehrenamtspauschale und {trainer} Übungsleiterpauschale.",
        "At most {volunteer} of volunteer allowance and {trainer} of trainer allowance a year are allowed.",
        volunteer=euros(limits[AllowanceKind.VOLUNTEER]),
        trainer=euros(limits[AllowanceKind.TRAINER]),
    )
