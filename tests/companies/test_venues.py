import asyncio
from typing import Any

import pytest

from ehrenamtskarte.companies import places
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from tests.companies.around import around_a_company
from tests.conftest import SignIn
from tests.factories import KOELN, a_venue

VENUE: dict[str, Any] = {
    "name": "Am Schloss",
    "street": "Schlossstr.  1",
    "postalCode": "50667",
    "municipality": KOELN,
    "latitude": 50.9413,
    "longitude": 6.9583,
    "openingHours": [
        {"day": 5, "opens": "10:00", "closes": "24:00"},
        {"day": 0, "opens": "09:00", "closes": "12:00"},
    ],
    "openingNote": {"de": "Feiertags geschlossen", "en": ""},
    "stepFree": True,
    "accessibility": {"de": "Rampe am Hintereingang", "en": "Ramp at the back"},
}


async def test_a_venue_says_where_it_is_when_it_opens_and_how_one_gets_in(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    answer = await here.manager.post(f"{here.path}/venues", json=VENUE)
    assert answer.status_code == 201, answer.text
    venue = answer.json()
    assert (venue["street"], venue["municipalityName"], venue["exact"]) == ("Schlossstr. 1", "Köln", True)
    assert [span["day"] for span in venue["openingHours"]] == [0, 5]
    assert (venue["stepFree"], venue["accessibleToilet"]) == (True, None)
    assert (await here.till.get(f"{here.path}/venues")).json() == [venue]


async def test_without_a_point_it_lies_in_its_postal_code_else_in_its_town(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    points = {}
    for code in ("51149", "", "33602"):
        data = VENUE | {"name": f"In {code}", "postalCode": code, "latitude": None, "longitude": None}
        venue = (await here.manager.post(f"{here.path}/venues", json=data)).json()
        assert venue["exact"] is False
        points[code] = (venue["latitude"], venue["longitude"])
    quarter = await db.row(
        "SELECT latitude, longitude FROM postal_code WHERE postal_code = '51149' AND municipality = $1", KOELN
    )
    town = await db.row("SELECT latitude, longitude FROM municipality WHERE ags = $1", KOELN)
    assert quarter is not None
    assert town is not None
    # The last code is one of Bielefeld.
    assert points == {"51149": tuple(quarter), "": tuple(town), "33602": tuple(town)}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"latitude": 54.2, "longitude": 7.9}, "point_outside_state"),
        ({"latitude": 6.9583, "longitude": 50.9413}, "point_outside_state"),
        ({"latitude": 51.9607, "longitude": 7.6261}, "point_far_from_town"),
        ({"longitude": None}, "point_incomplete"),
        ({"openingHours": [{"day": 0, "opens": "18:00", "closes": "02:00"}]}, "closes_before_opening"),
        (
            {
                "openingHours": [
                    {"day": 0, "opens": "09:00", "closes": "12:00"},
                    {"day": 0, "opens": "11:00", "closes": "13:00"},
                ]
            },
            "openings_overlap",
        ),
        ({"openingNote": {"de": "a" * 501, "en": ""}}, "too_long"),
        ({"accessibility": {"de": "", "en": "a" * 1001}}, "too_long"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(
    sign_in_as: SignIn, changed: dict[str, Any], code: str
) -> None:
    here = await around_a_company(sign_in_as)
    refused = await here.manager.post(f"{here.path}/venues", json=VENUE | changed)
    assert (refused.status_code, refused.json()["code"]) == (422, code), refused.text
    assert refused.json()["errors"][0]["field"] in {"latitude", *changed}
    assert await db.scalar("SELECT count(*) FROM venue") == 0


async def test_an_unknown_town_is_refused(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    refused = await here.manager.post(f"{here.path}/venues", json=VENUE | {"municipality": "05999999"})
    assert (refused.status_code, refused.json()["code"]) == (404, "municipality_unknown")


async def test_of_two_staff_who_edit_at_once_one_is_told_and_nothing_is_lost(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    venue = (await here.manager.post(f"{here.path}/venues", json=VENUE)).json()
    path = f"{here.path}/venues/{venue['id']}"
    answers = await asyncio.gather(
        *(
            browser.put(path, json=VENUE | {"name": name, "revision": venue["revision"]})
            for browser, name in ((here.manager, "Nordbad"), (here.clerk, "Südbad"))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    assert won["revision"] == venue["revision"] + 1
    assert (await here.till.get(f"{here.path}/venues")).json() == [won]
    for stale in ({}, {"revision": venue["revision"]}):
        late = await here.manager.put(path, json=VENUE | stale)
        assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")


async def test_a_chain_has_many_venues_of_one_name_but_not_in_one_street(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    for street, status in (("Neumarkt 1", 201), ("Ring 5", 201), ("NEUMARKT 1", 409)):
        answer = await here.manager.post(
            f"{here.path}/venues", json=VENUE | {"name": "Bäckerei", "street": street}
        )
        assert answer.status_code == status
    first, second = (await here.manager.get(f"{here.path}/venues")).json()
    assert [first["street"], second["street"]] == ["Neumarkt 1", "Ring 5"]
    moved = await here.manager.put(
        f"{here.path}/venues/{second['id']}",
        json=VENUE | {"name": "Bäckerei", "street": "Neumarkt 1", "revision": 1},
    )
    assert (moved.status_code, moved.json()["code"]) == (409, "venue_already_there")


async def test_of_two_same_venues_at_once_one_is_added(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    answers = await asyncio.gather(
        *(browser.post(f"{here.path}/venues", json=VENUE) for browser in (here.manager, here.clerk))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_a_closed_venue_is_kept_and_opens_again(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    venue = (await here.manager.post(f"{here.path}/venues", json=VENUE)).json()
    path = f"{here.path}/venues/{venue['id']}"
    for _ in range(2):
        assert (await here.manager.delete(path)).status_code == 204
    assert (await here.manager.get(f"{here.path}/venues")).json() == []
    assert await db.scalar("SELECT count(*) FROM venue") == 1
    assert (await here.manager.put(path, json=VENUE | {"revision": 1})).status_code == 404
    assert (await here.manager.put(f"{path}/opening")).json()["id"] == venue["id"]
    assert len((await here.manager.get(f"{here.path}/venues")).json()) == 1


async def test_adding_a_venue_that_was_closed_opens_it_with_its_history(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    venue = (await here.manager.post(f"{here.path}/venues", json=VENUE)).json()
    await here.manager.delete(f"{here.path}/venues/{venue['id']}")
    again = (await here.manager.post(f"{here.path}/venues", json=VENUE | {"stepFree": False})).json()
    assert (again["id"], again["stepFree"], again["revision"]) == (venue["id"], False, 2)


async def test_there_are_only_so_many_venues(sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    here = await around_a_company(sign_in_as)
    monkeypatch.setattr(places, "MOST_VENUES", 1)
    await a_venue(here.company)
    refused = await here.manager.post(f"{here.path}/venues", json=VENUE | {"name": "Noch eins"})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_venues")


async def test_venues_of_others_are_not_there(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    venue = await a_venue(here.company)
    body = VENUE | {"revision": 1}
    assert (await here.stranger.get(f"{here.path}/venues")).status_code == 404
    assert (await here.stranger.put(f"{here.path}/venues/{venue}", json=body)).status_code == 404
    assert (await here.till.put(f"{here.path}/venues/{venue}", json=body)).status_code == 404
    zoo = await db.scalar("SELECT id FROM company WHERE name = 'Zoo'")
    for path in (f"/api/companies/{zoo}/venues/{venue}", f"/api/companies/{zoo}/venues/{new_id()}"):
        assert (await here.stranger.put(path, json=body)).status_code == 404
        assert (await here.stranger.delete(path)).status_code == 404
        assert (await here.stranger.put(f"{path}/opening")).status_code == 404
