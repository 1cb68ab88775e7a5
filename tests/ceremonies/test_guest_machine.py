"""Whatever parties, office and time do in whatever order: places are never counted twice, nor promised twice."""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehrenamtskarte.ceremonies.inviting import answering, waiting
from ehrenamtskarte.ceremonies.inviting.answer_rules import (
    AnswerTooLate,
    InvitationWithdrawn,
    NoRoom,
    NoRoomForMore,
    NotInvited,
    NotWaiting,
)
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from tests.ceremonies.answers import NO, yes
from tests.factories import STATE, a_ceremony, a_guest, a_guest_group, a_person

CAPACITY = 6
PARTIES = 5
STEP = st.tuples(
    st.sampled_from(
        ["yes", "yes", "yes", "no", "no", "office", "withdraw", "offer", "seats", "later", "due"]
    ),
    st.integers(min_value=0, max_value=PARTIES - 1),
    st.integers(min_value=1, max_value=4),
)
EXPECTED = (AnswerTooLate, InvitationWithdrawn, NoRoom, NoRoomForMore, NotInvited, NotWaiting)


class Evening:
    """An event for six with five parties who want to come."""

    def __init__(self, ceremony: UUID, guests: list[UUID], actor: Actor) -> None:
        self.ceremony, self.guests, self.actor = ceremony, guests, actor
        self.now: datetime = clock.now()
        self.begins = self.now + timedelta(days=28)

    async def do(self, action: str, number: int, party: int) -> None:
        before = await self._parties()
        try:
            await getattr(self, action)(self.guests[number], party)
        except EXPECTED:
            assert await self._parties() == before, "a refusal changes nothing"
        await self.check()

    async def yes(self, guest: UUID, party: int) -> None:
        await answering.answer(guest, yes(party), now=self.now)

    async def no(self, guest: UUID, _party: int) -> None:
        await answering.answer(guest, NO, now=self.now)

    async def gives_way(self, guest: UUID, party: int) -> None:
        """Somebody declines, and the worker moves the list up at once."""
        await self.no(guest, party)
        await waiting.move_up(self.ceremony, now=self.now)

    async def office(self, guest: UUID, party: int) -> None:
        said = yes(party) if party < 4 else NO
        await answering.answer_for(None, self.ceremony, guest, said, actor=self.actor, now=self.now)

    async def withdraw(self, guest: UUID, _party: int) -> None:
        await waiting.withdraw(None, self.ceremony, guest, actor=self.actor, now=self.now)

    async def offer(self, guest: UUID, _party: int) -> None:
        await waiting.offer_now(None, self.ceremony, guest, actor=self.actor, now=self.now)

    async def seats(self, _guest: UUID, _party: int) -> None:
        await waiting.move_up(self.ceremony, now=self.now)

    async def later(self, _guest: UUID, party: int) -> None:
        """Up to the day before."""
        self.now = min(self.now + timedelta(hours=50 * party), self.begins - timedelta(days=1))

    async def due(self, _guest: UUID, _party: int) -> None:
        await waiting.end_due(self.now)

    async def _parties(self) -> list[tuple[object, ...]]:
        found = await db.rows("SELECT id, status, party, waiting_since, offer_until FROM guest ORDER BY id")
        return [tuple(row) for row in found]

    async def check(self) -> None:
        held = await db.scalar(
            "SELECT coalesce(sum(party), 0) FROM guest WHERE status IN ('accepted', 'offered')"
        )
        assert held <= CAPACITY
        wrong = await db.rows(
            "SELECT g.status, g.party, count(a.id) FROM guest g LEFT JOIN attendee a ON a.guest = g.id GROUP BY g.id"
            " HAVING count(a.id) <> CASE WHEN g.status IN ('accepted', 'offered') THEN g.party ELSE 0 END"
        )
        assert not wrong, wrong
        # As the worker does for those who come.
        await db.execute(
            "INSERT INTO ticket (number, attendee, ceremony, token, issued_at)"
            " SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), a.id, a.ceremony, '', now()"
            " FROM attendee a JOIN guest g ON g.id = a.guest WHERE g.status = 'accepted' ON CONFLICT DO NOTHING"
        )
        stray = await db.scalar(
            "SELECT count(*) FROM ticket t LEFT JOIN attendee a ON a.id = t.attendee LEFT JOIN guest g ON g.id = a.guest"
            " WHERE t.ended_at IS NULL AND g.status IS DISTINCT FROM 'accepted'"
        )
        assert stray == 0


@given(
    first=st.lists(st.integers(min_value=1, max_value=4), min_size=PARTIES, max_size=PARTIES),
    steps=st.lists(STEP, min_size=10, max_size=20),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_places_always_add_up(
    database: None, first: list[int], steps: list[tuple[str, int, int]]
) -> None:
    await db.execute("DELETE FROM ticket")
    await db.execute("DELETE FROM outbox_message")
    await db.execute("DELETE FROM guest")
    person = await a_person("Nora", "Albers", "nora@example.org")
    actor = Actor(person, (MembershipOf(Role.STATE_OFFICE, STATE),), second_factor=True)
    ceremony = await a_ceremony(capacity=CAPACITY, companions_each=3, created_by=person)
    group = await a_guest_group(ceremony)
    guests = [
        await a_guest(ceremony, "Erika", f"Muster{number}", guest_group=group) for number in range(PARTIES)
    ]
    evening = Evening(ceremony, guests, actor)
    for step in [*(("yes", number, party) for number, party in enumerate(first)), *steps]:
        await evening.do(*step)
    # The list has settled once nobody who waits would fit.
    await evening.due(guests[0], 1)
    await evening.seats(guests[0], 1)
    left = CAPACITY - await db.scalar(
        "SELECT coalesce(sum(party), 0) FROM guest WHERE status IN ('accepted', 'offered')"
    )
    smallest = await db.scalar("SELECT min(party) FROM guest WHERE status = 'waiting'")
    assert smallest is None or smallest > left
