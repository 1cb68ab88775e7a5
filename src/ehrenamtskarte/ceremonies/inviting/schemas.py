"""The HTTP surface of invitations."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.inviting.answer_rules import MOST_PERSONS, Answer, Said
from ehrenamtskarte.ceremonies.planning.schemas import PublicCeremonyOut
from ehrenamtskarte.ceremonies.rules import Consent, GuestStatus, RunKind, Status
from ehrenamtskarte.core.text import Text

Name = Annotated[str, msgspec.Meta(max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Needs = Annotated[str, msgspec.Meta(max_length=500)]
Language = Annotated[str, msgspec.Meta(pattern="^(de|en)$")]
Guests = Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=500)]


class PersonSaid(msgspec.Struct, rename="camel", kw_only=True):
    """One person of a party; `id` where the answer before named them."""

    id: UUID | None = None
    name: Name = ""
    wheelchair: bool = False
    sign_language: bool = False
    hearing_loop: bool = False
    diet: Line = ""
    needs: Needs = ""
    photo_consent: Consent = Consent.OPEN

    def said(self) -> Said:
        """The same for the service."""
        return Said(
            id=self.id,
            name=" ".join(self.name.split()),
            wheelchair=self.wheelchair,
            sign_language=self.sign_language,
            hearing_loop=self.hearing_loop,
            diet=self.diet.strip(),
            needs=self.needs.strip(),
            photo_consent=self.photo_consent,
        )


class InvitationAnswerIn(msgspec.Struct, rename="camel", kw_only=True):
    """Whether a party comes; the guest first among its persons, whose name stays as invited."""

    coming: bool
    persons: Annotated[list[PersonSaid], msgspec.Meta(max_length=MOST_PERSONS)] = msgspec.field(
        default_factory=list
    )
    language: Language | None = None
    sit_with: Line = ""

    def answer(self) -> Answer:
        """The same for the service."""
        persons = tuple(person.said() for person in self.persons)
        return Answer(
            coming=self.coming, persons=persons, language=self.language, sit_with=self.sit_with.strip()
        )


class PersonOut(msgspec.Struct, rename="camel", kw_only=True):
    """One person of a party that holds places, with the ticket once it is signed."""

    id: UUID
    name: str
    wheelchair: bool
    sign_language: bool
    hearing_loop: bool
    diet: str
    needs: str
    photo_consent: Consent
    ticket: str | None
    """What the code shows; null while it is being signed."""
    seat: str


class InvitationOut(msgspec.Struct, rename="camel", kw_only=True):
    """An invitation and what became of it, for the guest."""

    guest_id: UUID
    status: GuestStatus
    given_name: str
    family_name: str
    language: str
    party: int
    most_persons: int
    fits: int
    """The largest party that would come and not wait, if it answered now."""
    answer_by: datetime | None
    in_time: bool
    """Whether a yes may still be said."""
    late: bool
    """Whether the day to answer by is over: places are only given back."""
    offer_until: datetime | None
    place_in_line: int | None
    persons: list[PersonOut]
    event: PublicCeremonyOut


class InvitationRow(msgspec.Struct, rename="camel", kw_only=True):
    """One of somebody's invitations."""

    guest_id: UUID
    status: GuestStatus
    ceremony_id: UUID
    title: Text
    event_status: Status
    starts_at: datetime
    ends_at: datetime
    place: str
    offer_until: datetime | None
    answer_by: datetime | None


class RegistrationIn(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody wants to come to a public event."""

    given_name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    family_name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    email: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]
    party: Annotated[int, msgspec.Meta(ge=1, le=MOST_PERSONS)] = 1


class GuestsIn(msgspec.Struct, rename="camel", kw_only=True):
    """Whom it is for; without guests all it may be for."""

    guests: Guests | None = None


class RunOut(msgspec.Struct, rename="camel", kw_only=True):
    """Long work and how far it is."""

    id: UUID
    kind: RunKind
    total: int
    done: int
    ordered_at: datetime
    ended_at: datetime | None
    has_file: bool


class Ordered(msgspec.Struct, rename="camel", kw_only=True):
    """The work that was ordered."""

    runs: list[UUID]


class InvitingOut(msgspec.Struct, rename="camel", kw_only=True):
    """How far the invitations of an event are."""

    to_mail: int
    to_print: int
    to_draw: list[str]
    invited: int
    to_remind: int
    silent_without_mail: int
    waiting: int
    offered: int
    seats_free: int


class WaitingRow(msgspec.Struct, rename="camel", kw_only=True):
    """A party that waits or is held places for."""

    id: UUID
    given_name: str
    family_name: str
    function: str
    email: str | None
    status: GuestStatus
    party: int
    place: int
    waiting_since: datetime | None
    offer_until: datetime | None


class AnsweredOut(msgspec.Struct, rename="camel", kw_only=True):
    """What an answer led to."""

    status: GuestStatus
