"""When this happens, that follows: the only place that ties domains sideways."""

from ehrenamtskarte.core.mail import MailWritten, deliver_mail
from ehrenamtskarte.core.outbox import on


def connect() -> None:
    """Register every consumer; called once by each process."""
    on(MailWritten, deliver_mail)
