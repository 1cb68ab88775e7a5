"""Whatever team, office and time do in whatever order: a number is given once, in time, and a refusal changes nothing."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking import checks
from ehrenamtskarte.awards.entering import drafts, submitting, withdrawing
from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import HANDED_IN, EntryStatus, PhaseKind
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound, Refusal
from tests.awards.entries import an_initiative, ask, written
from tests.factories import a_call, a_case_worker, a_person, an_issuing_body

ENTRIES = 3
ACTIONS = (
    "write",
    "write",
    "spoil",
    "submit",
    "submit",
    "submit",
    "reply",
    "withdraw",
    "restore",
    "admit",
    "reject",
    "ask",
    "undo",
    "later",
)
STEP = st.tuples(st.sampled_from(ACTIONS), st.integers(min_value=0, max_value=ENTRIES - 1))
TEAM_MAY: dict[EntryStatus, set[EntryStatus]] = {
    EntryStatus.DRAFT: {EntryStatus.SUBMITTED, EntryStatus.WITHDRAWN},
    EntryStatus.SUBMITTED: {EntryStatus.WITHDRAWN},
    EntryStatus.ASKED: {EntryStatus.SUBMITTED, EntryStatus.WITHDRAWN},
    EntryStatus.ADMITTED: {EntryStatus.WITHDRAWN},
    EntryStatus.WITHDRAWN: {EntryStatus.DRAFT, EntryStatus.SUBMITTED, EntryStatus.ASKED},
}
OFFICE_MAY: dict[EntryStatus, set[EntryStatus]] = {
    EntryStatus.SUBMITTED: {EntryStatus.ADMITTED, EntryStatus.REJECTED, EntryStatus.ASKED},
    EntryStatus.ASKED: {EntryStatus.SUBMITTED, EntryStatus.ADMITTED, EntryStatus.REJECTED},
    EntryStatus.ADMITTED: {EntryStatus.SUBMITTED},
    EntryStatus.REJECTED: {EntryStatus.SUBMITTED},
}
TEAM = {"write", "spoil", "submit", "reply", "withdraw", "restore"}


class Year:
    """A call with a few drafts, their writer, and an office that checks."""

    def __init__(self, office: UUID, call: UUID, entries: list[UUID], mia: Actor, nora: Actor) -> None:
        self.office, self.call, self.entries, self.mia, self.nora = office, call, entries, mia, nora
        self.now: datetime = clock.now()
        self.numbers: dict[UUID, int] = {}
        self.deadline: Phase | None = None

    async def do(self, action: str, number: int) -> None:
        entry = self.entries[number]
        before = await self._rows()
        try:
            await getattr(self, action)(entry)
        except Refusal:
            assert await self._rows() == before, f"a refused {action} changes nothing"
        after = await self._rows()
        was, now = (EntryStatus(rows[entry]["status"]) for rows in (before, after))
        if was != now:
            may = TEAM_MAY if action in TEAM else OFFICE_MAY
            assert now in may.get(was, set()), f"{action}: {was} to {now}"
        await self.check(after)

    async def write(self, entry: UUID) -> None:
        await drafts.save(entry, written(await self._revision(entry)), actor=self.mia, now=self.now)

    async def spoil(self, entry: UUID) -> None:
        """Somebody empties a field that is needed."""
        await drafts.save(entry, written(await self._revision(entry), title=""), actor=self.mia, now=self.now)

    async def submit(self, entry: UUID) -> None:
        await submitting.submit(entry, actor=self.mia, now=self.now)

    async def reply(self, entry: UUID) -> None:
        await submitting.reply(entry, "Seit 2020.", actor=self.mia, now=self.now)

    async def withdraw(self, entry: UUID) -> None:
        await withdrawing.withdraw(entry, actor=self.mia, now=self.now)

    async def restore(self, entry: UUID) -> None:
        await withdrawing.restore(entry, actor=self.mia, now=self.now)

    async def admit(self, entry: UUID) -> None:
        await checks.admit(self.office, self.call, entry, actor=self.nora, now=self.now)

    async def reject(self, entry: UUID) -> None:
        await checks.reject(self.office, self.call, entry, "Kein Projekt", actor=self.nora, now=self.now)

    async def ask(self, entry: UUID) -> None:
        by = clock.berlin_day(self.now) + timedelta(days=7)
        await checks.ask(self.office, self.call, entry, "Seit wann?", by, actor=self.nora, now=self.now)

    async def undo(self, entry: UUID) -> None:
        await checks.undo(self.office, self.call, entry, actor=self.nora, now=self.now)

    async def later(self, _entry: UUID) -> None:
        """Up to the middle of the check."""
        assert self.deadline is not None
        self.now = min(self.now + timedelta(days=2), self.deadline.ends_at + timedelta(days=5))

    async def check(self, rows: dict[UUID, dict[str, Any]]) -> None:
        assert self.deadline is not None
        for entry, row in rows.items():
            if row["number"] is not None:
                assert self.numbers.setdefault(entry, row["number"]) == row["number"], "it keeps its number"
                assert self.deadline.is_on(row["submitted_at"]), "handed in within the time"
            if EntryStatus(row["status"]) in HANDED_IN:
                assert row["number"] is not None
        assert sorted(self.numbers.values()) == list(range(1, len(self.numbers) + 1)), "without gaps"
        await self._drafts_are_unseen(rows)

    async def _drafts_are_unseen(self, rows: dict[UUID, dict[str, Any]]) -> None:
        for entry, row in rows.items():
            try:
                await access.entry_of_office(self.office, self.call, entry, actor=self.nora)
                assert row["submitted_at"] is not None
            except NotFound:
                assert row["submitted_at"] is None

    async def _revision(self, entry: UUID) -> int:
        revision: int = await db.scalar("SELECT revision FROM award_entry WHERE id = $1", entry)
        return revision

    async def _rows(self) -> dict[UUID, dict[str, Any]]:
        found = await db.rows("SELECT * FROM award_entry WHERE call = $1", self.call)
        return {row["id"]: dict(row) for row in found}


@given(steps=st.lists(STEP, min_size=10, max_size=30))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_an_entry_only_goes_ways_that_there_are(database: None, steps: list[tuple[str, int]]) -> None:
    await db.execute("DELETE FROM award_entry")
    await db.execute("DELETE FROM rate_count")
    await db.execute("DELETE FROM outbox_message")
    office = await db.scalar("SELECT id FROM issuing_body LIMIT 1") or await an_issuing_body()
    nora = await a_case_worker_of(office)
    call = await a_call(office)
    await ask(call)
    mia = Actor(await a_person("Mia", "Sommer", "mia@example.org"))
    now = clock.now()
    entries = [await drafts.start(an_initiative(call), actor=mia, now=now) for _ in range(ENTRIES)]
    for entry in entries:
        await drafts.save(entry, written(), actor=mia, now=now)
    year = Year(office, call, entries, mia, nora)
    year.deadline = phase_of(await access.phases_of(call), PhaseKind.ENTRY)
    for step in steps:
        await year.do(*step)


async def a_case_worker_of(office: UUID) -> Actor:
    """Somebody of the office who is there to be referred to."""
    person = await a_person("Nora", "Albers", "nora@example.org")
    return Actor(person, a_case_worker(office).memberships, second_factor=True)
