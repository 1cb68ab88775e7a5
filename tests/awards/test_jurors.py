"""Who is on a jury."""

from uuid import UUID

import pytest

from ehrenamtskarte.awards.judging import jury_rules
from ehrenamtskarte.core import clock, db
from tests.awards.juries import a_plan, an_office, judged, some_entries, some_jurors
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import a_call, a_company, a_juror, a_person, an_organisation

EVA = {"name": "  Eva  Lang ", "function": "Stiftung", "email": "Eva@Jury.Example"}


async def test_a_juror_is_added_changed_and_taken_off(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club, company = await an_organisation("Chor"), await a_company("Bad")
    made = await office.send("POST", "jurors", EVA | {"organisation": str(club), "chair": True}, 201)
    assert (made["name"], made["email"], made["organisationName"]) == ("Eva Lang", "eva@jury.example", "Chor")
    changed = await office.send("PUT", f"jurors/{made['id']}", EVA | {"company": str(company)})
    assert (changed["organisation"], changed["companyName"], changed["chair"]) == (None, "Bad", False)
    await office.send("DELETE", f"jurors/{made['id']}", expect=204)
    assert await office.get("jurors") == []


async def test_who_chairs_comes_first_then_all_by_name(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, "Özil", "Ada")
    await a_juror(office.call, "Zoe", chair=True)
    assert [one["name"] for one in await office.get("jurors")] == ["Zoe", "Ada", "Özil"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": " . "}, "juror_name_missing", "name"),
        ({"email": "eva"}, "email_invalid", "email"),
        ({"company": "00000000-0000-7000-8000-000000000000"}, "juror_belongs_nowhere", "company"),
        ({"organisation": "00000000-0000-7000-8000-000000000000"}, "juror_belongs_nowhere", "organisation"),
    ],
)
async def test_what_is_wrong_lands_on_its_field(
    sign_in_as: SignIn, changes: dict[str, str], code: str, field: str
) -> None:
    office = await an_office(sign_in_as)
    refused = await office.send("POST", "jurors", EVA | changes, 422)
    assert (refused["code"], refused["errors"][0]["field"]) == (code, field)


async def test_an_address_is_on_the_jury_once(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    made = await office.send("POST", "jurors", EVA, 201)
    refused = await office.send("POST", "jurors", EVA | {"email": "EVA@jury.example"}, 409)
    assert (refused["code"], refused["errors"][0]["field"]) == ("juror_already_there", "email")
    await office.send("PUT", f"jurors/{made['id']}", EVA)


async def test_a_jury_has_its_limit(sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jury_rules, "MOST_JURORS", 1)
    office = await an_office(sign_in_as)
    await some_jurors(office.call, "Ada")
    assert (await office.send("POST", "jurors", EVA, 409))["code"] == "too_many_jurors"


async def test_whoever_judged_stays(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    (ada,) = await some_jurors(office.call, "Ada")
    (choir,) = await some_entries(office.call, "Chor")
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    await judged(found, (choir, ada))
    assert (await office.send("DELETE", f"jurors/{ada}", expect=409))["code"] == "juror_has_judged"
    (row,) = await office.get("jurors")
    assert (row["done"], row["open"]) == (1, 0)


async def test_whoever_comes_later_joins_rounds_that_are_not_assigned(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, "Ada")
    await some_entries(office.call, "Chor")
    assigned, waiting = await office.round(), await office.round(name={"de": "Endrunde"})
    await office.send("POST", f"jury-rounds/{assigned}/assignment")
    await office.send("POST", "jurors", EVA, 201)
    rounds = {one["id"]: one["jurors"] for one in await office.get("jury-rounds")}
    assert (rounds[assigned], rounds[waiting]) == (1, 2)


async def test_all_who_were_not_invited_get_a_mail_with_a_way_in(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_juror(office.call, "Ada Richter", email="ada@jury.example")
    await a_juror(office.call, "Bo Falk", email="bo@jury.example", invited_at=clock.now())
    await a_person("Ada", "Richter", "ada@jury.example")
    await db.execute("UPDATE person SET language = 'en' WHERE email = 'ada@jury.example'")
    await office.round()
    assert await office.send("POST", "jurors/invitations", {}) == {"sent": 1, "todayAlready": 0}
    await run_jobs()
    (mail,) = await mails_to("ada@jury.example")
    assert "Dear Ada Richter" in mail and "/anmelden/link?weiter=/jury#" in mail
    assert "Entries are judged from" in mail
    assert await mails_to("bo@jury.example") == []
    refused = await office.send("POST", "jurors/invitations", {}, 409)
    assert refused["code"] == "nobody_to_invite"


async def test_a_juror_is_invited_again_on_request_and_after_a_new_address(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    made = await office.send("POST", "jurors", EVA, 201)
    for _ in range(2):
        assert (await office.send("POST", "jurors/invitations", {"jurors": [made["id"]]}))["sent"] == 1
    changed = await office.send("PUT", f"jurors/{made['id']}", EVA | {"email": "lang@jury.example"})
    assert changed["invitedAt"] is None
    await office.send("POST", "jurors/invitations", {})
    await run_jobs()
    assert len(await mails_to("eva@jury.example")) == 2
    (mail,) = await mails_to("lang@jury.example")
    assert "Guten Tag Eva Lang" in mail


async def test_nobody_is_invited_to_a_draft(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, status="draft", published_at=None)
    await office.send("POST", "jurors", EVA, 201)
    assert (await office.send("POST", "jurors/invitations", {}, 409))["code"] == "call_not_published"


async def test_a_decided_call_keeps_its_jury(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, decided_at=clock.now(), embargo_until=clock.now())
    (ada,) = await some_jurors(office.call, "Ada")
    for method, path, body in (
        ("POST", "jurors", EVA),
        ("PUT", f"jurors/{ada}", EVA),
        ("DELETE", f"jurors/{ada}", None),
        ("POST", "jury-rounds", a_plan()),
    ):
        assert (await office.send(method, path, body, 409))["code"] == "call_decided"


async def test_a_juror_of_another_call_is_not_there(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    other = await a_juror(await a_call(office.body))
    await office.send("PUT", f"jurors/{other}", EVA, 404)
    await office.send("DELETE", f"jurors/{other}", expect=404)


async def test_what_an_office_does_to_its_jury_is_on_record(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    made = await office.send("POST", "jurors", EVA, 201)
    await office.send("PUT", f"jurors/{made['id']}", EVA)
    await office.send("DELETE", f"jurors/{made['id']}", expect=204)
    kept = await db.rows(
        "SELECT action, tenant FROM audit_entry WHERE subject = $1 ORDER BY at", UUID(made["id"])
    )
    assert [tuple(row) for row in kept] == [
        ("juror_added", office.body),
        ("juror_changed", office.body),
        ("juror_removed", office.body),
    ]
