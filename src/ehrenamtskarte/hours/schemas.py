"""The HTTP surface of hours: entries, the inbox, statements. Lists have their own module."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from ehrenamtskarte.hours import rules
from ehrenamtskarte.hours.rules import AllowanceKind, Hint, Kind, Status, Worked

Task = Annotated[str, msgspec.Meta(max_length=rules.TASK_LENGTH)]
Note = Annotated[str, msgspec.Meta(max_length=rules.NOTE_LENGTH)]
Reason = Annotated[str, msgspec.Meta(max_length=rules.REASON_LENGTH)]
ClockTime = Annotated[str, msgspec.Meta(pattern="^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=366 * rules.MINUTES_PER_DAY)]
Words = Annotated[str, msgspec.Meta(max_length=200)]


class HoursIn(msgspec.Struct, rename="camel", kw_only=True):
    """What was worked: a duration, or start and end (`18:00`), which then decide."""

    kind: Kind = Kind.WORK
    starts_on: date
    ends_on: date | None = None
    from_time: ClockTime | None = msgspec.field(default=None, name="from")
    until_time: ClockTime | None = msgspec.field(default=None, name="until")
    minutes: Minutes | None = None
    task: Task = ""
    note: Note = ""

    def worked(self) -> Worked:
        """As the rules judge it. Raises MissingDuration, TimesIncomplete, DurationContradictsTimes."""
        times = (_minute(self.from_time), _minute(self.until_time))
        return rules.worked(self.kind, self.starts_on, self.ends_on, times, self.minutes, self.task.strip())


def _minute(text: str | None) -> int | None:
    return None if text is None else int(text[:2]) * 60 + int(text[3:])


class OwnHoursIn(HoursIn, rename="camel", kw_only=True):
    """What the signed-in person worked, and for whom; `releasedBy` is the company that released them for it."""

    organisation_id: UUID
    released_by: UUID | None = None


class ReleaseIn(msgspec.Struct, rename="camel"):
    """Which company released somebody for their hours; none takes it back."""

    released_by: UUID | None


class HoursOfPersonIn(HoursIn, rename="camel", kw_only=True):
    """What somebody on the roster worked."""

    person_id: UUID


class HourRecordOut(msgspec.Struct, rename="camel", kw_only=True):
    """An entry of hours."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    person_id: UUID
    person_name: str
    kind: Kind
    starts_on: date
    ends_on: date
    from_time: str | None = msgspec.field(name="from")
    until_time: str | None = msgspec.field(name="until")
    minutes: int
    task: str
    note: str
    status: Status
    reason: str
    submitted_at: datetime
    decided_at: datetime | None
    import_id: UUID | None
    released_by: UUID | None = None
    """Which company released the person; only they themselves see it."""
    released_by_name: str | None = None


class EngagementMonth(msgspec.Struct, rename="camel"):
    """Confirmed and waiting minutes of one month (`2026-11`)."""

    month: str
    minutes: int
    waiting_minutes: int


class EngagementAt(msgspec.Struct, rename="camel"):
    """What somebody did for one organisation; minutes of the last twelve months."""

    id: UUID
    name: str
    since: date | None
    last_on: date | None
    confirmed_minutes: int
    waiting_minutes: int


class EngagementOut(msgspec.Struct, rename="camel"):
    """The last twelve months, the running one included."""

    first_day: date = msgspec.field(name="from")
    last_day: date = msgspec.field(name="until")
    confirmed_minutes: int
    waiting_minutes: int
    months: list[EngagementMonth]
    organisations: list[EngagementAt]


class InboxEntryOut(msgspec.Struct, rename="camel", kw_only=True):
    """One entry that waits, with what to look at."""

    id: UUID
    kind: Kind
    starts_on: date
    ends_on: date
    from_time: str | None = msgspec.field(name="from")
    until_time: str | None = msgspec.field(name="until")
    minutes: int
    task: str
    note: str
    submitted_at: datetime
    import_id: UUID | None
    hints: list[Hint]


class SelectionIn(msgspec.Struct, rename="camel", kw_only=True):
    """All that the inbox shows (`all`, as narrowed down by the other fields), some people, or some entries."""

    all: bool = False
    people: Annotated[list[UUID], msgspec.Meta(max_length=20_000)] | None = None
    records: Annotated[list[UUID], msgspec.Meta(max_length=20_000)] | None = None
    q: Words = ""
    first_day: date | None = msgspec.field(default=None, name="from")
    last_day: date | None = msgspec.field(default=None, name="until")
    hint: Hint | None = None
    hinted: bool = False


class RejectionIn(SelectionIn, rename="camel", kw_only=True):
    """What is rejected, and why."""

    reason: Reason


class ConfirmedOut(msgspec.Struct, rename="camel"):
    """What was confirmed; own entries are left to somebody else."""

    confirmed: int
    people: int
    minutes: int
    own_skipped: int


class RejectedOut(msgspec.Struct, rename="camel"):
    """What was rejected; own entries are left to somebody else."""

    rejected: int
    people: int
    minutes: int
    own_skipped: int


class StatementIn(msgspec.Struct, rename="camel", kw_only=True):
    """What the organisation vouches for; money in cents a year."""

    person_id: UUID
    since: date
    until: date | None = None
    weekly_minutes: Annotated[int, msgspec.Meta(ge=1, le=6720)] | None = None
    task: Task = ""
    allowance_kind: AllowanceKind | None = None
    allowance_cents_per_year: Annotated[int, msgspec.Meta(ge=0, le=100_000_000)] = 0


class StatementOut(msgspec.Struct, rename="camel", kw_only=True):
    """What an organisation vouches for."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    person_id: UUID
    person_name: str
    since: date
    until: date | None
    weekly_minutes: int | None
    task: str
    allowance_kind: AllowanceKind | None
    allowance_cents_per_year: int
    signed_by_name: str
    stated_at: datetime
    withdrawn_at: datetime | None


def records_out(rows: list[dict[str, Any]]) -> list[HourRecordOut]:
    """Rows of a list as they go out."""
    return [HourRecordOut(**row) for row in rows]
