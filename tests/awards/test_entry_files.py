"""Pictures are encoded anew, documents are whole PDFs, and only the team sees them."""

import io
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from ehrenamtskarte.awards.entering import file_rules
from ehrenamtskarte.awards.rules import PhaseKind
from tests.companies.drawings import a_png
from tests.conftest import Browser, SignIn
from tests.factories import a_call, an_entry, set_phases

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" + b" " * 3000 + b"\n%%EOF\n"


@pytest.fixture
async def mia(sign_in_as: SignIn) -> Browser:
    return await sign_in_as("mia@example.org")


@pytest.fixture
async def call(mia: Browser) -> UUID:
    return await a_call()


@pytest.fixture
async def entry(call: UUID) -> UUID:
    return await an_entry(call, email="mia@example.org", status="draft")


async def _upload(
    browser: Browser, entry: UUID, content: bytes, name: str = "bild.png", alt: str = "Zwölf Nachbarn kochen"
) -> Any:
    return await browser.post(
        f"/api/me/award-entries/{entry}/files",
        files={"data": (name, content)},
        data={"alt_de": alt, "credit": "Foto: Bo"},
    )


async def test_a_picture_is_kept_in_two_sizes_of_our_own(mia: Browser, entry: UUID) -> None:
    (file,) = (await _upload(mia, entry, a_png(size=(2000, 1000)))).json()["files"]
    assert (file["kind"], file["width"], file["credit"]) == ("picture", 1600, "Foto: Bo")
    for size, width in (("large", 1600), ("small", 480)):
        sent = await mia.get(f"/api/me/award-entries/{entry}/files/{file['id']}/{size}")
        assert sent.headers["content-type"] == "image/webp"
        assert Image.open(io.BytesIO(sent.content)).width == width
    assert (await mia.get(f"/api/me/award-entries/{entry}/files/{file['id']}/document")).status_code == 404


async def test_a_document_is_saved_and_never_shown_in_the_page(mia: Browser, entry: UUID) -> None:
    (file,) = (await _upload(mia, entry, PDF, "../../Unser <Projekt>.pdf", alt="")).json()["files"]
    assert (file["kind"], file["name"]) == ("document", "Unser Projekt .pdf")
    sent = await mia.get(f"/api/me/award-entries/{entry}/files/{file['id']}/document")
    assert sent.content == PDF
    assert sent.headers["content-disposition"].startswith("attachment")
    assert sent.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PDF[:-10], "document_unreadable"),
        (b"%PDF-1.7 and nothing else", "document_unreadable"),
        (b"<svg onload='alert(1)'/>", "picture_unreadable"),
        (b"MZ\x90\x00", "picture_unreadable"),
        (b"", "picture_unreadable"),
    ],
)
async def test_what_is_neither_is_refused_with_a_sentence(
    mia: Browser, entry: UUID, content: bytes, code: str
) -> None:
    answer = await _upload(mia, entry, content)
    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["errors"][0]["field"]) == (code, "data")


async def test_a_picture_without_words_is_refused(mia: Browser, entry: UUID) -> None:
    assert (await _upload(mia, entry, a_png(), alt=" ")).json()["code"] == "description_missing"


async def test_the_same_file_again_only_gets_the_new_words(mia: Browser, entry: UUID) -> None:
    await _upload(mia, entry, a_png())
    (file,) = (await _upload(mia, entry, a_png(), alt="Alle kochen")).json()["files"]
    assert file["alt"]["de"] == "Alle kochen"


async def test_files_have_a_bound(mia: Browser, entry: UUID) -> None:
    for n in range(file_rules.MOST_DOCUMENTS):
        assert (await _upload(mia, entry, PDF + b"%d" % n, "a.pdf")).status_code == 201
    assert (await _upload(mia, entry, PDF + b"x", "a.pdf")).json()["code"] == "too_many_entry_files"
    assert (await _upload(mia, entry, a_png())).status_code == 201


async def test_the_title_picture_is_the_first(mia: Browser, entry: UUID) -> None:
    await _upload(mia, entry, a_png(1))
    files = (await _upload(mia, entry, a_png(2))).json()["files"]
    ids = [files[1]["id"], files[0]["id"]]
    at = f"/api/me/award-entries/{entry}/files"
    assert [one["id"] for one in (await mia.put(f"{at}/order", json={"ids": ids})).json()["files"]] == ids
    left = (await mia.delete(f"{at}/{ids[0]}")).json()["files"]
    assert [one["id"] for one in left] == [ids[1]]
    said = await mia.put(f"{at}/{ids[1]}", json={"alt": {"de": "Ein Fest", "en": "A feast"}, "credit": "Bo"})
    assert said.json()["files"][0]["alt"] == {"de": "Ein Fest", "en": "A feast"}


async def test_after_the_deadline_files_stay_as_they_are(mia: Browser, call: UUID) -> None:
    entry = await an_entry(call, email="mia@example.org")
    (file,) = (await _upload(mia, entry, a_png())).json()["files"]
    await set_phases(call, PhaseKind.CHECK)
    assert (await _upload(mia, entry, a_png(3))).json()["code"] == "entry_fixed"
    at = f"/api/me/award-entries/{entry}/files/{file['id']}"
    assert (await mia.delete(at)).json()["code"] == "entry_fixed"
    assert (await mia.get(f"{at}/small")).status_code == 200


async def test_a_file_of_another_entry_is_not_there(mia: Browser, call: UUID, entry: UUID) -> None:
    (file,) = (await _upload(mia, entry, a_png())).json()["files"]
    other = await an_entry(call, "Chor", email="mia@example.org", status="draft")
    assert (await mia.get(f"/api/me/award-entries/{other}/files/{file['id']}/small")).status_code == 404
    assert (await mia.delete(f"/api/me/award-entries/{other}/files/{file['id']}")).status_code == 404
