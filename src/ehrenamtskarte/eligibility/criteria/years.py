"""Engaged long enough: the years before the standard card, and the decades of the jubilee card."""

from datetime import date, timedelta

from ehrenamtskarte.core.spans import ONE_DAY, Span, full_years, joined, years_later
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.rules import RuleSet, needed_prior_years
from ehrenamtskarte.eligibility.wording import say, years

SAME_ENGAGEMENT = timedelta(days=366)
"""Hours no further apart are one engagement, e.g. the yearly fair; a longer gap is a break."""

LONGEST_PAUSE = timedelta(days=92)
"""Where years must be unbroken, a summer off is no break (no town says how long a pause may be)."""


def engaged_before(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """How many full years the person has been engaged before the day."""
    since = _engaged_since(rule_set, engagement, day)
    have = full_years(since, day) if since else 0
    need = needed_prior_years(rule_set, engagement.age_on(day))
    open_question = have >= _least_prior_years(rule_set, engagement) or _more_could_be_confirmed(engagement)
    result = _result(have >= need, open_question)
    return Criterion(
        code="prior_years",
        result=result,
        title=say("Mindestens {need} dabei", "Engaged for at least {need}", need=years(need)),
        sentence=_years_before_sentence(rule_set, engagement, since, need, result),
        have=have,
        need=need,
        unit="years",
        starts_on=since,
        ends_on=day,
    )


def _result(enough: bool, open_question: bool) -> Result:
    if enough:
        return Result.MET
    return Result.UNKNOWN if open_question else Result.NOT_MET


def _engaged_spans(engagement: Engagement, day: date) -> list[Span]:
    spans = [item.span for item in engagement.confirmations]
    return [Span(span.first, min(span.last, day)) for span in spans if span.first <= day]


def _engaged_since(rule_set: RuleSet, engagement: Engagement, day: date) -> date | None:
    spans = _engaged_spans(engagement, day)
    if not rule_set.prior_years_unbroken:
        return min((span.first for span in spans), default=None)
    unbroken = joined(spans, LONGEST_PAUSE)
    if not unbroken or unbroken[-1].last + LONGEST_PAUSE < day:
        return None
    return unbroken[-1].first


def _least_prior_years(rule_set: RuleSet, engagement: Engagement) -> int:
    """What would do if an unknown birth date turned out to be a young person's."""
    if engagement.birth_date is None and rule_set.young_below_age:
        return min(rule_set.prior_years, rule_set.prior_years_young)
    return rule_set.prior_years


def _more_could_be_confirmed(engagement: Engagement) -> bool:
    """Hours on the platform reach back little: until an organisation has said since when, it can be asked."""
    stated = {statement.organisation.id for statement in engagement.statements}
    return not stated or any(entry.organisation.id not in stated for entry in engagement.hours)


def _years_before_sentence(
    rule_set: RuleSet, engagement: Engagement, since: date | None, need: int, result: Result
) -> Text:
    unbroken = (
        Text(" ohne Unterbrechung", " without a break") if rule_set.prior_years_unbroken else Text("", "")
    )
    if since is None:
        return say(
            "Noch ist nicht bestätigt, seit wann Sie{unbroken} engagiert sind; nötig: {need}.",
            "It is not confirmed yet since when you have been engaged{unbroken}; needed: {need}.",
            unbroken=unbroken,
            need=years(need),
        )
    start = say(
        "Bestätigt{unbroken} seit {since}",
        "Confirmed{unbroken} since {since}",
        unbroken=unbroken,
        since=since,
    )
    if result is Result.MET:
        return say("{start}; nötig: {need}.", "{start}; needed: {need}.", start=start, need=years(need))
    reached = say(
        "{start}; {need} voll am {day}.",
        "{start}; {need} completed on {day}.",
        start=start,
        need=years(need),
        day=years_later(since, need),
    )
    if result is Result.NOT_MET:
        return reached
    return say(
        "{reached} {question}",
        "{reached} {question}",
        reached=reached,
        question=_years_question(rule_set, engagement),
    )


def _years_question(rule_set: RuleSet, engagement: Engagement) -> Text:
    if engagement.birth_date is None and rule_set.young_below_age:
        return say(
            "Unter {age} Jahren: {need}. Ihr Geburtsdatum fehlt uns noch.",
            "Under the age of {age}: {need}. We still need your date of birth.",
            age=rule_set.young_below_age,
            need=years(rule_set.prior_years_young),
        )
    return Text(
        "Waren Sie schon vorher dabei? Ihr Verein kann es bestätigen.",
        "Were you engaged before that? Your organisation can confirm it.",
    )


def engaged_for_decades(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """Years of engagement added up over all organisations; breaks do not count and do no harm."""
    engaged = joined(_engaged_spans(engagement, day), SAME_ENGAGEMENT)
    days_before = sum(Span(span.first, min(span.last, day - ONE_DAY)).days for span in engaged)
    # With the breaks cut out, all the days lie together right before this one.
    have, need = full_years(day - timedelta(days=days_before), day), rule_set.jubilee_years
    result = _result(have >= need, _more_could_be_confirmed(engagement))
    hint = Text(
        " Auch frühere Jahre zählen, wenn ein Verein sie bestätigt.",
        " Earlier years count too if an organisation confirms them.",
    )
    return Criterion(
        code="engaged_years",
        result=result,
        title=say("{need} Engagement", "{need} of engagement", need=years(need)),
        sentence=say(
            "Bestätigt: {have} von {need}.{hint}",
            "Confirmed: {have} of {need}.{hint}",
            have=have,
            need=Text(f"{need} Jahren", f"{need} years"),
            hint=Text("", "") if result is Result.MET else hint,
        ),
        have=have,
        need=need,
        unit="years",
        starts_on=engaged[0].first if engaged else None,
        ends_on=day,
    )
