"""Who acts: a signed-in person with the roles that count in this session."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person may be for a tenant."""

    COORDINATOR = "coordinator"
    PARTNER_MANAGER = "partner_manager"
    """Keeps a company's data, offers and staff."""
    PARTNER_STAFF = "partner_staff"
    """Redeems at the till and sees the figures."""
    CASE_WORKER = "case_worker"
    STATE_OFFICE = "state_office"

    @property
    def needs_second_factor(self) -> bool:
        return self in (Role.CASE_WORKER, Role.STATE_OFFICE)


@dataclass(frozen=True)
class MembershipOf:
    """One role for one tenant."""

    role: Role
    tenant: UUID


@dataclass(frozen=True)
class Actor:
    """A signed-in person; staff roles count only after the second factor."""

    person_id: UUID
    memberships: tuple[MembershipOf, ...] = ()
    second_factor: bool = False
    session_id: UUID | None = None

    def has(self, role: Role, tenant: UUID | None = None) -> bool:
        """Whether the person holds this role (for this tenant), second factor aside."""
        return any(m.role is role and tenant in (None, m.tenant) for m in self.memberships)

    def may_act_as(self, role: Role, tenant: UUID | None = None) -> bool:
        """Whether the role counts right now."""
        return self.has(role, tenant) and (self.second_factor or not role.needs_second_factor)

    def is_coordinator(self, organisation: UUID) -> bool:
        return self.may_act_as(Role.COORDINATOR, organisation)

    def is_partner_manager(self, company: UUID) -> bool:
        return self.may_act_as(Role.PARTNER_MANAGER, company)

    def is_partner(self, company: UUID) -> bool:
        """Whether the person works at the company, at its till or for its data."""
        return self.is_partner_manager(company) or self.may_act_as(Role.PARTNER_STAFF, company)

    def is_case_worker(self, issuing_body: UUID) -> bool:
        return self.may_act_as(Role.CASE_WORKER, issuing_body)

    @property
    def is_state_office(self) -> bool:
        return self.may_act_as(Role.STATE_OFFICE)
