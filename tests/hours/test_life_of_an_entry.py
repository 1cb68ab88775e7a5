"""Any sequence of actions by any of three people leaves an entry where the rules say, and nowhere else."""

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.hours import decide, record
from ehrenamtskarte.hours.decide import Selection
from ehrenamtskarte.hours.rules import (
    Duplicate,
    HoursAlreadyConfirmed,
    HoursAlreadyRejected,
    HoursAlreadyWithdrawn,
    Kind,
    Worked,
)
from tests.conftest import Browser, SignIn, actor_of
from tests.hours.conftest import on_roster

NO_LONGER_OPEN = (HoursAlreadyConfirmed, HoursAlreadyRejected, HoursAlreadyWithdrawn)
LIVE = {"submitted", "confirmed"}
ACTION = st.sampled_from(["record", "confirm", "reject", "withdraw"])
WHO = st.sampled_from(["volunteer", "coordinator", "stranger"])


class Life:
    """The entries of one person for one day, and what they should be."""

    def __init__(self, club: UUID, people: dict[str, Actor], minutes: int) -> None:
        self.club, self.people, self.ids = club, people, list[UUID]()
        self.expected: list[str] = []
        day = clock.today()
        self.worked = Worked(Kind.WORK, day, day, None, None, minutes)

    async def record(self, who: str) -> None:
        volunteer = self.people["volunteer"]
        try:
            if who == "volunteer":
                made = await record.record_own(self.club, self.worked, actor=volunteer, now=clock.now())
            else:
                made = await record.record_for(
                    self.club, volunteer.person_id, self.worked, actor=self.people[who], now=clock.now()
                )
        except Duplicate:
            assert LIVE & set(self.expected) and who != "stranger"
            return
        except NotFound:
            assert who == "stranger"
            return
        assert not LIVE & set(self.expected) and who != "stranger"
        self.ids.append(made)
        self.expected.append("submitted")

    async def confirm(self, who: str) -> None:
        await self._decide(who, "confirmed")

    async def reject(self, who: str) -> None:
        await self._decide(who, "rejected")

    async def _decide(self, who: str, outcome: str) -> None:
        selection, actor = Selection(records=tuple(self.ids)), self.people[who]
        waiting = self.expected.count("submitted")
        try:
            if outcome == "confirmed":
                done = await decide.confirm(self.club, selection, actor=actor, now=clock.now())
            else:
                done = await decide.reject(self.club, selection, "weil", actor=actor, now=clock.now())
        except NotFound:
            assert who == "stranger"
            return
        if who == "volunteer":  # who coordinates as well, but not about the own hours
            assert (done.entries, done.own_skipped) == (0, waiting)
            return
        assert (done.entries, done.own_skipped) == (waiting, 0)
        self.expected = [outcome if status == "submitted" else status for status in self.expected]

    async def withdraw(self, who: str) -> None:
        if not self.ids:
            return
        try:
            await record.withdraw(self.ids[-1], actor=self.people[who])
        except NotFound:
            assert who != "volunteer"
            return
        except NO_LONGER_OPEN:
            assert self.expected[-1] != "submitted"
            return
        assert self.expected[-1] == "submitted" and who == "volunteer"
        self.expected[-1] = "withdrawn"

    async def check(self) -> None:
        found = await db.rows("SELECT status FROM hour_record WHERE id = ANY($1) ORDER BY id", self.ids)
        assert [row["status"] for row in found] == self.expected


@given(steps=st.lists(st.tuples(ACTION, WHO), max_size=12), minutes=st.integers(min_value=1, max_value=1440))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_an_entry_is_always_where_the_rules_say(
    jana: Browser,
    stranger: Browser,
    club: UUID,
    sign_in_as: SignIn,
    steps: list[tuple[str, str]],
    minutes: int,
) -> None:
    await db.execute("DELETE FROM hour_record")
    erika = await sign_in_as("erika@example.org", (Role.COORDINATOR, club))
    await on_roster(club, "Vorname", "Nachname", "erika@example.org")
    people = {"volunteer": erika, "coordinator": jana, "stranger": stranger}
    life = Life(club, {name: await actor_of(browser) for name, browser in people.items()}, minutes)
    for action, who in steps:
        await getattr(life, action)(who)
        await life.check()
