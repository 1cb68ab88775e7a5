"""When this happens, that follows: the only place that ties domains sideways."""

from ehrenamtskarte.accounts.events import PersonChanged, PersonClaimed
from ehrenamtskarte.applications import offers
from ehrenamtskarte.applications.events import ApplicationApproved, ReassessmentNeeded
from ehrenamtskarte.cards import devices, issuing, status
from ehrenamtskarte.cards import notices as card_notices
from ehrenamtskarte.cards.events import CardIssued, CardRevoked, CredentialRequested, StatusChanged
from ehrenamtskarte.core.mail import MailWritten, deliver_mail
from ehrenamtskarte.core.outbox import on
from ehrenamtskarte.eligibility.events import Declared
from ehrenamtskarte.hours import notices as hours_notices
from ehrenamtskarte.hours.events import HoursDecided, HoursRejected
from ehrenamtskarte.organisations import notices
from ehrenamtskarte.organisations.events import OrganisationDecided
from ehrenamtskarte.regions.events import AreaChanged


def connect() -> None:
    """Register every consumer; called once by each process."""
    on(MailWritten, deliver_mail)
    on(HoursRejected, hours_notices.tell_rejection)
    on(OrganisationDecided, notices.tell_decision)
    on(HoursDecided, offers.follow_hours)
    on(PersonChanged, offers.follow_person)
    on(PersonClaimed, offers.follow_claim)
    on(Declared, offers.follow_declaration)
    on(AreaChanged, offers.follow_area)
    on(ReassessmentNeeded, offers.follow_need)
    on(PersonClaimed, issuing.follow_claim)
    on(ApplicationApproved, issuing.issue)
    on(CardIssued, card_notices.tell_issued)
    on(CardRevoked, card_notices.tell_revoked)
    on(CredentialRequested, devices.sign_for)
    on(StatusChanged, status.follow_change)
