"""Nominees and laureates of an award are guests of its event with one action."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.tables import AwardCall, AwardLaureate
from ehrenamtskarte.core import clock, db
from tests.ceremonies.guests import Office, an_office
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import (
    a_call,
    a_category,
    a_company,
    a_guest,
    a_guest_group,
    an_award_laureate,
    an_entry,
    an_issuing_body,
)


async def an_award(office: UUID | None, *, public: bool = True, decided: bool = True) -> UUID:
    """Three nominees, the first of which has won."""
    now = clock.now()
    call = await a_call(office, on=PhaseKind.DECISION)
    category = await a_category(call)
    entries = [
        await an_entry(
            call, name, status="shortlisted", contact_name=contact, email=f"{contact}@x.example".lower()
        )
        for name, contact in (("Tafel Köln", "Tim"), ("Chor", "Cem"), ("Zoo", "Zoe"))
    ]
    await an_entry(call, "Nur zugelassen", status="admitted")
    await an_award_laureate(call, category, entries[0], reason_de="Weil es hilft.")
    if decided:
        until = now - timedelta(hours=1) if public else now + timedelta(days=3)
        await AwardCall.update({"decided_at": now - timedelta(days=1), "embargo_until": until}).where(
            AwardCall.id == call
        )
    return call


async def take(office: Office, call: UUID, who: str = "all", expect: int = 200) -> Any:
    return await office.send("POST", "awards", {"callId": str(call), "who": who}, expect)


async def guests(office: Office) -> list[tuple[str, str]]:
    found = (await office.get("guests"))["items"]
    return sorted((guest["familyName"], guest["function"]) for guest in found)


async def on_stage(office: Office) -> list[tuple[str, str]]:
    return [(one["name"], one["award"]["de"]) for one in await office.get("laureates")]


async def test_one_action_invites_them_and_puts_the_laureates_on_stage(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    call = await an_award(office.body)
    done = await take(office, call)
    assert (done["added"], done["alreadyIn"], done["honoured"]) == (3, 0, 1)
    assert await guests(office) == [("Cem", "Chor"), ("Tim", "Tafel Köln"), ("Zoe", "Zoo")]
    assert await on_stage(office) == [("Tafel Köln", "Engagementpreis 2026: Preis der Jury")]
    (laureate,) = await office.get("laureates")
    assert (laureate["laudatio"]["de"], laureate["consent"]) == ("Weil es hilft.", "open")
    (group,) = await office.get("guest-groups")
    assert (group["name"], group["guests"]) == ("Engagementpreis 2026", 3)


async def test_a_second_time_adds_only_what_is_new(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    call = await an_award(office.body)
    await take(office, call)
    again = await take(office, call)
    assert (again["added"], again["alreadyIn"], again["honoured"], again["companies"]) == (0, 3, 0, 0)
    await an_entry(call, "Nachgerückt", status="shortlisted", contact_name="Nia", email="nia@x.example")
    third = await take(office, call)
    assert (third["added"], third["groupId"]) == (1, again["groupId"])


async def test_two_at_once_add_everybody_once(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    call = await an_award(office.body)
    both = await asyncio.gather(take(office, call), take(office, call))
    assert sorted(one["added"] for one in both) == [0, 3]
    assert len(await guests(office)) == 3
    assert len(await on_stage(office)) == 1


async def test_whoever_is_a_guest_already_stays_where_they_are(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_guest(
        office.ceremony,
        "Tim",
        "Tafel",
        email="tim@x.example",
        guest_group=await a_guest_group(office.ceremony),
    )
    done = await take(office, await an_award(office.body))
    assert (done["added"], done["alreadyIn"]) == (2, 1)


async def test_nominees_alone_are_not_on_stage_and_laureates_alone_leave_the_others_out(
    sign_in_as: SignIn,
) -> None:
    office = await an_office(sign_in_as)
    call = await an_award(office.body)
    assert (await take(office, call, "laureates"))["added"] == 1
    nominees = await take(office, call, "nominees")
    assert (nominees["added"], nominees["alreadyIn"], nominees["honoured"]) == (2, 1, 0)


async def test_before_the_decision_there_are_nominees_only(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    call = await an_award(office.body, decided=False)
    assert (await take(office, call, "laureates", 409))["code"] == "result_not_decided"
    done = await take(office, call)
    assert (done["added"], done["honoured"]) == (3, 0)


async def test_an_award_without_nominees_says_so(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    assert (await take(office, await a_call(office.body), "nominees", 409))["code"] == "nobody_in_award"


async def test_a_withdrawn_laureate_is_neither_invited_nor_honoured(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    call = await an_award(office.body)
    await AwardLaureate.update({"withdrawn_at": clock.now(), "withdrawn_reason": "Falsch"}).where(
        AwardLaureate.call == call
    )
    assert (await take(office, call, "laureates", 409))["code"] == "nobody_in_award"
    assert await on_stage(office) == []


async def test_a_mail_to_a_company_never_tells_who_won_before_the_embargo_ends(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    winner, sponsor = await a_company("Stadtwerke"), await a_company("Sparkasse")
    call = await an_award(office.body, public=False)
    await db.execute(
        "UPDATE award_entry SET company = $2, kind = 'company', status = 'admitted' WHERE call = $1 AND name = 'Tafel Köln'",
        call,
        winner,
    )
    await db.execute("UPDATE award_category SET sponsor = $2 WHERE call = $1", call, sponsor)
    assert (await take(office, call, "laureates"))["companies"] == 1
    assert [(one["companyName"], one["role"]) for one in await office.get("companies")] == [
        ("Sparkasse", "sponsor")
    ]
    await AwardCall.update({"embargo_until": clock.now()}).where(AwardCall.id == call)
    assert (await take(office, call, "laureates"))["companies"] == 1
    named = {(one["companyName"], one["role"]) for one in await office.get("companies")}
    assert named == {("Sparkasse", "sponsor"), ("Stadtwerke", "partner")}


async def test_a_nominated_company_is_asked_to_be_shown(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    company = await a_company("Stadtwerke")
    await db.execute("UPDATE company SET contact_email = 'info@stadtwerke.example' WHERE id = $1", company)
    call = await an_award(office.body, public=False)
    await db.execute(
        "UPDATE award_entry SET company = $2, kind = 'company' WHERE call = $1 AND name = 'Chor'",
        call,
        company,
    )
    assert (await take(office, call, "nominees"))["companies"] == 1
    await run_jobs()
    (mail,) = await mails_to("info@stadtwerke.example")
    assert "Ehrung der Engagierten" in mail


async def test_an_event_that_is_over_takes_nobody(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, starts_at=clock.now() - timedelta(days=2))
    assert (await take(office, await an_award(office.body), expect=409))["code"] == "ceremony_over"
    await db.execute(
        "UPDATE ceremony SET status = 'cancelled', cancelled_at = now() WHERE id = $1", office.ceremony
    )
    assert (await take(office, await an_award(office.body), expect=409))["code"] == "ceremony_cancelled"


async def test_the_award_of_another_town_is_not_there(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    other = await an_award(await an_issuing_body("05111000"))
    await take(office, other, expect=404)
