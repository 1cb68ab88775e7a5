from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.accounts.rules import digest
from ehrenamtskarte.ceremonies.tables import ProgrammeItem
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser, SignIn
from tests.factories import a_ceremony, a_company, a_company_on_stage, a_laureate, an_issuing_body


@pytest.fixture
async def office(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def ceremony(office: UUID) -> UUID:
    return await a_ceremony(office)


@pytest.fixture
async def clerk(sign_in_as: SignIn, office: UUID) -> Browser:
    return await sign_in_as("nora@koeln.example", (Role.CASE_WORKER, office))


async def a_point(ceremony: UUID, kind: str, position: int, **terms: Any) -> None:
    values = {
        "id": new_id(),
        "ceremony": ceremony,
        "kind": kind,
        "position": position,
        "minutes": 10,
        **terms,
    }
    await ProgrammeItem(**values).save()


async def a_screen(ceremony: UUID, secret: str = "geheim", purpose: str = "stage") -> dict[str, str]:
    """A paired device; the headers it sends."""
    await db.execute(
        "INSERT INTO door_device (id, ceremony, purpose, label, secret_digest, paired_at, created_by, created_at)"
        " SELECT $1, id, $3, 'Leinwand', $4, now(), created_by, now() FROM ceremony WHERE id = $2",
        new_id(), ceremony, purpose, digest(secret),
    )  # fmt: skip
    return {"authorization": f"Bearer {secret}"}


async def test_the_slides_follow_the_evening(clerk: Browser, ceremony: UUID) -> None:
    works = await a_company("Stadtwerke")
    await a_company_on_stage(ceremony, works, quote_de="Montags frei.", quote_by="Personalleitung")
    await a_company_on_stage(ceremony, works, role="sponsor", gift_de="Das Buffet")
    laureate = await a_laureate(ceremony, consent="no", laudator="Staatssekretärin", supporter=works)
    await a_point(ceremony, "welcome", 1, title_de="Begrüßung", speaker="Oberbürgermeisterin", note="Blumen!")
    await a_point(ceremony, "laudatory_speech", 2, title_de="Laudatio", laureate=laureate)
    deck = (await clerk.get(f"/api/ceremonies/{ceremony}/stage")).json()
    assert [slide["kind"] for slide in deck["slides"]] == [
        "welcome", "item", "item", "laudatio", "laureate", "partner", "sponsors",
    ]  # fmt: skip
    item, named, partner = deck["slides"][1], deck["slides"][4], deck["slides"][5]
    assert (item["by"], item["note"]) == ("Oberbürgermeisterin", "Blumen!")
    assert (named["title"]["de"], named["by"]) == ("Tafel Köln", "Staatssekretärin")
    assert (partner["quote"]["de"], partner["quoteBy"]) == ("Montags frei.", "Personalleitung")
    assert deck["slides"][6]["companies"][0]["gift"]["de"] == "Das Buffet"


async def test_a_laudatio_card_does_not_tell_the_hall_the_name(clerk: Browser, ceremony: UUID) -> None:
    await a_laureate(ceremony, "Tafel Köln", award_de="Jurypreis")
    deck = (await clerk.get(f"/api/ceremonies/{ceremony}/stage")).json()
    card = next(slide for slide in deck["slides"] if slide["kind"] == "laudatio")
    assert card.pop("note") == "Tafel Köln"
    assert "Tafel" not in str(card)


async def test_a_company_that_has_not_agreed_is_left_out_and_named(clerk: Browser, ceremony: UUID) -> None:
    await a_company_on_stage(ceremony, await a_company("Bank"), agreed_at=None)
    deck = (await clerk.get(f"/api/ceremonies/{ceremony}/stage")).json()
    assert ([slide["kind"] for slide in deck["slides"]], deck["leftOut"]) == (["welcome"], ["Bank"])


async def test_a_paired_screen_sees_the_slides_and_drives(client: Browser, ceremony: UUID) -> None:
    screen = await a_screen(ceremony)
    laureate = await a_laureate(ceremony)
    address = f"/api/ceremonies/{ceremony}/stage"
    assert (await client.get(address, headers=screen)).status_code == 200
    assert (await client.get(f"{address}/state", headers=screen)).json()["version"] == 0
    shown = await client.put(address, json={"slide": f"laureate:{laureate}"}, headers=screen)
    assert shown.json() == {"slide": f"laureate:{laureate}", "dark": False, "version": 1}
    dark = await client.put(address, json={"slide": "welcome", "dark": True}, headers=screen)
    assert (await client.get(f"{address}/state", headers=screen)).json() == dark.json()
    assert dark.json()["version"] == 2


async def test_a_slide_that_is_gone_cannot_be_shown(clerk: Browser, ceremony: UUID) -> None:
    other = await a_laureate(await a_ceremony())
    for slide in ("laureate:unsinn", f"laureate:{other}", ""):
        answer = await clerk.put(f"/api/ceremonies/{ceremony}/stage", json={"slide": slide})
        assert (answer.status_code, answer.json()["code"]) == (422, "slide_unknown")


@pytest.mark.parametrize(
    ("wrong", "status"),
    [("revoked_at = now()", 401), ("purpose = 'door'", 403), ("secret_digest = 'anders'", 401)],
)
async def test_other_devices_are_refused(client: Browser, ceremony: UUID, wrong: str, status: int) -> None:
    screen = await a_screen(ceremony)
    await db.execute(f"UPDATE door_device SET {wrong}")
    answer = await client.get(f"/api/ceremonies/{ceremony}/stage/state", headers=screen)
    assert answer.status_code == status


async def test_a_screen_of_another_event_sees_nothing(client: Browser, ceremony: UUID, office: UUID) -> None:
    screen = await a_screen(await a_ceremony(office))
    answer = await client.get(f"/api/ceremonies/{ceremony}/stage", headers=screen)
    assert answer.status_code == 403


async def test_a_screen_sees_nothing_any_more_once_the_evening_is_over(
    client: Browser, clerk: Browser, ceremony: UUID
) -> None:
    screen = await a_screen(ceremony)
    await a_laureate(ceremony, consent="no")
    await db.execute(
        "UPDATE ceremony SET starts_at = now() - interval '20 hours', ends_at = now() - interval '13 hours'"
    )
    for rest in ("", "/state"):
        address = f"/api/ceremonies/{ceremony}/stage{rest}"
        answer = await client.get(address, headers=screen)
        assert (answer.status_code, answer.json()["code"]) == (409, "ceremony_over")
        assert (await clerk.get(address)).status_code == 200
