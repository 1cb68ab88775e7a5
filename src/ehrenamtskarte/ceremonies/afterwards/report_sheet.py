"""The report of an event to print."""

from datetime import datetime
from pathlib import Path

from ehrenamtskarte.ceremonies.afterwards import report_words as words
from ehrenamtskarte.ceremonies.afterwards.afterwards_rules import share
from ehrenamtskarte.ceremonies.afterwards.certificates import PRINTS_IN_TEN_MINUTES
from ehrenamtskarte.ceremonies.afterwards.schemas import EventReportOut, GuestCounts
from ehrenamtskarte.core import pdf
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.eligibility.wording import euros, long_date, number, say

TEMPLATE = Path(__file__).parent / "sheets" / "report.typ"
REMARKS_AT_MOST = 20
TOWNS_AT_MOST = 60
"""On paper; the table has them all."""


async def printed(report: EventReportOut, language: str, *, actor: Actor, now: datetime) -> bytes:
    """The report as PDF. Raises TooManyRequests."""
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    return await pdf.render(TEMPLATE, data_of(report, language, now))


def data_of(report: EventReportOut, language: str, now: datetime) -> dict[str, object]:
    """What the template gets."""
    title = report.title.in_language(language) or report.title.de
    day = long_date(berlin_day(report.starts_at)).in_language(language)
    return {
        "language": language,
        "title": f"{words.TITLE.in_language(language)}: {title}",
        "heading": words.TITLE.in_language(language),
        "event": title,
        "where": f"{day}, {report.place}, {report.town}",
        "asOf": say("Stand: {day}", "As of {day}", day=berlin_day(now)).in_language(language),
        "facts": _facts(report, language),
        "steps": _steps(report.total, language),
        "stepsAlt": "; ".join(f"{step['name']}: {step['number']}" for step in _steps(report.total, language)),
        "more": words.more(report.total).in_language(language),
        "words": {name: text.in_language(language) for name, text in words.HEADS.items()},
        "groups": [[group.name, *_cells(group, language)] for group in report.groups],
        "towns": [[town.name, *_cells(town, language)] for town in report.towns[:TOWNS_AT_MOST]],
        "moreTowns": words.further_towns(len(report.towns) - TOWNS_AT_MOST).in_language(language),
        "survey": _survey(report, language),
    }


def _facts(report: EventReportOut, language: str) -> list[dict[str, str]]:
    total = report.total
    came = share(total.came - total.walk_ins, total.expected)
    cost, per_head = report.cost_cents, report.cost_per_head_cents
    facts = (
        (number(total.came).in_language(language), words.CAME),
        ("–" if came is None else f"{came} %", words.OF_THE_EXPECTED),
        ("–" if per_head is None else euros(per_head).in_language(language), words.per_head(cost)),
    )
    return [{"number": figure, "text": text.in_language(language)} for figure, text in facts]


def _steps(total: GuestCounts, language: str) -> list[dict[str, object]]:
    """How many parties were left at each step."""
    return [
        {
            "name": name.in_language(language),
            "number": number(count).in_language(language),
            "share": share(count, max(total.invited, 1)) or 0,
        }
        for name, count in (
            (words.INVITED, total.invited),
            (words.ANSWERED, total.answered),
            (words.ACCEPTED, total.accepted),
        )
    ]


def _cells(counts: GuestCounts, language: str) -> list[str]:
    return [
        number(count).in_language(language)
        for count in (counts.invited, counts.accepted, counts.expected, counts.came, counts.no_shows)
    ]


def _survey(report: EventReportOut, language: str) -> dict[str, object]:
    found = report.survey
    return {
        "sentence": words.answers(found.answers, found.parties).in_language(language),
        "questions": [
            {
                "name": words.QUESTIONS[question.name].in_language(language),
                "average": "–" if question.average is None else _decimal(question.average, language),
                "share": 0 if question.average is None else round((question.average - 1) * 25),
            }
            for question in found.questions
        ],
        "praise": found.praise[:REMARKS_AT_MOST],
        "wishes": found.wishes[:REMARKS_AT_MOST],
    }


def _decimal(value: float, language: str) -> str:
    return f"{value:.1f}" if language == "en" else f"{value:.1f}".replace(".", ",")
