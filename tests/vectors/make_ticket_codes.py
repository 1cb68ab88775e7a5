"""Writes ticket_codes.json: tickets' codes, good and bad, that every checker must judge alike.

    python -m tests.vectors.make_ticket_codes

Made without the code under test, like card_tokens.json and with the same keys.
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.vectors.make_card_tokens import (
    ACTIVE,
    DAY,
    KEYS,
    KIDS,
    KILLED,
    NEXT,
    NOW,
    OLD,
    STRANGER,
    base45,
    cose,
    dumps,
    es256,
    jwk,
    random_bytes,
)

FILE = Path(__file__).with_name("ticket_codes.json")
HERE = UUID("01937b60-0000-7000-8000-000000000001")
THERE = UUID("01937b60-0000-7000-8000-000000000002")
END = NOW + 6 * 60 * 60

vectors: list[dict[str, Any]] = []


def claims(
    *,
    exp: Any = END,
    iat: Any = NOW - 30 * DAY,
    number: Any = None,
    ceremony: Any = HERE.bytes,
    name: Any = "Erika M.",
    extra: dict[Any, Any] | None = None,
) -> dict[Any, Any]:
    """Claims as the specification has them; a vector alters what it is about."""
    number = random_bytes("ticket") if number is None else number
    return {4: exp, 6: iat, 7: number, -65539: [ceremony, name]} | (extra or {})


def code(token: bytes) -> str:
    return "ET1:" + base45(token)


def ticket(**altered: Any) -> str:
    return code(cose(claims(**altered)))


def vector(
    name: str,
    text: str,
    reason: str,
    *,
    now: int = NOW,
    keys: Any = KEYS,
    ceremony: UUID = HERE,
    tickets_end: int | None = None,
) -> None:
    vectors.append(
        {
            "name": name,
            "text": text,
            "now": now,
            "keys": keys,
            "ceremony": str(ceremony),
            "ticketsEnd": tickets_end,
            "expect": {"reason": reason},
        }
    )


def good() -> None:
    vector("a ticket", ticket(), "ok")
    vector("a second before its end", ticket(exp=NOW + 1), "ok")
    vector("a companion's", ticket(name="+1 Erika M."), "ok")
    vector("an empty name", ticket(name=""), "ok")
    vector("a name of 24 bytes", ticket(name="Wolfeschlegelsteinhau M."), "ok")
    vector("a name of 24 bytes and 21 letters", ticket(name="Äöüabcdefghijklmno Q."), "ok")
    vector("a name outside the basic plane", ticket(name="\U00010400\U0001f600 \u738b."), "ok")
    vector("signed with the old key", code(cose(claims(), key=OLD)), "ok")
    vector("signed with the next key", code(cose(claims(), key=NEXT)), "ok")
    vector("signed a moment ahead of this clock", ticket(iat=NOW + 900), "ok")
    vector("the longest life there is", ticket(exp=2**64 - 1, iat=0), "ok")
    vector("printed before its event was put off", ticket(exp=NOW - 20 * DAY), "ok", tickets_end=NOW + DAY)
    vector("whose event was moved forward", ticket(exp=NOW + DAY), "ok", tickets_end=NOW - DAY)
    both = {"keys": [jwk(OLD, "old", kid=KIDS[id(ACTIVE)]), jwk(ACTIVE, "active")]}
    vector("two keys with one id, the second fits", ticket(), "ok", keys=both)


def malformed_text() -> None:
    vector("nothing", "", "malformed")
    vector("the prefix alone", "ET1:", "malformed")
    vector("a prefix in lower case", "et1:" + ticket()[4:], "malformed")
    vector("a card's prefix", "EK1:" + ticket()[4:], "malformed")
    vector("a web address", "https://karte.example/einlass", "malformed")
    vector("a space before it", " " + ticket(), "malformed")
    vector("a line end after it", ticket() + "\n", "malformed")
    vector("in lower case", "ET1:" + ticket()[4:].lower(), "malformed")
    vector("cut in the middle", ticket()[: len(ticket()) // 2], "malformed")
    vector("cut by three characters", ticket()[:-3], "malformed")
    vector("cut by one character", ticket()[:-1], "malformed")
    vector("three characters more", ticket() + "000", "malformed")
    vector("too long", ticket(extra={1: "x" * 300}), "malformed")
    vector("a group that is too large", "ET1:" + ":::" * 20, "malformed")


def malformed_shape() -> None:
    vector("no tag", code(cose(claims(), tag=None)), "malformed")
    vector("another tag", code(cose(claims(), tag=17)), "malformed")
    vector("something in the open header", code(cose(claims(), unprotected={4: b"x"})), "malformed")
    kid = KIDS[id(ACTIVE)]
    vector("another algorithm", code(cose(claims(), protected=dumps({1: -8, 4: kid}))), "malformed")
    vector("no key id", code(cose(claims(), protected=dumps({1: -7}))), "malformed")
    vector("a key id of 7 bytes", code(cose(claims(), kid=kid[:7])), "malformed")
    vector("a signature of 63 bytes", code(cose(claims(), signature=lambda raw: raw[:63])), "malformed")
    vector("a trailing byte", code(cose(claims()) + b"\x00"), "malformed")
    vector("a trailing byte within", code(cose(dumps(claims()) + b"\x00")), "malformed")
    for claim, what in ((4, "end"), (6, "time of issue"), (7, "number"), (-65539, "ticket")):
        less = claims()
        del less[claim]
        vector(f"no {what}", code(cose(less)), "malformed")
    vector("one claim more", ticket(extra={1: "iss"}), "malformed")
    card = {4: END, 6: NOW, 7: random_bytes("cti"), -65537: [1, 5315000, "Erika M.", 7, 2]}
    vector("a printed card under a ticket's prefix", code(cose(card)), "malformed")
    vector("an end below zero", ticket(exp=-1), "malformed")
    vector("an end as text", ticket(exp="2030"), "malformed")
    vector("an end that is true", ticket(exp=True), "malformed")
    vector("a number of 7 bytes", ticket(number=bytes(7)), "malformed")
    vector("a number of 9 bytes", ticket(number=bytes(9)), "malformed")
    vector("a number that is a number", ticket(number=7), "malformed")
    vector("an event of 15 bytes", ticket(ceremony=HERE.bytes[:15]), "malformed")
    vector("an event as text", ticket(ceremony=str(HERE)), "malformed")
    vector("a name of 25 bytes", ticket(name="Wolfeschlegelsteinhaus M."), "malformed")
    vector("a name of 24 letters and 25 bytes", ticket(name="Wölfeschlegelsteinhau M."), "malformed")
    vector("a name of bytes", ticket(name=b"Erika M."), "malformed")
    shorter, longer = claims(), claims()
    shorter[-65539].pop()
    longer[-65539].append(0)
    vector("a ticket of one", code(cose(shorter)), "malformed")
    vector("a ticket of three", code(cose(longer)), "malformed")


def refused() -> None:
    vector("a key nobody knows", code(cose(claims(), key=STRANGER)), "unknown_key")
    vector("a killed key", code(cose(claims(), key=KILLED)), "unknown_key")
    vector("an empty key set", ticket(), "unknown_key", keys={"keys": []})
    token = cose(claims())
    vector("another name", code(token.replace(b"Erika M.", b"Erika N.")), "bad_signature")
    elsewhere = cose(claims(ceremony=THERE.bytes)).replace(THERE.bytes, HERE.bytes)
    vector("a ticket of another event, changed to this one", code(elsewhere), "bad_signature")
    other_number = token.replace(random_bytes("ticket"), random_bytes("another ticket"))
    vector("another number", code(other_number), "bad_signature")
    vector("the id of another key", code(cose(claims(), kid=KIDS[id(OLD)])), "bad_signature")
    stranger = cose(claims(), key=STRANGER, kid=KIDS[id(ACTIVE)])
    vector("a stranger with our key's id", code(stranger), "bad_signature")
    vector("a signature of zeros", code(cose(claims(), signature=lambda _: bytes(64))), "bad_signature")
    turned = cose(claims(), signature=lambda raw: raw[32:] + raw[:32])
    vector("a signature turned round", code(turned), "bad_signature")
    protected = dumps({1: -7, 4: KIDS[id(ACTIVE)]})
    alone = es256(ACTIVE, dumps(claims()))
    bare = b"\xd2" + dumps([protected, {}, dumps(claims()), alone])
    vector("a signature over the claims alone", code(bare), "bad_signature")
    vector("at its end", ticket(exp=NOW), "expired")
    vector("a second after its end", ticket(exp=NOW - 1), "expired")
    vector("ended, also by what is known of the event", ticket(exp=NOW - 9), "expired", tickets_end=NOW)
    vector("for another event", ticket(), "wrong_event", ceremony=THERE)
    vector("of last year, for another event", ticket(exp=NOW - 365 * DAY), "expired", ceremony=THERE)
    vector(
        "ended for another event while this one lasts",
        ticket(exp=NOW - 1),
        "expired",
        ceremony=THERE,
        tickets_end=NOW + DAY,
    )


def main() -> None:
    for part in (good, malformed_text, malformed_shape, refused):
        part()
    lines = ",\n".join(json.dumps(made, separators=(",", ":")) for made in vectors)
    FILE.write_text(f"[\n{lines}\n]\n", encoding="ascii")
    good_ones = sum(made["expect"]["reason"] == "ok" for made in vectors)
    print(f"{good_ones} good, {len(vectors) - good_ones} bad")  # noqa: T201


if __name__ == "__main__":
    main()
