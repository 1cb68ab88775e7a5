"""An office with a call and its jury, for tests of setting it up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import a_call, a_juror, an_entry, an_issuing_body

WEIGHTS = (2, 1)


@dataclass
class Office:
    """A town's office and its call."""

    body: UUID
    call: UUID
    browser: Browser

    async def get(self, path: str, **query: Any) -> Any:
        """What a list of the call answers."""
        answer = await self.browser.get(
            f"/api/offices/{self.body}/award-calls/{self.call}/{path}", params=query
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, method: str, path: str, body: object = None, expect: int = 200) -> Any:
        """What an action answers."""
        answer = await self.browser.request(
            method, f"/api/offices/{self.body}/award-calls/{self.call}/{path}", json=body
        )
        assert answer.status_code == expect, answer.text
        return answer.json() if answer.content else None

    async def round(self, **terms: Any) -> str:
        """A new round with the whole jury."""
        made = await self.send("POST", "jury-rounds", a_plan(**terms), 201)
        return str(made["id"])

    async def assigned(self, found: str) -> dict[str, set[str]]:
        """Who judges what, by the names of entries."""
        page = await self.get(f"jury-rounds/{found}/entries")
        return {
            entry["name"]: {one["name"] for one in entry["jurors"] if one["status"] != "recused"}
            for entry in page["items"]
        }

    async def recused(self, found: str) -> dict[tuple[str, str], str]:
        """Why who does not judge what."""
        page = await self.get(f"jury-rounds/{found}/entries")
        return {
            (entry["name"], one["name"]): one["recusalReason"]["de"]
            for entry in page["items"]
            for one in entry["jurors"]
            if one["status"] == "recused"
        }


async def an_office(sign_in_as: SignIn, **terms: Any) -> Office:
    """Köln with a call whose jury meets now, and its case worker."""
    body = await an_issuing_body()
    browser = await sign_in_as("nora@koeln.example", (Role.CASE_WORKER, body))
    return Office(body, await a_call(body, **{"on": PhaseKind.JURY, **terms}), browser)


async def some_jurors(call: UUID, *names: str) -> list[UUID]:
    """A jury of these people."""
    return [await a_juror(call, name) for name in names]


async def some_entries(call: UUID, *names: str, **terms: Any) -> list[UUID]:
    """Admitted entries of these names."""
    return [await an_entry(call, name, **{"status": "admitted", **terms}) for name in names]


async def judged(found: str | UUID, *pairs: tuple[UUID, UUID]) -> None:
    """Let jurors be done with entries, all with the same points."""
    for entry, juror in pairs:
        await db.execute(
            "UPDATE judgement SET status = 'done', weighted_points = 9, done_at = $4"
            " WHERE jury_round = $1 AND entry = $2 AND juror = $3",
            UUID(str(found)), entry, juror, clock.now(),
        )  # fmt: skip


def a_plan(**changes: Any) -> dict[str, Any]:
    """What an office enters for a round that is on."""
    today = clock.today().isoformat()
    return {
        "name": {"de": " Vorauswahl ", "en": "First round"},
        "firstDay": today,
        "lastDay": today,
        "criteria": criteria_of(WEIGHTS),
        **changes,
    }


def criteria_of(weights: Sequence[int]) -> list[dict[str, Any]]:
    """One criterion for each weight."""
    return [
        {
            "name": {"de": f"Kriterium {n}"},
            "weight": weight,
            "anchors": [{"points": 5, "de": "sehr gut"}, {"points": 1, "de": "kaum"}],
        }
        for n, weight in enumerate(weights, 1)
    ]
