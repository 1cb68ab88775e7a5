"""The receipt: a PDF for everybody, with the number and what was handed in."""

import pytest

from ehrenamtskarte.awards.entering import drafts, receipts, submitting
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from tests import pdfs
from tests.awards.entries import an_initiative, ask, written
from tests.conftest import SignIn
from tests.factories import a_call, a_category, a_person, an_entry

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(("language", "word"), [("de", "Eingangsbestätigung"), ("en", "Receipt")])
async def test_it_says_what_came_in_and_when(language: str, word: str) -> None:
    call, now = await a_call(), clock.now()
    mia = Actor(await a_person("Mia", "Sommer", "mia@example.org"))
    await ask(call)
    category = await a_category(call, "Nachbarschaft", chosen=True)
    entry = await drafts.start(an_initiative(call), actor=mia, now=now)
    answers = {"what": "Wir kochen.\nJeden Freitag.", "people": 12, "since": "2020-05-01", "for": ["old"]}
    await drafts.save(entry, written(answers=answers, category_id=category), actor=mia, now=now)
    await submitting.submit(entry, actor=mia, now=now)
    content, number = await receipts.receipt(entry, language=language, actor=mia, now=now)
    text = pdfs.text_of(content)
    assert number == "2026-0001"
    for said in (word, number, "Kochgruppe Nippes", "Nachbarschaft", "Wir kochen.", "12"):
        assert said in text, said
    assert pdfs.is_accessible(content)
    assert pdfs.language_of(content) == language


async def test_a_draft_has_none(sign_in_as: SignIn) -> None:
    mia = await sign_in_as("mia@example.org")
    entry = await an_entry(await a_call(), email="mia@example.org", status="draft")
    answer = await mia.get(f"/api/me/award-entries/{entry}/receipt.pdf")
    assert answer.json()["code"] == "entry_never_submitted"


async def test_it_is_saved_by_its_number(sign_in_as: SignIn) -> None:
    mia = await sign_in_as("mia@example.org")
    entry = await an_entry(await a_call(), email="mia@example.org")
    answer = await mia.get(f"/api/me/award-entries/{entry}/receipt.pdf")
    assert answer.headers["content-disposition"] == 'attachment; filename="eingang-2026-0001.pdf"'
