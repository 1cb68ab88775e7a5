"""The office's list of entries: search, filters, order, pages, files; and one entry with everything."""

import io

from python_calamine import CalamineWorkbook

from ehrenamtskarte.core import clock, db
from tests.awards.checking import a_checking_office
from tests.awards.entries import FORM, QUESTIONS, ask
from tests.conftest import SignIn
from tests.factories import (
    a_category,
    a_company,
    a_person,
    an_entry,
    an_entry_picture,
    an_organisation,
)


async def test_entries_are_found_by_name_title_town_and_number(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    await an_entry(office.call, "Tafel Köln", title="Küche für alle")
    await an_entry(office.call, "Chor Nippes", title="Singen im Park")

    async def names(**query: object) -> list[str]:
        return [row["name"] for row in (await office.get("entries", **query))["items"]]

    assert await names(q="kuche") == ["Tafel Köln"]
    assert await names(q="park chor") == ["Chor Nippes"]
    assert await names(q="2026-0002") == ["Chor Nippes"]
    await an_entry(office.call, "Nummer fünfstellig", number=12345, title="Viele")
    assert await names(q="2026-12345") == ["Nummer fünfstellig"]
    await db.execute("DELETE FROM award_entry WHERE number = 12345")
    assert await names(q="köln") == ["Tafel Köln", "Chor Nippes"]
    assert await names(q="köln", sort="name") == ["Chor Nippes", "Tafel Köln"]
    assert await names(q="gibt es nicht") == []


async def test_entries_are_filtered(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    category = await a_category(office.call, "Umwelt", chosen=True)
    await an_entry(office.call, "A", category=category)
    await an_entry(office.call, "B", kind="company", status="admitted")
    await an_entry(office.call, "C", nominated_by=await a_person())
    await an_entry(office.call, "D", answer="Seit 2019", question="Seit wann?")

    async def names(**query: object) -> list[str]:
        return [row["name"] for row in (await office.get("entries", **query))["items"]]

    assert await names(category=str(category)) == ["A"]
    assert await names(kind="company") == await names(status="admitted") == ["B"]
    assert await names(only="nominated") == ["C"]
    assert await names(only="answered") == ["D"]
    assert await names(sort="newest") == ["D", "C", "B", "A"]
    first = (await office.get("entries"))["items"][0]
    assert (first["categoryName"]["de"], first["receipt"]) == ("Umwelt", "2026-0001")


async def test_a_long_list_is_read_page_by_page_in_each_order(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    for n in range(61):
        await an_entry(office.call, "Gleicher Name" if n % 2 else f"Verein {n}")
    for sort in ("oldest", "newest", "name"):
        seen, cursor = [], None
        while True:
            page = await office.get("entries", sort=sort, **({"cursor": cursor} if cursor else {}))
            seen += [row["id"] for row in page["items"]]
            assert page["total"] == 61
            cursor = page["next"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 61
    answer = await office.browser.get(office.address("entries"), params={"cursor": "WyItMSIsIiJd"})
    assert answer.json()["code"] == "unknown_cursor"


async def test_the_list_is_saved_with_the_answers_to_the_form(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    await ask(office.call)
    await an_entry(
        office.call,
        "=HYPERLINK(1)",
        title="Küche <für> alle",
        answers='{"what": "Kochen\\nund & essen", "people": 30, "for": ["old"]}',
    )
    await an_entry(office.call, "Chor", status="admitted")
    answer = await office.browser.get(office.address("entries.csv"), params={"status": "submitted"})
    text = answer.content.decode("utf-8-sig")
    assert len([line for line in text.splitlines() if line.startswith("2026-")]) == 1
    assert "2026-0001;eingereicht;Verein oder Initiative;'=HYPERLINK(1);Küche <für> alle" in text
    assert "Ältere" in text
    answer = await office.browser.get(office.address("entries.xlsx"))
    assert answer.headers["content-disposition"] == 'attachment; filename="bewerbungen.xlsx"'
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    line = dict(zip(rows[0], rows[1], strict=True))
    assert (line["Name"], line["Titel"]) == ("=HYPERLINK(1)", "Küche <für> alle")
    assert (line["Was machen Sie?"], line["Wie viele?"]) == ("Kochen\nund & essen", 30)
    assert len(rows) == 3


async def test_an_entry_shows_all_that_was_said_of_it(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    await ask(office.call)
    nominator = await a_person("Nele", "Nominiert", "nele@example.org")
    entry = await an_entry(
        office.call,
        organisation=await an_organisation("Tafel Köln"),
        answers='{"what": "Kochen"}',
        eligibility='{"year": true}',
        nominated_by=nominator,
        nomination_relation="Nachbarin",
        nomination_reason="Sie sind großartig.",
        consented_at=clock.now(),
    )
    picture = await an_entry_picture(entry)
    shown = await office.get(f"entries/{entry}")
    assert (shown["answers"], shown["eligibility"]) == ({"what": "Kochen"}, {"year": True})
    assert (len(shown["form"]), len(shown["questions"])) == (len(FORM), len(QUESTIONS))
    assert [file["id"] for file in shown["files"]] == [str(picture)]
    assert shown["nomination"] | {"consentedAt": None} == {
        "by": "Nele Nominiert",
        "email": "nele@example.org",
        "relation": "Nachbarin",
        "reason": "Sie sind großartig.",
        "consentedAt": None,
    }
    answer = await office.browser.get(office.address(f"entries/{entry}/files/{picture}"))
    assert answer.headers["content-type"] == "image/webp"
    other = await an_entry(office.call)
    answer = await office.browser.get(office.address(f"entries/{other}/files/{picture}"))
    assert answer.status_code == 404


async def test_a_document_is_saved_and_never_shown_in_the_page(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call)
    document = await db.scalar(
        "INSERT INTO entry_file (id, entry, kind, name, content, alt_de, alt_en, credit, position, digest, uploaded_at)"
        " VALUES (gen_random_uuid(), $1, 'document', 'satzung.pdf', '%PDF', '', '', '', 0, 'd', now()) RETURNING id",
        entry,
    )
    answer = await office.browser.get(office.address(f"entries/{entry}/files/{document}?size=small"))
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_entries_that_may_be_the_same_stand_side_by_side(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    company = await a_company()
    one = await an_entry(office.call, "Schlossbad", kind="company", company=company, title="Kurz")
    other = await an_entry(office.call, "Bäder GmbH", kind="company", company=company, title="Anders")
    await an_entry(office.call, "Ganz was anderes", title="Noch ein Titel")
    await an_entry(office.call, "Schlossbad", kind="company", company=company, status="rejected", reason="x")
    pairs = await office.get("duplicates")
    assert [({pair["one"]["id"], pair["other"]["id"]}, pair["signs"]) for pair in pairs] == [
        ({str(one), str(other)}, ["company"])
    ]
    like = (await office.get(f"entries/{one}"))["likelyDuplicates"]
    assert [(each["entry"]["id"], each["signs"]) for each in like] == [(str(other), ["company"])]
