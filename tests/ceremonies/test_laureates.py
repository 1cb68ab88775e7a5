from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.ceremonies.stage import laureates
from ehrenamtskarte.ceremonies.stage.laureates import Honoured
from ehrenamtskarte.ceremonies.stage.stage_rules import LaureateKind
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.text import Text
from tests.companies.drawings import a_png
from tests.conftest import Browser, SignIn
from tests.factories import a_ceremony, a_company, an_issuing_body


@dataclass
class Stage:
    clerk: Browser
    office: UUID
    ceremony: UUID

    @property
    def address(self) -> str:
        return f"/api/offices/{self.office}/ceremonies/{self.ceremony}/laureates"

    async def add(self, name: str = "Tafel Köln", **terms: Any) -> Any:
        answer = await self.clerk.post(self.address, json={"kind": "organisation", "name": name} | terms)
        assert answer.status_code == 201, answer.text
        return answer.json()


@pytest.fixture
async def stage(sign_in_as: SignIn) -> Stage:
    office = await an_issuing_body()
    clerk = await sign_in_as("nora@koeln.example", (Role.CASE_WORKER, office))
    return Stage(clerk, office, await a_ceremony(office))


async def test_laureates_stand_in_the_order_they_were_entered_and_can_be_moved(stage: Stage) -> None:
    one, two, three = [(await stage.add(name))["id"] for name in ("A", "B", "C")]
    moved = await stage.clerk.put(f"{stage.address}/order", json={"ids": [three, one, two]})
    assert [laureate["name"] for laureate in moved.json()] == ["C", "A", "B"]
    assert (await stage.clerk.get(stage.address)).json() == moved.json()


async def test_an_order_that_leaves_somebody_out_is_refused(stage: Stage) -> None:
    one, _ = await stage.add("A"), await stage.add("B")
    answer = await stage.clerk.put(f"{stage.address}/order", json={"ids": [one["id"]]})
    assert (answer.status_code, answer.json()["code"]) == (409, "order_incomplete")


async def test_the_second_of_two_who_edit_at_once_is_told(stage: Stage) -> None:
    laureate = await stage.add()
    change = {"kind": "organisation", "name": "Tafel", "revision": 1, "consent": "yes"}
    changed = await stage.clerk.put(f"{stage.address}/{laureate['id']}", json=change)
    assert (changed.json()["name"], changed.json()["consent"]) == ("Tafel", "yes")
    again = await stage.clerk.put(f"{stage.address}/{laureate['id']}", json=change)
    assert (again.status_code, again.json()["code"]) == (409, "changed_meanwhile")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"email": "kein at"}, "email"),
        ({"quote": {"de": "x" * 601, "en": ""}}, "quote"),
        ({"laudatio": {"de": "x" * 4001, "en": ""}}, "laudatio"),
        ({"supporter": "00000000-0000-7000-8000-000000000009"}, "supporter"),
    ],
)
async def test_wrong_input_is_named_by_its_field(stage: Stage, wrong: dict[str, Any], field: str) -> None:
    answer = await stage.clerk.post(stage.address, json={"kind": "person", "name": "Erika"} | wrong)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_a_company_that_left_stays_with_a_laureate_who_had_it(stage: Stage) -> None:
    company = await a_company("Stadtwerke")
    laureate = await stage.add(supporter=str(company))
    assert laureate["supporterName"] == "Stadtwerke"
    await db.execute("UPDATE company SET status = 'left', left_at = now() WHERE id = $1", company)
    body = {"kind": "organisation", "name": "Neuer Name", "supporter": str(company), "revision": 1}
    assert (await stage.clerk.put(f"{stage.address}/{laureate['id']}", json=body)).status_code == 200


async def test_removing_a_laureate_keeps_the_point_of_the_programme(stage: Stage) -> None:
    laureate = await stage.add()
    await db.execute(
        "INSERT INTO programme_item (id, ceremony, position, kind, minutes, title_de, title_en, speaker, laureate, note)"
        " VALUES (gen_random_uuid(), $1, 1, 'handover', 5, 'Übergabe', '', '', $2, '')",
        stage.ceremony,
        UUID(laureate["id"]),
    )
    assert (await stage.clerk.delete(f"{stage.address}/{laureate['id']}")).status_code == 204
    assert await db.scalar("SELECT count(*) FROM programme_item WHERE laureate IS NULL") == 1


async def test_a_picture_is_for_the_stage_until_it_is_published(stage: Stage) -> None:
    laureate = await stage.add()
    address = f"{stage.address}/{laureate['id']}/picture"
    files = {"data": ("bild.png", a_png(), "image/png")}
    assert (await stage.clerk.post(address, files=files)).json()["errors"][0]["field"] == "alt_de"
    first = await stage.clerk.post(address, files=files, data={"alt_de": "Fünf Frauen am Tisch"})
    assert first.json()["published"] is False
    assert [p["consent"] for p in await db.rows("SELECT consent FROM photo_person")] == ["open"]
    again = await stage.clerk.post(address, files=files, data={"alt_de": "Fünf Frauen"})
    assert again.status_code == 200
    assert await db.scalar("SELECT count(*) FROM ceremony_photo") == 1
    await stage.clerk.delete(address)
    assert await db.scalar("SELECT count(*) FROM ceremony_photo") == 0


async def test_the_awards_hand_laureates_over_and_twice_changes_nothing(stage: Stage) -> None:
    await stage.add("Von Hand")
    honoured = [
        Honoured(kind=LaureateKind.ORGANISATION, name=name, award=Text("Jurypreis", "Jury prize"))
        for name in ("Chor", "Löschzug")
    ]
    async with db.transaction():
        assert len(await laureates.take_over(stage.ceremony, honoured)) == 2
        assert await laureates.take_over(stage.ceremony, honoured) == []
    found = (await stage.clerk.get(stage.address)).json()
    assert [laureate["name"] for laureate in found] == ["Von Hand", "Chor", "Löschzug"]


async def test_a_shown_photo_of_a_crowd_is_hidden_once_it_portrays_somebody(stage: Stage) -> None:
    photos = stage.address.removesuffix("laureates") + "photos"
    files = {"data": ("bild.png", a_png(), "image/png")}
    crowd = (await stage.clerk.post(photos, files=files, data={"alt_de": "Der Saal"})).json()
    shown = await stage.clerk.put(f"{photos}/{crowd['id']}/publication")
    assert shown.json()["published"] is True
    laureate = await stage.add()
    portrait = await stage.clerk.post(
        f"{stage.address}/{laureate['id']}/picture", files=files, data={"alt_de": "Die Vorsitzende"}
    )
    assert (portrait.json()["id"], portrait.json()["published"]) == (crowd["id"], False)


async def test_who_says_no_to_a_picture_is_not_on_the_big_screen_either(stage: Stage) -> None:
    laureate = await stage.add()
    files = {"data": ("bild.png", a_png(), "image/png")}
    picture = f"{stage.address}/{laureate['id']}/picture"
    portrait = (await stage.clerk.post(picture, files=files, data={"alt_de": "Die Vorsitzende"})).json()
    on_stage = f"/api/ceremonies/{stage.ceremony}/stage"
    assert (await stage.clerk.get(f"{on_stage}/pictures/{portrait['id']}")).status_code == 200
    await db.execute("UPDATE photo_person SET consent = 'no'")
    slides = (await stage.clerk.get(on_stage)).json()["slides"]
    assert [slide["picture"] for slide in slides if slide["kind"] == "laureate"] == [None]
    assert (await stage.clerk.get(f"{on_stage}/pictures/{portrait['id']}")).status_code == 404
