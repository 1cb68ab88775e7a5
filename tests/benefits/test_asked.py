"""Whom an office asked to take part: its own list, searched, sorted, as a file."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser, SignIn
from tests.factories import KOELN, STATE, a_company, an_issuing_body

BOOKSHOP: dict[str, Any] = {
    "companyName": " Büchergarten ",
    "municipality": KOELN,
    "contact": "Frau Öztürk, 0221 1",
    "askedOn": "2026-11-02",
    "note": "War sehr interessiert",
}


@pytest.fixture
async def office(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def clerk(sign_in_as: SignIn, office: UUID) -> Browser:
    return await sign_in_as("amt@koeln.example", (Role.CASE_WORKER, office))


async def _add(browser: Browser, office: UUID | str, **fields: Any) -> dict[str, Any]:
    answer = await browser.post(f"/api/offices/{office}/asked", json=BOOKSHOP | fields)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def _list(browser: Browser, office: UUID | str, **query: Any) -> dict[str, Any]:
    answer = await browser.get(f"/api/offices/{office}/asked", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def _names(browser: Browser, office: UUID | str, **query: Any) -> list[str]:
    return [entry["companyName"] for entry in (await _list(browser, office, **query))["items"]]


async def test_an_entry_is_noted_changed_and_removed(clerk: Browser, office: UUID) -> None:
    added = await _add(clerk, office)
    assert added["companyName"] == "Büchergarten"
    assert added["municipalityName"] == "Köln"
    assert added["askedBy"] == "Vorname Nachname"
    assert added["outcome"] == "open"
    address = f"/api/offices/{office}/asked/{added['id']}"
    company = await a_company("Büchergarten")
    changed = await clerk.put(address, json=BOOKSHOP | {"outcome": "joined", "companyId": str(company)})
    assert changed.status_code == 200, changed.text
    expected = added | {"outcome": "joined", "companyId": str(company)}
    assert changed.json() == expected
    assert (await _list(clerk, office))["items"] == [expected]
    assert (await clerk.delete(address)).status_code == 204
    assert (await clerk.delete(address)).status_code == 404
    assert (await _list(clerk, office)) == {"items": [], "next": None, "total": 0}
    actions = await db.rows(
        "SELECT action FROM audit_entry WHERE action LIKE 'asked%' AND tenant = $1 ORDER BY id", office
    )
    assert [entry["action"] for entry in actions] == ["asked_added", "asked_changed", "asked_removed"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"companyName": "   "}, "companyName"),
        ({"askedOn": (clock.today() + timedelta(days=1)).isoformat()}, "askedOn"),
        ({"municipality": "05999999"}, "municipality"),
        ({"companyId": str(new_id())}, "companyId"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(
    clerk: Browser, office: UUID, fields: dict[str, str], field: str
) -> None:
    answer = await clerk.post(f"/api/offices/{office}/asked", json=BOOKSHOP | fields)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_a_name_whose_key_is_longer_than_itself_is_noted(clerk: Browser, office: UUID) -> None:
    answer = await clerk.post(f"/api/offices/{office}/asked", json=BOOKSHOP | {"companyName": "ﷺ" * 200})
    assert answer.status_code == 201, answer.text


async def test_a_company_of_another_office_cannot_be_named(clerk: Browser, office: UUID) -> None:
    for foreign in (await a_company("Kette", statewide=True), await a_company("Hof", "05113000")):
        answer = await clerk.post(f"/api/offices/{office}/asked", json=BOOKSHOP | {"companyId": str(foreign)})
        assert answer.json()["code"] == "company_unknown"


async def test_offices_do_not_see_each_others_lists(clerk: Browser, sign_in_as: SignIn, office: UUID) -> None:
    own = await _add(clerk, office)
    other = await an_issuing_body("05111000")
    stranger = await sign_in_as("amt@duesseldorf.example", (Role.CASE_WORKER, other))
    state = await sign_in_as("land@nrw.example", (Role.STATE_OFFICE, STATE))
    await _add(state, "state", companyName="Landesweite Kette")
    assert await _names(state, "state") == ["Landesweite Kette"]
    assert await _names(stranger, other) == []
    assert await _names(clerk, office) == ["Büchergarten"]
    for browser, name in ((stranger, other), (state, "state")):
        address = f"/api/offices/{name}/asked/{own['id']}"
        assert (await browser.put(address, json=BOOKSHOP)).status_code == 404
        assert (await browser.delete(address)).status_code == 404
    for path in ("asked", "asked.csv"):
        assert (await stranger.get(f"/api/offices/{office}/{path}")).status_code == 404
        assert (await state.get(f"/api/offices/{office}/{path}")).status_code == 404
        assert (await clerk.get(f"/api/offices/state/{path}")).status_code == 404


async def test_the_second_factor_is_asked_for(sign_in_as: SignIn, office: UUID) -> None:
    clerk = await sign_in_as("neu@koeln.example", (Role.CASE_WORKER, office), second_factor=False)
    answer = await clerk.get(f"/api/offices/{office}/asked")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")


async def test_the_list_is_searched_filtered_and_sorted(clerk: Browser, office: UUID) -> None:
    await _add(clerk, office, companyName="Zoo", askedOn="2026-11-05", outcome="declined")
    await _add(clerk, office, companyName="Äpfel & Birnen", askedOn="2026-11-03")
    await _add(clerk, office, companyName="Buchladen", askedOn="2026-11-04", municipality=None)
    assert await _names(clerk, office) == ["Äpfel & Birnen", "Buchladen", "Zoo"]
    assert await _names(clerk, office, sort="date") == ["Zoo", "Buchladen", "Äpfel & Birnen"]
    assert await _names(clerk, office, outcome="declined") == ["Zoo"]
    assert await _names(clerk, office, q="birnen apfel") == ["Äpfel & Birnen"]
    assert await _names(clerk, office, q="köln") == ["Äpfel & Birnen", "Zoo"]
    unknown = await clerk.get(f"/api/offices/{office}/asked", params={"sort": "zufall"})
    assert unknown.status_code in (400, 422)


@pytest.mark.parametrize("sort", ["name", "date"])
async def test_pages_follow_each_other_without_gaps(clerk: Browser, office: UUID, sort: str) -> None:
    person = clerk.person_id  # type: ignore[attr-defined]
    for number in range(70):
        await db.execute(
            "INSERT INTO asked (id, issuing_body, company_name, sort_key, contact, asked_by, asked_on, outcome, note)"
            " VALUES ($1, $2, $3, $3, '', $4, $5, 'open', '')",
            new_id(), office, f"laden {number // 10}", person, date(2026, 11, 1 + number % 3),
        )  # fmt: skip
    first = await _list(clerk, office, sort=sort)
    second = await _list(clerk, office, sort=sort, cursor=first["next"])
    together = [*first["items"], *second["items"]]
    assert (first["total"], len({entry["id"] for entry in together}), second["next"]) == (70, 70, None)
    keys = [entry["companyName"] if sort == "name" else entry["askedOn"] for entry in together]
    assert keys == sorted(keys, reverse=sort == "date")
    broken = await clerk.get(
        f"/api/offices/{office}/asked", params={"sort": "date", "cursor": "WyJhIiwiYiJd"}
    )
    assert broken.status_code == 400


async def test_the_file_holds_what_the_list_shows(clerk: Browser, office: UUID) -> None:
    await _add(clerk, office, companyName="=1+1", outcome="no_answer")
    await _add(clerk, office, companyName="Zoo", outcome="declined")
    answer = await clerk.get(f"/api/offices/{office}/asked.csv", params={"outcome": "no_answer"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert "ansprache.csv" in answer.headers["content-disposition"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Unternehmen;Kommune;Ansprechperson;Angefragt von;Angefragt am;Ergebnis;Notiz",
        "'=1+1;Köln;Frau Öztürk, 0221 1;Vorname Nachname;02.11.2026;keine Antwort;War sehr interessiert",
    ]
    english = await clerk.get(
        f"/api/offices/{office}/asked.csv", headers={"accept-language": "en"}, params={"q": "zoo"}
    )
    assert "Zoo;Köln;" in english.text
    assert ";declined;" in english.text
