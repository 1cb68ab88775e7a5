"""Routes x roles: what everybody may do, complete by construction.

A route that is not in the table fails the build. Every id belongs to one town and one club; the others
are strangers to it, so each row also shows that tenants are apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

import httpx

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.app import build
from ehrenamtskarte.cards import status
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.awards.world import JUROR, things_of_a_call
from tests.benefits.holders import a_raffle
from tests.cards.phone import Phone, a_card
from tests.companies.drawings import a_png
from tests.conftest import Browser, SignIn, actor_of
from tests.factories import (
    KOELN,
    STATE,
    a_benefit,
    a_ceremony,
    a_company,
    a_company_on_stage,
    a_guest,
    a_laureate,
    a_person,
    a_venue,
    an_issuing_body,
    an_organisation,
)

REFUSED = {401, 403, 404}


class Who(Enum):
    """Everybody who may knock."""

    VISITOR = "visitor"
    OWNER = "the volunteer all ids belong to"
    STRANGER = "another volunteer"
    COORDINATOR = "coordinator of the club"
    OTHER_COORDINATOR = "coordinator of another club"
    CASE_WORKER = "case worker of the town"
    CASE_WORKER_WITHOUT_FACTOR = "case worker of the town, without second factor"
    OTHER_CASE_WORKER = "case worker of another town"
    STATE_OFFICE = "state office"
    STATE_OFFICE_WITHOUT_FACTOR = "state office, without second factor"
    PARTNER = "manager of the company"
    TILL_STAFF = "staff at the company's till"
    OTHER_PARTNER = "manager of another company"
    JUROR = "juror of the town's call"


ANYBODY = frozenset(Who)
SIGNED_IN = ANYBODY - {Who.VISITOR}
OWNER = frozenset({Who.OWNER})
CLUB = frozenset({Who.COORDINATOR})
OFFICE = frozenset({Who.CASE_WORKER})
STATE_ONLY = frozenset({Who.STATE_OFFICE})
MANAGER = frozenset({Who.PARTNER})
COMPANY = frozenset({Who.PARTNER, Who.TILL_STAFF})
JURORS = frozenset({Who.JUROR})
NOBODY: frozenset[Who] = frozenset()


@dataclass(frozen=True)
class Row:
    """Who may, and a body that reaches the permission."""

    may: frozenset[Who]
    body: Mapping[str, Any] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    upload: bool = False
    picture: bool = False
    ends_session: bool = False


CONSENTS = {"processing": True, "correctness": True}
GUESTS = "/api/offices/{office}/ceremonies/{ceremony_id}"
GUEST = {"groupId": "{group_id}", "familyName": "Neu"}
EVENT = "/api/offices/{office}/ceremonies/{ceremony_id}"
MY_ENTRY = "/api/me/award-entries/{award_entry_id}"
JURY = "/api/offices/{office}/award-calls/{call_id}"
ROUND = f"{JURY}/jury-rounds/{{jury_round_id}}"
OWN_ROUND = "/api/me/jury-rounds/{judged_round_id}"
JUDGED = f"{OWN_ROUND}/entries/{{judged_entry_id}}"
JUDGED_ROUND = f"{JURY}/jury-rounds/{{judged_round_id}}"
RESULT = "/api/offices/{office}/award-calls/{call_id}/result"
RESULT_OF_DECIDED = "/api/offices/{office}/award-calls/{decided_call_id}/result"
VOTES = "/api/offices/{office}/award-calls/{call_id}/votes"
CALL = "/api/offices/{office}/award-calls/{call_id}"
SEATING = "/api/offices/{office}/ceremonies/{ceremony_id}/seating"
PROOF = {
    "publicKey": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
    "challenge": "AA",
    "signature": "AA",
}
CLUB_BODY = {"name": "Neuer Verein", "municipality": KOELN, "field": "sport"}
DAY = "2026-11-01"
OFFER = {"title": {"de": "Freier Eintritt", "en": ""}, "category": "leisure_sport", "kind": "free_entry"}
JOINING = {
    "company": {"name": "Neues Bad", "municipality": KOELN},
    "venue": {"street": "Am Bach 1", "municipality": KOELN},
    "benefit": OFFER,
}
NOMINATION = {
    "kind": "person",
    "name": "Erika Muster",
    "email": "erika@example.org",
    "postalCode": "50667",
    "title": "Nachhilfe",
    "reason": "Sie hilft allen.",
    "relation": "Nachbarin",
}
CEREMONY = {
    "title": {"de": "Ehrung"},
    "startsAt": "2099-12-04T17:00:00Z",
    "endsAt": "2099-12-04T20:00:00Z",
    "place": "Rathaus",
    "municipality": KOELN,
    "capacity": 100,
}
JURY_ROUND = {
    "name": {"de": "Vorauswahl"},
    "firstDay": "2026-10-01",
    "lastDay": "2026-10-31",
    "criteria": [{"name": {"de": "Wirkung"}}],
}

TABLE: dict[tuple[str, str], Row] = {
    ("GET", "/"): Row(ANYBODY),
    ("GET", "/{path}"): Row(ANYBODY),
    ("GET", "/health/live"): Row(ANYBODY),
    ("GET", "/health/ready"): Row(ANYBODY),
    ("GET", "/metrics"): Row(ANYBODY),
    ("GET", "/api/openapi.json"): Row(ANYBODY),
    ("GET", "/api/openapi.json/openapi.json"): Row(ANYBODY),
    ("GET", "/api/openapi.json/{path}"): Row(NOBODY),
    ("GET", "/api/platform"): Row(ANYBODY),
    ("GET", "/api/demo/mails"): Row(ANYBODY),
    ("GET", "/api/demo/accounts"): Row(ANYBODY),
    ("GET", "/api/demo/lists"): Row(ANYBODY),
    ("GET", "/api/demo/lists/{name}"): Row(ANYBODY),
    ("GET", "/.well-known/ehrenamtskarte/keys.json"): Row(ANYBODY),
    ("GET", "/.well-known/ehrenamtskarte/status-list"): Row(ANYBODY),
    ("POST", "/api/card-checks"): Row(ANYBODY, {"token": "EK1:"}),
    ("GET", "/api/municipalities"): Row(ANYBODY),
    ("GET", "/api/municipalities/{ags}"): Row(ANYBODY),
    ("GET", "/api/postal-codes/{code}"): Row(ANYBODY),
    ("GET", "/api/rules"): Row(ANYBODY),
    ("GET", "/api/organisations"): Row(ANYBODY),
    # Finding offers, for everybody
    ("GET", "/api/benefits"): Row(ANYBODY),
    ("GET", "/api/benefits/map"): Row(ANYBODY),
    ("GET", "/api/benefits/copy"): Row(ANYBODY, query={"municipality": KOELN}),
    ("GET", "/api/benefits/towns/{ags}"): Row(ANYBODY),
    ("GET", "/api/benefits/{raffle_id}"): Row(ANYBODY),
    ("GET", "/api/partners"): Row(ANYBODY),
    ("GET", "/api/partners/{company_id}"): Row(ANYBODY),
    ("GET", "/api/open-data/benefits.json"): Row(ANYBODY),
    ("GET", "/api/open-data/benefits.csv"): Row(ANYBODY),
    ("GET", "/api/open-data/benefits.geojson"): Row(ANYBODY),
    ("GET", "/api/open-data/catalogue.jsonld"): Row(ANYBODY),
    ("GET", "/api/open-data/campaigns.ics"): Row(ANYBODY),
    ("GET", "/api/open-data/changes.json"): Row(ANYBODY),
    # Accounts
    ("POST", "/api/sign-in"): Row(ANYBODY, {"email": "somebody@example.org"}),
    ("POST", "/api/sign-in/code"): Row(ANYBODY, {"email": "somebody@example.org", "code": "000000"}),
    ("POST", "/api/sign-in/link"): Row(ANYBODY, {"token": "unknown"}),
    ("POST", "/api/sign-in/second-factor"): Row(SIGNED_IN, {"code": "000000"}),
    ("POST", "/api/sign-out"): Row(SIGNED_IN, ends_session=True),
    ("GET", "/api/me"): Row(SIGNED_IN),
    ("PATCH", "/api/me"): Row(SIGNED_IN, {}),
    ("GET", "/api/me/sessions"): Row(SIGNED_IN),
    ("DELETE", "/api/me/sessions/{session_id}"): Row(OWNER),
    ("POST", "/api/me/second-factor"): Row(SIGNED_IN),
    ("POST", "/api/me/second-factor/confirmation"): Row(SIGNED_IN, {"code": "000000"}),
    ("POST", "/api/me/claims"): Row(SIGNED_IN, {"code": "AAAAA-AAAAA"}),
    # Issuing bodies
    ("GET", "/api/issuing-bodies"): Row(STATE_ONLY),
    ("POST", "/api/issuing-bodies"): Row(
        STATE_ONLY,
        {
            "name": "Stadt Essen",
            "kind": "municipality",
            "municipalities": ["05113000"],
            "email": "a@b.example",
        },
    ),
    ("GET", "/api/issuing-bodies/{issuing_body_id}"): Row(OFFICE | STATE_ONLY),
    ("PATCH", "/api/issuing-bodies/{issuing_body_id}"): Row(
        OFFICE | STATE_ONLY, {"automaticApproval": False}
    ),
    ("GET", "/api/issuing-bodies/{issuing_body_id}/case-workers"): Row(OFFICE | STATE_ONLY),
    ("POST", "/api/issuing-bodies/{issuing_body_id}/case-workers"): Row(
        OFFICE | STATE_ONLY, {"email": "colleague@koeln.example"}
    ),
    ("DELETE", "/api/issuing-bodies/{issuing_body_id}/case-workers/{clerk_id}"): Row(OFFICE | STATE_ONLY),
    # Organisations
    ("POST", "/api/organisations"): Row(SIGNED_IN, CLUB_BODY),
    ("GET", "/api/organisations/{organisation_id}"): Row(CLUB | OFFICE),
    ("POST", "/api/organisations/{organisation_id}/approval"): Row(OFFICE),
    ("POST", "/api/organisations/{organisation_id}/rejection"): Row(OFFICE, {"reason": "Satzung fehlt"}),
    ("GET", "/api/issuing-bodies/{issuing_body}/organisations"): Row(OFFICE),
    ("GET", "/api/state-office/organisations"): Row(STATE_ONLY),
    ("GET", "/api/organisations/{organisation_id}/people"): Row(CLUB),
    ("POST", "/api/organisations/{organisation_id}/people"): Row(
        CLUB, {"givenName": "Neu", "familyName": "Dabei"}
    ),
    ("GET", "/api/organisations/{organisation_id}/people/{member_id}"): Row(CLUB),
    ("PATCH", "/api/organisations/{organisation_id}/people/{member_id}"): Row(CLUB, {"number": "7"}),
    ("POST", "/api/organisations/{organisation_id}/people/{reserved_id}/claim-code"): Row(CLUB),
    ("DELETE", "/api/organisations/{organisation_id}/people/{reserved_id}"): Row(CLUB),
    ("POST", "/api/organisations/{organisation_id}/people/{reserved_id}/return"): Row(CLUB),
    ("GET", "/api/organisations/{organisation_id}/coordinators"): Row(CLUB),
    ("POST", "/api/organisations/{organisation_id}/coordinators"): Row(CLUB, {"email": "second@example.org"}),
    ("DELETE", "/api/organisations/{organisation_id}/coordinators/{coordinator_id}"): Row(CLUB),
    ("GET", "/api/organisations/{organisation_id}/offers-without-mail"): Row(CLUB),
    # Hours
    ("POST", "/api/me/hours"): Row(
        SIGNED_IN, {"organisationId": "{organisation_id}", "startsOn": DAY, "minutes": 60}
    ),
    ("GET", "/api/me/hours"): Row(SIGNED_IN),
    ("GET", "/api/me/engagement"): Row(SIGNED_IN),
    ("GET", "/api/me/statements"): Row(SIGNED_IN),
    ("PUT", "/api/hours/{record_id}/release"): Row(OWNER, {"releasedBy": None}),
    ("POST", "/api/hours/{record_id}/withdrawal"): Row(OWNER),
    ("GET", "/api/organisations/{organisation_id}/hours"): Row(CLUB),
    ("POST", "/api/organisations/{organisation_id}/hours"): Row(
        CLUB, {"personId": "{person_id}", "startsOn": DAY, "minutes": 61}
    ),
    ("GET", "/api/organisations/{organisation_id}/inbox"): Row(CLUB),
    ("GET", "/api/organisations/{organisation_id}/inbox/consequences"): Row(CLUB),
    ("GET", "/api/organisations/{organisation_id}/inbox/{person_id}"): Row(CLUB),
    ("POST", "/api/organisations/{organisation_id}/rejections"): Row(
        CLUB, {"records": ["{record_id}"], "reason": "Doppelt"}
    ),
    ("POST", "/api/organisations/{organisation_id}/confirmations"): Row(CLUB, {"all": True}),
    ("GET", "/api/organisations/{organisation_id}/statements"): Row(CLUB),
    ("POST", "/api/organisations/{organisation_id}/statements"): Row(
        CLUB, {"personId": "{person_id}", "since": "2019-01-01", "weeklyMinutes": 240}
    ),
    ("POST", "/api/statements/{statement_id}/withdrawal"): Row(CLUB),
    ("GET", "/api/organisations/{organisation_id}/imports"): Row(CLUB),
    ("POST", "/api/organisations/{organisation_id}/imports"): Row(CLUB, upload=True),
    ("GET", "/api/imports/{import_id}"): Row(CLUB),
    ("PUT", "/api/imports/{import_id}/mapping"): Row(CLUB, {"columns": {}}),
    ("GET", "/api/imports/{import_id}/refused.csv"): Row(CLUB),
    ("POST", "/api/imports/{import_id}/acceptance"): Row(CLUB),
    ("DELETE", "/api/imports/{import_id}"): Row(CLUB),
    # Eligibility
    ("GET", "/api/me/assessment"): Row(SIGNED_IN),
    ("GET", "/api/me/declarations"): Row(SIGNED_IN),
    ("PUT", "/api/me/declarations"): Row(SIGNED_IN, {"proofs": []}),
    # Applications
    ("GET", "/api/me/applications"): Row(SIGNED_IN),
    ("GET", "/api/me/application-form"): Row(SIGNED_IN, query={"kind": "standard"}),
    ("POST", "/api/me/applications"): Row(SIGNED_IN, {"kind": "standard", "consents": CONSENTS}),
    ("GET", "/api/applications/{application_id}"): Row(OWNER | OFFICE),
    ("POST", "/api/applications/{application_id}/acceptance"): Row(OWNER, {"consents": CONSENTS}),
    ("POST", "/api/applications/{application_id}/decline"): Row(OWNER),
    ("POST", "/api/applications/{application_id}/approval"): Row(OFFICE),
    ("POST", "/api/applications/{application_id}/rejection"): Row(
        OFFICE, {"reason": "Anschrift stimmt nicht"}
    ),
    ("POST", "/api/applications/{application_id}/withdrawal"): Row(OWNER),
    ("GET", "/api/issuing-bodies/{issuing_body}/applications"): Row(OFFICE),
    ("POST", "/api/issuing-bodies/{issuing_body}/approvals"): Row(
        OFFICE, {"applications": ["{application_id}"]}
    ),
    # Cards
    ("GET", "/api/me/cards"): Row(SIGNED_IN),
    ("POST", "/api/me/cards/{card_id}/short-code"): Row(OWNER),
    ("POST", "/api/cards/{card_id}/challenge"): Row(OWNER),
    ("POST", "/api/cards/{card_id}/devices"): Row(OWNER, PROOF),
    ("GET", "/api/cards/{card_id}/devices/{device_id}"): Row(OWNER),
    ("POST", "/api/cards/{card_id}/devices/{device_id}/refresh"): Row(OWNER, PROOF | {"proof": "AA"}),
    ("GET", "/api/issuing-bodies/{issuing_body}/cards"): Row(OFFICE),
    ("POST", "/api/cards/{card_id}/revocation"): Row(OWNER | OFFICE, {"reason": "verloren"}),
    # Companies
    ("GET", "/api/companies/{company_id}"): Row(COMPANY | OFFICE),
    ("PATCH", "/api/companies/{company_id}"): Row(
        MANAGER | OFFICE, {"revision": 1, "website": "bad.example"}
    ),
    ("POST", "/api/companies/{company_id}/approval"): Row(OFFICE),
    ("POST", "/api/companies/{company_id}/rejection"): Row(OFFICE, {"reason": "Kein Unternehmen"}),
    ("PUT", "/api/companies/{company_id}/pause"): Row(MANAGER | OFFICE),
    ("DELETE", "/api/companies/{company_id}/pause"): Row(MANAGER | OFFICE),
    ("PUT", "/api/companies/{company_id}/departure"): Row(MANAGER | OFFICE),
    ("DELETE", "/api/companies/{company_id}/departure"): Row(MANAGER | OFFICE),
    ("POST", "/api/companies/{company_id}/handover"): Row(OFFICE, {"email": "chief@bad.example"}),
    ("GET", "/api/companies/{company_id}/venues"): Row(COMPANY | OFFICE),
    ("POST", "/api/companies/{company_id}/venues"): Row(MANAGER | OFFICE, {"municipality": KOELN}),
    ("PUT", "/api/companies/{company_id}/venues/{venue_id}"): Row(
        MANAGER | OFFICE, {"municipality": KOELN, "name": "Am Markt", "revision": 1}
    ),
    ("DELETE", "/api/companies/{company_id}/venues/{venue_id}"): Row(MANAGER | OFFICE),
    ("PUT", "/api/companies/{company_id}/venues/{venue_id}/opening"): Row(MANAGER | OFFICE),
    ("GET", "/api/companies/{company_id}/staff"): Row(MANAGER | OFFICE),
    ("POST", "/api/companies/{company_id}/staff"): Row(MANAGER | OFFICE, {"email": "till@bad.example"}),
    ("DELETE", "/api/companies/{company_id}/staff/{staff_id}"): Row(MANAGER | OFFICE),
    ("GET", "/api/companies/{company_id}/pictures"): Row(COMPANY | OFFICE),
    ("POST", "/api/companies/{company_id}/pictures"): Row(MANAGER | OFFICE, picture=True),
    ("PUT", "/api/companies/{company_id}/pictures/{picture_id}"): Row(
        MANAGER | OFFICE, {"alt": {"de": "Ein Becken", "en": ""}}
    ),
    ("GET", "/api/pictures/{picture_id}/{size}"): Row(ANYBODY),
    ("DELETE", "/api/companies/{company_id}/pictures/{old_picture_id}"): Row(MANAGER | OFFICE),
    ("GET", "/api/offices/{office}/companies"): Row(OFFICE),
    ("GET", "/api/offices/{office}/companies.csv"): Row(OFFICE),
    # Offers
    ("POST", "/api/partner-registrations"): Row(SIGNED_IN, JOINING),
    ("GET", "/api/companies/{company_id}/benefits"): Row(COMPANY | OFFICE),
    ("POST", "/api/companies/{company_id}/benefits"): Row(MANAGER | OFFICE, OFFER),
    ("POST", "/api/companies/{company_id}/benefits/preview"): Row(MANAGER | OFFICE, OFFER),
    ("GET", "/api/companies/{company_id}/benefits/{offer_id}"): Row(COMPANY | OFFICE),
    ("PUT", "/api/companies/{company_id}/benefits/{offer_id}"): Row(
        MANAGER | OFFICE, {"revision": 1, "terms": OFFER}
    ),
    ("DELETE", "/api/companies/{company_id}/benefits/{offer_id}/change"): Row(MANAGER | OFFICE),
    ("PUT", "/api/companies/{company_id}/benefits/{offer_id}/pause"): Row(MANAGER | OFFICE),
    ("DELETE", "/api/companies/{company_id}/benefits/{offer_id}/pause"): Row(MANAGER | OFFICE),
    ("PUT", "/api/companies/{company_id}/benefits/{offer_id}/ending"): Row(MANAGER | OFFICE),
    ("DELETE", "/api/companies/{company_id}/benefits/{offer_id}/ending"): Row(MANAGER | OFFICE),
    ("POST", "/api/companies/{company_id}/confirmation"): Row(MANAGER | OFFICE),
    ("POST", "/api/offices/{office}/partner-registrations"): Row(OFFICE, JOINING),
    ("GET", "/api/offices/{office}/benefits"): Row(OFFICE),
    ("GET", "/api/offices/{office}/benefits/counts"): Row(OFFICE),
    ("GET", "/api/offices/{office}/benefits.csv"): Row(OFFICE),
    ("POST", "/api/offices/{office}/benefits/{offer_id}/approval"): Row(OFFICE),
    ("POST", "/api/offices/{office}/benefits/{offer_id}/rejection"): Row(OFFICE, {"reason": "Preis fehlt"}),
    # Events: laureates, companies, the stage and the showcase
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/laureates"): Row(OFFICE),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/laureates"): Row(
        OFFICE, {"kind": "person", "name": "Erika Muster"}
    ),
    ("PUT", "/api/offices/{office}/ceremonies/{ceremony_id}/laureates/order"): Row(OFFICE, {"ids": []}),
    ("PUT", "/api/offices/{office}/ceremonies/{ceremony_id}/laureates/{laureate_id}"): Row(
        OFFICE, {"kind": "person", "name": "Erika Muster", "revision": 1}
    ),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/laureates/{laureate_id}/picture"): Row(
        OFFICE, picture=True
    ),
    ("DELETE", "/api/offices/{office}/ceremonies/{ceremony_id}/laureates/{laureate_id}/picture"): Row(OFFICE),
    ("DELETE", "/api/offices/{office}/ceremonies/{ceremony_id}/laureates/{laureate_id}"): Row(OFFICE),
    ("GET", "/api/companies/{company_id}/ceremonies"): Row(COMPANY | OFFICE),
    ("GET", "/api/companies/{company_id}/enabled-hours"): Row(COMPANY | OFFICE),
    ("GET", "/api/companies/{company_id}/ceremonies/{part_id}/badge.svg"): Row(COMPANY | OFFICE),
    ("PUT", "/api/companies/{company_id}/ceremonies/{part_id}/agreement"): Row(MANAGER, {}),
    ("DELETE", "/api/companies/{company_id}/ceremonies/{part_id}/agreement"): Row(MANAGER),
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/companies"): Row(OFFICE),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/companies"): Row(
        OFFICE, {"company": "{company_id}", "role": "sponsor"}
    ),
    ("PUT", "/api/offices/{office}/ceremonies/{ceremony_id}/companies/{part_id}"): Row(
        OFFICE, {"company": "{company_id}", "role": "partner"}
    ),
    ("DELETE", "/api/offices/{office}/ceremonies/{ceremony_id}/companies/{part_id}"): Row(OFFICE),
    ("GET", "/api/ceremonies/{ceremony_id}/stage"): Row(OFFICE),
    ("GET", "/api/ceremonies/{ceremony_id}/stage/state"): Row(OFFICE),
    ("GET", "/api/ceremonies/{ceremony_id}/stage/pictures/{portrait_id}"): Row(OFFICE),
    ("PUT", "/api/ceremonies/{ceremony_id}/stage"): Row(OFFICE, {"slide": "welcome"}),
    ("GET", "/api/ceremonies/{ceremony_id}/showcase"): Row(ANYBODY),
    ("GET", "/api/corporate-engagement"): Row(ANYBODY),
    # Offers: codes, raffles, what holders keep and report, who was asked
    ("POST", "/api/companies/{company_id}/benefits/{raffle_id}/codes"): Row(
        MANAGER | OFFICE, {"codes": "BAD-1"}
    ),
    ("GET", "/api/companies/{company_id}/benefits/{raffle_id}/winners"): Row(COMPANY | OFFICE),
    ("GET", "/api/benefits/{raffle_id}/draw"): Row(ANYBODY),
    ("POST", "/api/benefits/{raffle_id}/code"): Row(SIGNED_IN),
    ("PUT", "/api/benefits/{raffle_id}/entry"): Row(SIGNED_IN),
    ("DELETE", "/api/benefits/{raffle_id}/entry"): Row(SIGNED_IN),
    ("GET", "/api/me/raffles"): Row(SIGNED_IN),
    ("GET", "/api/me/benefit-codes"): Row(SIGNED_IN),
    ("GET", "/api/me/favourites"): Row(SIGNED_IN),
    ("PUT", "/api/me/favourites/{raffle_id}"): Row(SIGNED_IN),
    ("DELETE", "/api/me/favourites/{raffle_id}"): Row(SIGNED_IN),
    ("POST", "/api/benefits/{raffle_id}/reports"): Row(SIGNED_IN, {"kind": "refused"}),
    ("GET", "/api/me/benefit-reports"): Row(SIGNED_IN),
    ("GET", "/api/offices/{office}/benefit-reports"): Row(OFFICE),
    ("POST", "/api/offices/{office}/benefit-reports/{report_id}/answer"): Row(OFFICE, {"answer": "Danke"}),
    ("GET", "/api/offices/{office}/asked"): Row(OFFICE),
    ("GET", "/api/offices/{office}/asked.csv"): Row(OFFICE),
    ("POST", "/api/offices/{office}/asked"): Row(OFFICE, {"companyName": "Zoo", "askedOn": DAY}),
    ("PUT", "/api/offices/{office}/asked/{asked_id}"): Row(OFFICE, {"companyName": "Zoo", "askedOn": DAY}),
    ("DELETE", "/api/offices/{office}/asked/{asked_id}"): Row(OFFICE),
    # Lists of offers that offices hand in
    ("GET", "/api/offices/{office}/benefit-lists"): Row(OFFICE),
    ("POST", "/api/offices/{office}/benefit-lists"): Row(OFFICE, upload=True),
    ("GET", "/api/offices/{office}/benefit-lists/{list_id}"): Row(OFFICE),
    ("PUT", "/api/offices/{office}/benefit-lists/{list_id}/mapping"): Row(
        OFFICE, {"mapping": {"provider": 0, "title": 1}}
    ),
    ("GET", "/api/offices/{office}/benefit-lists/{list_id}/report.csv"): Row(OFFICE),
    ("POST", "/api/offices/{office}/benefit-lists/{list_id}/acceptance"): Row(OFFICE),
    ("DELETE", "/api/offices/{office}/benefit-lists/{list_id}"): Row(OFFICE),
    # Till
    ("GET", "/api/companies/{company_id}/till"): Row(COMPANY),
    ("GET", "/api/companies/{company_id}/redemptions"): Row(COMPANY),
    ("POST", "/api/companies/{company_id}/redemptions"): Row(
        COMPANY,
        {"benefitId": "{raffle_id}", "till": "{company_id}", "nonce": "{venue_id}", "shortCode": "0000-0000"},
    ),
    ("POST", "/api/companies/{company_id}/redemptions/sync"): Row(
        COMPANY, {"till": "{company_id}", "redemptions": []}
    ),
    ("PUT", "/api/companies/{company_id}/redemptions/{redemption_id}/undoing"): Row(COMPANY),
    # Figures, and what a company prints
    ("GET", "/api/companies/{company_id}/figures"): Row(COMPANY | OFFICE),
    ("GET", "/api/companies/{company_id}/figures.csv"): Row(COMPANY | OFFICE),
    ("GET", "/api/companies/{company_id}/engagement.pdf"): Row(COMPANY | OFFICE),
    ("GET", "/api/companies/{company_id}/sticker.pdf"): Row(COMPANY | OFFICE),
    ("GET", "/api/companies/{company_id}/counter-card.pdf"): Row(COMPANY | OFFICE),
    ("GET", "/api/companies/{company_id}/badge.svg"): Row(COMPANY | OFFICE),
    ("POST", "/api/benefit-views"): Row(ANYBODY, {"benefits": ["{raffle_id}"]}),
    # Awards: calls for the office
    ("GET", "/api/offices/{office}/award-templates"): Row(OFFICE),
    ("GET", "/api/offices/{office}/award-calls"): Row(OFFICE),
    ("POST", "/api/offices/{office}/award-calls"): Row(
        OFFICE, {"template": "engagement_prize", "year": 2027}
    ),
    ("GET", "/api/offices/{office}/award-calls/{call_id}"): Row(OFFICE),
    ("PATCH", "/api/offices/{office}/award-calls/{call_id}"): Row(OFFICE, {"revision": 1}),
    ("DELETE", "/api/offices/{office}/award-calls/{call_id}"): Row(OFFICE),
    ("PUT", "/api/offices/{office}/award-calls/{call_id}/phases"): Row(OFFICE, {"revision": 1, "phases": []}),
    ("PUT", "/api/offices/{office}/award-calls/{call_id}/categories"): Row(
        OFFICE, {"revision": 1, "categories": []}
    ),
    ("PUT", "/api/offices/{office}/award-calls/{call_id}/form"): Row(OFFICE, {"revision": 1, "fields": []}),
    ("PUT", "/api/offices/{office}/award-calls/{call_id}/questions"): Row(
        OFFICE, {"revision": 1, "questions": []}
    ),
    ("GET", "/api/offices/{office}/award-calls/{call_id}/preview"): Row(OFFICE),
    ("POST", "/api/offices/{office}/award-calls/{call_id}/publication"): Row(OFFICE),
    ("POST", "/api/offices/{office}/award-calls/{call_id}/cancellation"): Row(OFFICE, {"reason": {"de": ""}}),
    ("POST", "/api/offices/{office}/award-calls/{call_id}/copies"): Row(OFFICE, {}),
    # Award events: their plan
    ("GET", "/api/ceremonies"): Row(ANYBODY),
    ("GET", "/api/ceremonies/{ceremony_id}"): Row(ANYBODY),
    ("GET", "/api/ceremonies/{ceremony_id}/calendar.ics"): Row(ANYBODY),
    ("GET", "/api/offices/{office}/ceremonies"): Row(OFFICE),
    ("POST", "/api/offices/{office}/ceremonies"): Row(OFFICE, CEREMONY),
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}"): Row(OFFICE),
    ("PATCH", "/api/offices/{office}/ceremonies/{ceremony_id}"): Row(OFFICE, {"revision": 1}),
    ("DELETE", "/api/offices/{office}/ceremonies/{ceremony_id}"): Row(OFFICE),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/copies"): Row(OFFICE, {}),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/publication"): Row(OFFICE),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/move"): Row(OFFICE, {"tell": False}),
    # Doors
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/devices"): Row(OFFICE),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/devices"): Row(OFFICE, {}),
    ("DELETE", "/api/offices/{office}/ceremonies/{ceremony_id}/devices/{door_device_id}"): Row(OFFICE),
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/counter"): Row(OFFICE),
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/admissions"): Row(OFFICE),
    ("PUT", "/api/offices/{office}/ceremonies/{ceremony_id}/admissions/{admission_id}/settled"): Row(OFFICE),
    ("POST", "/api/door-devices"): Row(ANYBODY, {"code": "AAAA-AAAA"}),
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/tickets.pdf"): Row(OFFICE),
    ("GET", "/api/invitation/tickets.pdf"): Row(ANYBODY),
    ("GET", "/api/me/invitations/{invited_guest_id}/tickets.pdf"): Row(OWNER),
    # Nobody by their role: paired devices alone, by their secret
    ("PUT", "/api/ceremonies/{ceremony_id}/door"): Row(NOBODY, {"doorId": None}),
    ("GET", "/api/ceremonies/{ceremony_id}/guest-list"): Row(NOBODY),
    ("POST", "/api/ceremonies/{ceremony_id}/admissions"): Row(NOBODY, {"ticket": "ET1:", "nonce": "1"}),
    ("POST", "/api/ceremonies/{ceremony_id}/admissions/sync"): Row(
        NOBODY, {"sentAt": "2026-11-01T12:00:00Z", "admissions": []}
    ),
    ("POST", "/api/ceremonies/{ceremony_id}/walk-ins"): Row(NOBODY, {"nonce": "1", "familyName": "Muster"}),
    ("GET", "/api/ceremonies/{ceremony_id}/counter"): Row(NOBODY),
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/programme"): Row(OFFICE),
    ("PUT", "/api/offices/{office}/ceremonies/{ceremony_id}/programme"): Row(OFFICE, {"items": []}),
    ("GET", "/api/offices/{office}/ceremonies/{ceremony_id}/doors"): Row(OFFICE),
    ("PUT", "/api/offices/{office}/ceremonies/{ceremony_id}/doors"): Row(OFFICE, {"doors": []}),
    # Award events: guests, groups, draws
    ("GET", "/api/ceremonies/{ceremony_id}/draws"): Row(ANYBODY),
    ("GET", f"{GUESTS}/guest-groups"): Row(OFFICE),
    ("POST", f"{GUESTS}/guest-groups"): Row(OFFICE, {"name": "Presse"}),
    ("PUT", f"{GUESTS}/guest-groups/{{group_id}}"): Row(OFFICE, {"name": "Ehrengäste"}),
    ("POST", f"{GUESTS}/guest-groups/{{group_id}}/draw"): Row(OFFICE),
    ("DELETE", f"{GUESTS}/guest-groups/{{group_id}}"): Row(OFFICE),
    ("POST", f"{GUESTS}/draws"): Row(OFFICE),
    ("POST", f"{GUESTS}/gatherings/preview"): Row(OFFICE, {"source": "card_holders"}),
    ("POST", f"{GUESTS}/gatherings"): Row(OFFICE, {"source": "card_holders", "name": "Engagierte"}),
    ("GET", f"{GUESTS}/guests"): Row(OFFICE),
    ("GET", f"{GUESTS}/guests.csv"): Row(OFFICE),
    ("POST", f"{GUESTS}/guests"): Row(OFFICE, GUEST),
    ("GET", f"{GUESTS}/guests/{{guest_id}}"): Row(OFFICE),
    ("PUT", f"{GUESTS}/guests/{{guest_id}}"): Row(OFFICE, GUEST | {"revision": 1}),
    ("DELETE", f"{GUESTS}/guests/{{guest_id}}"): Row(OFFICE),
    ("GET", f"{GUESTS}/guest-lists/template.csv"): Row(OFFICE),
    ("POST", f"{GUESTS}/guest-lists/preview"): Row(OFFICE, upload=True),
    ("POST", f"{GUESTS}/guest-lists"): Row(OFFICE, upload=True),
    # Award events: seats
    ("GET", SEATING): Row(OFFICE),
    ("GET", f"{SEATING}/people"): Row(OFFICE),
    ("POST", f"{SEATING}/moves"): Row(OFFICE, {"moves": [{"attendee": "{ceremony_id}", "seat": None}]}),
    ("POST", f"{SEATING}/proposal"): Row(OFFICE, {}),
    ("GET", f"{SEATING}/place-cards.pdf"): Row(OFFICE),
    ("GET", f"{SEATING}/badges.pdf"): Row(OFFICE),
    ("GET", f"{SEATING}/tables.pdf"): Row(OFFICE),
    ("GET", f"{SEATING}/tables.csv"): Row(OFFICE),
    ("POST", f"{SEATING}/rooms"): Row(OFFICE, {"name": "Foyer"}),
    ("GET", f"{SEATING}/rooms/{{room_id}}"): Row(OFFICE),
    ("PUT", f"{SEATING}/rooms/{{room_id}}"): Row(OFFICE, {"name": "Großer Saal"}),
    ("POST", f"{SEATING}/rooms/{{room_id}}/blocks"): Row(
        OFFICE, {"kind": "row", "name": "Reihe", "count": 1, "seats": 4}
    ),
    ("PUT", f"{SEATING}/blocks/{{block_id}}"): Row(OFFICE, {"label": "Tisch 1", "seats": 6}),
    ("GET", f"{SEATING}/wishes"): Row(OFFICE),
    ("POST", f"{SEATING}/wishes"): Row(
        OFFICE, {"one": "{seated_guest_id}", "other": "{other_seated_guest_id}", "wish": "together"}
    ),
    ("DELETE", f"{SEATING}/wishes/{{wish_id}}"): Row(OFFICE),
    ("DELETE", f"{SEATING}/blocks/{{block_id}}"): Row(OFFICE),
    ("DELETE", f"{SEATING}/rooms/{{room_id}}"): Row(OFFICE),
    # Award events: invitations and the answers to them
    ("GET", f"{GUESTS}/inviting"): Row(OFFICE),
    ("GET", f"{GUESTS}/runs"): Row(OFFICE),
    ("GET", f"{GUESTS}/runs/{{run_id}}/letters.pdf"): Row(OFFICE),
    ("GET", f"{GUESTS}/waiting-list"): Row(OFFICE),
    ("POST", f"{GUESTS}/invitations"): Row(OFFICE, {}),
    ("POST", f"{GUESTS}/reminders"): Row(OFFICE),
    ("POST", f"{GUESTS}/letters"): Row(OFFICE, {}),
    ("GET", f"{GUESTS}/guests/{{invited_guest_id}}/answer"): Row(OFFICE),
    ("PUT", f"{GUESTS}/guests/{{invited_guest_id}}/answer"): Row(OFFICE, {"coming": True}),
    ("PUT", f"{GUESTS}/guests/{{invited_guest_id}}/offer"): Row(OFFICE),
    ("GET", "/api/invitation"): Row(ANYBODY),
    ("PUT", "/api/invitation"): Row(ANYBODY, {"coming": True}),
    ("GET", "/api/invitation/calendar.ics"): Row(ANYBODY),
    ("GET", "/api/me/invitations"): Row(SIGNED_IN),
    ("GET", "/api/me/invitations/{invited_guest_id}"): Row(OWNER),
    ("PUT", "/api/me/invitations/{invited_guest_id}"): Row(OWNER, {"coming": True}),
    ("GET", "/api/me/invitations/{invited_guest_id}/calendar.ics"): Row(OWNER),
    ("POST", "/api/ceremonies/{ceremony_id}/registrations"): Row(
        ANYBODY, {"givenName": "Neu", "familyName": "Hier", "email": "neu@example.org"}
    ),
    ("PUT", f"{GUESTS}/guests/{{invited_guest_id}}/withdrawal"): Row(OFFICE),
    ("GET", "/api/offices/{office}/ceremony-series"): Row(OFFICE),
    ("POST", "/api/offices/{office}/ceremony-series"): Row(OFFICE, {"title": {"de": "Dank"}}),
    ("PUT", "/api/offices/{office}/ceremony-series/{series_id}"): Row(OFFICE, {"title": {"de": "Danke"}}),
    ("DELETE", "/api/offices/{office}/ceremony-series/{series_id}"): Row(OFFICE),
    # Awards: calls, nominees and laureates for everybody
    ("GET", "/api/award-calls"): Row(ANYBODY),
    ("GET", "/api/award-calls/{call_id}"): Row(ANYBODY),
    ("GET", "/api/award-pictures/{award_picture_id}/{size}"): Row(ANYBODY),
    ("GET", "/api/award-archive"): Row(ANYBODY),
    ("GET", "/api/award-archive/years"): Row(ANYBODY),
    ("GET", "/api/engagements-of-the-month"): Row(ANYBODY),
    ("GET", "/api/engagements-of-the-month/{month}"): Row(ANYBODY),
    ("GET", "/api/engagements-of-the-month/calendar.ics"): Row(ANYBODY),
    ("GET", "/api/engagements-of-the-month/feed.atom"): Row(ANYBODY),
    ("GET", "/api/offices/{office}/award-calls/{call_id}/months"): Row(OFFICE),
    ("PUT", "/api/offices/{office}/award-calls/{call_id}/months"): Row(OFFICE, {"revision": 0, "months": []}),
    # Awards: entries of those who make them
    ("GET", "/api/me/award-calls/{call_id}/entrants"): Row(SIGNED_IN),
    ("GET", "/api/me/award-entries"): Row(SIGNED_IN),
    ("POST", "/api/me/award-entries"): Row(
        SIGNED_IN,
        {"callId": "{call_id}", "kind": "organisation", "name": "Kochgruppe", "postalCode": "50667"},
    ),
    ("GET", MY_ENTRY): Row(OWNER),
    ("PUT", MY_ENTRY): Row(OWNER, {"revision": 1}),
    ("POST", f"{MY_ENTRY}/submission"): Row(OWNER),
    ("POST", f"{MY_ENTRY}/reply"): Row(OWNER, {"answer": "Ja"}),
    ("GET", f"{MY_ENTRY}/receipt.pdf"): Row(OWNER),
    ("POST", f"{MY_ENTRY}/members"): Row(OWNER, {"email": "neu@example.org"}),
    ("PUT", f"{MY_ENTRY}/members/{{entry_member_id}}"): Row(OWNER, {"lead": False}),
    ("DELETE", f"{MY_ENTRY}/members/{{entry_member_id}}"): Row(OWNER),
    ("POST", f"{MY_ENTRY}/files"): Row(OWNER, picture=True),
    ("PUT", f"{MY_ENTRY}/files/order"): Row(OWNER, {"ids": ["{entry_file_id}"]}),
    ("PUT", f"{MY_ENTRY}/files/{{entry_file_id}}"): Row(OWNER, {"alt": {"de": "Ein Fest", "en": ""}}),
    ("GET", f"{MY_ENTRY}/files/{{entry_file_id}}/{{size}}"): Row(OWNER),
    ("DELETE", f"{MY_ENTRY}/files/{{entry_file_id}}"): Row(OWNER),
    ("PUT", f"{MY_ENTRY}/withdrawal"): Row(OWNER),
    ("DELETE", f"{MY_ENTRY}/withdrawal"): Row(OWNER),
    # Awards: the jury is set up
    ("GET", "/api/me/jury-rounds"): Row(SIGNED_IN),
    ("GET", OWN_ROUND): Row(JURORS),
    ("GET", f"{OWN_ROUND}/entries"): Row(JURORS),
    ("GET", JUDGED): Row(JURORS),
    ("GET", f"{JUDGED}/files/{{judged_file_id}}/{{size}}"): Row(JURORS),
    ("PUT", f"{JUDGED}/judgement"): Row(JURORS, {"points": [], "revision": 1}),
    ("PUT", f"{JUDGED}/recusal"): Row(JURORS, {"reason": "Nachbarin", "revision": 1}),
    ("DELETE", f"{JUDGED}/recusal"): Row(JURORS),
    ("GET", f"{OWN_ROUND}/ranking"): Row(JURORS),
    ("GET", f"{OWN_ROUND}/ranking.csv"): Row(JURORS),
    ("GET", f"{JUDGED_ROUND}/ranking"): Row(OFFICE),
    ("GET", f"{JUDGED_ROUND}/ranking.csv"): Row(OFFICE),
    ("GET", f"{JUDGED_ROUND}/ranking/{{judged_entry_id}}"): Row(OFFICE),
    ("GET", f"{JUDGED_ROUND}/meeting"): Row(OFFICE),
    ("PUT", f"{JUDGED_ROUND}/meeting"): Row(OFFICE, {"heldAt": "2099-01-01T10:00:00Z"}),
    ("GET", f"{JUDGED_ROUND}/minutes.pdf"): Row(OFFICE),
    ("GET", f"{JURY}/jurors"): Row(OFFICE),
    ("POST", f"{JURY}/jurors"): Row(OFFICE, {"name": "Eva Lang", "email": "eva@jury.example"}),
    ("PUT", f"{JURY}/jurors/{{juror_id}}"): Row(OFFICE, {"name": "Ada Richter", "email": JUROR}),
    ("DELETE", f"{JURY}/jurors/{{spare_juror_id}}"): Row(OFFICE),
    ("POST", f"{JURY}/jurors/invitations"): Row(OFFICE, {}),
    ("GET", f"{JURY}/jury-criteria"): Row(OFFICE),
    ("GET", f"{JURY}/jury-rounds"): Row(OFFICE),
    ("POST", f"{JURY}/jury-rounds"): Row(OFFICE, JURY_ROUND),
    ("GET", ROUND): Row(OFFICE),
    ("PUT", ROUND): Row(OFFICE, {**JURY_ROUND, "revision": 1}),
    ("DELETE", f"{JURY}/jury-rounds/{{spare_round_id}}"): Row(OFFICE),
    ("PUT", f"{ROUND}/panel"): Row(OFFICE, {"jurors": [{"jurorId": "{juror_id}"}]}),
    ("POST", f"{ROUND}/assignment"): Row(OFFICE),
    ("GET", f"{ROUND}/entries"): Row(OFFICE),
    ("GET", f"{ROUND}/drawings"): Row(OFFICE),
    ("POST", f"{ROUND}/reminders"): Row(OFFICE),
    ("POST", f"{ROUND}/entries/{{admitted_entry_id}}/recusals"): Row(
        OFFICE, {"jurorId": "{juror_id}", "reason": "Singt mit"}
    ),
    ("DELETE", f"{ROUND}/entries/{{admitted_entry_id}}/recusals/{{juror_id}}"): Row(OFFICE),
    ("POST", f"{ROUND}/entries/{{admitted_entry_id}}/jurors"): Row(OFFICE, {"jurorId": "{juror_id}"}),
    ("DELETE", f"{ROUND}/assignment"): Row(OFFICE),
    ("POST", f"{ROUND}/closing"): Row(OFFICE),
    ("DELETE", f"{ROUND}/closing"): Row(OFFICE),
    # Awards: everybody votes
    ("GET", "/api/award-calls/{call_id}/ballot"): Row(ANYBODY),
    ("GET", "/api/award-calls/{call_id}/standing"): Row(ANYBODY),
    ("GET", "/api/award-calls/{call_id}/vote-puzzle"): Row(ANYBODY),
    ("POST", "/api/award-calls/{call_id}/vote-requests"): Row(
        ANYBODY, {"entryId": "{admitted_entry_id}", "email": "somebody@example.org"}
    ),
    ("POST", "/api/award-calls/{call_id}/votes"): Row(ANYBODY, {"requestId": "{call_id}", "code": "000000"}),
    # Awards: the public vote is counted
    ("GET", f"{VOTES}"): Row(OFFICE),
    ("GET", f"{VOTES}/patterns"): Row(OFFICE),
    ("GET", f"{VOTES}/exclusions"): Row(OFFICE),
    ("POST", f"{VOTES}/exclusions"): Row(OFFICE, {"fast": True, "reason": "Zu schnell"}),
    ("POST", f"{VOTES}/exclusions/{{exclusion_id}}/undoing"): Row(OFFICE, {"reason": "Doch von Hand"}),
    ("GET", f"{VOTES}/file.csv"): Row(OFFICE),
    ("GET", "/api/award-calls/{decided_call_id}/vote-result"): Row(ANYBODY),
    ("GET", "/api/award-calls/{decided_call_id}/votes.csv"): Row(ANYBODY),
    # Awards: who wins
    ("GET", RESULT): Row(OFFICE),
    ("GET", f"{RESULT}/categories/{{category_id}}/candidates"): Row(OFFICE),
    ("PUT", f"{RESULT}/categories/{{category_id}}"): Row(OFFICE, {"laureates": [], "version": ""}),
    ("POST", f"{RESULT}/decision"): Row(OFFICE, {}),
    ("PUT", f"{RESULT}/decision"): Row(OFFICE, {"embargoUntil": "2030-01-01T00:00:00Z"}),
    ("DELETE", f"{RESULT}/decision"): Row(OFFICE),
    ("POST", f"{RESULT_OF_DECIDED}/laureates/{{award_laureate_id}}/successor"): Row(
        OFFICE, {"entry": "{admitted_entry_id}"}
    ),
    ("POST", f"{RESULT_OF_DECIDED}/laureates/{{award_laureate_id}}/withdrawal"): Row(
        OFFICE, {"reason": "Kein Projekt"}
    ),
    ("GET", f"{RESULT}/certificates.pdf"): Row(OFFICE),
    ("GET", f"{RESULT}/press.pdf"): Row(OFFICE),
    ("GET", f"{RESULT}/press.txt"): Row(OFFICE),
    # After an event
    ("GET", f"{EVENT}/afterwards"): Row(OFFICE),
    ("PUT", f"{EVENT}/afterwards"): Row(OFFICE, {"costCents": 100, "photosUntil": None}),
    ("POST", f"{EVENT}/thanks"): Row(OFFICE, {}),
    ("POST", f"{EVENT}/awards"): Row(OFFICE, {"callId": "{decided_call_id}", "who": "laureates"}),
    ("GET", f"{EVENT}/certificates.pdf"): Row(OFFICE),
    ("GET", f"{EVENT}/guests/{{seated_guest_id}}/certificate.pdf"): Row(OFFICE),
    ("GET", f"{EVENT}/report"): Row(OFFICE),
    ("GET", f"{EVENT}/report.csv"): Row(OFFICE),
    ("GET", f"{EVENT}/report.pdf"): Row(OFFICE),
    ("GET", f"{EVENT}/no-shows"): Row(OFFICE),
    ("GET", f"{EVENT}/no-shows.csv"): Row(OFFICE),
    ("GET", "/api/ceremonies/{ceremony_id}/photos"): Row(ANYBODY),
    ("GET", "/api/ceremony-photos/{photo_id}/{size}"): Row(ANYBODY),
    ("GET", f"{EVENT}/photos"): Row(OFFICE),
    ("POST", f"{EVENT}/photos"): Row(OFFICE, picture=True),
    ("GET", f"{EVENT}/photos/candidates"): Row(OFFICE),
    ("PUT", f"{EVENT}/photos/{{photo_id}}"): Row(OFFICE, {"alt": {"de": "Der Chor", "en": ""}}),
    ("PUT", f"{EVENT}/photos/{{photo_id}}/persons"): Row(OFFICE, {"persons": []}),
    ("PUT", f"{EVENT}/photos/{{photo_id}}/publication"): Row(OFFICE),
    ("DELETE", f"{EVENT}/photos/{{photo_id}}/publication"): Row(OFFICE),
    ("DELETE", f"{EVENT}/photos/{{old_photo_id}}"): Row(OFFICE),
    ("GET", "/api/invitation/afterwards"): Row(ANYBODY),
    ("GET", "/api/invitation/certificate.pdf"): Row(ANYBODY),
    ("POST", "/api/invitation/survey"): Row(ANYBODY, {"overall": 5}),
    ("PUT", "/api/invitation/photos/{focus_id}"): Row(ANYBODY, {"consent": "yes"}),
    ("GET", "/api/invitation/photos/{photo_id}/{size}"): Row(ANYBODY),
    ("POST", "/api/offices/{office}/ceremonies/{ceremony_id}/cancellation"): Row(
        OFFICE, {"reason": {"de": "Sturm"}}
    ),
    # Awards: nominations and the answers to them
    ("POST", "/api/award-calls/{call_id}/nominations"): Row(SIGNED_IN, NOMINATION),
    ("GET", "/api/me/nominations"): Row(SIGNED_IN),
    ("POST", "/api/me/nominations/{own_nomination_id}/reminder"): Row(OWNER),
    ("DELETE", "/api/me/nominations/{own_nomination_id}"): Row(OWNER),
    ("GET", "/api/nomination"): Row(ANYBODY),
    ("PUT", "/api/nomination"): Row(ANYBODY, {"agreed": True}),
    ("GET", "/api/me/proposals"): Row(SIGNED_IN),
    ("PUT", "/api/me/proposals/{proposal_id}"): Row(OWNER, {"agreed": True}),
    # Awards: the formal check and the shortlist
    ("GET", f"{CALL}/entries"): Row(OFFICE),
    ("GET", f"{CALL}/entries.csv"): Row(OFFICE),
    ("GET", f"{CALL}/entries.xlsx"): Row(OFFICE),
    ("GET", f"{CALL}/duplicates"): Row(OFFICE),
    ("POST", f"{CALL}/checks"): Row(OFFICE, {"entries": ["{call_id}"], "action": "admit"}),
    ("GET", f"{CALL}/entries/{{admitted_entry_id}}"): Row(OFFICE),
    ("GET", f"{CALL}/entries/{{admitted_entry_id}}/files/{{admitted_file_id}}"): Row(OFFICE),
    ("PUT", f"{CALL}/entries/{{admitted_entry_id}}/admission"): Row(OFFICE, {}),
    ("PUT", f"{CALL}/entries/{{admitted_entry_id}}/rejection"): Row(OFFICE, {"reason": "Zu spät"}),
    ("PUT", f"{CALL}/entries/{{admitted_entry_id}}/question"): Row(
        OFFICE, {"question": "Seit wann?", "answerBy": "2026-12-01"}
    ),
    ("DELETE", f"{CALL}/entries/{{admitted_entry_id}}/check"): Row(OFFICE),
    ("GET", f"{CALL}/shortlist"): Row(OFFICE),
    ("GET", f"{CALL}/shortlist/proposal"): Row(OFFICE, query={"round_id": "{jury_round_id}"}),
    ("POST", f"{CALL}/shortlist/entries"): Row(OFFICE, {"entries": ["{admitted_entry_id}"]}),
    ("DELETE", f"{CALL}/shortlist/entries/{{admitted_entry_id}}"): Row(OFFICE),
    ("POST", f"{CALL}/shortlist/mails"): Row(OFFICE),
}
SYNONYMS = {
    "{offer_id}": "{benefit_id}",
    "{raffle_id}": "{benefit_id}",
    "{reserved_id}": "{member_id}",
    "{clerk_id}": "{person_id}",
    "{coordinator_id}": "{person_id}",
    "{staff_id}": "{person_id}",
    "{old_picture_id}": "{picture_id}",
    "{part_id}": "{entry_id}",
    "{award_entry_id}": "{entry_id}",
    "{decided_call_id}": "{call_id}",
    "{award_laureate_id}": "{laureate_id}",
    "{award_picture_id}": "{file_id}",
    "{admitted_entry_id}": "{entry_id}",
    "{admitted_file_id}": "{file_id}",
    "{own_nomination_id}": "{nomination_id}",
    "{proposal_id}": "{nomination_id}",
    "{jury_round_id}": "{round_id}",
    "{spare_round_id}": "{round_id}",
    "{judged_round_id}": "{round_id}",
    "{judged_entry_id}": "{entry_id}",
    "{judged_file_id}": "{entry_file_id}",
    "{spare_juror_id}": "{juror_id}",
    "{portrait_id}": "{photo_id}",
    "{old_photo_id}": "{photo_id}",
    "{focus_id}": "{person_id}",
    "{seated_guest_id}": "{guest_id}",
    "{invited_guest_id}": "{guest_id}",
}
"""Placeholders of the table that stand for another row of the same kind."""


def test_every_route_has_its_row() -> None:
    routes = {
        (method, route.path_format)
        for route in build().routes
        for handler in getattr(route, "route_handlers", [])
        for method in handler.http_methods - {"OPTIONS", "HEAD"}
    }
    rows = {(method, _plain(path)) for method, path in TABLE}
    assert routes - rows == set(), "say in TABLE who may use these routes"
    assert rows - routes == set(), "these rows of TABLE have no route any more"


def _plain(path: str) -> str:
    for name, real in SYNONYMS.items():
        path = path.replace(name, real)
    return path


async def test_everybody_gets_what_the_table_says(client: Browser, sign_in_as: SignIn) -> None:
    browsers, ids = await _a_world(client, sign_in_as)
    wrong = []
    for refused in (True, False):
        # First everybody who must not, so that what the others change hides nothing; sessions end last.
        for (method, path), row in sorted(TABLE.items(), key=lambda entry: entry[1].ends_session):
            for who in Who:
                if (who not in row.may) is refused:
                    answer = await _knock(browsers[who], method, path, row, ids | _theirs(ids, who))
                    if (answer.status_code in REFUSED) is not refused or answer.status_code >= 500:
                        wrong.append(
                            f"{method} {path} as {who.value}: {answer.status_code} {answer.text[:120]}"
                        )
    assert not wrong, "\n".join(wrong)


async def test_visitors_are_asked_to_sign_in_and_staff_for_the_second_factor(
    client: Browser, sign_in_as: SignIn
) -> None:
    browsers, ids = await _a_world(client, sign_in_as)
    for (method, path), row in TABLE.items():
        if row.may in (NOBODY, ANYBODY):
            continue
        answer = await _knock(browsers[Who.VISITOR], method, path, row, ids)
        assert answer.status_code == 401, f"{method} {path}"
        if row.may == OFFICE:
            answer = await _knock(browsers[Who.CASE_WORKER_WITHOUT_FACTOR], method, path, row, ids)
            assert answer.json()["code"] == "second_factor_needed", f"{method} {path}"


async def _knock(
    browser: Browser, method: str, path: str, row: Row, ids: Mapping[str, str]
) -> httpx.Response:
    address = _filled(path, ids)
    if row.upload:
        return await browser.request(
            method, address, files={"data": ("liste.csv", "Name;Datum;Stunden\nA B;1.11.2026;2\n")}
        )
    if row.picture:
        files = {"data": ("bild.png", a_png(), "image/png")}
        return await browser.request(method, address, files=files, data={"alt_de": "Ein Bild"})
    body = None if row.body is None else _filled(row.body, ids)
    return await browser.request(method, address, json=body, params=_filled(row.query, ids))


def _theirs(ids: Mapping[str, str], who: Who) -> dict[str, str]:
    """Ids named `x of who` are x for this one, so that what one removes is still there for the next."""
    ending = f" of {who.value}"
    return {name.removesuffix(ending): value for name, value in ids.items() if name.endswith(ending)}


def _filled(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for name, replacement in ids.items():
            value = value.replace(f"{{{name}}}", replacement)
        return value
    if isinstance(value, Mapping):
        return {key: _filled(inner, ids) for key, inner in value.items()}
    return [_filled(inner, ids) for inner in value] if isinstance(value, list) else value


async def _a_world(client: Browser, sign_in_as: SignIn) -> tuple[dict[Who, Browser], dict[str, str]]:
    """One town with a club, a volunteer with one of everything, and strangers."""
    town, other_town = await an_issuing_body(), await an_issuing_body("05111000")
    club, other_club = await an_organisation(), await an_organisation("Anderer Verein", "05111000")
    company, other_company = await a_company(), await a_company("Zoo", "05111000")
    browsers = {
        Who.VISITOR: client,
        Who.OWNER: await sign_in_as("owner@example.org"),
        Who.STRANGER: await sign_in_as("stranger@example.org"),
        Who.COORDINATOR: await sign_in_as("jana@example.org", (Role.COORDINATOR, club)),
        Who.OTHER_COORDINATOR: await sign_in_as("bo@example.org", (Role.COORDINATOR, other_club)),
        Who.CASE_WORKER: await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, town)),
        Who.CASE_WORKER_WITHOUT_FACTOR: await sign_in_as(
            "new@koeln.example", (Role.CASE_WORKER, town), second_factor=False
        ),
        Who.OTHER_CASE_WORKER: await sign_in_as("clerk@duesseldorf.example", (Role.CASE_WORKER, other_town)),
        Who.STATE_OFFICE: await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE)),
        Who.STATE_OFFICE_WITHOUT_FACTOR: await sign_in_as(
            "new@nrw.example", (Role.STATE_OFFICE, STATE), second_factor=False
        ),
        Who.PARTNER: await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, company)),
        Who.TILL_STAFF: await sign_in_as("till@bad.example", (Role.PARTNER_STAFF, company)),
        Who.OTHER_PARTNER: await sign_in_as("chief@zoo.example", (Role.PARTNER_MANAGER, other_company)),
        Who.JUROR: await sign_in_as(JUROR),
    }
    ids = await _one_of_everything(browsers, town, club, sign_in_as)
    ids |= await _things_of_a_company(browsers[Who.PARTNER], company)
    ids |= await _things_of_a_ceremony(town)
    ids |= await things_of_a_call(town)
    ids |= await _things_on_stage(UUID(ids["ceremony_id"]), company)
    return browsers, ids | await _things_of_a_holder(browsers, company, town)


async def _things_of_a_ceremony(town: UUID) -> dict[str, str]:
    """A public event of the town with one of everything."""
    ceremony = await a_ceremony(town, audience="public")
    series = await db.scalar(
        "INSERT INTO series (id, issuing_body, title_de, title_en, created_at) VALUES ($1, $2, 'Dank', '', now())"
        " RETURNING id",
        new_id(), town,
    )  # fmt: skip
    seats = await _seats_of_a_ceremony(ceremony)
    group = await db.scalar("SELECT id FROM guest_group WHERE ceremony = $1", ceremony)
    return seats | {
        "ceremony_id": str(ceremony),
        "series_id": str(series),
        **await _photos_of_a_ceremony(ceremony),
        **await _doors_of_a_ceremony(ceremony),
        "group_id": str(group),
        "guest_id": str(await a_guest(ceremony, "Gast", "Vier")),
        **await _an_invitation(ceremony),
    }


async def _doors_of_a_ceremony(ceremony: UUID) -> dict[str, str]:
    """A phone at a door, and a conflict it handed in."""
    device, admission = new_id(), new_id()
    await db.execute(
        "INSERT INTO door_device (id, ceremony, purpose, label, created_by, created_at)"
        " SELECT $1, id, 'door', 'Handy', created_by, now() FROM ceremony WHERE id = $2",
        device, ceremony,
    )  # fmt: skip
    await db.execute(
        "INSERT INTO admission (id, ceremony, device, nonce, outcome, forced, offline, scanned_at, received_at)"
        " VALUES ($1, $2, $3, '1', 'conflict', false, true, now(), now())",
        admission, ceremony, device,
    )  # fmt: skip
    return {"door_device_id": str(device), "admission_id": str(admission)}


async def _an_invitation(ceremony: UUID) -> dict[str, str]:
    """A guest who can sign in, and letters that were printed."""
    run = await db.scalar(
        "INSERT INTO ceremony_run (id, ceremony, kind, total, done, options, result, ordered_by, ordered_at, ended_at)"
        " SELECT $1, id, 'letters', 1, 1, '{}', '%PDF', created_by, now(), now() FROM ceremony WHERE id = $2 RETURNING id",
        new_id(), ceremony,
    )  # fmt: skip
    guest = await a_guest(ceremony, "Gast", "Fünf", email="owner@example.org")
    return {"run_id": str(run), "invited_guest_id": str(guest)}


async def _photos_of_a_ceremony(ceremony: UUID) -> dict[str, str]:
    """A photo that everybody sees, and one for each who may delete it."""
    photos = [
        await db.scalar(
            "INSERT INTO ceremony_photo (id, ceremony, large, small, width, height, alt_de, alt_en, credit, digest,"
            " published, delete_on, uploaded_at)"
            " VALUES ($1, $2, 'WEBP', 'WEBP', 1, 1, 'Der Chor', '', '', $3::text::bytea, true, '2031-01-01', now())"
            " RETURNING id",
            new_id(), ceremony, who.name if who else "all",
        )
        for who in (None, *Who)
    ]  # fmt: skip
    return {
        f"old_photo_id of {who.value}": str(photo) for who, photo in zip(Who, photos[1:], strict=True)
    } | {
        "photo_id": str(photos[0]),
        "old_photo_id": str(photos[1]),
        "focus_id": str(new_id()),
    }


async def _seats_of_a_ceremony(ceremony: UUID) -> dict[str, str]:
    """A room with a table, and two guests who are to sit apart."""
    guests = [await a_guest(ceremony, "Gast", name) for name in ("Eins", "Zwei", "Drei")]
    room, block, wish = new_id(), new_id(), new_id()
    await db.execute(
        "INSERT INTO seat_room (id, ceremony, name, position) VALUES ($1, $2, 'Saal', 0)", room, ceremony
    )
    await db.execute(
        "INSERT INTO seat_block (id, room, kind, label, position, category, step_free)"
        " VALUES ($1, $2, 'table', 'Tisch 1', 0, '', false)",
        block, room,
    )  # fmt: skip
    await db.execute(
        "INSERT INTO seat_wish (id, ceremony, one, other, wish) VALUES ($1, $2, $3, $4, 'apart')",
        wish, ceremony, *sorted(guests[:2]),
    )  # fmt: skip
    return {
        "room_id": str(room),
        "block_id": str(block),
        "wish_id": str(wish),
        "seated_guest_id": str(guests[0]),
        "other_seated_guest_id": str(guests[2]),
    }


async def _things_on_stage(ceremony: UUID, company: UUID) -> dict[str, str]:
    """A laureate with a picture, and a company that agreed to be shown."""
    await db.execute("UPDATE ceremony SET showcase_public = true WHERE id = $1", ceremony)
    portrait = await db.scalar(
        "INSERT INTO ceremony_photo (id, ceremony, laureate, large, small, width, height, alt_de, alt_en, credit, digest,"
        " published, delete_on, uploaded_at)"
        " VALUES ($1, $2, $3, '', '', 1, 1, '', '', '', 'stage', true, '2099-01-01', now()) RETURNING id",
        new_id(), ceremony, await a_laureate(ceremony, "Chor"),
    )  # fmt: skip
    return {
        "laureate_id": str(await a_laureate(ceremony)),
        "part_id": str(await a_company_on_stage(ceremony, company)),
        "portrait_id": str(portrait),
    }


async def _things_of_a_holder(browsers: dict[Who, Browser], company: UUID, town: UUID) -> dict[str, str]:
    """A raffle, a report that waits, a company that was asked and what was given at a till."""
    raffle, _ = await a_raffle(company)
    report = await browsers[Who.OWNER].post(f"/api/benefits/{raffle}/reports", json={"kind": "closed"})
    asked = await browsers[Who.CASE_WORKER].post(
        f"/api/offices/{town}/asked", json={"companyName": "Museum", "askedOn": DAY}
    )
    listed = await browsers[Who.CASE_WORKER].post(
        f"/api/offices/{town}/benefit-lists", files={"data": ("alt.csv", "Anbieter;Angebot\nZoo;10 %\n")}
    )
    redemption = await db.scalar(
        "INSERT INTO redemption (id, benefit, company, till, nonce, redeemed_at, recorded_at, offline, conflict)"
        " VALUES ($1, $2, $3, $1, $1, now(), now(), false, '') RETURNING id",
        new_id(), raffle, company,
    )  # fmt: skip
    return {
        "offer_id": str(await a_benefit(company)),
        "raffle_id": str(raffle),
        "report_id": report.json()["id"],
        "asked_id": asked.json()["id"],
        "list_id": listed.json()["id"],
        "redemption_id": str(redemption),
    }


async def _things_of_a_company(manager: Browser, company: UUID) -> dict[str, str]:
    picture = await manager.post(
        f"/api/companies/{company}/pictures",
        files={"data": ("a.png", a_png(), "image/png")},
        data={"alt_de": "Ein Bild"},
    )
    old_ones = await db.rows(
        "INSERT INTO picture (id, company, large, small, width, height, alt_de, alt_en, digest, uploaded_at)"
        " SELECT gen_random_uuid(), company, large, small, width, height, alt_de, '', who::bytea, uploaded_at"
        " FROM picture, unnest($1::text[]) who RETURNING id",
        [who.name for who in Who],
    )
    pictures = [picture.json()["id"], *(str(old["id"]) for old in old_ones)]
    staff = [await a_person(email=f"{who.name}@bad.example".lower()) for who in Who]
    for person in staff:
        await memberships.grant(
            Role.PARTNER_STAFF,
            person_id=person,
            tenant=company,
            tenant_name="Schlossbad",
            granted_by=None,
            now=clock.now(),
        )
    return (
        {f"old_picture_id of {who.value}": picture for who, picture in zip(Who, pictures[1:], strict=True)}
        | {f"staff_id of {who.value}": str(person) for who, person in zip(Who, staff, strict=True)}
        | {
            "company_id": str(company),
            "venue_id": str(await a_venue(company)),
            "picture_id": pictures[0],
            "old_picture_id": pictures[0],
            "staff_id": str(staff[0]),
            "size": "small",
        }
    )


async def _one_of_everything(
    browsers: dict[Who, Browser], town: UUID, club: UUID, sign_in_as: SignIn
) -> dict[str, str]:
    owner, coordinator = browsers[Who.OWNER], browsers[Who.COORDINATOR]
    person: UUID = owner.person_id  # type: ignore[attr-defined]
    record = await owner.post(
        "/api/me/hours", json={"organisationId": str(club), "startsOn": DAY, "minutes": 30}
    )
    assert record.status_code == 201, record.text
    address = f"/api/organisations/{club}"
    reserved = (
        await coordinator.post(f"{address}/people", json={"givenName": "Ohne", "familyName": "Konto"})
    ).json()
    statement = await coordinator.post(
        f"{address}/statements", json={"personId": str(person), "since": "2020-01-01"}
    )
    listed = await coordinator.post(
        f"{address}/imports", files={"data": ("alt.csv", "Name;Datum;Stunden\nKai Ohne;2.11.2026;3\n")}
    )
    assert listed.status_code in (200, 201), listed.text
    card = await a_card(person, town)
    phone = Phone(owner)
    await phone.activate(card)
    await status.publish_list(clock.now())
    elsewhere = await sign_in_as("owner@example.org")
    second = await sign_in_as("second@example.org", (Role.COORDINATOR, club))
    clerks = {
        f"clerk_id of {who.value}": str(await a_person(email=f"{who.name}@koeln.example".lower()))
        for who in Who
    }
    for clerk in clerks.values():
        await memberships.grant(
            Role.CASE_WORKER,
            person_id=UUID(clerk),
            tenant=town,
            tenant_name="Köln",
            granted_by=None,
            now=clock.now(),
        )
    return clerks | {
        "clerk_id": clerks[f"clerk_id of {Who.VISITOR.value}"],
        "coordinator_id": str(second.person_id),  # type: ignore[attr-defined]
        "organisation_id": str(club),
        "issuing_body_id": str(town),
        "issuing_body": str(town),
        "office": str(town),
        "ags": KOELN,
        "code": "50667",
        "name": "hours_food_bank.csv",
        "path": "mein/karte",
        "person_id": str(person),
        "member_id": str(await db.scalar("SELECT id FROM member WHERE person = $1", person)),
        "reserved_id": reserved["id"],
        "record_id": record.json()["id"],
        "statement_id": statement.json()["id"],
        "import_id": listed.json()["id"],
        "application_id": await _a_submitted_case(owner),
        "card_id": str(card),
        "device_id": str(phone.device),
        "session_id": str((await actor_of(elsewhere)).session_id),
    }


async def _a_submitted_case(owner: Browser) -> str:
    answers = {
        "birthDate": "1950-01-01",
        "street": "Am Bach 1",
        "postalCode": "50667",
        "municipality": KOELN,
        "allowances": [],
    }
    answer = await owner.post(
        "/api/me/applications", json={"kind": "jubilee", "consents": CONSENTS} | answers
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
