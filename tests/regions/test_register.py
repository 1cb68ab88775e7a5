import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.regions import service
from ehrenamtskarte.regions.rules import MunicipalityKind, MunicipalityUnknown

TABLES = ("administrative_region", "district", "municipality", "postal_code")


async def _versions() -> list[list[object]]:
    """Every row of the register with the transaction that wrote it."""
    return [
        [tuple(row) for row in await db.rows(f"SELECT xmin::text, * FROM {table} ORDER BY 2, 3")]
        for table in TABLES
    ]


async def test_the_register_holds_the_whole_state(database: None) -> None:
    counts = [await db.scalar(f"SELECT count(*) FROM {table}") for table in TABLES]
    assert counts == [5, 53, 396, 1427]


async def test_loading_the_register_again_writes_nothing(database: None) -> None:
    before = await _versions()
    assert await service.load_register() == service.RegisterSize(5, 53, 396, 1427)
    assert await _versions() == before


async def test_loading_the_register_again_corrects_what_differs(database: None) -> None:
    await db.execute("UPDATE municipality SET name = 'Colonia', population = 1 WHERE ags = '05315000'")
    await db.execute("UPDATE postal_code SET municipality = '05314000' WHERE postal_code = '50667'")
    await db.execute("UPDATE district SET name = 'Hagen der FernUniversität' WHERE key = '05914'")
    await service.load_register()
    koeln = await service.municipality("05315000")
    assert (koeln.name, koeln.population > 1_000_000) == ("Köln", True)
    assert [place.name for place in await service.municipalities_of_postal_code("50667")] == ["Köln"]
    assert (await service.municipality("05914000")).district == "Hagen"
    assert await db.scalar("SELECT count(*) FROM postal_code") == 1427


async def test_a_municipality_knows_its_district_and_region(database: None) -> None:
    place = await service.municipality("05382060")
    assert (place.name, place.kind, place.postal_code) == ("Siegburg", MunicipalityKind.TOWN, "53721")
    assert (place.district_key, place.district, place.administrative_region) == (
        "05382",
        "Rhein-Sieg-Kreis",
        "Köln",
    )


async def test_loading_the_register_lets_no_town_take_part(database: None) -> None:
    assert not (await service.municipality("05315000")).participates
    assert await service.issuing_body_of("05315000") is None


async def test_a_municipality_of_another_state_is_unknown(database: None) -> None:
    with pytest.raises(MunicipalityUnknown):
        await service.municipality("09162000")


async def test_only_municipalities_that_exist_are_returned(database: None) -> None:
    places = await service.municipalities(["05315000", "09162000"])
    assert {ags: place.name for ags, place in places.items()} == {"05315000": "Köln"}
