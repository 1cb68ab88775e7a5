"""Guest lists that offices hand in."""

import io
import zipfile
from typing import Any

from ehrenamtskarte.core import db
from tests.ceremonies.guests import Office, an_office
from tests.conftest import SignIn
from tests.factories import a_guest

LIST = (
    "Gäste zum Neujahrsempfang;;;;;;\n"
    "Titel;Vorname;Name;Funktion;E-Mail;Ort;Rang\n"
    "Dr.;Erika;Muster;Ratsfrau;Erika@Example.org;Köln;2\n"
    ";Ömer;Öztürk;;oemer@example.org;Stadt Bonn;\n"
    ";;;Presse;p@example.org;Köln;\n"
    ";Karl;Kaputt;;keine-adresse;Köln;\n"
    ";Rita;Rang;;;Köln;erste\n"
    ";Erika;Zweimal;;erika@example.org;Köln;\n"
    ";Paul;Panama;;paul@example.org;Entenhausen;\n"
)


async def hand_in(office: Office, content: str | bytes, path: str = "guest-lists", **form: str) -> Any:
    data = content.encode() if isinstance(content, str) else content
    answer = await office.browser.post(
        f"{office.address}/{path}", files={"data": ("Gäste.csv", data)}, data=form
    )
    return answer.status_code, answer.json()


async def look(office: Office, content: str | bytes, **form: str) -> Any:
    status, shown = await hand_in(office, content, "guest-lists/preview", **form)
    assert status == 200, shown
    return shown


async def test_a_list_is_looked_at_before_it_is_taken(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    shown = await look(office, LIST)
    assert (shown["new"], shown["duplicates"], shown["refused"], shown["taken"]) == (3, 1, 3, False)
    assert shown["mapping"] == {
        "title": 0, "given_name": 1, "family_name": 2, "function": 3, "email": 4, "municipality": 5, "protocol_rank": 6,
    }  # fmt: skip
    rows = {row["line"]: row for row in shown["rows"]}
    assert [rows[line]["outcome"] for line in range(3, 10)] == [
        "new", "new", "refused", "refused", "refused", "duplicate", "new",
    ]  # fmt: skip
    assert rows[5]["message"]["de"] == "Bitte tragen Sie einen Namen ein."
    assert rows[6]["message"]["de"] == "Diese E-Mail-Adresse ist nicht gültig."
    assert "„erste“" in rows[7]["message"]["de"]
    assert rows[8]["message"]["de"] == "Steht schon in Zeile 3."
    assert "„Entenhausen“" in rows[9]["message"]["de"]
    assert rows[4]["municipalityName"] == "Bonn"
    assert [row["outcome"] for row in shown["rows"][:3]] == ["refused"] * 3
    assert (await office.get("guests"))["total"] == 0


async def test_a_list_with_faults_is_taken_without_the_faulty_rows(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    status, shown = await hand_in(office, LIST, name="Empfang")
    assert (status, shown["new"], shown["taken"]) == (201, 3, True)
    guests = (await office.get("guests", sort="protocol"))["items"]
    assert [(guest["givenName"], guest["familyName"]) for guest in guests] == [
        ("Dr. Erika", "Muster"),
        ("Ömer", "Öztürk"),
        ("Paul", "Panama"),
    ]
    assert (guests[0]["function"], guests[0]["municipalityName"], guests[0]["protocolRank"]) == (
        "Ratsfrau",
        "Köln",
        2,
    )
    assert guests[0]["groupName"] == "Empfang"
    _, again = await hand_in(office, LIST, group=guests[0]["groupId"])
    assert (again["new"], again["duplicates"]) == (0, 4)
    assert (await office.get("guests"))["total"] == 3


async def test_somebody_without_an_address_is_known_by_name(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_guest(office.ceremony, "Erika", "Öl", email=None)
    await a_guest(office.ceremony, "Max", "Maier", email="max@example.org")
    shown = await look(
        office,
        "Name;E-Mail\nOl, Erika;\nMaier, Max;anderer@example.org\nMax Maier;\nNeu Neumann;\nNeumann, Neu;\n",
    )
    outcomes = {row["line"]: row["outcome"] for row in shown["rows"]}
    assert outcomes == {2: "duplicate", 3: "new", 4: "duplicate", 5: "new", 6: "duplicate"}


async def test_columns_can_be_corrected(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    odd = "Wer;Was\nErika Muster;Musik\n"
    assert (await look(office, odd))["new"] == 0
    status, refused = await hand_in(office, odd, name="Neu")
    assert (status, refused["code"]) == (422, "no_names_found")
    assert await db.scalar("SELECT count(*) FROM guest_group") == 0
    shown = await look(office, odd, mapping='{"name": 0, "function": 1}')
    assert shown["new"] == 1
    # A first row like the others is somebody, too.
    shown = await look(office, "Erika Muster;Musik\nMax Maier;Rede\n", mapping='{"name": 0}')
    assert shown["new"] == 2
    shown = await look(office, "Wer;Wo\nMuster;m@example.org\n", mapping='{"family_name": 0, "email": 1}')
    assert (shown["new"], shown["refused"]) == (1, 0)
    for mapping, code in (
        ('{"name": 9}', "unknown_column"),
        ('{"x": 0}', "unknown_guest_field"),
        ("[", "unknown_guest_field"),
    ):
        status, refused = await hand_in(office, odd, "guest-lists/preview", mapping=mapping)
        assert (status, refused["code"]) == (422, code)


async def test_the_address_for_a_letter_is_put_together(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await hand_in(
        office, "Name;Organisation;Straße;PLZ;Ort\nErika Muster;Löschzug 2;Am Bach 1;50667;Köln\n", name="L"
    )
    guest = (await office.get("guests"))["items"][0]
    assert guest["function"] == "Löschzug 2"
    whole = await office.get(f"guests/{guest['id']}")
    assert whole["address"] == "Erika Muster\nLöschzug 2\nAm Bach 1\n50667 Köln"


async def test_the_template_can_be_handed_in(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    answer = await office.browser.get(f"{office.address}/guest-lists/template.csv")
    titles = answer.content.decode("utf-8-sig").strip()
    row = ";".join(f"wert{at}" if at not in (5, 10) else "" for at in range(titles.count(";") + 1))
    shown = await look(office, f"{titles}\n{row}\n")
    assert sorted(shown["mapping"].values()) == list(range(13))
    assert shown["new"] == 1


async def test_a_workbook_is_read_too(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    assert (await look(office, a_workbook([["Vorname", "Nachname"], ["Erika", "Öl"]])))["new"] == 1


async def test_what_is_no_list_is_refused(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    for content, code in ((b"%PDF-1.7", "file_unreadable"), (b"", "file_empty")):
        status, refused = await hand_in(office, content, "guest-lists/preview")
        assert (status, refused["code"]) == (422, code)
    status, refused = await hand_in(office, "Name\n" + "Erika Muster\n" * 10_001, "guest-lists/preview")
    assert (status, refused["code"]) == (422, "guest_list_too_long")


def a_workbook(rows: list[list[str]]) -> bytes:
    """The least an XLSX can be."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Gäste" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        )
    return stream.getvalue()
