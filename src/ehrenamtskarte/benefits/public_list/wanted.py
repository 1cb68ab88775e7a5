"""What somebody looks for in the public list, and what of it is refused; pure."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ehrenamtskarte.benefits.rules import Cards, Category, Kind
from ehrenamtskarte.core.errors import Invalid

FARTHEST_KM = 400.0
"""From border to border; whoever stands outside the state sees how far it is all the same."""
LONGEST_QUERY = 200


class Sort(StrEnum):
    """The order of the list."""

    BEST = "best"
    DISTANCE = "distance"
    NEW = "new"
    NAME = "name"


class PointInvalid(Invalid):
    """Not a latitude and a longitude."""

    de = "Der Ort muss aus Breite und Länge bestehen, zum Beispiel 51.45,7.01."
    en = "The point must be a latitude and a longitude, for example 51.45,7.01."


class PointMissing(Invalid):
    """A distance from nowhere."""

    de = "Für Entfernungen brauchen wir einen Ort."
    en = "Distances need a point."


class RadiusInvalid(Invalid):
    """Not a distance, or one that leaves the state."""

    de = "Der Umkreis muss zwischen 0 und {farthest} Kilometern liegen."
    en = "The radius must be between 0 and {farthest} kilometres."


class SortUnknown(Invalid):
    """An order we do not know."""

    de = "Sortieren können wir nach: best, distance, new, name."
    en = "We can sort by: best, distance, new, name."


class TownInvalid(Invalid):
    """Not the key of a municipality."""

    de = "Ein Gemeindeschlüssel in Nordrhein-Westfalen hat acht Ziffern und beginnt mit 05."
    en = "The key of a municipality in North Rhine-Westphalia has eight digits and begins with 05."


class QueryTooLong(Invalid):
    """Nobody types that much."""

    de = "Bitte suchen Sie mit höchstens {longest} Zeichen."
    en = "Please search with at most {longest} characters."


Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; `near` is latitude and longitude, `radius` kilometres around it."""

    today: date
    q: str = ""
    category: Category | None = None
    municipality: str = ""
    near: Point | None = None
    radius: float | None = None
    card: Cards | None = None
    kind: Kind | None = None
    usable_today: bool = False
    online: bool | None = None
    new: bool = False

    def __post_init__(self) -> None:
        if len(self.q) > LONGEST_QUERY:
            raise QueryTooLong(field="q", longest=LONGEST_QUERY)
        if self.municipality and not re.fullmatch(r"05[0-9]{6}", self.municipality):
            raise TownInvalid(field="municipality")
        if self.radius is None:
            return
        if self.near is None:
            raise PointMissing(field="near")
        if not 0 < self.radius <= FARTHEST_KM:
            raise RadiusInvalid(field="radius", farthest=int(FARTHEST_KM))


def point_of(text: str) -> Point | None:
    """Latitude and longitude from `51.45,7.01`; None from nothing. Raises PointInvalid."""
    if not text:
        return None
    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError:
        raise PointInvalid(field="near") from None
    if not (-90 < latitude < 90 and -180 <= longitude <= 180):
        raise PointInvalid(field="near")
    return latitude, longitude


def sort_of(text: str, wanted: Wanted) -> Sort:
    """The order asked for, or what suits the search. Raises SortUnknown, PointMissing."""
    if not text:
        return Sort.BEST if wanted.q or not wanted.near else Sort.DISTANCE
    try:
        sort = Sort(text)
    except ValueError:
        raise SortUnknown(field="sort") from None
    if sort is Sort.DISTANCE and wanted.near is None:
        raise PointMissing(field="near")
    return sort
