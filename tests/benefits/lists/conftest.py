"""The state office and a town's office, and lists for them to hand in."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte import demo
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import STATE, an_issuing_body

SAMPLE = Path(demo.__file__).parent / "data" / "benefits_sample.csv"
SIEGBURG = "05382060"


@pytest.fixture
async def state(sign_in_as: SignIn) -> Browser:
    """Somebody of the state office."""
    return await sign_in_as("nora@land.example", (Role.STATE_OFFICE, STATE))


@pytest.fixture
async def siegburg(database: None) -> UUID:
    """The office of Siegburg."""
    return await an_issuing_body(SIEGBURG)


@pytest.fixture
async def karla(sign_in_as: SignIn, siegburg: UUID) -> Browser:
    """Its case worker."""
    return await sign_in_as("karla@siegburg.example", (Role.CASE_WORKER, siegburg))


async def hand_in(
    browser: Browser, content: bytes | str, office: object = "state", name: str = "Angebote.csv"
) -> Any:
    """What handing a list in answers."""
    data = content.encode() if isinstance(content, str) else content
    answer = await browser.post(f"/api/offices/{office}/benefit-lists", files={"data": (name, data)})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def accept(browser: Browser, list_id: str, office: object = "state") -> Any:
    """What taking a list over answers."""
    answer = await browser.post(f"/api/offices/{office}/benefit-lists/{list_id}/acceptance")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def taken(browser: Browser, content: bytes | str, office: object = "state") -> Any:
    """A list handed in and taken over."""
    return await accept(browser, (await hand_in(browser, content, office))["id"], office)


def numbers(shown: Any) -> dict[str, int]:
    """The counts of a list, those that are not zero."""
    names = ("new", "updated", "unchanged", "duplicates", "refused")
    return {name: shown[name] for name in names if shown[name]}


def message(shown: Any, line: int) -> str:
    """What is said in German of a row."""
    row = next(row for row in shown["rows"] if row["line"] == line)
    return row["message"]["de"] if row["message"] else ""


async def offers() -> list[Any]:
    """All offers with their company, in the order they were named."""
    return await db.rows(
        "SELECT c.name, c.municipality, c.statewide, c.website, b.* FROM benefit b JOIN company c ON c.id = b.company"
        " ORDER BY c.name, b.title_de"
    )
