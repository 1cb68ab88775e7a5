"""Old enough for the card of this town."""

from datetime import date

from ehrenamtskarte.core.spans import years_later
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result, here
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.rules import RuleSet
from ehrenamtskarte.eligibility.wording import say


def old_enough(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """Has the person reached the age on the day?"""
    age, need = engagement.age_on(day), rule_set.min_age
    if age is None or engagement.birth_date is None:
        result, so = (
            Result.UNKNOWN,
            Text("Ihr Geburtsdatum fehlt uns noch.", "We still need your date of birth."),
        )
    elif age >= need:
        result, so = Result.MET, say("Sie sind {age} Jahre alt.", "You are {age} years old.", age=age)
    else:
        birthday = years_later(engagement.birth_date, need)
        result, so = (Result.NOT_MET, say("Für Sie ab {day}.", "For you from {day} on.", day=birthday))
    return Criterion(
        code="age",
        result=result,
        title=say("Ab {need} Jahren", "From the age of {need}", need=need),
        sentence=say(
            "Die Karte gibt es {here} ab {need} Jahren. {so}",
            "The card is given {here} from the age of {need}. {so}",
            here=here(rule_set),
            need=need,
            so=so,
        ),
        have=age,
        need=need,
        unit="years",
    )
