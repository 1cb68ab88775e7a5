"""A town's rules as sentences people understand, the weightiest first."""

from collections.abc import Iterator

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import here
from ehrenamtskarte.eligibility.rules import OnCall, PlaceRule, RuleSet
from ehrenamtskarte.eligibility.wording import euros, hours, listed, say, years

_FOR_WHOM = {
    PlaceRule.LIVES_HERE: Text(
        "Die Karte ist für alle, die {here} wohnen.", "The card is for everyone who lives {here}."
    ),
    PlaceRule.ACTIVE_HERE: Text(
        "Die Karte ist für alle, die sich {here} engagieren.",
        "The card is for everyone who volunteers {here}.",
    ),
    PlaceRule.EITHER: Text(
        "Die Karte ist für alle, die {here} wohnen oder sich engagieren.",
        "The card is for everyone who lives or volunteers {here}.",
    ),
    PlaceRule.LIVES_HERE_OR_HOME_NOT_PARTICIPATING: Text(
        "Die Karte ist für alle, die {here} wohnen, und für Engagierte, deren Wohnort die Karte nicht ausgibt.",
        "The card is for everyone who lives {here}, and for volunteers whose home town does not give the card.",
    ),
    PlaceRule.ACTIVE_HERE_OR_RESIDENT_ACTIVE_IN_STATE: Text(
        "Die Karte ist für alle, die sich {here} engagieren oder hier wohnen und sich anderswo in"
        " Nordrhein-Westfalen engagieren.",
        "The card is for everyone who volunteers {here}, or lives here and volunteers elsewhere in"
        " North Rhine-Westphalia.",
    ),
}


def rules_in_words(rule_set: RuleSet) -> tuple[Text, ...]:
    """What the card asks for and how long it is valid."""
    return tuple(_sentences(rule_set))


def _sentences(rule_set: RuleSet) -> Iterator[Text]:
    yield say(
        "Nötig sind {year} Stunden Engagement im Jahr oder {week} Stunden in der Woche.",
        "You need {year} hours of volunteering a year or {week} hours a week.",
        year=hours(rule_set.minutes_per_year),
        week=hours(rule_set.minutes_per_week),
    )
    yield _what_counts(rule_set)
    if rule_set.juleica_waives_hours:
        yield Text(
            "Mit einer gültigen Juleica brauchen Sie keine Stunden nachzuweisen.",
            "With a valid Juleica you need not prove any hours.",
        )
    yield from _time_before(rule_set)
    if rule_set.min_age:
        yield say(
            "Die Karte gibt es ab {age} Jahren.",
            "The card is given from the age of {age}.",
            age=rule_set.min_age,
        )
    for_whom = _FOR_WHOM[rule_set.place_rule]
    yield say(for_whom.de, for_whom.en, here=here(rule_set))
    yield _money(rule_set)
    if rule_set.signatures > 1:
        yield say(
            "{count} verschiedene Personen bestätigen das Engagement.",
            "{count} different people confirm the engagement.",
            count=rule_set.signatures,
        )
    yield say(
        "Die Karte gilt {years}.", "The card is valid for {years}.", years=years(rule_set.validity_years)
    )
    if not rule_set.renewal_allowed:
        yield Text("Danach ist ein neuer Antrag nötig.", "After that a new application is needed.")
    yield say(
        "Nach {years} Engagement gibt es die Jubiläumskarte; sie gilt ein Leben lang.",
        "After {years} of volunteering there is the jubilee card; it is valid for life.",
        years=Text(f"{rule_set.jubilee_years} Jahren", f"{rule_set.jubilee_years} years"),
    )


def _what_counts(rule_set: RuleSet) -> Text:
    on_call = {
        OnCall.ALL: Text("Bereitschaft", "on-call time"),
        OnCall.ACTIVE_ONLY: Text("Dienst auf der Wache", "duty at the station"),
        OnCall.NONE: None,
    }[rule_set.on_call_counts]
    counted = [
        Text("Einsätze", "work"),
        *([Text("Aus- und Fortbildung", "training")] if rule_set.training_counts else []),
        *([Text("Fahrzeiten", "travel time")] if rule_set.travel_counts else []),
        *([on_call] if on_call else []),
    ]
    return say("Es zählen {kinds}.", "What counts: {kinds}.", kinds=listed(counted))


def _time_before(rule_set: RuleSet) -> Iterator[Text]:
    if not rule_set.prior_years:
        return
    unbroken = (
        Text(" ohne Unterbrechung", " without a break") if rule_set.prior_years_unbroken else Text("", "")
    )
    yield say(
        "Seit mindestens {since}{unbroken} engagiert.",
        "Engaged for at least {years}{unbroken}.",
        since=_dative(rule_set.prior_years),
        years=years(rule_set.prior_years),
        unbroken=unbroken,
    )
    if rule_set.young_below_age:
        yield say(
            "Wer jünger als {age} ist: seit mindestens {since}.",
            "Below the age of {age}: for at least {years}.",
            age=rule_set.young_below_age,
            since=_dative(rule_set.prior_years_young),
            years=years(rule_set.prior_years_young),
        )


def _dative(count: int) -> str:
    return "einem Jahr" if count == 1 else f"{count} Jahren"


def _money(rule_set: RuleSet) -> Text:
    if not (rule_set.volunteer_allowance_cents or rule_set.trainer_allowance_cents):
        return Text(
            "Sie bekommen kein Geld dafür; Auslagen dürfen erstattet werden.",
            "You are not paid for it; costs may be refunded.",
        )
    return say(
        "Auslagen dürfen erstattet werden; im Jahr sind höchstens {volunteer} Ehrenamtspauschale und {trainer}"
        " Übungsleiterpauschale erlaubt.",
        "Costs may be refunded; at most {volunteer} of volunteer allowance and {trainer} of trainer allowance a year"
        " are allowed.",
        volunteer=euros(rule_set.volunteer_allowance_cents),
        trainer=euros(rule_set.trainer_allowance_cents),
    )
