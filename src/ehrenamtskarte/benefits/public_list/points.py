"""Points on the map: a flat plane in kilometres to measure in, and a short way to write many of them; pure."""

import math
from collections.abc import Iterable

EARTH_KM = 6371.0088
MIDDLE_LONGITUDE = 7.6
"""Of the state; transverse Mercator around it is true to 0.05 % from border to border."""
STEPS_PER_DEGREE = 10_000


def flat(latitude: float, longitude: float) -> tuple[float, float]:
    """East and north in kilometres; distances between such points are distances on the ground."""
    phi, delta = math.radians(latitude), math.radians(longitude - MIDDLE_LONGITUDE)
    east = EARTH_KM * math.atanh(math.sin(delta) * math.cos(phi))
    north = EARTH_KM * math.atan2(math.tan(phi), math.cos(delta))
    return east, north


def as_differences(points: Iterable[tuple[int, int, int]]) -> list[int]:
    """Latitude, longitude and a number each, in a row; coordinates as the difference to the point before."""
    flat_list: list[int] = []
    last_latitude = last_longitude = 0
    for latitude, longitude, number in sorted(points):
        flat_list += (latitude - last_latitude, longitude - last_longitude, number)
        last_latitude, last_longitude = latitude, longitude
    return flat_list
