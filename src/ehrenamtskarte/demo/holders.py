"""What the demo's volunteers do with their offers: some accept, some wait, some carry a card, some lost one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.applications import decisions, submission
from ehrenamtskarte.applications.rules import Consents
from ehrenamtskarte.applications.submission import Answers
from ehrenamtskarte.cards import cose, devices, revocation
from ehrenamtskarte.cards.devices import Proof
from ehrenamtskarte.cards.token import activation_message
from ehrenamtskarte.core import db, outbox
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.demo.cast import Office
from ehrenamtskarte.eligibility.engagement import Allowance, AllowanceKind

OF_TEN_ACCEPT = 7
OF_TEN_ARE_DECIDED = 7
STREETS = ("Am Bach", "Bahnhofstraße", "Lindenweg", "Marktplatz", "Schulstraße")
POSTAL_CODES = {
    "05974044": "59581",
    "05315000": "50823",
    "05978020": "59174",
    "05170052": "46509",
    "05914000": "58095",
}
REFUSAL = "Die angegebene Anschrift stimmt nicht mit dem Melderegister überein. Bitte stellen Sie den Antrag noch einmal."

_OPEN = (
    "SELECT a.id, a.person, a.municipality, a.issuing_body, a.status, p.birth_date FROM application a"
    " JOIN person p ON p.id = a.person WHERE a.status = $1 AND p.email IS NOT NULL ORDER BY p.family_name, p.given_name"
)


async def answer_offers(clerks: Mapping[Office, Actor], now: datetime) -> None:
    """Seven of ten accept; the offices decide most of what then waits; cards get onto phones."""
    for number, offer in enumerate(await db.rows(_OPEN, "offered")):
        if number % 10 < OF_TEN_ACCEPT:
            await submission.accept(
                offer["id"], _answers(offer, number), actor=Actor(offer["person"]), now=now
            )
    bodies = {m.tenant: clerk for clerk in clerks.values() for m in clerk.memberships}
    for number, case in enumerate(await db.rows(_OPEN, "submitted")):
        clerk = bodies[case["issuing_body"]]
        if number % 25 == 6:
            await decisions.reject(case["id"], REFUSAL, actor=clerk, now=now)
        elif number % 10 < OF_TEN_ARE_DECIDED:
            await decisions.approve(case["id"], actor=clerk, now=now)
    await _until_cards_are_issued()
    await _use_cards(bodies, now)


def _answers(offer: Any, number: int) -> Answers:
    return Answers(
        Consents(processing=True, correctness=True, publication=number % 3 == 0, news=number % 4 == 0),
        {
            "birth_date": offer["birth_date"] or date(1948 + number % 55, 1 + number % 12, 1 + number % 28),
            "street": f"{STREETS[number % len(STREETS)]} {1 + number % 60}",
            "postal_code": POSTAL_CODES.get(offer["municipality"], "50667"),
            "municipality": offer["municipality"],
        },
        allowances=(Allowance(AllowanceKind.NONE),),
    )


async def _until_cards_are_issued() -> None:
    for message in await db.rows(
        "SELECT id FROM outbox_message WHERE event = 'ApplicationApproved' AND dead_at IS NULL"
    ):
        await outbox.deliver(message["id"])


async def _use_cards(bodies: Mapping[UUID, Actor], now: datetime) -> None:
    """Two of three are on a phone; some moved to a new phone; some were lost or given back."""
    for number, card in enumerate(
        await db.rows("SELECT id, person, issuing_body FROM card ORDER BY sort_key, id")
    ):
        if number % 3 < 2:
            await _activate(card, "Android", now)
        if number % 12 == 4:
            await _activate(card, "iPhone", now)
        if number % 20 == 9:
            await revocation.revoke(card["id"], "", actor=Actor(card["person"]), now=now)
        if number % 40 == 19:
            clerk = bodies[card["issuing_body"]]
            await revocation.revoke(card["id"], "Karte zurückgegeben", actor=clerk, now=now)


async def _activate(card: Any, label: str, now: datetime) -> None:
    """As a phone does it, with a key of its own; the worker signs."""
    holder = Actor(card["person"])
    key = ec.generate_private_key(ec.SECP256R1())
    challenge = await devices.challenge(card["id"], actor=holder, now=now)
    numbers = key.public_key().public_numbers()
    proof = Proof(
        numbers.x.to_bytes(32),
        numbers.y.to_bytes(32),
        challenge,
        cose.signer(key)(activation_message(challenge)),
    )
    await devices.activate(card["id"], proof, replace=True, label=label, actor=holder, now=now)


_SOMEBODY = {
    "SELECT p.email FROM person p JOIN application a ON a.person = p.id WHERE a.status = 'offered' AND p.email IS NOT NULL"
    " AND p.email LIKE '%@example.org' ORDER BY p.family_name LIMIT 1": Text(
        "Hat ein Angebot für die Ehrenamtskarte: einmal tippen genügt",
        "Has been offered the card: one tap accepts",
    ),
    "SELECT p.email FROM person p JOIN card c ON c.person = p.id WHERE c.status = 'active' AND p.email IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM device d WHERE d.card = c.id) ORDER BY p.family_name LIMIT 1": Text(
        "Hat eine Karte, noch auf keinem Telefon", "Has a card, not yet on a phone"
    ),
    "SELECT p.email FROM person p JOIN hour_record h ON h.person = p.id WHERE h.status = 'confirmed' AND p.email IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM application a WHERE a.person = p.id) GROUP BY p.id"
    " HAVING sum(h.minutes) FILTER (WHERE h.kind IN ('work', 'training')) < 12000"
    " ORDER BY sum(h.minutes) FILTER (WHERE h.kind IN ('work', 'training')) DESC LIMIT 1": Text(
        "Fast geschafft: es fehlen noch ein paar Stunden", "Almost there: a few hours are missing"
    ),
}


async def guide() -> dict[str, Text]:
    """Volunteers in a telling state, as they are now."""
    found: dict[str, Text] = {}
    for query, text in _SOMEBODY.items():
        email = await db.scalar(query)
        if email:
            found.setdefault(email, text)
    return found
