"""Certificates and the press sheet are ready while the embargo holds."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from ehrenamtskarte.awards.honouring.certificate_words import LONGEST_REASON, shortened
from ehrenamtskarte.awards.honouring.naming import with_year
from ehrenamtskarte.awards.honouring.press_words import embargo_line
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.text import Text
from tests import pdfs
from tests.awards.prizes import Prize, a_prize, refused
from tests.conftest import SignIn


@pytest.fixture
async def prize(sign_in_as: SignIn) -> Prize:
    return await a_prize(sign_in_as)


def test_the_embargo_is_told_in_berlin_time_until_it_ends() -> None:
    until = datetime(2026, 12, 4, 17, tzinfo=UTC)
    assert embargo_line(until, until - timedelta(seconds=1)).de == (
        "Sperrfrist bis Freitag, 4. Dezember 2026, 18:00 Uhr"
    )
    assert embargo_line(until, until).de == ""


def test_the_year_is_named_once() -> None:
    assert with_year(Text("Engagementpreis", ""), 2026) == Text(
        "Engagementpreis 2026", "Engagementpreis 2026"
    )
    assert with_year(Text("Preis 2026", "Prize 2026"), 2026) == Text("Preis 2026", "Prize 2026")


@pytest.mark.parametrize("reason", ["Ein Satz. " * 200, "x" * 2000, "wort " * 400])
def test_a_long_reason_is_cut_where_it_can_be_read(reason: str) -> None:
    short = shortened(reason)
    assert len(short) <= LONGEST_REASON + 2
    assert short.endswith((".", "…"))


async def test_each_laureate_gets_a_certificate_in_the_readers_language(prize: Prize) -> None:
    await prize.choose(0, 1, shared=True)
    laureates = (await prize.decide(clock.now() + timedelta(days=3))).json()["categories"][0]["laureates"]
    everybody = await prize.clerk.get(f"{prize.path}/certificates.pdf")
    assert everybody.headers["content-type"] == "application/pdf"
    assert pdfs.is_accessible(everybody.content)
    text = pdfs.text_of(everybody.content)
    assert all(words in text for words in ("Tafel", "Chor", "Preis der Jury", "Weil es hilft.", "2.500 €"))
    one = await prize.clerk.get(
        f"{prize.path}/certificates.pdf",
        params={"laureate": laureates[1]["id"]},
        headers={"accept-language": "en"},
    )
    text = pdfs.text_of(one.content)
    assert "Chor" in text and "Tafel" not in text and "Certificate" in text


async def test_the_press_sheet_says_the_embargo_while_it_holds(prize: Prize) -> None:
    await prize.choose(0)
    await prize.decide(clock.now() + timedelta(days=3))
    sheet = await prize.clerk.get(f"{prize.path}/press.pdf")
    assert pdfs.is_accessible(sheet.content)
    text = pdfs.text_of(sheet.content)
    assert "Sperrfrist bis" in text and "Tafel" in text and "Weil es hilft." in text
    assert (await prize.clerk.get(f"{prize.path}/press.txt")).text.startswith("SPERRFRIST BIS")


async def test_once_public_the_press_sheet_has_no_embargo(prize: Prize) -> None:
    await prize.choose(0)
    await prize.decide()
    assert "SPERRFRIST" not in (await prize.clerk.get(f"{prize.path}/press.txt")).text


async def test_there_is_nothing_to_print_before_the_decision_or_without_winners(prize: Prize) -> None:
    for file in ("press.pdf", "press.txt", "certificates.pdf"):
        assert refused(await prize.clerk.get(f"{prize.path}/{file}")) == (409, "result_not_decided")
    await prize.choose(notAwarded={"de": "Niemand hat uns überzeugt.", "en": ""})
    await prize.decide()
    assert refused(await prize.clerk.get(f"{prize.path}/certificates.pdf")) == (409, "nobody_to_certify")
    assert "Niemand hat uns überzeugt." in (await prize.clerk.get(f"{prize.path}/press.txt")).text


async def test_a_laureate_of_another_call_has_no_certificate_here(prize: Prize) -> None:
    await prize.choose(0)
    await prize.decide()
    answer = await prize.clerk.get(f"{prize.path}/certificates.pdf", params={"laureate": str(uuid4())})
    assert answer.status_code == 404
