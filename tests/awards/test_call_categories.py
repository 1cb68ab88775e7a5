"""What can be won: added, changed, ordered and removed while nothing builds on it."""

from typing import Any

from ehrenamtskarte.core.ids import new_id
from tests.awards.offices import CallOffice, an_award_office
from tests.conftest import SignIn
from tests.factories import a_category, a_company, an_entry


async def write(office: CallOffice, *categories: dict[str, Any], revision: int = 1) -> Any:
    return await office.clerk.put(
        f"{office.call}/categories", json={"revision": revision, "categories": list(categories)}
    )


async def test_categories_keep_their_order_and_stay_the_same_ones(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    first = await a_category(office.call_id, "Preis der Jury")
    gone = await a_category(office.call_id, "Nebenpreis")
    sponsor = await a_company("Stadtwerke")
    answer = await write(
        office,
        {
            "name": {"de": " Preis des  Publikums "},
            "decidedBy": "vote",
            "prizeCents": 500_000,
            "prize": {"de": "und ein Film", "en": "and a film"},
        },
        {"id": str(first), "name": {"de": "Jurypreis", "en": "Jury's prize"}, "winners": 3},
        {"name": {"de": "Sonderpreis"}, "decidedBy": "sponsor", "sponsor": str(sponsor)},
    )
    assert answer.status_code == 200, answer.text
    shown = answer.json()["categories"]
    assert [one["name"]["de"] for one in shown] == ["Preis des Publikums", "Jurypreis", "Sonderpreis"]
    assert (shown[1]["id"], shown[1]["winners"], shown[2]["sponsorCompany"]) == (str(first), 3, "Stadtwerke")
    assert str(gone) not in {one["id"] for one in shown}


async def test_what_is_wrong_with_a_category_is_said_at_its_field(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    known = str(await a_category(office.call_id, "Jury"))
    hidden = str(await a_company("Neu", status="waiting"))
    for categories, code, field in (
        ([{"name": {"de": " – "}}], "category_name_missing", "categories.0.name.de"),
        ([{"name": {"de": "Jury"}}, {"name": {"de": "JURY "}}], "category_twice", "categories.1.name.de"),
        ([{"id": str(new_id()), "name": {"de": "A"}}], "category_unknown", "categories.0.id"),
        (
            [{"id": known, "name": {"de": "A"}}, {"id": known, "name": {"de": "B"}}],
            "category_unknown",
            "categories.1.id",
        ),
        (
            [{"name": {"de": "A"}, "decidedBy": "sponsor", "sponsorName": " "}],
            "sponsor_missing",
            "categories.0.sponsorName",
        ),
        ([{"name": {"de": "A"}, "sponsor": str(new_id())}], "sponsor_unknown", "categories.0.sponsor"),
        ([{"name": {"de": "A"}, "sponsor": hidden}], "sponsor_unknown", "categories.0.sponsor"),
    ):
        answer = await write(office, *categories)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["field"] == field
    for beyond in ({"prizeCents": -1}, {"winners": 0}, {"winners": 51}, {"decidedBy": "dice"}):
        assert (await write(office, {"name": {"de": "A"}, **beyond})).status_code == 422
    assert (await write(office, *({"name": {"de": f"A{n}"}} for n in range(21)))).status_code == 422


async def test_a_category_that_entries_chose_stays(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    theme = await a_category(office.call_id, "Umwelt", chosen=True)
    await an_entry(office.call_id, category=theme)
    assert (await office.shown())["categories"][0]["inUse"] is True
    gone = await write(office, {"name": {"de": "Sport"}})
    assert (gone.status_code, gone.json()["code"]) == (409, "category_in_use")
    assert "„Umwelt“" in gone.json()["detail"]
    other = await write(office, {"id": str(theme), "name": {"de": "Umwelt"}, "chosen": False})
    assert (other.status_code, other.json()["code"]) == (409, "choice_is_made")
    renamed = await write(office, {"id": str(theme), "name": {"de": "Natur"}, "chosen": True})
    assert renamed.json()["categories"][0]["name"]["de"] == "Natur"


async def test_themes_cannot_begin_once_entries_came_without(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    await an_entry(office.call_id)
    late = await write(office, {"name": {"de": "Umwelt"}, "chosen": True})
    assert (late.status_code, late.json()["code"]) == (409, "choice_is_made")
    prize = await write(
        office, {"name": {"de": "Sonderpreis"}, "decidedBy": "sponsor", "sponsorName": "Stiftung"}
    )
    assert prize.status_code == 200
