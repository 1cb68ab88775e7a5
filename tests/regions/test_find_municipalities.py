import httpx
import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.regions import service
from tests.regions.conftest import Bodies


async def _names(client: httpx.AsyncClient, **query: str) -> list[str]:
    answer = await client.get("/api/municipalities", params=query)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("koln", "Köln"),
        ("Köln", "Köln"),
        ("KOELN", "Köln"),
        ("Muenster", "Münster"),
        ("munster", "Münster"),
        ("Mu\u0308nster", "Münster"),
        ("preussisch", "Preußisch Oldendorf"),
        ("Lintfort", "Kamp-Lintfort"),
        ("kamp lintfort", "Kamp-Lintfort"),
        ("ruhr wickede", "Wickede (Ruhr)"),
        ("nchengladbach", "Mönchengladbach"),
        ("50667", "Köln"),
        ("50667 Köln", "Köln"),
        ("05382060", "Siegburg"),
    ],
)
async def test_a_town_is_found_as_people_write_it(client: httpx.AsyncClient, typed: str, first: str) -> None:
    assert (await _names(client, q=typed))[0] == first


async def test_every_town_comes_on_the_first_page_for_its_own_name(database: None) -> None:
    towns = await db.rows("SELECT ags, name FROM municipality")
    for town in towns:
        page = await service.find_municipalities(town["name"])
        assert town["ags"] in [place.ags for place in page.items]


async def test_names_that_begin_as_typed_come_first(client: httpx.AsyncClient) -> None:
    assert await _names(client, q="gladb") == ["Gladbeck", "Bergisch Gladbach", "Mönchengladbach"]
    assert await _names(client, q="munster") == ["Münster", "Bad Münstereifel", "Marienmünster"]


async def test_digits_are_the_beginning_of_a_key_or_a_postal_code(client: httpx.AsyncClient) -> None:
    items = (await client.get("/api/municipalities", params={"q": "05382"})).json()["items"]
    assert len(items) == 19
    assert {item["district"] for item in items} == {"Rhein-Sieg-Kreis"}
    assert await _names(client, q="0667") == []


async def test_pages_in_german_order_hold_every_town_once(client: httpx.AsyncClient) -> None:
    names: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = (await client.get("/api/municipalities", params={"cursor": cursor})).json()
        assert page["total"] == 396
        names += [item["name"] for item in page["items"]]
        cursor = page["next"]
    assert len(names) == len(set(names)) == 396
    assert names == sorted(names, key=sort_key)
    assert names.index("Übach-Palenberg") < names.index("Unna")


async def test_pages_go_on_from_the_better_to_the_lesser_matches(database: None) -> None:
    whole = [place.name for place in (await service.find_municipalities("au", size=396)).items]
    page = await service.find_municipalities("au", size=3)
    paged = [place.name for place in page.items]
    while page.next:
        page = await service.find_municipalities("au", cursor=page.next, size=3)
        paged += [place.name for place in page.items]
    assert paged == whole
    assert len(whole) > 3


async def test_towns_that_take_part_are_told_apart(client: httpx.AsyncClient, bodies: Bodies) -> None:
    await bodies.create("Stadt Köln", "05315000")
    assert await _names(client, participates="true") == ["Köln"]
    without = (await client.get("/api/municipalities", params={"participates": "false"})).json()
    assert without["total"] == 395
    item = (await client.get("/api/municipalities", params={"q": "Köln"})).json()["items"][0]
    assert item == {
        "ags": "05315000",
        "name": "Köln",
        "kind": "town",
        "district": "Köln",
        "administrativeRegion": "Köln",
        "postalCode": "50667",
        "participates": True,
    }


async def test_nothing_found_is_an_empty_page(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/municipalities", params={"q": "Atlantis"})
    assert answer.json() == {"items": [], "next": None, "total": 0}


@pytest.mark.parametrize(
    ("query", "status"),
    [({"cursor": "nonsense"}, 400), ({"q": "x" * 101}, 422), ({"participates": "maybe"}, 422)],
)
async def test_a_question_nobody_can_answer_is_refused(
    client: httpx.AsyncClient, query: dict[str, str], status: int
) -> None:
    answer = await client.get("/api/municipalities", params=query)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "typed",
    [
        "%",
        "'; DROP TABLE municipality",
        "\x00",
        "🎉",
    ],
)
async def test_odd_signs_do_no_harm(client: httpx.AsyncClient, typed: str) -> None:
    assert (await client.get("/api/municipalities", params={"q": typed})).status_code == 200


async def test_a_postal_code_suggests_its_town(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/postal-codes/50667")
    assert answer.json() == {
        "items": [{"ags": "05315000", "name": "Köln", "district": "Köln", "participates": False}]
    }


async def test_a_postal_code_across_a_border_suggests_every_town(client: httpx.AsyncClient) -> None:
    items = (await client.get("/api/postal-codes/32044")).json()["items"]
    assert [item["name"] for item in items] == ["Herford", "Hiddenhausen"]


async def test_the_town_whose_town_hall_has_the_code_comes_first(database: None) -> None:
    shared = await db.rows(
        "SELECT m.postal_code FROM municipality m JOIN postal_code p USING (postal_code)"
        " GROUP BY m.postal_code HAVING count(*) > 1"
    )
    assert shared
    for code in [row["postal_code"] for row in shared]:
        assert (await service.municipalities_of_postal_code(code))[0].postal_code == code


async def test_a_postal_code_of_another_state_suggests_nothing(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/postal-codes/80331")).json() == {"items": []}


async def test_what_is_no_postal_code_is_refused_at_its_field(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/postal-codes/koeln")
    assert (answer.status_code, answer.json()["code"]) == (422, "postal_code_invalid")
    assert answer.json()["errors"][0]["field"] == "postalCode"
