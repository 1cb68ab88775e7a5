"""The minutes of a jury to print and sign: who was there, what was decided, the ranking, who was not impartial."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.judging import conflict_rules, meetings, own, ranking
from ehrenamtskarte.awards.judging import minutes_words as words
from ehrenamtskarte.awards.judging.judging_schemas import MeetingOut
from ehrenamtskarte.awards.judging.meeting_rules import MeetingNotNoted
from ehrenamtskarte.awards.judging.minutes_words import decimal
from ehrenamtskarte.awards.judging.ranking_rules import Ranked
from ehrenamtskarte.awards.judging.standing import round_of_office
from ehrenamtskarte.awards.rules import Recusal
from ehrenamtskarte.awards.tables import AwardCall, JuryRound
from ehrenamtskarte.core import audit, db, pdf
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import BERLIN, berlin_day
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import long_date, say

TEMPLATE = Path(__file__).parent / "sheets" / "minutes.typ"
PRINTS_IN_TEN_MINUTES = 30
LINES_AT_MOST = 300
"""On paper; the table has them all."""
RECUSALS_AT_MOST = 300
_RECUSALS = (
    "SELECT j.name AS juror, e.name AS entry, e.number, g.recusal, g.recusal_reason FROM judgement g"
    " JOIN juror j ON j.id = g.juror JOIN award_entry e ON e.id = g.entry"
    " WHERE g.jury_round = $1 AND g.status = 'recused' ORDER BY j.sort_key, j.id, e.sort_key, e.id LIMIT $2"
)


async def printed(
    office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor, now: datetime, language: str
) -> bytes:
    """The minutes as PDF. Raises NotFound, SecondFactorNeeded, MeetingNotNoted, TooManyRequests."""
    call, found = await round_of_office(office, call_id, round_id, actor=actor)
    meeting = await meetings.noted(round_id)
    if meeting.held_at is None:
        raise MeetingNotNoted
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    await audit.record("jury_minutes_printed", actor=actor.person_id, subject=round_id, tenant=office)
    return await pdf.render(TEMPLATE, await _data(call, found, meeting, meeting.held_at, language, now))


async def _data(
    call: AwardCall, found: JuryRound, meeting: MeetingOut, held_at: datetime, language: str, now: datetime
) -> dict[str, object]:
    lines = await ranking.of_round(found.id)
    return {
        "language": language,
        "title": f"{words.TITLE.in_language(language)}: {_said(call.title_de, call.title_en, language)}",
        "heading": words.TITLE.in_language(language),
        "call": _said(call.title_de, call.title_en, language),
        "round": f"{_said(found.name_de, found.name_en, language)} · {call.year}",
        "where": _where(held_at, meeting.place, language),
        "asOf": say("Stand: {day}", "As of {day}", day=berlin_day(now)).in_language(language),
        "words": {name: text.in_language(language) for name, text in words.WORDS.items()},
        "chairedBy": meeting.chaired_by,
        "writtenBy": meeting.written_by,
        "present": _jurors(meeting, present=True),
        "absent": _jurors(meeting, present=False),
        "decision": meeting.decision,
        "notes": meeting.notes,
        "scale": say(
            "Skala von {least} bis {most} Punkten", "Scale from {least} to {most} points",
            least=found.least_points, most=found.most_points,
        ).in_language(language),
        "criteria": await _criteria(found.id, language),
        "ranking": [_line(line, call.year, language) for line in lines[:LINES_AT_MOST]],
        "more": words.more_lines(len(lines) - LINES_AT_MOST).in_language(language),
        "recusals": await _recusals(found.id, call.year, language),
    }  # fmt: skip


def _where(held_at: datetime, place: str, language: str) -> str:
    local = held_at.astimezone(BERLIN)
    day = long_date(local.date()).in_language(language)
    clock = f"{local:%H:%M}" if language == "en" else f"{local:%H.%M} Uhr"
    return ", ".join(part for part in (day, clock, place) if part)


def _jurors(meeting: MeetingOut, *, present: bool) -> list[dict[str, str]]:
    return [{"name": one.name, "function": one.function} for one in meeting.jurors if one.present is present]


async def _criteria(round_id: UUID, language: str) -> list[list[str]]:
    criteria = await own.criteria_of(round_id)
    whole = sum(one.weight for one in criteria)
    return [
        [
            one.name.in_language(language) or one.name.de,
            str(one.weight),
            f"{decimal(100 * one.weight / whole, language, places=0)} %",
        ]
        for one in criteria
    ]


def _line(line: Ranked, year: int, language: str) -> dict[str, str]:
    one = line.judged
    numbers = [decimal(value, language) for value in (line.mean, line.spread, line.least, line.most)]
    return {
        "rank": "–" if line.rank is None else str(line.rank),
        "name": one.name,
        "about": " · ".join(part for part in (receipt_number(year, one.number), one.title) if part),
        "mean": numbers[0] or "–",
        "spread": numbers[1] or "–",
        "range": f"{numbers[2]} – {numbers[3]}" if numbers[2] else "–",
        "judgements": f"{one.done}/{one.given}",
        "remark": words.remark(line).in_language(language),
    }


async def _recusals(round_id: UUID, year: int, language: str) -> list[dict[str, str]]:
    return [_recusal(row, year, language) for row in await db.rows(_RECUSALS, round_id, RECUSALS_AT_MOST)]


def _recusal(row: Any, year: int, language: str) -> dict[str, str]:
    how = words.HOW[Recusal(row["recusal"])].in_language(language)
    return {
        "juror": row["juror"],
        "entry": f"{row['entry']} ({receipt_number(year, row['number'])})",
        "reason": f"{conflict_rules.in_words(row['recusal_reason']).in_language(language)} ({how})",
    }


def _said(de: str, en: str, language: str) -> str:
    return Text(de, en).in_language(language) or de
