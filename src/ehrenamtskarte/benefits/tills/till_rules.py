"""Whether an offer holds at a till at some moment, for which cards, and what is refused there; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ehrenamtskarte.benefits.rules import Cards, Kind, Limit
from ehrenamtskarte.benefits.tills import limits
from ehrenamtskarte.core.clock import BERLIN, berlin_day
from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import say

UNDO_FOR = timedelta(minutes=1)
UNDO_GRACE = timedelta(seconds=5)
"""For a tap in the last second and a slow network."""
CLOCKS_MAY_DIFFER = timedelta(minutes=1)
"""How far ahead of ours a till's clock may be, although it corrects itself."""

_WEEKDAYS = (
    Text("montags", "Mondays"),
    Text("dienstags", "Tuesdays"),
    Text("mittwochs", "Wednesdays"),
    Text("donnerstags", "Thursdays"),
    Text("freitags", "Fridays"),
    Text("samstags", "Saturdays"),
    Text("sonntags", "Sundays"),
)


class OfferNotThere(Conflict):
    """It waits for its office, pauses, was withdrawn or its last day is over."""

    de = "Dieses Angebot gilt zurzeit nicht."
    en = "This offer does not hold at present."


class OfferToCome(Conflict):
    """Its first day is not here yet."""

    de = "Dieses Angebot gilt erst ab dem {day.de}."
    en = "This offer only holds from {day.en}."


class OfferOver(Conflict):
    """Its last day has passed."""

    de = "Dieses Angebot galt bis zum {day.de}."
    en = "This offer held until {day.en}."


class OfferOnOtherDays(Conflict):
    """It holds on other days of the week."""

    de = "Dieses Angebot gilt heute nicht, nur {days.de}."
    en = "This offer does not hold today, only on {days.en}."


class OfferAtOtherHours(Conflict):
    """It holds at other hours of the day."""

    de = "Dieses Angebot gilt um diese Uhrzeit nicht, nur {hours.de}."
    en = "This offer does not hold at this time of day, only {hours.en}."


class OfferElsewhere(Conflict):
    """It holds at other venues of the company, or only online."""

    de = "Dieses Angebot gilt an diesem Ort nicht."
    en = "This offer does not hold at this place."


class VenueMissing(Invalid):
    """The offer holds at several places; the till must say at which it stands."""

    de = "Bitte wählen Sie, an welchem Ort die Kasse steht."
    en = "Please choose the place where the till stands."


class OtherCardNeeded(Conflict):
    """A good card, but of the other kind."""

    de = "Dieses Angebot gilt nur mit der {card.de}. Diese Karte ist eine {shown.de}."
    en = "This offer only holds with the {card.en}. This card is a {shown.en}."


class LimitReached(Conflict):
    """The card has used the offer as often as it may."""

    de = "Diese Karte hat das Angebot {when.de} schon genutzt{again.de}."
    en = "This card has already used the offer {when.en}{again.en}."


class TooLateToUndo(Conflict):
    """Taking back is for a slip of the finger."""

    de = "Das lässt sich nur innerhalb einer Minute zurücknehmen."
    en = "This can only be taken back within a minute."


class NonceUsed(Conflict):
    """The till has noted something else under this nonce."""

    de = "Dieses Gerät hat den Vorgang schon anders gemeldet. Bitte beginnen Sie ihn neu."
    en = "This device has already reported this differently. Please start again."


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the till must know of an offer; `venues` are those where it holds, with the moment one closed."""

    id: UUID
    kind: Kind
    cards: Cards
    limit: Limit
    venues: Mapping[UUID, datetime | None]
    published_at: datetime | None
    """None while no office has agreed."""
    withdrawn_at: datetime | None
    """Since when it or its company pauses or has left."""
    valid_from: date | None
    valid_until: date | None
    weekdays: int
    from_time: str | None
    until_time: str | None

    def is_public(self, moment: datetime) -> bool:
        """Whether it was there for everybody, be it on other days. Raffles are not for the till."""
        if self.kind is Kind.RAFFLE or self.published_at is None or moment < self.published_at:
            return False
        return self.withdrawn_at is None or moment < self.withdrawn_at

    def must_hold(self, moment: datetime) -> None:
        """Raises OfferNotThere, OfferToCome, OfferOver, OfferOnOtherDays, OfferAtOtherHours."""
        if not self.is_public(moment):
            raise OfferNotThere
        day = berlin_day(moment)
        if self.valid_from is not None and day < self.valid_from:
            raise OfferToCome(day=_day(self.valid_from))
        if self.valid_until is not None and day > self.valid_until:
            raise OfferOver(day=_day(self.valid_until))
        if not self.weekdays >> day.weekday() & 1:
            raise OfferOnOtherDays(days=_days(self.weekdays))
        if not _is_within(f"{moment.astimezone(BERLIN):%H:%M}", self.from_time, self.until_time):
            raise OfferAtOtherHours(hours=_hours(self.from_time, self.until_time))

    def venue_at(self, venue: UUID | None, moment: datetime) -> UUID | None:
        """Where it is given: as the till says, or the only place there is. Raises OfferElsewhere, VenueMissing."""
        open_ones = [
            venue_id for venue_id, closed_at in self.venues.items() if closed_at is None or moment < closed_at
        ]
        if venue is None and len(open_ones) > 1:
            raise VenueMissing(field="venueId")
        if venue is not None and venue not in open_ones:
            raise OfferElsewhere
        return venue or next(iter(open_ones), None)

    def must_accept(self, kind: str | None) -> None:
        """Raises OtherCardNeeded."""
        if self.cards is not Cards.BOTH and kind != self.cards:
            other = Cards.JUBILEE if self.cards is Cards.STANDARD else Cards.STANDARD
            raise OtherCardNeeded(card=_CARDS[self.cards], shown=_CARDS[other])


_CARDS = {
    Cards.STANDARD: Text("Ehrenamtskarte", "Ehrenamtskarte"),
    Cards.JUBILEE: Text("Jubiläums-Ehrenamtskarte", "jubilee card"),
}


def limit_reached(used_at: datetime, slot: str, now: datetime) -> LimitReached:
    """Says when the card used the offer, and when it may again."""
    used, clock = berlin_day(used_at), f"{used_at.astimezone(BERLIN):%H:%M}"
    if used == berlin_day(now):
        when = Text(f"heute um {clock} Uhr", f"today at {clock}")
    else:
        when = say("am {day}", "on {day}", day=used)
    last = limits.last_day_of(slot)
    if last is None:
        again = Text(". Es gilt einmal je Karte", ". It holds once per card")
    elif last == used:
        again = Text("", "")
    else:
        again = say(
            ". Wieder geht es ab dem {day}", ". It is possible again from {day}", day=last + timedelta(days=1)
        )
    return LimitReached(when=when, again=again)


def may_undo(redeemed_at: datetime, now: datetime) -> bool:
    """Whether it is still the minute after."""
    return now <= redeemed_at + UNDO_FOR + UNDO_GRACE


def _is_within(clock: str, start: str | None, end: str | None) -> bool:
    """Both ends belong to it; an end before the start is on the next morning."""
    start, end = start or "00:00", end or "23:59"
    return start <= clock <= end if start <= end else clock >= start or clock <= end


def _day(day: date) -> Text:
    return say("{day}", "{day}", day=day)


def _days(weekdays: int) -> Text:
    names = [name for number, name in enumerate(_WEEKDAYS) if weekdays >> number & 1]
    *others, last = names
    return Text(
        " und ".join(filter(None, (", ".join(name.de for name in others), last.de))),
        " and ".join(filter(None, (", ".join(name.en for name in others), last.en))),
    )


def _hours(start: str | None, end: str | None) -> Text:
    if start is None:
        return Text(f"bis {end} Uhr", f"until {end}")
    if end is None:
        return Text(f"ab {start} Uhr", f"from {start}")
    return Text(f"von {start} bis {end} Uhr", f"from {start} to {end}")
