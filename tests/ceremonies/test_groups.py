"""Groups of guests."""

from ehrenamtskarte.core.actor import Role
from tests.ceremonies.guests import an_office
from tests.conftest import SignIn
from tests.factories import an_issuing_body


async def test_a_group_is_made_changed_and_removed(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group("Ehrengäste", category="Ehrengäste", companionsEach=2)
    changed = await office.send(
        "PUT", f"guest-groups/{group}", {"name": "  Gäste  aus fünf Städten ", "quotaPerTown": 10}
    )
    assert (changed["name"], changed["quotaPerTown"], changed["category"]) == (
        "Gäste aus fünf Städten",
        10,
        "",
    )
    await office.send("DELETE", f"guest-groups/{group}", expect=204)
    assert await office.get("guest-groups") == []


async def test_two_groups_of_one_event_have_two_names(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await office.group("Politik")
    other = await office.group("Presse")
    refused = await office.send("POST", "guest-groups", {"name": "politik"}, 409)
    assert refused["code"] == "group_name_taken"
    refused = await office.send("PUT", f"guest-groups/{other}", {"name": "Politik"}, 409)
    assert refused["code"] == "group_name_taken"
    await office.send("PUT", f"guest-groups/{other}", {"name": "PRESSE"})


async def test_a_group_has_a_name(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    refused = await office.send("POST", "guest-groups", {"name": "  "}, 422)
    assert refused["errors"][0]["field"] == "name"


async def test_guests_do_not_vanish_with_their_group(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group()
    await office.guest(group, "Muster")
    refused = await office.send("DELETE", f"guest-groups/{group}", expect=409)
    assert refused["code"] == "group_not_empty"


async def test_sixty_groups_are_enough(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    for number in range(60):
        await office.group(f"Gruppe {number}")
    refused = await office.send("POST", "guest-groups", {"name": "Noch eine"}, 409)
    assert refused["code"] == "too_many_groups"


async def test_another_office_finds_nothing(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    body = await an_issuing_body("05111000")
    stranger = await sign_in_as("bo@duesseldorf.example", (Role.CASE_WORKER, body))
    for address in (office.address, office.address.replace(str(office.body), str(body))):
        assert (await stranger.get(f"{address}/guest-groups")).status_code == 404
