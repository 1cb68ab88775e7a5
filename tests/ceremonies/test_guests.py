"""Single guests, and the list of all."""

from datetime import timedelta

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.ceremonies.answers import link_of
from tests.ceremonies.guests import Office, an_office
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import STATE, a_ceremony, a_guest, an_issuing_body

KOELN = "05315000"


async def names(office: Office, **query: object) -> list[str]:
    return [guest["familyName"] for guest in (await office.get("guests", **query))["items"]]


async def test_a_guest_is_added_and_changed(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group, other = await office.group(), await office.group("Politik")
    guest = await office.guest(
        group,
        "  von   Öl ",
        email=" Erika@Example.ORG ",
        municipality=KOELN,
        address="Erika\n\n Am Bach 1 \n50667 Köln",
    )
    assert (guest["familyName"], guest["email"], guest["status"]) == (
        "von Öl",
        "erika@example.org",
        "candidate",
    )
    assert guest["address"] == "Erika\nAm Bach 1\n50667 Köln"
    assert guest["municipalityName"] == "Köln"
    changed = await office.send(
        "PUT",
        f"guests/{guest['id']}",
        {
            "groupId": other,
            "familyName": "Reker",
            "function": "Oberbürgermeisterin",
            "protocolRank": 1,
            "escort": "Herr Kluge",
            "notes": "kommt später",
            "language": "en",
            "revision": guest["revision"],
        },
    )
    assert (changed["groupName"], changed["function"], changed["protocolRank"]) == (
        "Politik",
        "Oberbürgermeisterin",
        1,
    )
    assert (changed["escort"], changed["notes"], changed["email"]) == ("Herr Kluge", "kommt später", None)


async def test_two_who_edit_the_same_guest_notice(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group()
    guest = await office.guest(group, "Muster")
    body = {"groupId": group, "familyName": "Muster", "revision": guest["revision"]}
    await office.send("PUT", f"guests/{guest['id']}", body)
    refused = await office.send("PUT", f"guests/{guest['id']}", body, 409)
    assert refused["code"] == "changed_meanwhile"


async def test_nobody_is_asked_twice(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group, other = await office.group(), await office.group("Andere")
    await office.guest(group, "Muster", email="erika@example.org")
    refused = await office.guest(other, "Anders", 409, email="ERIKA@example.org")
    assert refused["code"] == "guest_already_there"
    second = await office.guest(other, "Zwei", email="zwei@example.org")
    refused = await office.send(
        "PUT",
        f"guests/{second['id']}",
        {"groupId": other, "familyName": "Zwei", "email": "erika@example.org", "revision": 1},
        409,
    )
    assert refused["code"] == "guest_already_there"
    # Without an address two of a name may be two people.
    await office.guest(group, "Ohne")
    await office.guest(group, "Ohne")


async def test_faults_of_a_guest_are_named(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group()
    for terms, field in (
        ({"givenName": " "}, "familyName"),
        ({"email": "keine Adresse"}, "email"),
        ({"municipality": "05999999"}, "municipality"),
    ):
        name = "" if field == "familyName" else "Muster"
        refused = await office.guest(group, name, 422, **terms)
        assert refused["errors"][0]["field"] == field


async def test_the_changed_name_stands_on_the_place_card(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    guest = await a_guest(office.ceremony, status="accepted", companions=1)
    group = str(await db.scalar("SELECT guest_group FROM guest"))
    body = {"groupId": group, "givenName": "Erika", "familyName": "Neu", "revision": 1}
    changed = await office.send("PUT", f"guests/{guest}", body)
    assert [person["name"] for person in changed["attendees"]] == ["Erika Neu", ""]
    assert (changed["status"], changed["party"]) == ("accepted", 2)


async def test_whoever_was_invited_is_not_just_deleted(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    invited = await a_guest(office.ceremony, status="invited")
    assert (await office.send("DELETE", f"guests/{invited}", expect=409))["code"] == "guest_was_invited"
    group = str(await db.scalar("SELECT guest_group FROM guest"))
    fresh = await office.guest(group, "Neu")
    await office.send("DELETE", f"guests/{fresh['id']}", expect=204)
    assert await names(office) == ["Muster"]


async def test_guests_are_found_by_name_group_status_and_needs(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group("Presse")
    await office.guest(group, "Öztürk")
    rolling = await a_guest(
        office.ceremony, "Rolf", "Rad", guest_group=group, status="accepted", companions=1
    )
    await a_guest(office.ceremony, "Lisa", "Laut", guest_group=await a_group(office), status="accepted")
    await db.execute("UPDATE attendee SET wheelchair = true, diet = 'vegan' WHERE guest = $1", rolling)
    assert await names(office, q="ozt erika") == ["Öztürk"]
    assert await names(office, group=group) == ["Öztürk", "Rad"]
    assert await names(office, status="accepted") == ["Laut", "Rad"]
    assert await names(office, needs="wheelchair") == await names(office, needs="any") == ["Rad"]
    assert await names(office, needs="sign_language") == []
    found = (await office.get("guests", needs="diet"))["items"][0]["needs"]
    assert (found["wheelchair"], found["diet"], found["hearingLoop"]) == (2, 2, 0)


async def a_group(office: Office) -> str:
    return await office.group("Andere")


async def test_protocol_greets_by_rank_then_by_name(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group()
    for name, rank in (("Amann", None), ("Landtag", 2), ("Minister", 1), ("Beck", None), ("Abgeordnete", 2)):
        await office.guest(group, name, protocolRank=rank)
    assert await names(office, sort="protocol") == ["Minister", "Abgeordnete", "Landtag", "Amann", "Beck"]
    assert await names(office) == ["Abgeordnete", "Amann", "Beck", "Landtag", "Minister"]


async def test_pages_follow_each_other_without_gaps(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group()
    await db.execute(
        "INSERT INTO guest (id, ceremony, guest_group, status, given_name, family_name, sort_key, function, address, language,"
        " escort, notes, draw_rank, party, surveyed, revision, added_at, protocol_rank) SELECT gen_random_uuid(), $1, $2,"
        " 'candidate', '', 'Gast', 'gast ' || n % 40, '', '', 'de', '', '', 'b_usual', 1, false, 1, now(),"
        " nullif(n % 5, 0) FROM generate_series(1, 130) n",
        office.ceremony, group,
    )  # fmt: skip
    for sort in ("name", "protocol"):
        seen, cursor = [], None
        while True:
            page = await office.get("guests", sort=sort, **({"cursor": cursor} if cursor else {}))
            assert page["total"] == 130
            seen += [guest["id"] for guest in page["items"]]
            if not (cursor := page["next"]):
                break
        assert len(seen) == len(set(seen)) == 130
    assert (await office.browser.get(f"{office.address}/guests?cursor=WyJ4Il0")).status_code == 400


async def test_the_file_has_no_formulas(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group("Presse")
    await office.guest(group, "Muster", function="=1+1", email="e@example.org", notes="Zeile")
    await office.guest(group, "Zander")
    answer = await office.browser.get(f"{office.address}/guests.csv?q=muster")
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Vorname;Nachname;Funktion;E-Mail")
    assert "Erika;Muster;'=1+1;e@example.org" in text
    assert "vorgemerkt" in text
    assert "Zander" not in text


async def test_nobody_is_added_to_a_cancelled_event(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group()
    await db.execute("UPDATE ceremony SET status = 'cancelled', cancelled_at = now()")
    assert (await office.guest(group, "Muster", 409))["code"] == "ceremony_cancelled"


async def test_guests_of_another_event_are_not_there(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    body = await an_issuing_body("05111000")
    other = await a_ceremony(body, starts_at=clock.now() + timedelta(days=2))
    foreign = await a_guest(other)
    group = await db.scalar("SELECT guest_group FROM guest")
    for method, path in (("GET", f"guests/{foreign}"), ("DELETE", f"guests/{foreign}")):
        await office.send(method, path, expect=404)
    await office.guest(str(group), "Muster", 404)


async def test_the_state_office_has_events_of_its_own(sign_in_as: SignIn) -> None:
    browser = await sign_in_as("nora@land.example", (Role.STATE_OFFICE, STATE))
    ceremony = await a_ceremony()
    await a_guest(ceremony)
    answer = await browser.get(f"/api/offices/state/ceremonies/{ceremony}/guests")
    assert answer.json()["total"] == 1


async def test_another_address_gets_the_mail_and_the_old_one_loses_its_link(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    guest = await a_guest(office.ceremony, status="accepted", email="vertippt@example.org")
    old = await link_of(guest)
    told = await office.get(f"guests/{guest}")
    change = {name: told[name] for name in ("groupId", "givenName", "familyName", "revision")}
    await office.send("PUT", f"guests/{guest}", {**change, "email": "richtig@example.org"})
    await run_jobs()
    assert (await office.browser.get("/api/invitation", headers=old)).status_code == 410
    assert await mails_to("vertippt@example.org") == []
    assert "/einladung#" in (await mails_to("richtig@example.org"))[0]
