"""What an event's plan may say, and how one year's becomes the next; pure."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text

LONGEST_KEY = 400
LONGEST_TITLE = 200
LONGEST_EVENT = timedelta(days=7)
FARTHEST = timedelta(days=3660)
EARLIEST_DOORS = timedelta(days=1)
EARLIEST_ANSWER = timedelta(days=730)
A_YEAR_OF_WEEKS = timedelta(weeks=52)
MOST_ITEMS = 60
MOST_DOORS = 20
MOST_STOPS = 20
MOST_LANGUAGES = 10
BEFORE_THE_EVENT = timedelta(days=14)
"""Until when guests answer, unless the office says else."""


class ItemKind(StrEnum):
    """What a point of the programme is."""

    ADMISSION = "admission"
    WELCOME = "welcome"
    SPEECH = "speech"
    LAUDATORY_SPEECH = "laudatory_speech"
    HANDOVER = "handover"
    MUSIC = "music"
    GIFTS = "gifts"
    FILM = "film"
    BREAK = "break"
    RECEPTION = "reception"
    OTHER = "other"


class CeremonyTitleMissing(Invalid):
    """An event is called something."""

    de = "Bitte geben Sie der Veranstaltung einen Namen."
    en = "Please give the event a name."


class PlaceMissing(Invalid):
    """Guests need to know where to go."""

    de = "Bitte sagen Sie, wo die Veranstaltung stattfindet."
    en = "Please say where the event takes place."


class StartsInThePast(Invalid):
    """Nobody can come to it any more."""

    de = "Dieser Tag ist schon vorbei. Bitte wählen Sie einen kommenden."
    en = "This day has passed. Please choose one to come."


class StartsTooFar(Invalid):
    """Ten years ahead is a typing error."""

    de = "Dieser Tag liegt mehr als zehn Jahre in der Zukunft. Bitte prüfen Sie das Jahr."
    en = "This day is more than ten years away. Please check the year."


class LastsTooLong(Invalid):
    """More than a week is a typing error."""

    de = "Eine Veranstaltung dauert höchstens sieben Tage. Bitte prüfen Sie das Ende."
    en = "An event lasts at most seven days. Please check its end."


class DoorsOpenTooLate(Invalid):
    """Guests come in before it starts."""

    de = "Der Einlass beginnt spätestens mit der Veranstaltung."
    en = "Doors open at the latest when the event starts."


class DoorsOpenTooEarly(Invalid):
    """Nobody waits longer than a day."""

    de = "Der Einlass beginnt höchstens einen Tag vor der Veranstaltung."
    en = "Doors open at most one day before the event."


class DeadlineTooEarly(Invalid):
    """Guests are not asked years before."""

    de = "Die Antwortfrist liegt mehr als zwei Jahre vor der Veranstaltung. Bitte prüfen Sie das Jahr."
    en = "The deadline for answers is more than two years before the event. Please check the year."


class DeadlineTooLate(Invalid):
    """An answer after the start is of no use."""

    de = "Die Antwortfrist endet spätestens mit dem Anfang der Veranstaltung."
    en = "The deadline for answers ends at the latest when the event starts."


class CapacityBelowAccepted(Invalid):
    """Places that are promised stay promised."""

    de = "{held} Plätze sind schon zugesagt. Weniger Plätze gehen erst, wenn Gäste absagen."
    en = "{held} places are already promised. You can have fewer only once guests decline."


class DayIsTold(Conflict):
    """Guests know the day of a published event: it moves with a word to all of them."""

    de = "Der Termin ist schon veröffentlicht. Bitte verschieben Sie die Veranstaltung, damit alle davon erfahren."
    en = "The day is already published. Please move the event so that everybody hears of it."


class SameDay(Invalid):
    """Nothing to tell anybody."""

    de = "Das ist der Termin, der schon gilt."
    en = "That is the day which already holds."


class OnlyDraftsAreDeleted(Conflict):
    """What people know of is cancelled, not deleted."""

    de = "Nur Entwürfe lassen sich löschen. Sagen Sie die Veranstaltung stattdessen ab."
    en = "Only drafts can be deleted. Cancel the event instead."


class CeremonyAlreadyPublished(Conflict):
    """Once is enough."""

    de = "Diese Veranstaltung ist schon veröffentlicht."
    en = "This event is already published."


class ReasonMissing(Invalid):
    """Whoever looked forward to it learns why."""

    de = "Bitte nennen Sie den Grund in einem Satz. Alle Gäste lesen ihn."
    en = "Please give the reason in a sentence, in German. All guests read it."


class LaureateUnknown(Invalid):
    """A point of the programme is about a laureate of this very event."""

    de = "Diese Person oder Gruppe wird bei dieser Veranstaltung nicht geehrt."
    en = "This person or group is not honoured at this event."


class DoorNameMissing(Invalid):
    """Staff choose their door by its name."""

    de = "Bitte geben Sie jedem Eingang einen Namen."
    en = "Please give every door a name."


class DoorTwice(Invalid):
    """Staff tell doors apart by their names."""

    de = "Zwei Eingänge haben denselben Namen."
    en = "Two doors have the same name."


class TownUnknown(Invalid):
    """An event takes place in a town of the state."""

    de = "Diesen Ort gibt es in Nordrhein-Westfalen nicht."
    en = "There is no such town in North Rhine-Westphalia."


class SeriesUnknown(Invalid):
    """An event belongs to a series of its own office."""

    de = "Diese Reihe gibt es nicht mehr."
    en = "This series is gone."


def key_of(title: str) -> str:
    """What an event is sorted and found by, as long as its column."""
    return sort_key(title)[:LONGEST_KEY].strip()


def check_title(title: Text) -> Text:
    """The title without stray blanks. Raises CeremonyTitleMissing where no letter or digit is left."""
    short = Text(" ".join(title.de.split()), " ".join(title.en.split()))
    if not key_of(short.de):
        raise CeremonyTitleMissing(field="title.de")
    return short


def check_place(place: str) -> str:
    """The place without stray blanks. Raises PlaceMissing."""
    short = " ".join(place.split())
    if not short:
        raise PlaceMissing(field="place")
    return short


def check_reason(reason: Text) -> Text:
    """The reason, at least in German. Raises ReasonMissing."""
    short = Text(reason.de.strip(), reason.en.strip())
    if not short.de:
        raise ReasonMissing(field="reason.de")
    return short


def check_times(
    starts_at: datetime, ends_at: datetime, doors_open_at: datetime | None, answer_by: datetime | None
) -> None:
    """Raises what is wrong with an event's times."""
    if ends_at <= starts_at:
        raise rules.EndsBeforeItStarts(field="endsAt")
    if ends_at - starts_at > LONGEST_EVENT:
        raise LastsTooLong(field="endsAt")
    _check_doors(starts_at, doors_open_at)
    if answer_by and answer_by > starts_at:
        raise DeadlineTooLate(field="answerBy")
    if answer_by and starts_at - answer_by > EARLIEST_ANSWER:
        raise DeadlineTooEarly(field="answerBy")


def _check_doors(starts_at: datetime, doors_open_at: datetime | None) -> None:
    if doors_open_at and doors_open_at > starts_at:
        raise DoorsOpenTooLate(field="doorsOpenAt")
    if doors_open_at and starts_at - doors_open_at > EARLIEST_DOORS:
        raise DoorsOpenTooEarly(field="doorsOpenAt")


def check_coming(starts_at: datetime, now: datetime) -> None:
    """Raises StartsInThePast, StartsTooFar."""
    if starts_at <= now:
        raise StartsInThePast(field="startsAt")
    if starts_at - now > FARTHEST:
        raise StartsTooFar(field="startsAt")


def check_capacity(capacity: int, held: int) -> None:
    """Raises CapacityBelowAccepted, naming how many are promised."""
    if capacity < held:
        raise CapacityBelowAccepted(field="capacity", held=held)


def answer_by_for(starts_at: datetime, now: datetime) -> datetime:
    """Two weeks before the event; where it is sooner, half of the time that is left."""
    return max(starts_at - BEFORE_THE_EVENT, now + (starts_at - now) / 2)


def moved(moment: datetime, by: timedelta) -> datetime:
    """The same time of the day in Berlin, so many whole days on, whatever the clocks do in between."""
    if by % timedelta(days=1):
        return moment + by
    return (moment.astimezone(BERLIN).replace(tzinfo=None) + by).replace(tzinfo=BERLIN)


def next_year(moment: datetime, now: datetime) -> timedelta:
    """How far on the same weekday of the next year is that lies ahead."""
    by = A_YEAR_OF_WEEKS
    while moment + by <= now:
        by += A_YEAR_OF_WEEKS
    return by


def door_names(names: Sequence[str]) -> list[str]:
    """The names without stray blanks. Raises DoorNameMissing, DoorTwice."""
    short = [" ".join(name.split()) for name in names]
    for position, name in enumerate(short):
        if not name:
            raise DoorNameMissing(field=f"doors.{position}.name")
        if key_of(name) in {key_of(other) for other in short[:position]}:
            raise DoorTwice(field=f"doors.{position}.name")
    return short


def stop_title(title: Text, place: str) -> Text:
    """What one event of a series is called."""
    rest = f" in {place}"
    return Text(
        *(f"{text[: LONGEST_TITLE - len(rest)]}{rest}" if text else "" for text in (title.de, title.en))
    )


def in_languages(languages: Collection[str]) -> list[str]:
    """Each language once, in the order given."""
    return list(dict.fromkeys(languages))
