"""Lives or volunteers where the card is given."""

from datetime import date

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result, all_of, any_of, here
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.rules import Place, PlaceRule, RuleSet
from ehrenamtskarte.eligibility.wording import say

STATE = "05"
"""How every AGS of North Rhine-Westphalia begins."""

_FOR_WHOM = {
    PlaceRule.LIVES_HERE: Text("wer {here} wohnt", "people who live {here}"),
    PlaceRule.ACTIVE_HERE: Text("wer sich {here} engagiert", "people who volunteer {here}"),
    PlaceRule.EITHER: Text("wer {here} wohnt oder sich engagiert", "people who live or volunteer {here}"),
    PlaceRule.LIVES_HERE_OR_HOME_NOT_PARTICIPATING: Text(
        "wer {here} wohnt, oder sich hier engagiert und in einem Ort ohne Ehrenamtskarte wohnt",
        "people who live {here}, or volunteer here and live in a town without the card",
    ),
    PlaceRule.ACTIVE_HERE_OR_RESIDENT_ACTIVE_IN_STATE: Text(
        "wer sich {here} engagiert, oder hier wohnt und sich anderswo in Nordrhein-Westfalen engagiert",
        "people who volunteer {here}, or live here and volunteer elsewhere in North Rhine-Westphalia",
    ),
}


def right_place(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """Does the person live or volunteer where the card is given?"""
    result = _place_result(rule_set, engagement, day)
    words = _FOR_WHOM[rule_set.place_rule]
    for_whom = say(words.de, words.en, here=here(rule_set))
    so = {
        Result.MET: Text("Das trifft auf Sie zu.", "That is you."),
        Result.NOT_MET: Text("Das trifft auf Sie nicht zu.", "That is not you."),
        Result.UNKNOWN: _place_question(rule_set, engagement),
    }[result]
    return Criterion(
        code="place",
        result=result,
        title=Text("Wohnort oder Einsatzort", "Where you live or volunteer"),
        sentence=say("Die Karte bekommt, {whom}. {so}", "The card is for {whom}. {so}", whom=for_whom, so=so),
    )


def _place_result(rule_set: RuleSet, engagement: Engagement, day: date) -> Result:
    area = rule_set.municipality or STATE
    home = engagement.residence
    lives_here = _is_in(home, area)
    active_here = _active_in(area, engagement, day)
    match rule_set.place_rule:
        case PlaceRule.LIVES_HERE:
            return lives_here
        case PlaceRule.ACTIVE_HERE:
            return active_here
        case PlaceRule.EITHER:
            return any_of((lives_here, active_here))
        case PlaceRule.LIVES_HERE_OR_HOME_NOT_PARTICIPATING:
            return any_of((lives_here, all_of((active_here, _has_no_card(home)))))
        case PlaceRule.ACTIVE_HERE_OR_RESIDENT_ACTIVE_IN_STATE:
            return any_of((active_here, all_of((lives_here, _active_in(STATE, engagement, day)))))


def _is_in(place: Place | None, area: str) -> Result:
    if place is None:
        return Result.UNKNOWN
    return Result.MET if place.ags.startswith(area) else Result.NOT_MET


def _has_no_card(home: Place | None) -> Result:
    if home is None or home.participates is None:
        return Result.UNKNOWN
    return Result.NOT_MET if home.participates else Result.MET


def _active_in(area: str, engagement: Engagement, day: date) -> Result:
    places = {item.organisation.place for item in engagement.current(day)}
    return any_of(_is_in(place, area) for place in places) if places else Result.UNKNOWN


def _place_question(rule_set: RuleSet, engagement: Engagement) -> Text:
    if engagement.residence is None and rule_set.place_rule is not PlaceRule.ACTIVE_HERE:
        return Text("Ihre Adresse fehlt uns noch.", "We still need your address.")
    return Text("Wir wissen noch nicht, wo Sie sich engagieren.", "We do not know yet where you volunteer.")
