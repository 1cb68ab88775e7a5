"""Where a venue may be and when it is open: pure, as the municipality register and a calendar week allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, pi, radians, sin, sqrt

from ehrenamtskarte.companies.rules import key_of
from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.text import NOTHING_SAID, Text

LONGEST_NOTE = 500
LONGEST_ACCESSIBILITY = 1000
MOST_VENUES = 500
MARGIN_KM = 3
"""Beyond a town's plausible reach: its point in the register is any point inside."""
EARTH_RADIUS_KM = 6371.0
SOUTH, NORTH, WEST, EAST = 50.3, 52.6, 5.8, 9.5

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True)
class Opening:
    """A span of hours on a weekday, 0 is Monday; times as `09:00`, the end of a day is `24:00`."""

    day: int
    opens: str
    closes: str


@dataclass(frozen=True, kw_only=True)
class VenueData:
    """What a company tells about a venue; without a point it lies in the middle of its postal code or town."""

    municipality: str
    name: str = ""
    street: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    opening_hours: tuple[Opening, ...] = ()
    opening_note: Text = NOTHING_SAID
    step_free: bool | None = None
    accessible_toilet: bool | None = None
    accessibility: Text = NOTHING_SAID


@dataclass(frozen=True)
class Town:
    """What the register says of where a municipality lies."""

    name: str
    area_km2: float
    point: Point

    @property
    def reach_km(self) -> float:
        """How far from its point the town plausibly extends: twice the radius of a circle of its area."""
        return 2 * sqrt(self.area_km2 / pi)


class VenueAlreadyThere(Conflict):
    """The same name and street in the same town."""

    de = "Diesen Standort haben Sie in dieser Kommune schon. Bitte geben Sie ihm einen anderen Namen oder eine andere Straße."
    en = "You already have this venue in this municipality. Please give it another name or street."


class TooManyVenues(Conflict):
    """A list nobody oversees."""

    de = "Mehr als {most} Standorte kann ein Unternehmen nicht haben."
    en = "A company cannot have more than {most} venues."


class PointIncomplete(Invalid):
    """Half a point."""

    de = "Ein Punkt auf der Karte hat eine Breite und eine Länge."
    en = "A point on the map has a latitude and a longitude."


class PointOutsideState(Invalid):
    """In the sea, or swapped."""

    de = "Dieser Punkt liegt nicht in Nordrhein-Westfalen. Bitte setzen Sie ihn auf der Karte noch einmal."
    en = "This point is not in North Rhine-Westphalia. Please set it on the map again."


class PointFarFromTown(Invalid):
    """In the state, but not where the address is."""

    de = "Dieser Punkt liegt {km} km von {town} entfernt. Bitte prüfen Sie den Ort oder setzen Sie den Punkt neu."
    en = "This point is {km} km away from {town}. Please check the town or set the point again."


class ClosesBeforeOpening(Invalid):
    """A span that ends before it begins."""

    de = (
        "Öffnungszeiten enden nach ihrem Anfang. Was über Mitternacht geht, tragen Sie bitte bis 24:00 Uhr ein"
        " und am nächsten Tag ab 00:00 Uhr."
    )
    en = (
        "Opening hours end after they begin. Please enter what goes past midnight until 24:00"
        " and on the next day from 00:00."
    )


class OpeningsOverlap(Invalid):
    """Two spans at once."""

    de = "Am {day} überschneiden sich Öffnungszeiten. Bitte fassen Sie sie zusammen."
    en = "Opening hours overlap on {english_day}. Please merge them."


_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def venue_key(name: str, street: str) -> str:
    """What tells venues of a company apart within a town: a chain may carry one name in several streets."""
    return key_of(f"{name} {street}")


def distance_km(one: Point, other: Point) -> float:
    """As the crow flies."""
    (south, west), (north, east) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def point_of(latitude: float | None, longitude: float | None) -> Point | None:
    """The point somebody set, to a tenth of a metre; None where nobody did. Raises PointIncomplete."""
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        raise PointIncomplete(field="latitude")
    return round(latitude, 6), round(longitude, 6)


def check_point(point: Point, town: Town) -> None:
    """A point lies in the state and in or near its town. Raises PointOutsideState, PointFarFromTown."""
    latitude, longitude = point
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        raise PointOutsideState(field="latitude")
    away = distance_km(point, town.point)
    if away > town.reach_km + MARGIN_KM:
        raise PointFarFromTown(field="latitude", km=round(away), town=town.name)


def checked_openings(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    """The spans in order of the week. Raises ClosesBeforeOpening, OpeningsOverlap."""
    week = tuple(sorted(openings, key=lambda span: (span.day, span.opens, span.closes)))
    if any(span.closes <= span.opens for span in week):
        raise ClosesBeforeOpening(field="openingHours")
    for one, following in pairwise(week):
        if one.day == following.day and following.opens < one.closes:
            raise OpeningsOverlap(
                field="openingHours", day=_DAYS[one.day], english_day=_ENGLISH_DAYS[one.day]
            )
    return week
