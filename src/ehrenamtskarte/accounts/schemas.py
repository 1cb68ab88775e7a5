"""The HTTP surface of accounts."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.accounts.tables import Membership, Person, Session
from ehrenamtskarte.core.actor import Role

Short = Annotated[str, msgspec.Meta(max_length=120)]
Line = Annotated[str, msgspec.Meta(max_length=200)]


class SignInRequest(msgspec.Struct, rename="camel"):
    """Who wants to sign in."""

    email: Line


class CodeIn(msgspec.Struct, rename="camel"):
    """The address and the code of the mail."""

    email: Line
    code: Short


class LinkIn(msgspec.Struct, rename="camel"):
    """The secret of the mail's link."""

    token: Line


class SecondFactorIn(msgspec.Struct, rename="camel"):
    """A code of the second factor, or a recovery code."""

    code: Short


class ClaimIn(msgspec.Struct, rename="camel"):
    """The code of the letter and the birth date."""

    code: Short
    birth_date: date | None = None


class ProfileIn(msgspec.Struct, rename="camel", omit_defaults=True):
    """Changes to the own data; what is not given stays."""

    given_name: Short | msgspec.UnsetType = msgspec.UNSET
    family_name: Short | msgspec.UnsetType = msgspec.UNSET
    birth_date: date | None | msgspec.UnsetType = msgspec.UNSET
    street: Line | msgspec.UnsetType = msgspec.UNSET
    postal_code: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{5})?$", max_length=5)] | msgspec.UnsetType = (
        msgspec.UNSET
    )
    municipality: (
        Annotated[str, msgspec.Meta(pattern=r"^[0-9]{8}$", max_length=8)] | None | msgspec.UnsetType
    ) = msgspec.UNSET
    phone: Annotated[str, msgspec.Meta(max_length=40)] | msgspec.UnsetType = msgspec.UNSET
    language: Annotated[str, msgspec.Meta(pattern=r"^(de|en)$", max_length=2)] | msgspec.UnsetType = (
        msgspec.UNSET
    )

    def changes(self) -> dict[str, object]:
        """The given fields by column."""
        return {f: v for f in self.__struct_fields__ if (v := getattr(self, f)) is not msgspec.UNSET}


class PersonOut(msgspec.Struct, rename="camel"):
    """A person as they see themselves."""

    id: UUID
    given_name: str
    family_name: str
    email: str | None
    birth_date: date | None
    street: str
    postal_code: str
    municipality: str | None
    phone: str
    language: str

    @classmethod
    def of(cls, person: Person) -> "PersonOut":
        return cls(**{name: getattr(person, name) for name in cls.__struct_fields__})


class MembershipOut(msgspec.Struct, rename="camel"):
    """A role and for whom."""

    role: Role
    tenant_id: UUID
    tenant_name: str

    @classmethod
    def of(cls, membership: Membership) -> "MembershipOut":
        return cls(Role(membership.role), membership.tenant, membership.tenant_name)


class SecondFactorState(StrEnum):
    """Whether this session needs a second factor and has shown it."""

    NONE = "none"
    ENROL = "enrol"
    REQUIRED = "required"
    PASSED = "passed"


class MeOut(msgspec.Struct, rename="camel"):
    """The signed-in person and what they may be."""

    person: PersonOut
    memberships: list[MembershipOut]
    second_factor: SecondFactorState


class SessionOut(msgspec.Struct, rename="camel"):
    """One signed-in browser."""

    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime
    is_this_one: bool

    @classmethod
    def of(cls, session: Session, present: UUID | None) -> "SessionOut":
        return cls(
            session.id, session.device, session.created_at, session.last_seen_at, session.id == present
        )


class SecondFactorSetup(msgspec.Struct, rename="camel"):
    """What an authenticator app needs; shown once."""

    secret: str
    address: str
    qr_svg: str


class RecoveryCodesOut(msgspec.Struct, rename="camel"):
    """Single-use codes for a lost phone; shown once."""

    recovery_codes: list[str]


class MemberOfTenantOut(msgspec.Struct, rename="camel"):
    """A colleague with the same role."""

    person_id: UUID
    name: str
    email: str | None
    since: datetime
