"""Points on the map: distances, the short way to write them, and how many there are."""

import math
import random

from ehrenamtskarte.benefits.public_list import points, projection
from ehrenamtskarte.core import clock
from tests.conftest import Browser
from tests.factories import KOELN, a_benefit, a_company, a_venue

TODAY = clock.today()


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = (map(math.radians, point) for point in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * points.EARTH_KM * math.asin(math.sqrt(half))


def test_distances_on_the_plane_are_those_on_the_ground() -> None:
    chance = random.Random(1)
    for _ in range(500):
        one, other = ((chance.uniform(50.3, 52.6), chance.uniform(5.8, 9.5)) for _ in range(2))
        assert math.isclose(
            math.dist(points.flat(*one), points.flat(*other)), great_circle(one, other), rel_tol=0.0006
        )


def test_differences_add_up_to_the_points() -> None:
    chance = random.Random(2)
    spots = {
        (chance.randint(503000, 526000), chance.randint(58000, 95000)): chance.randint(1, 9)
        for _ in range(200)
    }
    written = points.as_differences((*spot, number) for spot, number in spots.items())
    read, latitude, longitude = {}, 0, 0
    for north, east, number in zip(*[iter(written)] * 3, strict=True):
        latitude, longitude = latitude + north, longitude + east
        read[latitude, longitude] = number
    assert read == spots


async def test_offers_at_one_place_are_one_point(client: Browser) -> None:
    bad = await a_company("Bad")
    await a_venue(bad, "Becken", point=(50.94, 6.96))
    await a_venue(bad, "Sauna", point=(50.94, 6.96))
    await a_venue(bad, "Freibad", point=(50.95, 6.97))
    await a_benefit(bad, "Eintritt")
    await a_benefit(bad, "Massage")
    await a_benefit(await a_company("Netz", statewide=True), "Online", online=True)
    await projection.rebuild(today=TODAY)
    answer = (await client.get("/api/benefits/map")).json()
    assert answer["points"] == [509400, 69600, 2, 100, 100, 2]
    assert answer["municipalities"] == {KOELN: 2}
    assert answer["total"] == 3


async def test_within_a_radius_only_the_venues_inside_it_are_drawn(client: Browser) -> None:
    bad = await a_company("Bad")
    await a_venue(bad, "Dom", point=(50.9413, 6.9583))
    await a_venue(bad, "Weiter", point=(50.99, 6.96))
    await a_benefit(bad, "Eintritt")
    await projection.rebuild(today=TODAY)
    answer = (await client.get("/api/benefits/map", params={"near": "50.9413,6.9583", "radius": "2"})).json()
    assert answer["points"] == [509413, 69583, 1]


async def test_the_map_reads_a_misspelled_search_as_the_list_does(client: Browser) -> None:
    museum = await a_company("Stadtmuseum")
    await a_venue(museum)
    await a_benefit(museum, "Eintritt")
    await projection.rebuild(today=TODAY)
    assert (await client.get("/api/benefits/map", params={"q": "musseum"})).json()["total"] == 1
