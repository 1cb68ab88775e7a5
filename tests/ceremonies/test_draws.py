"""Groups with more guests than places."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import timedelta

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.ceremonies.guests import Office, an_office
from tests.ceremonies.test_draw_rules import by_recipe
from tests.conftest import Browser, SignIn
from tests.factories import a_ceremony, a_guest, a_guest_group

KOELN, DUESSELDORF = "05315000", "05111000"


async def many(office: Office, group: str, towns: Sequence[str]) -> None:
    for at, town in enumerate(towns):
        await office.guest(group, f"Muster {at}", email=f"m{at}@example.org", municipality=town)


async def standing(office: Office) -> dict[str, int]:
    found = await db.rows("SELECT status, count(*) AS n FROM guest GROUP BY 1")
    return {row["status"]: row["n"] for row in found}


async def test_a_group_within_its_quota_needs_no_draw(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quota=3)
    await many(office, group, [KOELN] * 3)
    assert not (await office.get("guest-groups"))[0]["needsDraw"]
    refused = await office.send("POST", f"guest-groups/{group}/draw", expect=409)
    assert refused["code"] == "nothing_to_draw"


async def test_a_draw_invites_as_many_as_there_are_places(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quota=3)
    await many(office, group, [KOELN] * 8)
    assert (await office.get("guest-groups"))[0]["needsDraw"]
    drawn = await office.send("POST", f"guest-groups/{group}/draw")
    assert (drawn["drawn"], drawn["notDrawn"]) == (3, 5)
    assert await standing(office) == {"candidate": 3, "not_drawn": 5}
    shown = (await office.get("guest-groups"))[0]
    assert shown["drawnAt"]
    assert not shown["needsDraw"]


async def test_each_town_gets_its_share(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quotaPerTown=2)
    await many(office, group, [KOELN] * 5 + [DUESSELDORF] * 3 + ["05113000"])
    await office.send("POST", f"guest-groups/{group}/draw")
    won = await db.rows("SELECT municipality, count(*) AS n FROM guest WHERE status = 'candidate' GROUP BY 1")
    assert {row["municipality"]: row["n"] for row in won} == {KOELN: 2, DUESSELDORF: 2, "05113000": 1}


async def test_all_groups_are_drawn_at_once(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    first, second, roomy = (
        await office.group("A", quota=1),
        await office.group("B", quota=1),
        await office.group(),
    )
    for at, group in enumerate([first, first, second, second, roomy, roomy]):
        await office.guest(group, f"Muster {at}")
    drawn = await office.send("POST", "draws")
    assert [(one["name"], one["drawn"], one["notDrawn"]) for one in drawn] == [("A", 1, 1), ("B", 1, 1)]
    assert (await office.send("POST", "draws", expect=409))["code"] == "nothing_to_draw"


async def test_anybody_can_repeat_a_draw(sign_in_as: SignIn, client: Browser) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quota=4, quotaPerTown=3)
    before = (await client.get(f"/api/ceremonies/{office.ceremony}/draws")).json()
    assert before[0]["seed"] is before[0]["entrants"] is before[0]["winningNumbers"] is None
    await many(office, group, [KOELN] * 6 + [DUESSELDORF] * 4)
    await office.send("POST", "draws")
    (shown,) = (await client.get(f"/api/ceremonies/{office.ceremony}/draws")).json()
    assert shown["commitment"] == before[0]["commitment"]
    assert hashlib.sha256(bytes.fromhex(shown["seed"])).hexdigest() == shown["commitment"]
    assert shown["winningNumbers"] == by_recipe(shown["seed"], shown["entrants"], 4, 3)
    invited = await db.rows("SELECT draw_number FROM guest WHERE status = 'candidate'")
    assert sorted(shown["winningNumbers"]) == sorted(row["draw_number"] for row in invited)
    assert "Muster" not in str(shown)


async def test_draws_of_a_draft_are_nobodys_business(sign_in_as: SignIn, client: Browser) -> None:
    office = await an_office(sign_in_as, status="draft", published_at=None)
    await office.group(quota=1)
    assert (await client.get(f"/api/ceremonies/{office.ceremony}/draws")).status_code == 404


async def test_nobody_joins_a_group_after_its_draw(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quota=1)
    await many(office, group, [KOELN] * 2)
    await office.send("POST", "draws")
    assert (await office.guest(group, "Spät", 409))["code"] == "group_drawn"


async def test_a_group_that_was_invited_from_does_not_overflow(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quota=2)
    await many(office, group, [KOELN] * 2)
    await db.execute("UPDATE guest SET status = 'invited'")
    assert (await office.guest(group, "Spät", 409))["code"] == "group_full"
    smaller = await office.send("PUT", f"guest-groups/{group}", {"name": "Engagierte", "quota": 1}, 409)
    assert smaller["code"] == "group_full"
    await office.send("PUT", f"guest-groups/{group}", {"name": "Engagierte", "quota": 3})
    await office.guest(group, "Spät")


async def test_a_larger_quota_lets_the_next_of_the_same_draw_in(sign_in_as: SignIn, client: Browser) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quota=2)
    await many(office, group, [KOELN] * 6)
    await office.send("POST", "draws")
    (before,) = (await client.get(f"/api/ceremonies/{office.ceremony}/draws")).json()
    less = await office.send("PUT", f"guest-groups/{group}", {"name": "Engagierte", "quota": 1}, 409)
    assert less["code"] == "quota_not_raised"
    await office.send("PUT", f"guest-groups/{group}", {"name": "Engagierte", "quota": 4})
    (after,) = (await client.get(f"/api/ceremonies/{office.ceremony}/draws")).json()
    assert after["winningNumbers"][:2] == before["winningNumbers"]
    assert await standing(office) == {"candidate": 4, "not_drawn": 2}


async def test_who_took_part_in_a_draw_stays_as_drawn(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group, other = await office.group(quota=1), await office.group("Andere")
    await many(office, group, [KOELN] * 2)
    await office.send("POST", "draws")
    guest = (await office.get("guests"))["items"][0]
    kept = {"familyName": "Muster 0", "municipality": KOELN, "revision": 1, "groupId": group}
    kept["revision"] = (await office.get(f"guests/{guest['id']}"))["revision"]
    for change in ({"groupId": other}, {"municipality": DUESSELDORF}):
        refused = await office.send("PUT", f"guests/{guest['id']}", kept | change, 409)
        assert refused["code"] == "guest_took_part_in_draw"
    refused = await office.send("DELETE", f"guests/{guest['id']}", expect=409)
    assert refused["code"] == "guest_took_part_in_draw"
    await office.send("PUT", f"guests/{guest['id']}", kept)


async def test_two_clerks_draw_once(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await office.group(quota=3)
    await many(office, group, [KOELN] * 9)
    answers = await asyncio.gather(*(office.browser.post(f"{office.address}/draws") for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert await standing(office) == {"candidate": 3, "not_drawn": 6}


async def last_year(office: Office) -> dict[str, str]:
    """The last event of the office: one lost the draw, one came, one did not, one declined; by whom."""
    past = clock.now() - timedelta(days=360)
    event = await a_ceremony(office.body, starts_at=past)
    group = await a_guest_group(event, "Damals")
    statuses = {"verlor": "not_drawn", "kam": "accepted", "fehlte": "accepted", "sagte ab": "declined"}
    for name, status in statuses.items():
        email = f"{name.replace(' ', '-')}@example.org"
        await a_guest(event, "Eva", name, guest_group=group, status=status, email=email)
    await db.execute(
        "WITH d AS (INSERT INTO door_device (id, ceremony, purpose, label, created_by, created_at)"
        " SELECT $1, id, 'door', 'Handy', created_by, now() FROM ceremony WHERE id = $2 RETURNING id)"
        " INSERT INTO admission (id, ceremony, attendee, device, nonce, outcome, forced, offline, scanned_at, received_at)"
        " SELECT $3, $2, t.id, d.id, 'n', 'admitted', false, false, now(), now() FROM attendee t"
        " JOIN guest g ON g.id = t.guest, d WHERE g.family_name = 'kam'",
        new_id(), event, new_id(),
    )  # fmt: skip
    return statuses


async def test_losers_come_first_next_time_and_no_shows_last(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await last_year(office)
    group = await office.group(quota=1)
    for name in ("verlor", "kam", "fehlte", "sagte ab", "neu"):
        # Upper case: the same address all the same.
        await office.guest(group, name, email=f"{name.replace(' ', '-').upper()}@example.org")
    ranks = await db.rows("SELECT family_name, draw_rank FROM guest WHERE guest_group = $1", group)
    assert {row["family_name"]: row["draw_rank"] for row in ranks} == {
        "verlor": "a_lost_before",
        "kam": "b_usual",
        "fehlte": "c_missed_before",
        "sagte ab": "b_usual",
        "neu": "b_usual",
    }
    await office.send("POST", "draws")
    won = await db.scalar(
        "SELECT family_name FROM guest WHERE guest_group = $1 AND status = 'candidate'", group
    )
    assert won == "verlor"


async def test_nobody_missed_an_event_whose_doors_counted_nobody(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await last_year(office)
    await db.execute("DELETE FROM admission")
    group = await office.group(quota=1)
    await office.guest(group, "fehlte", email="fehlte@example.org")
    assert await db.scalar("SELECT draw_rank FROM guest WHERE guest_group = $1", group) == "b_usual"


async def test_what_another_office_drew_does_not_count(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    past = clock.now() - timedelta(days=360)
    state_event = await a_ceremony(None, starts_at=past)
    await a_guest(state_event, "Eva", "verlor", status="not_drawn", email="eva@example.org")
    group = await office.group(quota=1)
    await office.guest(group, "verlor", email="eva@example.org")
    assert await db.scalar("SELECT draw_rank FROM guest WHERE guest_group = $1", group) == "b_usual"


async def test_a_copied_group_has_its_seed_before_anybody_has_a_number(
    sign_in_as: SignIn, client: Browser
) -> None:
    office = await an_office(sign_in_as)
    group = str(await a_guest_group(office.ceremony, "Wie letztes Jahr", quota=1))
    await office.guest(group, "Muster", email="m@example.org")
    (before,) = (await client.get(f"/api/ceremonies/{office.ceremony}/draws")).json()
    assert before["commitment"]
    await office.guest(group, "Zweiter", email="z@example.org")
    await office.send("POST", "draws")
    (after,) = (await client.get(f"/api/ceremonies/{office.ceremony}/draws")).json()
    assert after["commitment"] == before["commitment"]
    assert after["seed"]


async def test_where_everybody_was_invited_nothing_is_left_to_draw(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    group = await a_guest_group(office.ceremony, "Anmeldungen", quota=1)
    for name in ("eins", "zwei"):
        await a_guest(office.ceremony, name, guest_group=group, status="invited")
    assert not (await office.get("guest-groups"))[0]["needsDraw"]
    assert (await office.send("POST", "draws", expect=409))["code"] == "nothing_to_draw"
