"""The HTTP surface of nominations and the consent to them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.entering.nomination_rules import NominationState
from ehrenamtskarte.awards.entering.schemas import Ags, Email, Line, Name, Phone, PostalCode
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.core.text import Text

WhyNominated = Annotated[str, msgspec.Meta(max_length=4000)]
Relation = Annotated[str, msgspec.Meta(max_length=300)]


class NominationIn(msgspec.Struct, rename="camel", kw_only=True):
    """Who is nominated, for what and why."""

    kind: EntrantKind
    name: Name
    """Of the person, the organisation or the company."""
    person_name: Line = ""
    """Whom to write to there."""
    email: Email
    postal_code: PostalCode
    municipality: Ags | None = None
    title: Line
    """The engagement, in a few words."""
    reason: WhyNominated
    relation: Relation
    category_id: UUID | None = None


class MyNomination(msgspec.Struct, rename="camel", kw_only=True):
    """A nomination in the list of who made it."""

    id: UUID
    call_id: UUID
    call_title: Text
    kind: EntrantKind
    name: str
    title: str
    email: str
    state: NominationState
    asked_at: datetime
    consent_until: datetime | None
    """The first moment that is too late."""
    may_remind: bool


class NominationOut(msgspec.Struct, rename="camel", kw_only=True):
    """A nomination for who is nominated."""

    id: UUID
    call_id: UUID
    call_title: Text
    office_name: str
    """Empty: the state office."""
    kind: EntrantKind
    name: str
    person_name: str
    phone: str
    title: str
    nominator: str
    relation: str
    reason: str
    state: NominationState
    status: EntryStatus
    receipt: str
    """Once they agreed."""
    incomplete: bool
    """The form of the call waits to be completed."""
    consent_until: datetime | None


class NominationAnswerIn(msgspec.Struct, rename="camel", kw_only=True):
    """Yes or no; with a yes, how they are called and reached."""

    agreed: bool
    name: Name = ""
    person_name: Line = ""
    phone: Phone = ""
