"""What an import of a list would do, in numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ehrenamtskarte.core.sheets.reading import Table
from ehrenamtskarte.hours.lists.mapping import Mapping
from ehrenamtskarte.hours.lists.rows import HourEntry, Rows
from ehrenamtskarte.hours.lists.titles import Field
from ehrenamtskarte.hours.rules import MINUTES_PER_DAY, Kind, minute_of, overlapping

CAP_IN_CENTS = 3_300_00
"""The tax-free limit for trainers and similar work in a year (Section 3 No. 26 EStG, from 2026)."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of one list; minutes leave refused rows out."""

    encoding: str | None
    delimiter: str | None
    rows_valid: int
    rows_refused: dict[str, int]
    rows_skipped: int
    rows_across_midnight: int
    rows_overlapping: int
    rows_of_people_without_mail: int
    minutes: int
    minutes_counted_without_on_call: int
    minutes_on_call: int
    people: int
    people_without_mail: int
    people_above_3300_eur_if_paid_all_12_months: int | None
    numbers_with_several_names: int
    unreadable: dict[Field, int]


def report_of(table: Table, mapping: Mapping, rows: Rows) -> Report:
    """Count everything once."""
    entries = rows.entries
    by_person: defaultdict[str, list[HourEntry]] = defaultdict(list)
    for entry in entries:
        by_person[entry.who].append(entry)
    without_mail = [own for own in by_person.values() if not any(entry.email for entry in own)]
    minutes = sum(entry.minutes for entry in entries)
    on_call = sum(entry.minutes for entry in entries if entry.kind is Kind.ON_CALL)
    return Report(
        encoding=table.encoding,
        delimiter=table.delimiter,
        rows_valid=len(entries),
        rows_refused=dict(Counter(row.reason for row in rows.refused)),
        rows_skipped=rows.skipped,
        rows_across_midnight=sum(
            entry.from_time is not None and entry.ends_on > entry.starts_on for entry in entries
        ),
        rows_overlapping=sum(len(overlaps(own)) for own in by_person.values()),
        rows_of_people_without_mail=sum(map(len, without_mail)),
        minutes=minutes,
        minutes_counted_without_on_call=minutes - on_call,
        minutes_on_call=on_call,
        people=len(by_person),
        people_without_mail=len(without_mail),
        people_above_3300_eur_if_paid_all_12_months=_above_cap(by_person.values(), mapping),
        numbers_with_several_names=sum(_has_several_names(own) for own in by_person.values()),
        unreadable=rows.unreadable,
    )


def overlaps(entries: Sequence[HourEntry]) -> list[HourEntry]:
    """Of one person's entries those with times that begin before an earlier one has ended."""
    timed = [entry for entry in entries if entry.from_time is not None]
    return [timed[position] for position in overlapping([_span(entry) for entry in timed])]


def _span(entry: HourEntry) -> tuple[int, int]:
    start = entry.starts_on.toordinal() * MINUTES_PER_DAY + (
        minute_of(entry.from_time) if entry.from_time else 0
    )
    return start, start + entry.minutes


def _above_cap(people: Iterable[list[HourEntry]], mapping: Mapping) -> int | None:
    """How many twelve of their highest monthly allowances would lift above the cap; None without any."""
    if Field.ALLOWANCE not in mapping.columns:
        return None
    return sum(_highest_month(own) * 12 > CAP_IN_CENTS for own in people)


def _highest_month(entries: list[HourEntry]) -> int:
    months: Counter[date] = Counter()
    for entry in entries:
        months[entry.starts_on.replace(day=1)] += entry.allowance_cents or 0
    return max(months.values())


def _has_several_names(entries: list[HourEntry]) -> bool:
    first = entries[0]
    return bool(first.number) and any(
        entry.family_name != first.family_name or entry.given_name != first.given_name for entry in entries
    )
