import inspect
import json

import httpx

from ehrenamtskarte.app import build
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.pagination import PAGE_SIZE
from tests.companies.around import around_a_company
from tests.conftest import SignIn
from tests.factories import STATE, a_company, a_person, a_venue, an_issuing_body

DUESSELDORF = "05111000"


async def test_an_office_finds_its_companies_by_status_and_words(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as, status="waiting")
    await a_company("Kette", statewide=True)
    await a_company("Rheinbad", DUESSELDORF)
    await a_venue(here.company)
    path = f"/api/offices/{here.office}/companies"
    page = (await here.clerk.get(path)).json()
    assert ([row["name"] for row in page["items"]], page["total"]) == (["Schlossbad", "Zoo"], 2)
    waiting = (await here.clerk.get(path, params={"status": "waiting"})).json()["items"]
    assert [(row["name"], row["venues"], row["managers"]) for row in waiting] == [("Schlossbad", 1, 1)]
    found = (await here.clerk.get(path, params={"q": "bad SCHLOSS"})).json()["items"]
    assert [row["contactEmail"] for row in found] == ["kasse@bad.example"]
    assert (await here.clerk.get(path, params={"q": "museum"})).json()["items"] == []


async def test_the_state_office_sees_statewide_ones_and_those_of_towns_without_office(
    sign_in_as: SignIn,
) -> None:
    here = await around_a_company(sign_in_as)
    await a_company("Kette", statewide=True)
    await a_company("Rheinbad", DUESSELDORF)
    state = await sign_in_as("nora@land.example", (Role.STATE_OFFICE, STATE))
    rows = (await state.get("/api/offices/state/companies")).json()["items"]
    assert [row["name"] for row in rows] == ["Kette", "Rheinbad"]
    assert (await here.clerk.get("/api/offices/state/companies")).status_code == 404
    assert (await state.get(f"/api/offices/{here.office}/companies")).status_code == 404
    assert (await state.get("/api/offices/anything/companies")).status_code == 404
    weak = await sign_in_as("new@land.example", (Role.STATE_OFFICE, STATE), second_factor=False)
    assert (await weak.get("/api/offices/state/companies")).json()["code"] == "second_factor_needed"


async def test_a_long_list_comes_in_pages_without_gap_or_double(sign_in_as: SignIn) -> None:
    office = await an_issuing_body()
    names = [f"Laden {number:03}" for number in range(PAGE_SIZE + 7)]
    founder = await a_person()
    await db.execute(
        "INSERT INTO company (id, name, sort_key, municipality, website, contact_name, contact_email, contact_phone, status,"
        " reason, about_de, about_en, volunteering_de, volunteering_en, sponsorship_de, sponsorship_en, statewide,"
        " figures_public, revision, registered_by, registered_at) SELECT gen_random_uuid(), n, lower(n), '05315000', '', '', '',"
        " '', 'waiting', '', '', '', '', '', '', '', false, false, 1, $2, now() FROM unnest($1::text[]) n",
        names,
        founder,
    )
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office))
    path = f"/api/offices/{office}/companies"
    first = (await clerk.get(path)).json()
    second = (await clerk.get(path, params={"cursor": first["next"]})).json()
    assert [row["name"] for row in first["items"] + second["items"]] == names
    assert second["next"] is None
    assert (await clerk.get(path, params={"cursor": "x"})).status_code == 400


async def test_the_list_as_a_file_calculates_nothing(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await db.execute(
        "UPDATE company SET name = '=1+1', contact_phone = '+49 221' WHERE id = $1", here.company
    )
    answer = await here.clerk.get(f"/api/offices/{here.office}/companies.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Unternehmen;Kommune;Landesweit;Stand")
    assert any(line.startswith("'=1+1;Köln;;freigegeben;") and ";'+49 221;" in line for line in lines)
    assert (await here.stranger.get(f"/api/offices/{here.office}/companies.csv")).status_code == 404


async def test_no_public_answer_has_a_place_for_contact_data(client: httpx.AsyncClient) -> None:
    document = (await client.get("/api/openapi.json")).json()
    schemas = document["components"]["schemas"]

    def reached(part: object, seen: set[str]) -> set[str]:
        text = json.dumps(part)
        for name in schemas:
            if f'"#/components/schemas/{name}"' in text and name not in seen:
                seen.add(name)
                reached(schemas[name], seen)
        return seen

    public = {
        (route.path_format, method.lower())
        for route in build().routes
        for handler in getattr(route, "route_handlers", [])
        for method in handler.http_methods
        if "actor" not in inspect.signature(handler.fn).parameters
    }
    answers = {
        name
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if (path, method) in public
        for name in reached(operation["responses"], set())
    }
    assert "BenefitOut" in answers
    # An office says itself whom its guests may ask.
    for name in answers - {"PublicCeremonyOut", "ThankedOut"}:
        told = [field for field in schemas[name].get("properties", {}) if field.lower().startswith("contact")]
        assert told == [], f"{name} is public"
