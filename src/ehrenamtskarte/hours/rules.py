"""What is an entry of hours: kinds, statuses, limits, when two entries are the same, and every refusal."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from hashlib import blake2b
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict, Forbidden, Invalid

MINUTES_PER_DAY = 24 * 60
LONGEST_PERIOD_DAYS = 366
FIRST_DAY = date(1950, 1, 1)
TASK_LENGTH = 200
NOTE_LENGTH = 1000
REASON_LENGTH = 1000
LONG_DAY_MINUTES = 12 * 60
"""More work than this on one day is worth a look; time on call aside."""


class Kind(StrEnum):
    """What was done; which kinds count is the rule set's business."""

    WORK = "work"
    TRAINING = "training"
    TRAVEL = "travel"
    ON_CALL = "on_call"
    ON_CALL_ACTIVE = "on_call_active"


class Status(StrEnum):
    """Where an entry stands."""

    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class FutureDate(Invalid):
    """The day has not come yet."""

    de = "Der {day} liegt in der Zukunft."
    en = "{day} is in the future."


class TooLongAgo(Invalid):
    """The day is before anything that can be recorded."""

    de = "Der {day} liegt zu weit zurück. Bitte prüfen Sie das Jahr."
    en = "{day} is too long ago. Please check the year."


class EndsBeforeStart(Invalid):
    """The last day is before the first."""

    de = "Das Ende liegt vor dem Anfang."
    en = "The end is before the start."


class PeriodTooLong(Invalid):
    """One entry covers more than a year."""

    de = "Ein Eintrag umfasst höchstens ein Jahr. Bitte teilen Sie ihn auf."
    en = "One entry covers a year at most. Please split it."


class ZeroDuration(Invalid):
    """No time was worked."""

    de = "Die Dauer ist null."
    en = "The duration is zero."


class TooLongDuration(Invalid):
    """More hours than the days have."""

    de = "{hours} Stunden sind mehr, als in den Zeitraum passen."
    en = "{hours} hours are more than the period holds."


class DurationContradictsTimes(Invalid):
    """Start and end say something else than the duration."""

    de = "Von {start} bis {end} sind es {between}, angegeben sind {given}."
    en = "From {start} to {end} is {between}, but the list says {given}."


class Duplicate(Conflict):
    """The same person, day, times and kind again."""

    de = "Dieser Eintrag ist schon vorhanden."
    en = "This entry is already there."


class CompanyUnknown(Invalid):
    """Whoever releases somebody takes part and is shown."""

    de = "Dieses Unternehmen finden wir nicht. Bitte wählen Sie eines aus der Liste."
    en = "We do not find this company. Please choose one from the list."


class HoursAlreadyConfirmed(Conflict):
    """These hours are already confirmed."""

    de = "Diese Stunden sind schon bestätigt."
    en = "These hours are already confirmed."


class HoursAlreadyRejected(Conflict):
    """These hours were rejected."""

    de = "Diese Stunden sind schon abgelehnt."
    en = "These hours were already rejected."


class HoursAlreadyWithdrawn(Conflict):
    """The person took these hours back."""

    de = "Diese Stunden wurden zurückgezogen."
    en = "These hours were withdrawn."


class OwnHours(Forbidden):
    """Nobody decides about the own hours."""

    de = "Die eigenen Stunden bestätigt jemand anderes aus der Organisation."
    en = "Somebody else of the organisation has to decide about your own hours."


class MissingDuration(Invalid):
    """Neither a duration nor both times."""

    de = "Die Dauer fehlt, oder Anfang und Ende."
    en = "The duration is missing, or start and end."


class TimesIncomplete(Invalid):
    """One of the two times only."""

    de = "Bitte geben Sie Anfang und Ende an, oder nur die Dauer."
    en = "Please give both start and end, or only the duration."


class NothingChosen(Invalid):
    """A decision says what it is about in one way: all, some people, or some entries."""

    de = "Bitte wählen Sie aus, worum es geht: alle, einzelne Menschen oder einzelne Einträge."
    en = "Please choose what this is about: all, some people, or some entries."


class ColumnsMissing(Invalid):
    """Without these columns no row can be read."""

    de = "Bitte ordnen Sie zuerst die Spalten für Name, Datum und Dauer zu."
    en = "Please first say which columns hold name, date and duration."


class ImportAlreadyTaken(Conflict):
    """The list has been taken over."""

    de = "Diese Liste ist schon übernommen."
    en = "This list has already been taken over."


class ImportDiscarded(Conflict):
    """The list was put away."""

    de = "Diese Liste wurde verworfen. Bitte laden Sie sie noch einmal hoch."
    en = "This list was discarded. Please upload it again."


class ImportChanged(Conflict):
    """Somebody else changed the columns meanwhile."""

    de = "Die Spalten wurden gerade geändert. Bitte sehen Sie sich die Liste noch einmal an."
    en = "The columns have just been changed. Please look at the list again."


class OwnStatement(Forbidden):
    """Nobody vouches for oneself."""

    de = "Für Sie selbst bescheinigt das jemand anderes aus der Organisation."
    en = "Somebody else of the organisation has to vouch for you."


class StatementWithdrawn(Conflict):
    """The statement no longer holds."""

    de = "Diese Bescheinigung wurde schon zurückgenommen."
    en = "This statement has already been withdrawn."


class ReasonMissing(Invalid):
    """A rejection without a reason helps nobody."""

    de = "Bitte nennen Sie den Grund, damit die Person ihn erfährt."
    en = "Please give the reason, so that the person learns it."


class Hint(StrEnum):
    """What a club may want to look at before it confirms; a hint never stops anything."""

    OVERLAP = "overlap"
    """Begins before another entry of the same person has ended."""
    LONG_DAY = "long_day"
    """Much work on one day."""
    ON_CALL = "on_call"
    """Waiting on call, which many rule sets do not count."""


class ImportStatus(StrEnum):
    """Where a list stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    DISCARDED = "discarded"


class AllowanceKind(StrEnum):
    """What an organisation pays."""

    NONE = "none"
    REIMBURSEMENT = "reimbursement"
    VOLUNTEER = "volunteer"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True)
class Worked:
    """What one entry says was worked; times are wall-clock times, as people write them down."""

    kind: Kind
    starts_on: date
    ends_on: date
    from_time: time | None
    until_time: time | None
    minutes: int
    task: str = ""


def minute_of(moment: time) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute


def span(
    starts_on: date, start: int, end: int, ends_on: date | None = None, stated: int | None = None
) -> tuple[date, int]:
    """The last day and the minutes between two wall-clock times, in minutes since midnight (24:00 is 1440).

    An end before the start means the next morning; equal times are a whole day where 24 hours are stated.
    """
    if ends_on is None or (ends_on == starts_on and end < start):
        ends_on = starts_on + timedelta(days=end < start)
    minutes = end - start + (ends_on - starts_on).days * MINUTES_PER_DAY
    if end == MINUTES_PER_DAY or (minutes == 0 and stated == MINUTES_PER_DAY):
        ends_on += timedelta(days=1)
        minutes = minutes or MINUTES_PER_DAY
    return ends_on, minutes


def worked(
    kind: Kind,
    starts_on: date,
    ends_on: date | None,
    times: tuple[int | None, int | None],
    minutes: int | None,
    task: str = "",
) -> Worked:
    """What somebody typed: a duration, or start and end (in minutes since midnight), which then decide.

    Raises MissingDuration, TimesIncomplete, DurationContradictsTimes.
    """
    start, end = times
    if start is None and end is None:
        if minutes is None:
            raise MissingDuration(field="minutes")
        return Worked(kind, starts_on, ends_on or starts_on, None, None, minutes, task)
    if start is None or end is None:
        raise TimesIncomplete(field="from" if start is None else "until")
    ends_on, between = span(starts_on, start, end, ends_on, minutes)
    if minutes is not None and minutes != between:
        raise DurationContradictsTimes(
            field="minutes",
            start=in_clock(start),
            end=in_clock(end),
            between=in_clock(between),
            given=in_clock(minutes),
        )
    return Worked(kind, starts_on, ends_on, time_of(start), time_of(end), between, task)


def time_of(minute: int) -> time:
    """The wall-clock time; 1440 is the midnight that ends a day."""
    return time(minute // 60 % 24, minute % 60)


def in_clock(minutes: int) -> str:
    """Minutes as people write a duration, e.g. 7:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def check_worked(worked: Worked, today: date) -> None:
    """Refuse an entry that cannot have happened.

    Raises FutureDate, TooLongAgo, EndsBeforeStart, PeriodTooLong, ZeroDuration, TooLongDuration.
    """
    if worked.starts_on > today:
        raise FutureDate(field="startsOn", day=in_german(worked.starts_on))
    if worked.starts_on < FIRST_DAY:
        raise TooLongAgo(field="startsOn", day=in_german(worked.starts_on))
    if worked.ends_on < worked.starts_on or worked.minutes < 0:
        raise EndsBeforeStart(field="endsOn")
    if worked.ends_on > _latest_end(worked.starts_on, today):
        raise FutureDate(field="endsOn", day=in_german(worked.ends_on))
    days = (worked.ends_on - worked.starts_on).days + 1
    if days > LONGEST_PERIOD_DAYS:
        raise PeriodTooLong(field="endsOn")
    if worked.minutes == 0:
        raise ZeroDuration(field="minutes")
    if worked.minutes > days * MINUTES_PER_DAY:
        raise TooLongDuration(field="minutes", hours=worked.minutes // 60)


def in_german(day: date) -> str:
    """A day as people write it here, e.g. 24.12.2025."""
    return f"{day.day:02d}.{day.month:02d}.{day.year}"


def _latest_end(starts_on: date, today: date) -> date:
    """A night shift begun today ends tomorrow, and a list by month holds the running month too."""
    if starts_on.year == today.year and starts_on.month == today.month:
        return max(today + timedelta(days=1), last_of_month(today))
    return today + timedelta(days=1)


def last_of_month(day: date) -> date:
    """The last day of the month this day is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def sameness(person: str, worked: Worked) -> tuple[object, ...]:
    """What makes two entries the same: person, day, times and kind; without times also minutes and task."""
    when = (person, worked.starts_on, worked.ends_on, worked.kind)
    if worked.from_time is not None:
        return (*when, worked.from_time, worked.until_time)
    return (*when, worked.minutes, worked.task.casefold())


def fingerprint(worked: Worked) -> bytes:
    """Sixteen bytes that are equal for one person's equal entries, whatever list or screen they came from."""
    text = "\x1f".join(str(part) for part in sameness("", worked))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def overlapping(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Positions of the spans (start, end) that begin before an earlier one has ended."""
    found = []
    latest = None
    for position in sorted(range(len(spans)), key=spans.__getitem__):
        start, end = spans[position]
        if latest is not None and start < latest:
            found.append(position)
        latest = end if latest is None else max(latest, end)
    return sorted(found)


_ALREADY: dict[Status, type[Conflict]] = {
    Status.CONFIRMED: HoursAlreadyConfirmed,
    Status.REJECTED: HoursAlreadyRejected,
    Status.WITHDRAWN: HoursAlreadyWithdrawn,
}


def check_open(status: Status) -> None:
    """Only what was submitted and not decided yet can be confirmed, rejected or withdrawn."""
    if status is not Status.SUBMITTED:
        raise _ALREADY[status]


def check_statement(since: date, until: date | None, today: date) -> None:
    """A statement begins in the past and ends after its start. Raises FutureDate, TooLongAgo, EndsBeforeStart."""
    if since > today:
        raise FutureDate(field="since", day=in_german(since))
    if since < FIRST_DAY:
        raise TooLongAgo(field="since", day=in_german(since))
    if until is not None and until < since:
        raise EndsBeforeStart(field="until")


def check_may_vouch(person: UUID, signer: UUID) -> None:
    """Nobody vouches for oneself."""
    if person == signer:
        raise OwnStatement


def check_waiting(status: ImportStatus) -> None:
    """A list can be changed, taken and discarded as long as it waits."""
    if status is ImportStatus.TAKEN:
        raise ImportAlreadyTaken
    if status is ImportStatus.DISCARDED:
        raise ImportDiscarded


def check_may_decide(worked_by: UUID, decider: UUID) -> None:
    """Nobody confirms or rejects the own hours."""
    if worked_by == decider:
        raise OwnHours


def check_reason(reason: str) -> str:
    """The reason without surrounding blanks; a rejection needs one."""
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing(field="reason")
    return reason
