import asyncio

import pytest

from ehrenamtskarte.core import db
from tests.companies.around import around_a_company
from tests.companies.drawings import a_png
from tests.conftest import SignIn
from tests.factories import a_company


async def test_only_what_is_given_changes_and_the_revision_counts(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    answer = await here.manager.patch(
        here.path,
        json={
            "revision": 1,
            "website": "schlossbad.example",
            "about": {"de": " Ein Bad. ", "en": "A pool."},
            "releaseDays": 3,
            "volunteering": {"de": "Wir helfen beim Dreck-weg-Tag.", "en": ""},
            "figuresPublic": True,
        },
    )
    assert answer.status_code == 200, answer.text
    company = answer.json()
    assert (company["revision"], company["website"]) == (2, "https://schlossbad.example")
    assert company["about"] == {"de": "Ein Bad.", "en": "A pool."}
    assert (company["releaseDays"], company["figuresPublic"]) == (3, True)
    assert (company["name"], company["contactEmail"]) == ("Schlossbad", "kasse@bad.example")
    cleared = await here.manager.patch(here.path, json={"revision": 2, "releaseDays": None})
    assert (cleared.json()["releaseDays"], cleared.json()["website"]) == (None, "https://schlossbad.example")


async def test_of_two_people_who_edit_at_once_one_is_told(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    answers = await asyncio.gather(
        here.manager.patch(here.path, json={"revision": 1, "contactPhone": "1"}),
        here.clerk.patch(here.path, json={"revision": 1, "contactPhone": "2"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    told = next(answer for answer in answers if answer.status_code == 409)
    assert told.json()["code"] == "changed_meanwhile"
    won = next(answer for answer in answers if answer.status_code == 200).json()
    assert (await here.till.get(here.path)).json()["contactPhone"] == won["contactPhone"]


async def test_a_renamed_company_stays_approved_and_is_called_so_everywhere(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    answer = await here.manager.patch(here.path, json={"revision": 1, "name": " Schlossbad  Nord "})
    assert (answer.json()["name"], answer.json()["status"]) == ("Schlossbad Nord", "approved")
    held = (await here.till.get("/api/me")).json()["memberships"]
    assert [m["tenantName"] for m in held] == ["Schlossbad Nord"]
    noted = await db.scalar(
        "SELECT facts->'fields' FROM audit_entry WHERE action = 'company_changed' AND subject = $1",
        here.company,
    )
    assert noted == '["name"]'


async def test_a_name_another_company_of_the_town_has_is_refused(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    taken = await here.manager.patch(here.path, json={"revision": 1, "name": "ZOO"})
    assert (taken.status_code, taken.json()["code"]) == (409, "company_already_there")
    own = await here.manager.patch(here.path, json={"revision": 1, "name": "SCHLOSSBAD"})
    assert own.status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"website": "javascript:alert(1)"}, "website"),
        ({"about": {"de": "a" * 40_000, "en": ""}}, "about"),
        ({"sponsorship": {"de": "", "en": "a" * 2001}}, "sponsorship"),
        ({"contactEmail": "kein"}, "contactEmail"),
        ({"name": "..."}, "name"),
        ({"logo": "00000000-0000-7000-8000-000000000009"}, "logo"),
        ({"releaseDays": 400}, "releaseDays"),
    ],
)
async def test_what_makes_no_sense_gets_a_sentence_at_its_field(
    sign_in_as: SignIn, changes: dict[str, object], field: str
) -> None:
    here = await around_a_company(sign_in_as)
    refused = await here.manager.patch(here.path, json={"revision": 1, **changes})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field), refused.text
    assert (await here.manager.get(here.path)).json()["revision"] == 1


async def test_scripts_in_texts_stay_words(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    words = "<script>alert(1)</script>"
    answer = await here.manager.patch(here.path, json={"revision": 1, "about": {"de": words, "en": ""}})
    assert answer.json()["about"]["de"] == words
    assert answer.headers["content-type"].startswith("application/json")


async def test_the_logo_is_a_picture_of_the_company_and_goes_with_it(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    form = {"files": {"data": ("a.png", a_png(), "image/png")}, "data": {"alt_de": "Unser Zeichen"}}
    own = (await here.manager.post(f"{here.path}/pictures", **form)).json()["id"]  # type: ignore[arg-type]
    company = (await here.manager.patch(here.path, json={"revision": 1, "logo": own})).json()
    assert company["logo"] == own
    other = await a_company("Museum")
    foreign = await here.clerk.patch(f"/api/companies/{other}", json={"revision": 1, "logo": own})
    assert foreign.json()["code"] == "logo_unknown"
    assert (await here.manager.delete(f"{here.path}/pictures/{own}")).status_code == 204
    assert (await here.manager.get(here.path)).json()["logo"] is None


async def test_staff_of_the_till_and_strangers_change_nothing(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    for browser in (here.till, here.stranger):
        assert (await browser.patch(here.path, json={"revision": 1, "name": "Meins"})).status_code == 404
    assert (await here.stranger.get(here.path)).status_code == 404
