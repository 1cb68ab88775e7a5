"""Certificates are tagged PDF, for laureates and guests, also for those who could not come."""

from uuid import UUID

import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests import pdfs
from tests.ceremonies.past import a_past_ceremony, by_link, let_in
from tests.conftest import Browser, SignIn
from tests.factories import a_ceremony, a_guest, a_guest_group, an_issuing_body


async def office_of(sign_in_as: SignIn) -> tuple[Browser, UUID]:
    body = await an_issuing_body()
    return await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body)), body


async def a_laureate(ceremony: UUID, name: str, award: str, email: str | None = None) -> None:
    await db.execute(
        "INSERT INTO laureate (id, ceremony, kind, name, award_de, award_en, laudator, email)"
        " VALUES ($1, $2, 'person', $3, $4, '', '', $5)",
        new_id(), ceremony, name, award, email,
    )  # fmt: skip


async def test_a_guest_fetches_the_own_certificate(client: Browser) -> None:
    guest = await a_guest(await a_past_ceremony(), "Erika", "Muster", status="declined")
    answer = await client.get("/api/invitation/certificate.pdf", headers=await by_link(guest))
    assert answer.headers["content-type"] == "application/pdf"
    assert pdfs.is_accessible(answer.content)
    text = pdfs.text_of(answer.content)
    assert "Erika Muster" in text and "Land Nordrhein-Westfalen" in text and "Ehrung der Engagierten" in text


async def test_it_comes_in_the_readers_language(client: Browser) -> None:
    guest = await a_guest(await a_past_ceremony(), status="accepted")
    answer = await client.get(
        "/api/invitation/certificate.pdf", headers={**await by_link(guest), "accept-language": "en"}
    )
    assert pdfs.language_of(answer.content) == "en" and "Thank you" in pdfs.text_of(answer.content)


@pytest.mark.parametrize("status", ["candidate", "not_drawn", "withdrawn"])
async def test_who_was_not_invited_gets_none(client: Browser, status: str) -> None:
    guest = await a_guest(await a_past_ceremony(), status=status)
    answer = await client.get("/api/invitation/certificate.pdf", headers=await by_link(guest))
    assert answer.status_code == 403 and answer.json()["code"] == "no_certificate"


async def test_it_waits_for_the_end(client: Browser) -> None:
    guest = await a_guest(await a_ceremony(), status="accepted")
    answer = await client.get("/api/invitation/certificate.pdf", headers=await by_link(guest))
    assert answer.status_code == 409 and answer.json()["code"] == "not_over_yet"


async def test_the_office_prints_those_who_came_those_who_could_not_and_the_laureates(
    sign_in_as: SignIn,
) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    await let_in(await a_guest(ceremony, "Ada", status="accepted"))
    await a_guest(ceremony, "Ben", status="accepted")
    await a_guest(ceremony, "Cem", status="declined")
    await a_guest(ceremony, "Dora", status="not_drawn")
    await a_laureate(ceremony, "Freundeskreis Bücherei", "Heimatpreis")
    address = f"/api/offices/{body}/ceremonies/{ceremony}/certificates.pdf"
    printed = {
        of: (await clerk.get(address, params={"of": of})).content
        for of in ("came", "absent", "laureates", "accepted")
    }
    assert all(pdfs.is_accessible(content) for content in printed.values())
    pages = {of: len(pdfs.read(content).pages) for of, content in printed.items()}
    assert pages == {"came": 1, "absent": 2, "laureates": 1, "accepted": 2}
    assert "Ada Muster" in pdfs.text_of(printed["came"]) and "Stadt Köln" in pdfs.text_of(printed["came"])
    assert "Dora" not in pdfs.text_of(printed["absent"])
    laureate = pdfs.text_of(printed["laureates"])
    assert "Freundeskreis Bücherei" in laureate and "Heimatpreis" in laureate


async def test_one_group_is_printed_alone(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    first, other = await a_guest_group(ceremony, "Karte"), await a_guest_group(ceremony, "Verein")
    await a_guest(ceremony, "Ada", status="declined", guest_group=first)
    await a_guest(ceremony, "Ben", status="declined", guest_group=other)
    answer = await clerk.get(
        f"/api/offices/{body}/ceremonies/{ceremony}/certificates.pdf",
        params={"of": "absent", "group": str(other)},
    )
    assert "Ben" in pdfs.text_of(answer.content) and "Ada" not in pdfs.text_of(answer.content)


async def test_nobody_to_print_is_a_sentence(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    answer = await clerk.get(f"/api/offices/{body}/ceremonies/{ceremony}/certificates.pdf")
    assert answer.status_code == 409 and answer.json()["code"] == "no_certificates"


async def test_a_long_name_stays_on_one_page(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    name = "Maximiliane-Theodora Freifrau von und zu Oberhausen-Wiesenthal " * 2
    guest = await a_guest(ceremony, name, status="declined", function="Vorsitzende des Stadtverbandes " * 5)
    answer = await clerk.get(f"/api/offices/{body}/ceremonies/{ceremony}/guests/{guest}/certificate.pdf")
    assert len(pdfs.read(answer.content).pages) == 1


async def test_a_laureate_gets_both_certificates(client: Browser) -> None:
    ceremony = await a_past_ceremony()
    guest = await a_guest(ceremony, "Erika", "Muster", status="accepted")
    await a_laureate(ceremony, "Erika Muster", "Heimatpreis", "Erika.Muster@example.org")
    await a_laureate(ceremony, "Ben Anders", "Jugendpreis", "ben@example.org")
    answer = await client.get("/api/invitation/certificate.pdf", headers=await by_link(guest))
    assert len(pdfs.read(answer.content).pages) == 2
    assert "Heimatpreis" in pdfs.text_of(answer.content) and "Ben" not in pdfs.text_of(answer.content)
