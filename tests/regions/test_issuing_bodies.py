import asyncio
from uuid import uuid4

import httpx
import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.regions import issuing_bodies, service
from ehrenamtskarte.regions.events import AreaChanged
from ehrenamtskarte.regions.issuing_bodies import Changes
from ehrenamtskarte.regions.rules import IssuingBodyKind, NumberTaken, TownTaken
from tests.conftest import SignIn
from tests.regions.conftest import Bodies

KOELN, HAGEN, SIEGBURG, TROISDORF, HENNEF = "05315000", "05914000", "05382060", "05382068", "05382020"
HAGENS_AGENCY = {
    "name": "Freiwilligenzentrale Hagen",
    "kind": "agency",
    "municipalities": [HAGEN],
    "email": "Karte@Example.org",
}
DISTRICT = IssuingBodyKind.DISTRICT


@pytest.fixture
async def state_office(sign_in_as: SignIn) -> httpx.AsyncClient:
    return await sign_in_as("staatskanzlei@example.org", (Role.STATE_OFFICE, uuid4()))


async def test_the_state_office_delegates_a_town_to_an_agency(state_office: httpx.AsyncClient) -> None:
    answer = await state_office.post("/api/issuing-bodies", json=HAGENS_AGENCY)
    assert answer.status_code == 201
    body = answer.json()
    assert body == {
        "id": body["id"],
        "name": "Freiwilligenzentrale Hagen",
        "kind": "agency",
        "number": 5914000,
        "automaticApproval": False,
        "email": "karte@example.org",
        "municipalities": [{"ags": HAGEN, "name": "Hagen"}],
    }
    issuer = await service.issuing_body_of(HAGEN)
    assert issuer is not None and str(issuer.id) == body["id"]
    place = await service.municipality(HAGEN)
    assert place.issuing_body is not None and place.issuing_body.name == "Freiwilligenzentrale Hagen"
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'issuing_body_created'") == 1


async def test_a_district_issues_for_several_of_its_towns(state_office: httpx.AsyncClient) -> None:
    answer = await state_office.post(
        "/api/issuing-bodies",
        json=HAGENS_AGENCY
        | {"name": "Rhein-Sieg-Kreis", "kind": "district", "municipalities": [TROISDORF, SIEGBURG, HENNEF]},
    )
    body = answer.json()
    assert body["number"] == 5382
    assert [town["name"] for town in body["municipalities"]] == ["Hennef (Sieg)", "Siegburg", "Troisdorf"]
    assert str(await db.scalar("SELECT id FROM issuing_body WHERE number = 5382")) == body["id"]


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"name": " "}, 422, "name_invalid", "name"),
        ({"email": "nobody"}, 422, "email_invalid", "email"),
        ({"municipalities": []}, 422, "towns_missing", "municipalities"),
        ({"municipalities": ["05999999"]}, 422, "town_unknown", "municipalities"),
        ({"municipalities": ["09162000"]}, 422, "invalid", None),
        ({"kind": "ministry"}, 422, "invalid", None),
        ({"kind": "municipality", "municipalities": [HAGEN, KOELN]}, 422, "only_its_own_town", "municipalities"),
        ({"kind": "district", "municipalities": [HAGEN, KOELN]}, 422, "towns_of_several_districts", "municipalities"),
        ({"number": 5315000}, 422, "number_foreign", "number"),
        ({"number": 2**70}, 422, "number_foreign", "number"),
    ],
)  # fmt: skip
async def test_an_impossible_issuing_body_is_refused_and_leaves_nothing(
    state_office: httpx.AsyncClient, change: dict[str, object], status: int, code: str, field: str | None
) -> None:
    answer = await state_office.post("/api/issuing-bodies", json=HAGENS_AGENCY | change)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    if field:
        assert problem["errors"][0]["field"] == field
    assert await db.scalar("SELECT count(*) FROM issuing_body") == 0


async def test_nobody_takes_a_town_from_another_body(state_office: httpx.AsyncClient, bodies: Bodies) -> None:
    await bodies.create("Stadt Siegburg", SIEGBURG)
    district = await bodies.create("Rhein-Sieg-Kreis", TROISDORF, kind=DISTRICT)
    answer = await state_office.patch(
        f"/api/issuing-bodies/{district.id}", json={"municipalities": [HENNEF, SIEGBURG]}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "town_taken")
    assert "Siegburg" in answer.json()["detail"] and "Stadt Siegburg" in answer.json()["detail"]
    unchanged = (await state_office.get(f"/api/issuing-bodies/{district.id}")).json()
    assert unchanged["municipalities"] == [{"ags": TROISDORF, "name": "Troisdorf"}]


async def test_a_number_signs_for_one_body(bodies: Bodies) -> None:
    await bodies.create("Rhein-Sieg-Kreis", TROISDORF, kind=DISTRICT)
    with pytest.raises(NumberTaken, match="Rhein-Sieg-Kreis"):
        await bodies.create("Noch ein Kreis", SIEGBURG, kind=DISTRICT)


async def test_of_two_bodies_that_want_a_town_at_once_one_gets_it(bodies: Bodies) -> None:
    district = await bodies.create("Rhein-Sieg-Kreis", TROISDORF, kind=DISTRICT)
    outcomes = await asyncio.gather(
        bodies.create("Stadt Siegburg", SIEGBURG),
        issuing_bodies.change_issuing_body(
            district.id, Changes(municipalities=[TROISDORF, SIEGBURG]), actor=bodies.actor
        ),
        return_exceptions=True,
    )
    assert sorted(isinstance(outcome, TownTaken) for outcome in outcomes) == [False, True]
    assert (await db.scalar("SELECT count(*) FROM issuing_area WHERE municipality = $1", SIEGBURG)) == 1


async def test_a_town_moves_once_its_body_gives_it_up(bodies: Bodies) -> None:
    district = await bodies.create("Rhein-Sieg-Kreis", TROISDORF, SIEGBURG, kind=DISTRICT)
    await issuing_bodies.change_issuing_body(
        district.id, Changes(municipalities=[TROISDORF]), actor=bodies.actor
    )
    assert not (await service.municipality(SIEGBURG)).participates
    town = await bodies.create("Stadt Siegburg", SIEGBURG)
    issuer = await service.issuing_body_of(SIEGBURG)
    assert issuer is not None and issuer.id == town.id


async def test_a_body_that_stops_issuing_stays_for_its_cards(bodies: Bodies) -> None:
    town = await bodies.create("Stadt Siegburg", SIEGBURG)
    ended = await issuing_bodies.change_issuing_body(town.id, Changes(municipalities=[]), actor=bodies.actor)
    assert ended.municipalities == []
    assert await db.scalar("SELECT id FROM issuing_body WHERE number = $1", town.number) == town.id


async def test_a_town_hands_over_to_an_agency_under_the_same_number(
    bodies: Bodies, sign_in_as: SignIn
) -> None:
    town = await bodies.create("Stadt Hagen", HAGEN)
    worker = await sign_in_as("amt@example.org", (Role.CASE_WORKER, town.id))
    agency = await issuing_bodies.change_issuing_body(
        town.id,
        Changes(name="Freiwilligenzentrale Hagen", kind=IssuingBodyKind.AGENCY),
        actor=bodies.actor,
    )
    assert (agency.name, agency.kind, agency.number) == ("Freiwilligenzentrale Hagen", "agency", 5914000)
    me = (await worker.get("/api/me")).json()
    assert [m["tenantName"] for m in me["memberships"]] == ["Freiwilligenzentrale Hagen"]


async def test_changes_of_the_area_are_told_once(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[AreaChanged] = []

    async def publish(*events: AreaChanged) -> None:
        told.extend(events)

    monkeypatch.setattr(issuing_bodies, "publish", publish)
    district = await bodies.create("Rhein-Sieg-Kreis", TROISDORF, SIEGBURG, kind=DISTRICT)
    for _ in range(2):
        await issuing_bodies.change_issuing_body(
            district.id, Changes(municipalities=[SIEGBURG, HENNEF]), actor=bodies.actor
        )
    assert [event.municipalities for event in told] == [(SIEGBURG, TROISDORF), (HENNEF, TROISDORF)]
    assert {event.issuing_body_id for event in told} == {district.id}


async def test_a_case_worker_changes_how_the_own_body_works(sign_in_as: SignIn, bodies: Bodies) -> None:
    body = await bodies.create("Stadt Köln", KOELN)
    worker = await sign_in_as("amt@example.org", (Role.CASE_WORKER, body.id))
    answer = await worker.patch(
        f"/api/issuing-bodies/{body.id}", json={"automaticApproval": True, "email": " Neu@Example.org"}
    )
    assert answer.status_code == 200
    assert (answer.json()["automaticApproval"], answer.json()["email"]) == (True, "neu@example.org")
    assert (await worker.get(f"/api/issuing-bodies/{body.id}")).json() == answer.json()
    only_one = await worker.patch(f"/api/issuing-bodies/{body.id}", json={"automaticApproval": False})
    assert (only_one.json()["automaticApproval"], only_one.json()["email"]) == (False, "neu@example.org")


@pytest.mark.parametrize(
    "change", [{"municipalities": [KOELN]}, {"name": "Reich am Rhein"}, {"kind": "agency"}]
)
async def test_a_case_worker_does_not_change_what_concerns_others(
    sign_in_as: SignIn, bodies: Bodies, change: dict[str, object]
) -> None:
    body = await bodies.create("Stadt Köln", KOELN)
    worker = await sign_in_as("amt@example.org", (Role.CASE_WORKER, body.id))
    answer = await worker.patch(f"/api/issuing-bodies/{body.id}", json=change)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_to_a_stranger_an_issuing_body_is_not_there(sign_in_as: SignIn, bodies: Bodies) -> None:
    own, foreign = await bodies.create("Stadt Hagen", HAGEN), await bodies.create("Stadt Köln", KOELN)
    for stranger in (
        await sign_in_as("erika@example.org"),
        await sign_in_as("amt@example.org", (Role.CASE_WORKER, own.id)),
        await sign_in_as("verein@example.org", (Role.COORDINATOR, foreign.id)),
    ):
        address = f"/api/issuing-bodies/{foreign.id}"
        assert (await stranger.get(address)).status_code == 404
        assert (await stranger.patch(address, json={"automaticApproval": True})).status_code == 404
        assert (await stranger.get(f"{address}/case-workers")).status_code == 404
        adding = await stranger.post(f"{address}/case-workers", json={"email": "amt@example.org"})
        assert adding.status_code == 404
        assert (await stranger.delete(f"{address}/case-workers/{uuid4()}")).status_code == 404
    assert not (await issuing_bodies.issuing_body(foreign.id, actor=bodies.actor)).automatic_approval


async def test_only_the_state_office_adds_and_lists_issuing_bodies(
    sign_in_as: SignIn, bodies: Bodies
) -> None:
    body = await bodies.create("Stadt Köln", KOELN)
    for other in (
        await sign_in_as("erika@example.org"),
        await sign_in_as("amt@example.org", (Role.CASE_WORKER, body.id)),
    ):
        assert (await other.get("/api/issuing-bodies")).status_code == 403
        assert (await other.post("/api/issuing-bodies", json=HAGENS_AGENCY)).status_code == 403


async def test_staff_rights_wait_for_the_second_factor(sign_in_as: SignIn, bodies: Bodies) -> None:
    body = await bodies.create("Stadt Köln", KOELN)
    address = f"/api/issuing-bodies/{body.id}"
    worker = await sign_in_as("amt@example.org", (Role.CASE_WORKER, body.id), second_factor=False)
    office = await sign_in_as("land@example.org", (Role.STATE_OFFICE, uuid4()), second_factor=False)
    for answer in (
        await worker.get(address),
        await worker.patch(address, json={"automaticApproval": True}),
        await office.get(address),
        await office.get("/api/issuing-bodies"),
        await office.post("/api/issuing-bodies", json=HAGENS_AGENCY),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")


async def test_a_visitor_is_asked_to_sign_in(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/issuing-bodies")).status_code == 401
    assert (await client.get(f"/api/issuing-bodies/{uuid4()}")).status_code == 401
    assert (await client.post("/api/issuing-bodies", json=HAGENS_AGENCY)).status_code == 401


async def test_an_issuing_body_that_never_was_is_not_found(state_office: httpx.AsyncClient) -> None:
    address = f"/api/issuing-bodies/{uuid4()}"
    assert (await state_office.get(address)).status_code == 404
    assert (await state_office.patch(address, json={"automaticApproval": True})).status_code == 404


async def test_issuing_bodies_are_found_by_name_and_by_town(
    state_office: httpx.AsyncClient, bodies: Bodies
) -> None:
    await bodies.create("Stadt Köln", KOELN)
    await bodies.create("Ämter am Rhein", SIEGBURG, HENNEF, kind=DISTRICT)
    await bodies.create("Freiwilligenzentrale Hagen", HAGEN, kind=IssuingBodyKind.AGENCY)
    for typed, names in {
        "": ["Ämter am Rhein", "Freiwilligenzentrale Hagen", "Stadt Köln"],
        "aemter": ["Ämter am Rhein"],
        "hennef": ["Ämter am Rhein"],
        "stadt koln": ["Stadt Köln"],
        "58": ["Freiwilligenzentrale Hagen"],
    }.items():
        page = (await state_office.get("/api/issuing-bodies", params={"q": typed})).json()
        assert [item["name"] for item in page["items"]] == names
        assert (page["total"], page["next"]) == (len(names), None)


async def test_the_list_of_issuing_bodies_goes_on_after_a_page(bodies: Bodies) -> None:
    names = ["Öffentliche Stelle", "Stadt Hagen", "Zentrale"]
    for name, town in zip(names, (KOELN, HAGEN, SIEGBURG), strict=True):
        await bodies.create(name, town)
    first = await issuing_bodies.find_issuing_bodies(size=2, actor=bodies.actor)
    second = await issuing_bodies.find_issuing_bodies(size=2, cursor=first.next, actor=bodies.actor)
    assert [body.name for body in (*first.items, *second.items)] == names
    assert (first.total, second.total, second.next) == (3, 3, None)


async def test_the_state_office_names_the_first_case_worker_who_names_a_colleague(
    state_office: httpx.AsyncClient, sign_in_as: SignIn, bodies: Bodies
) -> None:
    body = await bodies.create("Stadt Köln", KOELN)
    address = f"/api/issuing-bodies/{body.id}/case-workers"
    answer = await state_office.post(address, json={"email": "amt@example.org"})
    assert answer.status_code == 201
    worker = await sign_in_as("amt@example.org")
    answer = await worker.post(address, json={"email": "kollegin@example.org"})
    assert [colleague["email"] for colleague in answer.json()] == ["amt@example.org", "kollegin@example.org"]
    colleague = answer.json()[1]["personId"]
    assert (await worker.delete(f"{address}/{colleague}")).status_code == 204
    assert [c["email"] for c in (await worker.get(address)).json()] == ["amt@example.org"]
    last = (await worker.get(address)).json()[0]["personId"]
    assert (await worker.delete(f"{address}/{last}")).json()["code"] == "last_one_left"
