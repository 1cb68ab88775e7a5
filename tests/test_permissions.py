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
from tests.cards.phone import Phone, a_card
from tests.conftest import Browser, SignIn, actor_of
from tests.factories import KOELN, STATE, a_person, an_issuing_body, an_organisation

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
    PARTNER = "staff of a company"


ANYBODY = frozenset(Who)
SIGNED_IN = ANYBODY - {Who.VISITOR}
OWNER = frozenset({Who.OWNER})
CLUB = frozenset({Who.COORDINATOR})
OFFICE = frozenset({Who.CASE_WORKER})
STATE_ONLY = frozenset({Who.STATE_OFFICE})
NOBODY: frozenset[Who] = frozenset()


@dataclass(frozen=True)
class Row:
    """Who may, and a body that reaches the permission."""

    may: frozenset[Who]
    body: Mapping[str, Any] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    upload: bool = False
    ends_session: bool = False


CONSENTS = {"processing": True, "correctness": True}
PROOF = {
    "publicKey": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
    "challenge": "AA",
    "signature": "AA",
}
CLUB_BODY = {"name": "Neuer Verein", "municipality": KOELN, "field": "sport"}
DAY = "2026-11-01"

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
    ("POST", "/api/cards/{card_id}/challenge"): Row(OWNER),
    ("POST", "/api/cards/{card_id}/devices"): Row(OWNER, PROOF),
    ("GET", "/api/cards/{card_id}/devices/{device_id}"): Row(OWNER),
    ("POST", "/api/cards/{card_id}/devices/{device_id}/refresh"): Row(OWNER, PROOF | {"proof": "AA"}),
    ("GET", "/api/issuing-bodies/{issuing_body}/cards"): Row(OFFICE),
    ("POST", "/api/cards/{card_id}/revocation"): Row(OWNER | OFFICE, {"reason": "verloren"}),
}
SYNONYMS = {"{reserved_id}": "{member_id}", "{clerk_id}": "{person_id}", "{coordinator_id}": "{person_id}"}
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
                    answer = await _knock(
                        browsers[who], method, path, row, ids | {"clerk_id": ids[f"clerk of {who.value}"]}
                    )
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
    body = None if row.body is None else _filled(row.body, ids)
    return await browser.request(method, address, json=body, params=dict(row.query))


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
        Who.PARTNER: await sign_in_as("shop@example.org", (Role.PARTNER_STAFF, new_id())),
    }
    return browsers, await _one_of_everything(browsers, town, club, sign_in_as)


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
        f"clerk of {who.value}": str(await a_person(email=f"{who.name}@koeln.example".lower())) for who in Who
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
        "clerk_id": clerks[f"clerk of {Who.VISITOR.value}"],
        "coordinator_id": str(second.person_id),  # type: ignore[attr-defined]
        "organisation_id": str(club),
        "issuing_body_id": str(town),
        "issuing_body": str(town),
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
