"""The sentences people read, word for word."""

from datetime import date

import msgspec
import pytest

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.assessment import assess
from ehrenamtskarte.eligibility.catalogue import shipped
from ehrenamtskarte.eligibility.engagement import Allowance, AllowanceKind, Engagement, Proof
from ehrenamtskarte.eligibility.rules import Ground, Place, in_force
from ehrenamtskarte.eligibility.wording import counted, duration, euros, hours, listed, long_date, number, say
from ehrenamtskarte.hours.rules import Kind
from tests.eligibility.people import GREVEN, KAMEN, OSNABRUECK, WARSTEIN, a_statement, with_hours, work

DAY = date(2026, 11, 22)
WICKEDE, KAMP_LINTFORT = Place("05974056", "Wickede (Ruhr)"), Place("05170020", "Kamp-Lintfort")
SPRING = date(2026, 3, 1)


def juleica(number: str, valid_until: date | None) -> Engagement:
    return Engagement(proofs=(Proof(Ground.JULEICA, number, valid_until),))


def paid(*allowances: Allowance) -> Engagement:
    return Engagement(declared_allowances=allowances)


@pytest.mark.parametrize(
    ("place", "engagement", "code", "de", "en"),
    [
        (
            WARSTEIN,
            with_hours(work(186 * 60, SPRING)),
            "hours",
            "186 von 200 Stunden zwischen 23. November 2025 und 22. November 2026; 14 fehlen noch.",
            "186 of 200 hours between 23 November 2025 and 22 November 2026; 14 still missing.",
        ),
        (
            WARSTEIN,
            with_hours(work(186 * 60, SPRING), work(84 * 60, SPRING, kind=Kind.ON_CALL)),
            "hours",
            (
                "186 von 200 Stunden zwischen 23. November 2025 und 22. November 2026; 14 fehlen noch "
                "(dazu 84 Stunden Bereitschaft, was in Warstein nicht zählt)."
            ),
            (
                "186 of 200 hours between 23 November 2025 and 22 November 2026; 14 still missing "
                "(besides 84 hours of on-call time, which does not count in Warstein)."
            ),
        ),
        (
            WARSTEIN,
            with_hours(
                work(199 * 60, SPRING),
                work(60, SPRING, kind=Kind.TRAVEL),
                work(90, SPRING, kind=Kind.ON_CALL),
                work(30, SPRING, kind=Kind.ON_CALL_ACTIVE),
            ),
            "hours",
            (
                "199 von 200 Stunden zwischen 23. November 2025 und 22. November 2026; 1 Stunde fehlt noch (dazu "
                "1 Stunde Fahrzeit, 1 Std. 30 Min. Bereitschaft und 30 Min. Dienst auf der Wache, "
                "was in Warstein nicht zählt)."
            ),
            (
                "199 of 200 hours between 23 November 2025 and 22 November 2026; 1 hour still missing (besides "
                "1 hour of travel time, 1 h 30 min of on-call time and 30 min of duty at the station, "
                "which does not count in Warstein)."
            ),
        ),
        (
            WARSTEIN,
            with_hours(work(199 * 60 + 59, SPRING)),
            "hours",
            "199 Std. 59 Min. von 200 Stunden zwischen 23. November 2025 und 22. November 2026; 1 Min. fehlt noch.",
            "199 h 59 min of 200 hours between 23 November 2025 and 22 November 2026; 1 min still missing.",
        ),
        (
            WARSTEIN,
            with_hours(work(1_233 * 60, date(2025, 5, 1))),
            "hours",
            "1.233 Stunden zwischen 1. Januar 2025 und 31. Dezember 2025; nötig sind 200.",
            "1,233 hours between 1 January 2025 and 31 December 2025; 200 are needed.",
        ),
        (
            WARSTEIN,
            Engagement(statements=(a_statement(SPRING, DAY, weekly_minutes=270),)),
            "hours",
            "Bestätigt: 4 Std. 30 Min. in der Woche; nötig sind 4.",
            "Confirmed: 4 h 30 min a week; 4 are needed.",
        ),
        (
            WARSTEIN,
            Engagement(hours=(work(60, SPRING),), statements=(a_statement(SPRING, DAY, weekly_minutes=180),)),
            "hours",
            "Bestätigt: 3 Stunden in der Woche; nötig sind 4.",
            "Confirmed: 3 hours a week; 4 are needed.",
        ),
        (
            GREVEN,
            juleica("1", DAY),
            "hours",
            "Statt der Stunden zählt in Greven: Juleica.",
            "Instead of hours, Juleica counts in Greven.",
        ),
        (
            GREVEN,
            juleica("1", None),
            "hours",
            "Statt der Stunden zählt in Greven: Juleica. Nummer und Ablaufdatum brauchen wir noch.",
            "Instead of hours, Juleica counts in Greven. We still need its number and the last day it is valid.",
        ),
        (
            KAMEN,
            Engagement(birth_date=date(1980, 1, 1), statements=(a_statement(date(2019, 3, 12), DAY),)),
            "prior_years",
            "Bestätigt seit 12. März 2019; nötig: 2 Jahre.",
            "Confirmed since 12 March 2019; needed: 2 years.",
        ),
        (
            KAMEN,
            Engagement(birth_date=date(1980, 1, 1), statements=(a_statement(SPRING, DAY),)),
            "prior_years",
            "Bestätigt seit 1. März 2026; 2 Jahre voll am 1. März 2028.",
            "Confirmed since 1 March 2026; 2 years completed on 1 March 2028.",
        ),
        (
            KAMEN,
            Engagement(birth_date=date(1980, 1, 1), hours=(work(60, SPRING),)),
            "prior_years",
            (
                "Bestätigt seit 1. März 2026; 2 Jahre voll am 1. März 2028. "
                "Waren Sie schon vorher dabei? Ihr Verein kann es bestätigen."
            ),
            (
                "Confirmed since 1 March 2026; 2 years completed on 1 March 2028. "
                "Were you engaged before that? Your organisation can confirm it."
            ),
        ),
        (
            KAMEN,
            Engagement(statements=(a_statement(date(2025, 3, 1), DAY),)),
            "prior_years",
            (
                "Bestätigt seit 1. März 2025; 2 Jahre voll am 1. März 2027. "
                "Unter 18 Jahren: 1 Jahr. Ihr Geburtsdatum fehlt uns noch."
            ),
            (
                "Confirmed since 1 March 2025; 2 years completed on 1 March 2027. "
                "Under the age of 18: 1 year. We still need your date of birth."
            ),
        ),
        (
            KAMP_LINTFORT,
            Engagement(),
            "prior_years",
            "Noch ist nicht bestätigt, seit wann Sie ohne Unterbrechung engagiert sind; nötig: 1 Jahr.",
            "It is not confirmed yet since when you have been engaged without a break; needed: 1 year.",
        ),
        (
            KAMEN,
            Engagement(birth_date=date(2011, 5, 1)),
            "age",
            "Die Karte gibt es in Kamen ab 16 Jahren. Für Sie ab 1. Mai 2027.",
            "The card is given in Kamen from the age of 16. For you from 1 May 2027 on.",
        ),
        (
            KAMEN,
            Engagement(),
            "age",
            "Die Karte gibt es in Kamen ab 16 Jahren. Ihr Geburtsdatum fehlt uns noch.",
            "The card is given in Kamen from the age of 16. We still need your date of birth.",
        ),
        (
            KAMEN,
            Engagement(residence=KAMEN),
            "place",
            "Die Karte bekommt, wer in Kamen wohnt oder sich engagiert. Das trifft auf Sie zu.",
            "The card is for people who live or volunteer in Kamen. That is you.",
        ),
        (
            WICKEDE,
            Engagement(),
            "place",
            "Die Karte bekommt, wer sich in Wickede (Ruhr) engagiert. Wir wissen noch nicht, wo Sie sich engagieren.",
            "The card is for people who volunteer in Wickede (Ruhr). We do not know yet where you volunteer.",
        ),
        (
            GREVEN,
            Engagement(residence=OSNABRUECK),
            "place",
            (
                "Die Karte bekommt, wer in Greven wohnt, oder sich hier engagiert und in einem Ort ohne Ehrenamtskarte "
                "wohnt. Wir wissen noch nicht, wo Sie sich engagieren."
            ),
            (
                "The card is for people who live in Greven, or volunteer here and live in a town without the card. "
                "We do not know yet where you volunteer."
            ),
        ),
        (
            WARSTEIN,
            paid(Allowance(AllowanceKind.TRAINER, 330_050), Allowance(AllowanceKind.VOLUNTEER, 20_000)),
            "allowance",
            (
                "Sie erhalten im Jahr 200 € Ehrenamtspauschale und 3.300,50 € Übungsleiterpauschale. "
                "Erlaubt sind im Jahr höchstens 960 € Ehrenamtspauschale und 3.300 € Übungsleiterpauschale."
            ),
            (
                "You receive €200 of volunteer allowance and €3,300.50 of trainer allowance a year. "
                "At most €960 of volunteer allowance and €3,300 of trainer allowance a year are allowed."
            ),
        ),
        (
            WICKEDE,
            with_hours(work(60, SPRING)),
            "signatures",
            (
                "Bestätigt von 1 Person; nötig sind 2 verschiedene. "
                "Bitten Sie noch jemanden aus Ihrem Verein um die Bestätigung."
            ),
            (
                "Confirmed by 1 person; 2 different ones are needed. "
                "Please ask somebody else of your organisation to confirm it too."
            ),
        ),
        (
            WARSTEIN,
            Engagement(statements=(a_statement(date(2010, 1, 1), DAY),)),
            "engaged_years",
            "Bestätigt: 16 von 25 Jahren. Auch frühere Jahre zählen, wenn ein Verein sie bestätigt.",
            "Confirmed: 16 of 25 years. Earlier years count too if an organisation confirms them.",
        ),
        (
            WARSTEIN,
            Engagement(statements=(a_statement(date(2001, 1, 1), DAY),)),
            "engaged_years",
            "Bestätigt: 25 von 25 Jahren.",
            "Confirmed: 25 of 25 years.",
        ),
    ],
)
def test_a_criterion_says_where_somebody_stands(
    place: Place, engagement: Engagement, code: str, de: str, en: str
) -> None:
    assessment = assess(in_force(shipped(), place, DAY), engagement, DAY)
    sentences = [
        c.sentence for c in (*assessment.standard.criteria, *assessment.jubilee.criteria) if c.code == code
    ]

    assert sentences == [Text(de=de, en=en)]


def test_before_2026_only_costs_could_be_paid_back() -> None:
    old = in_force(shipped(), None, date(2026, 1, 31))
    [said] = [c for c in assess(old, paid(), DAY).standard.criteria if c.code == "allowance"]

    assert (
        said.sentence.de
        == "Sie erhalten keine Aufwandsentschädigung. Erlaubt ist nur der Ersatz Ihrer Auslagen."
    )


def test_statewide_the_place_is_the_state() -> None:
    state = in_force(shipped(), None, DAY)
    [said] = [
        c for c in assess(state, Engagement(residence=OSNABRUECK), DAY).standard.criteria if c.code == "place"
    ]

    assert said.sentence.en.startswith(
        "The card is for people who live or volunteer in North Rhine-Westphalia."
    )


def test_titles_name_what_the_town_asks_for() -> None:
    criteria = assess(in_force(shipped(), WICKEDE, DAY), Engagement(), DAY).standard.criteria

    assert [c.title.de for c in criteria] == [
        "200 Stunden im Jahr",
        "Mindestens 2 Jahre dabei",
        "Ab 16 Jahren",
        "Wohnort oder Einsatzort",
        "Aufwandsentschädigung",
        "2 Unterschriften",
    ]


def test_a_criterion_travels_as_json() -> None:
    [first, *_] = assess(in_force(shipped(), WARSTEIN, DAY), Engagement(), DAY).standard.criteria

    assert msgspec.json.decode(msgspec.json.encode(first), type=type(first)) == first


@pytest.mark.parametrize(
    ("text", "de", "en"),
    [
        (hours(0), "0", "0"),
        (hours(61), "1 Std. 1 Min.", "1 h 1 min"),
        (hours(74_000_020), "1.233.333 Std. 40 Min.", "1,233,333 h 40 min"),
        (duration(60), "1 Stunde", "1 hour"),
        (duration(25), "25 Min.", "25 min"),
        (number(1_000_000), "1.000.000", "1,000,000"),
        (euros(5), "0,05 €", "€0.05"),
        (euros(330_000), "3.300 €", "€3,300"),
        (long_date(date(2024, 2, 29)), "29. Februar 2024", "29 February 2024"),
        (counted(2, Text("Kind", "child"), Text("Kinder", "children")), "2 Kinder", "2 children"),
        (listed([number(1)]), "1", "1"),
        (listed([number(1), number(2), number(3)]), "1, 2 und 3", "1, 2 and 3"),
        (
            say("{a} am {b}", "{a} on {b}", a="Übung", b=DAY),
            "Übung am 22. November 2026",
            "Übung on 22 November 2026",
        ),
    ],
)
def test_numbers_and_dates_are_written_as_each_language_does(text: Text, de: str, en: str) -> None:
    assert text == Text(de=de, en=en)
