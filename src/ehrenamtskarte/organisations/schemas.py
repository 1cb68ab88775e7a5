"""The HTTP surface of organisations."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from ehrenamtskarte.organisations.rules import Field, RosterEntry, Status
from ehrenamtskarte.organisations.tables import Organisation

Name = Annotated[str, msgspec.Meta(max_length=120)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Ags = Annotated[str, msgspec.Meta(pattern="^[0-9]{8}$")]
PostalCode = Annotated[str, msgspec.Meta(pattern="^([0-9]{5})?$")]


class RegistrationIn(msgspec.Struct, rename="camel"):
    """A new organisation."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    municipality: Ags
    field: Field
    street: Line = ""
    postal_code: PostalCode = ""
    email: Line = ""
    website: Annotated[str, msgspec.Meta(max_length=300)] = ""


class OrganisationOut(msgspec.Struct, rename="camel"):
    """An organisation for its coordinators and its town."""

    id: UUID
    name: str
    municipality: str
    field: Field
    street: str
    postal_code: str
    email: str
    website: str
    status: Status
    reason: str
    registered_at: datetime
    decided_at: datetime | None

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationOut":
        return cls(**{name: getattr(organisation, name) for name in cls.__struct_fields__})


class OrganisationFound(msgspec.Struct, rename="camel"):
    """What anybody may know of an approved organisation."""

    id: UUID
    name: str
    municipality: str
    municipality_name: str


class OrganisationRow(msgspec.Struct, rename="camel"):
    """An organisation in the office's list."""

    id: UUID
    name: str
    municipality_name: str
    field: Field
    status: Status
    reason: str
    registered_at: datetime
    members: int


class ReasonIn(msgspec.Struct, rename="camel"):
    """Why something is refused."""

    reason: Annotated[str, msgspec.Meta(max_length=2000)]


class MemberIn(msgspec.Struct, rename="camel"):
    """A person for the roster."""

    given_name: Name = ""
    family_name: Name = ""
    number: Annotated[str, msgspec.Meta(max_length=40)] = ""
    birth_date: date | None = None
    email: Line | None = None

    def entry(self) -> RosterEntry:
        """As a roster entry."""
        return RosterEntry(
            self.given_name, self.family_name, self.number, self.birth_date, self.email or None
        )


class MemberChangesIn(msgspec.Struct, rename="camel"):
    """Corrections to a roster entry; what is not given stays."""

    given_name: Name | msgspec.UnsetType = msgspec.UNSET
    family_name: Name | msgspec.UnsetType = msgspec.UNSET
    number: Annotated[str, msgspec.Meta(max_length=40)] | msgspec.UnsetType = msgspec.UNSET
    birth_date: date | None | msgspec.UnsetType = msgspec.UNSET
    email: Line | None | msgspec.UnsetType = msgspec.UNSET

    def changes(self) -> dict[str, object]:
        """The given fields by column."""
        return {f: v for f in self.__struct_fields__ if (v := getattr(self, f)) is not msgspec.UNSET}


class MemberOut(msgspec.Struct, rename="camel"):
    """A person on the roster."""

    id: UUID
    person_id: UUID
    number: str
    given_name: str
    family_name: str
    birth_date: date | None
    email: str | None
    since: date | None
    left_on: date | None = None
    has_account: bool | None = None
    can_sign_in: bool | None = None

    @classmethod
    def of(cls, member: Any) -> "MemberOut":
        """From a table row or a record of the list."""
        values = member if isinstance(member, dict) else member.to_dict()
        known: dict[str, Any] = {name: values.get(name) for name in cls.__struct_fields__}
        return cls(**known | {"person_id": values["person"]})


class ClaimCodeOut(msgspec.Struct, rename="camel"):
    """A code for a letter; shown once."""

    code: str
    expires_at: datetime


class CoordinatorIn(msgspec.Struct, rename="camel"):
    """Whom to add as coordinator."""

    email: Line


class CoordinatorOut(msgspec.Struct, rename="camel"):
    """Somebody who acts for the organisation."""

    person_id: UUID
    name: str
    email: str | None
    since: datetime
