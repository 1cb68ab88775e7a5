"""The ranking as jurors and offices read it: page by page, as a file, and what lies behind a line."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.judging import jury_setup, own, own_entry, ranking, scoring_rules
from ehrenamtskarte.awards.judging.judging_schemas import EntryJudgementsOut, RankedEntryOut
from ehrenamtskarte.awards.judging.minutes_words import COLUMNS, decimal, remark
from ehrenamtskarte.awards.judging.ranking_rules import Ranked, RankingNotOpenYet
from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry, JuryRound
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, number_of
from ehrenamtskarte.core.sorting import every_word, sort_key


class WantedRanks(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines are looked for; with a category the ranks are those within it."""

    q: str = ""
    category: UUID | None = None


@dataclass(frozen=True)
class _Standing:
    year: int
    lines: list[Ranked]


async def round_of_office(
    office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor, lock: bool = False
) -> tuple[AwardCall, JuryRound]:
    """A round of a call of this office for its staff. Raises NotFound, SecondFactorNeeded."""
    call = await access.call_of_office(office, call_id, actor=actor)
    return call, await jury_setup.round_of(call_id, round_id, lock=lock)


async def for_office(
    office: UUID | None,
    call_id: UUID,
    round_id: UUID,
    wanted: WantedRanks,
    *,
    actor: Actor,
    cursor: str | None,
) -> Page[RankedEntryOut]:
    """One page for the call's office, at any time. Raises NotFound, SecondFactorNeeded, UnknownCursor."""
    return _page(await _of_office(office, call_id, round_id, wanted, actor), cursor)


async def for_office_as_file(
    office: UUID | None, call_id: UUID, round_id: UUID, wanted: WantedRanks, *, actor: Actor, language: str
) -> bytes:
    """The same as CSV, whole. Raises NotFound, SecondFactorNeeded."""
    return _file(await _of_office(office, call_id, round_id, wanted, actor), language)


async def for_juror(
    round_id: UUID, wanted: WantedRanks, *, actor: Actor, now: datetime, cursor: str | None
) -> Page[RankedEntryOut]:
    """One page for whoever judged all their entries, or all of the jury once it is over.

    Raises NotFound, RankingNotOpenYet, UnknownCursor.
    """
    return _page(await _of_juror(round_id, wanted, actor, now), cursor)


async def for_juror_as_file(
    round_id: UUID, wanted: WantedRanks, *, actor: Actor, now: datetime, language: str
) -> bytes:
    """The same as CSV, whole. Raises NotFound, RankingNotOpenYet."""
    return _file(await _of_juror(round_id, wanted, actor, now), language)


async def behind_a_line(
    office: UUID | None, call_id: UUID, round_id: UUID, entry_id: UUID, *, actor: Actor
) -> EntryJudgementsOut:
    """What each juror said of an entry. Raises NotFound, SecondFactorNeeded."""
    call, _ = await round_of_office(office, call_id, round_id, actor=actor)
    entry = await AwardEntry.objects().get((AwardEntry.id == entry_id) & (AwardEntry.call == call_id))
    if entry is None or entry.number is None:
        raise NotFound
    line = next((one for one in await ranking.of_round(round_id) if one.entry == entry_id), None)
    return EntryJudgementsOut(
        line=_line(line, call.year) if line else None,
        name=entry.name,
        criteria=await own.criteria_of(round_id),
        judgements=await own_entry.of_entry(round_id, entry_id),
    )


async def _of_office(
    office: UUID | None, call_id: UUID, round_id: UUID, wanted: WantedRanks, actor: Actor
) -> _Standing:
    call, _ = await round_of_office(office, call_id, round_id, actor=actor)
    return _Standing(call.year, await _found(round_id, wanted))


async def _of_juror(round_id: UUID, wanted: WantedRanks, actor: Actor, now: datetime) -> _Standing:
    seat = await own.seat(round_id, actor=actor)
    if not scoring_rules.ranking_is_open(seat.days.stage(now), done=seat.done, unsettled=seat.unsettled):
        raise RankingNotOpenYet
    return _Standing(seat.year, await _found(round_id, wanted))


async def _found(round_id: UUID, wanted: WantedRanks) -> list[Ranked]:
    words = [word.strip("%") for word in every_word(wanted.q)]
    lines = await ranking.of_round(round_id, category=wanted.category)
    return [line for line in lines if all(word in sort_key(line.judged.name) for word in words)]


def _page(standing: _Standing, cursor: str | None) -> Page[RankedEntryOut]:
    start = number_of(cursor) or 0
    items = standing.lines[start : start + PAGE_SIZE]
    end = start + len(items)
    following = cursor_of(str(end)) if items and end < len(standing.lines) else None
    return Page([_line(line, standing.year) for line in items], next=following, total=len(standing.lines))


def _line(line: Ranked, year: int) -> RankedEntryOut:
    one = line.judged
    return RankedEntryOut(
        id=one.entry,
        receipt=receipt_number(year, one.number),
        kind=EntrantKind(one.kind),
        category_id=one.category,
        **{name: getattr(one, name) for name in ("name", "title", "given", "done", "recused")},
        **{
            name: getattr(line, name)
            for name in ("rank", "tied", "too_few", "mean", "spread", "least", "most")
        },
    )


def _file(standing: _Standing, language: str) -> bytes:
    return csv_of(
        [
            [title.in_language(language) for title in COLUMNS],
            *(_cells(line, standing.year, language) for line in standing.lines),
        ]
    )


def _cells(line: Ranked, year: int, language: str) -> list[object]:
    one = line.judged
    points = [decimal(value, language, places=4) for value in (line.mean, line.spread, line.least, line.most)]
    return [
        "" if line.rank is None else line.rank,
        receipt_number(year, one.number),
        one.name,
        one.title,
        *points,
        one.done,
        one.given - one.done - one.recused,
        one.recused,
        remark(line).in_language(language),
    ]
