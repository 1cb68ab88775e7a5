"""When this happens, that follows: the only place that ties domains sideways."""

from ehrenamtskarte.accounts.events import PersonChanged, PersonClaimed
from ehrenamtskarte.applications import offers
from ehrenamtskarte.applications.events import ApplicationApproved, ReassessmentNeeded
from ehrenamtskarte.awards.events import ResultsPublished
from ehrenamtskarte.awards.honouring import results_mails
from ehrenamtskarte.benefits.campaigns import code_notices, raffle_notices
from ehrenamtskarte.benefits.counting import rollup
from ehrenamtskarte.benefits.events import (
    BenefitChanged,
    BenefitDecided,
    CodesRunLow,
    OffersImported,
    RaffleDrawn,
    Redeemed,
    ReportClosed,
    ReportFiled,
)
from ehrenamtskarte.benefits.holders import report_notices
from ehrenamtskarte.benefits.lists.following import follow_import
from ehrenamtskarte.benefits.offering import notices as benefit_notices
from ehrenamtskarte.benefits.public_list import projection
from ehrenamtskarte.cards import devices, issuing, status
from ehrenamtskarte.cards import notices as card_notices
from ehrenamtskarte.cards.events import CardIssued, CardRevoked, CredentialRequested, StatusChanged
from ehrenamtskarte.ceremonies.afterwards import focus
from ehrenamtskarte.ceremonies.doors import tickets
from ehrenamtskarte.ceremonies.events import PartyChanged, RunOrdered, SeatsFreed, TicketsDue
from ehrenamtskarte.ceremonies.inviting import waiting, working
from ehrenamtskarte.companies import notices as company_notices
from ehrenamtskarte.companies.events import CompanyChanged, CompanyDecided
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
    on(CompanyDecided, company_notices.tell_decision)
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
    on(Redeemed, rollup.count_redemption)
    on(CodesRunLow, code_notices.tell_codes_low)
    on(RaffleDrawn, raffle_notices.tell_entrants)
    on(RaffleDrawn, raffle_notices.tell_raffle_company)
    on(ReportFiled, report_notices.tell_office)
    on(ReportClosed, report_notices.tell_reporter)
    on(BenefitDecided, benefit_notices.tell_decision)
    on(BenefitChanged, projection.follow_benefit)
    on(CompanyChanged, projection.follow_company)
    on(OffersImported, follow_import)
    on(RunOrdered, working.work)
    on(SeatsFreed, waiting.follow_seats)
    on(TicketsDue, tickets.sign)
    on(PartyChanged, focus.follow_party)
    on(ResultsPublished, results_mails.tell_entrants)
