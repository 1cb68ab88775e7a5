"""When this happens, that follows: the only place that ties domains sideways."""

from ehrenamtskarte.accounts.events import PersonClaimed
from ehrenamtskarte.core.mail import MailWritten, deliver_mail
from ehrenamtskarte.core.outbox import on
from ehrenamtskarte.organisations import notices, roster
from ehrenamtskarte.organisations.events import OrganisationDecided


def connect() -> None:
    """Register every consumer; called once by each process."""
    on(MailWritten, deliver_mail)
    on(PersonClaimed, roster.follow_claim)
    on(OrganisationDecided, notices.tell_decision)
