"""Writes card_tokens.json: codes, good and bad, that every checker of the card must judge alike.

    python tests/vectors/make_card_tokens.py

Made without the code under test: only cbor2, zlib and cryptography. Keys come from a fixed seed and
signatures are deterministic (RFC 6979), so a second run changes nothing but what was changed here (another
zlib may pack the status list differently). The file is committed; the tests read it and never this program.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

NOW = 1_790_000_000
DAY = 24 * 60 * 60
ORDER_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FILE = Path(__file__).with_name("card_tokens.json")

vectors: list[dict[str, Any]] = []


def private_key(name: str) -> ec.EllipticCurvePrivateKey:
    seed = int.from_bytes(hashlib.sha256(f"ehrenamtskarte test vector {name}".encode()).digest(), "big")
    return ec.derive_private_key(seed % (ORDER_P256 - 1) + 1, ec.SECP256R1())


def random_bytes(name: str, size: int = 8) -> bytes:
    return hashlib.sha256(f"ehrenamtskarte test bytes {name}".encode()).digest()[:size]


ACTIVE, OLD, NEXT, KILLED, STRANGER = (
    private_key(name) for name in ("active", "old", "next", "killed", "stranger")
)
KIDS = {id(ACTIVE): random_bytes("active"), id(OLD): random_bytes("old"), id(NEXT): random_bytes("next")}
KIDS |= {id(KILLED): random_bytes("killed"), id(STRANGER): random_bytes("stranger")}


def phone_key(odd: bool) -> ec.EllipticCurvePrivateKey:
    """A device key whose compressed point has the wanted sign."""
    candidates = (private_key(f"phone {number}") for number in range(100))
    return next(key for key in candidates if key.public_key().public_numbers().y % 2 == odd)


PHONE, PHONE_EVEN, OTHER_PHONE = phone_key(odd=True), phone_key(odd=False), private_key("other phone")


# --- building blocks ---


def dumps(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def base45(data: bytes) -> str:
    text = ""
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            text += ALPHABET[digit]
    return text


def code(token: bytes) -> str:
    return "EK1:" + base45(token)


def es256(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    der = key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    r, s = utils.decode_dss_signature(der)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def point(key: ec.EllipticCurvePrivateKey) -> dict[int, Any]:
    numbers = key.public_key().public_numbers()
    return {1: 2, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y % 2 == 1}


def claims(
    *,
    medium: int = 1,
    kind: Any = 1,
    issuer: Any = 5315000,
    name: Any = "Erika M.",
    status: Any = 1234,
    iat: Any = NOW - DAY,
    exp: Any = NOW + 29 * DAY,
    cnf: Any = "default",
    cti: bytes | None = None,
    **more: Any,
) -> dict[Any, Any]:
    """Claims as the specification has them; a test alters what it is about."""
    made: dict[Any, Any] = {4: exp, 6: iat, 7: random_bytes("cti") if cti is None else cti}
    made[-65537] = [kind, issuer, name, status, medium]
    if cnf == "default":
        cnf = {1: point(PHONE)} if medium == 1 else None
    if cnf is not None:
        made[8] = cnf
    made |= more.get("extra", {})
    return made


def cose(
    payload: Any,
    *,
    key: ec.EllipticCurvePrivateKey = ACTIVE,
    kid: bytes | None = None,
    protected: bytes | None = None,
    unprotected: Any = None,
    signature: Callable[[bytes], bytes] = lambda raw: raw,
    tag: int | None = 18,
) -> bytes:
    """A signed message; whatever is altered is altered before signing, so that only the shape is at fault."""
    payload = dumps(payload) if isinstance(payload, dict | list | str) else payload
    if protected is None:
        protected = dumps({1: -7, 4: kid if kid is not None else KIDS[id(key)]})
    raw = es256(key, dumps(["Signature1", protected, b"", payload]))
    parts = [protected, unprotected or {}, payload, signature(raw)]
    return dumps(parts if tag is None else cbor2.CBORTag(tag, parts))


def proof(credential: bytes, time: int, device: ec.EllipticCurvePrivateKey = PHONE) -> bytes:
    return es256(device, b"ek1-pop" + hashlib.sha256(credential).digest() + time.to_bytes(8, "big"))


def shown(credential: bytes, time: int = NOW, device: ec.EllipticCurvePrivateKey = PHONE) -> bytes:
    return dumps([credential, time, proof(credential, time, device)])


def phone(**altered: Any) -> str:
    return code(shown(cose(claims(**altered))))


def printed(**altered: Any) -> str:
    return code(cose(claims(medium=2, **altered)))


def jwk(key: ec.EllipticCurvePrivateKey, state: str | None, kid: bytes | None = None) -> dict[str, str]:
    def base64url(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    numbers = key.public_key().public_numbers()
    made = {"kty": "EC", "crv": "P-256", "kid": base64url(kid or KIDS[id(key)]), "use": "sig"}
    made |= {"x": base64url(numbers.x.to_bytes(32, "big")), "y": base64url(numbers.y.to_bytes(32, "big"))}
    return made | ({"ek_state": state} if state else {})


KEYS = {"keys": [jwk(NEXT, "next"), jwk(ACTIVE, "active"), jwk(OLD, "old"), jwk(KILLED, "killed")]}


def status_list(
    revoked: Iterable[int] = (7, 8, 1233, 1235, 4095),
    *,
    size: int = 4096,
    key: ec.EllipticCurvePrivateKey = ACTIVE,
    iat: int = NOW - 600,
    exp: int = NOW + 2 * DAY,
    packed: bytes | None = None,
    **altered: Any,
) -> bytes:
    bits = bytearray(size // 8)
    for index in revoked:
        bits[index // 8] |= 1 << index % 8
    lst = zlib.compress(bytes(bits), 9) if packed is None else packed
    content = {2: "https://karte.example/.well-known/ehrenamtskarte/status-list", 6: iat, 4: exp, 65534: 3600}
    content |= {65533: {"bits": altered.get("bits", 1), "lst": lst}, -65538: 41}
    protected = dumps({1: -7, 4: KIDS[id(key)], 16: "application/statuslist+cwt"})
    return cose(content, key=key, protected=protected)


LIST = status_list()


def vector(
    name: str,
    text: str,
    reason: str,
    *,
    now: int = NOW,
    keys: Any = KEYS,
    list_: bytes | None = LIST,
    age: int | None = 600,
) -> None:
    results = {"ok": "valid", "print": "valid_with_id", "stale_status_list": "unsure", "clock_off": "unsure"}
    packed = None if list_ is None else base64.b64encode(list_).decode()
    expect = {"result": results.get(reason, "invalid"), "reason": reason}
    vectors.append(
        {
            "name": name,
            "text": text,
            "now": now,
            "keys": keys,
            "statusList": packed,
            "statusListAge": age,
            "expect": expect,
        }
    )


# --- good ---


def good() -> None:
    vector("a phone", phone(), "ok")
    vector("a printed card", printed(), "print")
    vector("a jubilee card on a phone", phone(kind=2), "ok")
    vector("a jubilee card in print", printed(kind=2), "print")
    vector(
        "a phone whose key has an even y",
        code(shown(cose(claims(cnf={1: point(PHONE_EVEN)})), device=PHONE_EVEN)),
        "ok",
    )
    vector("a phone 30 seconds ago", code(shown(cose(claims()), NOW - 30)), "ok")
    vector("a phone 15 seconds ahead", code(shown(cose(claims()), NOW + 15)), "ok")
    vector("issued 60 seconds ahead", phone(iat=NOW + 60), "ok")
    vector("a second before its end", phone(exp=NOW + 1), "ok")
    vector("a name of 24 bytes", phone(name="Wolfeschlegelsteinhau M."), "ok")
    vector("a name of 24 bytes and 21 letters", phone(name="Äöüabcdefghijklmno Q."), "ok")
    vector("a name with combining marks", phone(name="Anais\u0308 E\u0301."), "ok")
    vector("a name with plus, hyphen and apostrophe", printed(name="Anne-Lena+D'Arc O."), "print")
    vector("a name outside the basic plane", phone(name="\U00010400\U0001f600 \u738b."), "ok")
    vector("a name that begins with a byte order mark", phone(name="\ufeffErika M."), "ok")
    vector("an empty name", phone(name=""), "ok")
    vector("issued by a district", phone(issuer=5958), "ok")
    vector("numbers in one byte", printed(issuer=23, status=0), "print")
    vector("numbers in two bytes", printed(issuer=24, status=255), "print")
    vector("numbers in three bytes", printed(issuer=65535, status=256), "print")
    vector("a life of many centuries", printed(exp=2**53 + 1, iat=0), "print")
    vector("the longest life there is", phone(exp=2**64 - 1, iat=0), "ok")
    vector("signed with the old key", code(shown(cose(claims(), key=OLD))), "ok")
    vector("signed with the next key", code(cose(claims(medium=2), key=NEXT)), "print")
    both = {"keys": [jwk(OLD, "old", kid=KIDS[id(ACTIVE)]), jwk(ACTIVE, "active")]}
    vector("two keys with one id, the second fits", phone(), "ok", keys=both)
    both = {"keys": [jwk(KILLED, "killed", kid=KIDS[id(ACTIVE)]), jwk(ACTIVE, "active")]}
    vector("two keys with one id, the other was killed", phone(), "ok", keys=both)
    broken: list[Any] = [
        {"kty": "RSA", "kid": "AAAA"},
        {**jwk(OLD, "old"), "x": "AAAA"},
        jwk(ACTIVE, "active"),
        "?",
    ]
    vector("beside keys that cannot be used", phone(), "ok", keys={"keys": broken})
    vector("a status list of exactly 24 hours", phone(), "ok", age=DAY)
    vector("the bits beside it are set", phone(status=1234), "ok")
    vector("the last index of the list", phone(status=4095), "ok", list_=status_list([4094]))
    vector("a status list signed with the old key", phone(), "ok", list_=status_list(key=OLD))


# --- malformed: the text ---


def malformed_text() -> None:
    text = phone()
    vector("nothing", "", "malformed")
    vector("the prefix alone", "EK1:", "malformed")
    vector("no prefix", text[4:], "malformed")
    vector("another version", "EK2:" + text[4:], "malformed")
    vector("prefix in lower case", "ek1:" + text[4:], "malformed")
    vector("lower case", "EK1:" + text[4:].lower(), "malformed")
    vector("one letter in lower case", text[:-1].rstrip() + "a", "malformed")
    vector("a blank before", " " + text, "malformed")
    vector("a blank behind", text + " ", "malformed")
    vector("a line break behind", text + "\n", "malformed")
    vector("a character outside base45", text[:50] + "_" + text[51:], "malformed")
    vector("an umlaut", text[:50] + "Ä" + text[51:], "malformed")
    vector("a digit of another script", text[:50] + "\uff11" + text[51:], "malformed")
    vector("half a surrogate pair", text[:50] + "\ud800" + text[51:], "malformed")
    vector("a web address", "https://karte.example/karte/1", "malformed")
    vector("a group of three that is too large", text[:4] + ":::" + text[7:], "malformed")
    vector(
        "a last group of two that is too large",
        code(shown(cose(claims(name="Erika")))[:-1]) + "::",
        "malformed",
    )
    vector("one character left over", "EK1:" + base45(b"\x00\x00") + "0", "malformed")
    vector("cut off", text[:-30], "malformed")
    vector("600 characters of another thing", "EK1:" + base45(dumps(bytes(394)))[:596], "malformed")
    vector("too long", "EK1:" + base45(cose(claims(medium=2)) + bytes(260)), "malformed")
    longer = cose(claims(medium=2, extra={9: bytes(270)}))
    vector("too long, but signed", code(longer), "malformed")
    vector("a status list", code(status_list([1], size=8)), "malformed")


# --- malformed: the encoding ---


def malformed_encoding() -> None:
    credential, bare = cose(claims()), cose(claims(medium=2))
    signed = proof(credential, NOW)
    vector("a trailing byte after the presentation", code(shown(credential) + b"\x00"), "malformed")
    vector("a trailing byte after the credential", code(bare + b"\x00"), "malformed")
    vector("a second item after the credential", code(bare + dumps(0)), "malformed")
    vector("a trailing byte within the credential", code(shown(credential + b"\x00")), "malformed")
    vector("a trailing byte after the claims", code(cose(dumps(claims(medium=2)) + b"\x00")), "malformed")
    header = dumps({1: -7, 4: KIDS[id(ACTIVE)]})
    vector(
        "a trailing byte after the header",
        code(cose(claims(medium=2), protected=header + b"\x00")),
        "malformed",
    )

    long_time = b"\x83" + dumps(credential) + b"\x1b" + NOW.to_bytes(8, "big") + dumps(signed)
    vector("a time that is not in the shortest form", code(long_time), "malformed")
    payload = dumps(claims(medium=2))
    exp = b"\x04\x1a" + (NOW + 29 * DAY).to_bytes(4, "big")
    long_exp = payload.replace(exp, b"\x04\x1b" + (NOW + 29 * DAY).to_bytes(8, "big"))
    vector("an end that is not in the shortest form", code(cose(long_exp)), "malformed")
    vector(
        "a key that is not in the shortest form", code(cose(payload.replace(exp, b"\x18" + exp))), "malformed"
    )
    long_cti = payload.replace(b"\x07\x48", b"\x07\x58\x08")
    vector("a length that is not in the shortest form", code(cose(long_cti)), "malformed")
    vector(
        "an array length that is not in the shortest form",
        code(b"\x98\x03" + shown(credential)[1:]),
        "malformed",
    )
    vector("a tag that is not in the shortest form", code(b"\xd8\x12" + bare[1:]), "malformed")

    twice = b"\xa5" + exp + payload[1:]
    vector("a key twice", code(cose(twice)), "malformed")
    cti = b"\x07\x48" + random_bytes("cti")
    disordered = b"\xa4" + payload[1:].replace(cti, b"").replace(exp, cti + exp)
    vector("keys out of order", code(cose(disordered)), "malformed")
    header_twice = b"\xa3\x01\x26\x01\x26" + header[3:]
    vector("an algorithm twice", code(cose(claims(medium=2), protected=header_twice)), "malformed")

    vector("an indefinite array", code(b"\x9f" + shown(credential)[1:] + b"\xff"), "malformed")
    vector("an indefinite map", code(cose(b"\xbf" + payload[1:] + b"\xff")), "malformed")
    chunks = (
        b"\x83\x5f" + dumps(credential[:100]) + dumps(credential[100:]) + b"\xff" + dumps(NOW) + dumps(signed)
    )
    vector("an indefinite byte string", code(chunks), "malformed")
    chunked_name = payload.replace(dumps("Erika M."), b"\x7f" + dumps("Erika M.") + b"\xff")
    vector("an indefinite text", code(cose(chunked_name)), "malformed")

    vector("no tag", code(cose(claims(medium=2), tag=None)), "malformed")
    vector("tag 17", code(cose(claims(medium=2), tag=17)), "malformed")
    vector("tag 61 around", code(b"\xd8\x3d" + bare), "malformed")
    vector("tag 18 twice", code(b"\xd2" + bare), "malformed")
    vector("tag 18 around the presentation", code(b"\xd2" + shown(credential)), "malformed")
    vector(
        "a regular expression for a name",
        code(cose(claims(medium=2, name=cbor2.CBORTag(35, "(a+)+b")))),
        "malformed",
    )
    vector("a big number for an end", code(cose(claims(medium=2, exp=2**64))), "malformed")
    vector("too deep", code(b"\x81" * 9 + b"\x00"), "malformed")
    vector("very deep", code(b"\x81" * 380 + b"\x00"), "malformed")
    vector("deep within the claims", code(cose(b"\xa1\x04" + b"\x81" * 40 + b"\x00")), "malformed")
    vector("an array of four thousand million", code(b"\x9a\xff\xff\xff\xff" + bytes(8)), "malformed")
    vector("a byte string longer than the text", code(b"\x5b" + b"\xff" * 8), "malformed")
    vector("a reserved length", code(b"\x1c" + bytes(8)), "malformed")
    vector("the single byte ff", code(b"\xff"), "malformed")


# --- malformed: the shapes ---


def malformed_shape() -> None:
    credential = cose(claims())
    signed = proof(credential, NOW)

    def print_of(**altered: Any) -> str:
        return code(cose(claims(medium=2, **altered)))

    vector(
        "algorithm ES384",
        code(cose(claims(medium=2), protected=dumps({1: -35, 4: KIDS[id(ACTIVE)]}))),
        "malformed",
    )
    vector(
        "algorithm EdDSA",
        code(cose(claims(medium=2), protected=dumps({1: -8, 4: KIDS[id(ACTIVE)]}))),
        "malformed",
    )
    vector("no algorithm", code(cose(claims(medium=2), protected=dumps({4: KIDS[id(ACTIVE)]}))), "malformed")
    vector("no key id", code(cose(claims(medium=2), protected=dumps({1: -7}))), "malformed")
    vector("an empty header", code(cose(claims(medium=2), protected=b"")), "malformed")
    typed = dumps({1: -7, 4: KIDS[id(ACTIVE)], 16: "application/cwt"})
    vector("a header with more in it", code(cose(claims(medium=2), protected=typed)), "malformed")
    vector("a key id of 7 bytes", code(cose(claims(medium=2), kid=bytes(7))), "malformed")
    vector(
        "a key id as text", code(cose(claims(medium=2), protected=dumps({1: -7, 4: "abcdefgh"}))), "malformed"
    )
    elsewhere = cose(claims(medium=2), protected=dumps({1: -7}), unprotected={4: KIDS[id(ACTIVE)]})
    vector("the key id in the unprotected header", code(elsewhere), "malformed")
    vector(
        "an unprotected header with more in it",
        code(cose(claims(medium=2), unprotected={33: b"x"})),
        "malformed",
    )
    vector(
        "a signature of 63 bytes", code(cose(claims(medium=2), signature=lambda raw: raw[:-1])), "malformed"
    )
    vector(
        "a signature of 65 bytes",
        code(cose(claims(medium=2), signature=lambda raw: raw + b"\x00")),
        "malformed",
    )
    vector("no signature", code(cose(claims(medium=2), signature=lambda _: b"")), "malformed")
    vector("a proof of 63 bytes", code(dumps([credential, NOW, signed[:-1]])), "malformed")
    vector("no proof", code(dumps([credential, NOW])), "malformed")
    vector("a presentation of four", code(dumps([credential, NOW, signed, 0])), "malformed")
    vector("a time below zero", code(dumps([credential, -1, signed])), "malformed")
    vector("a time that is true", code(dumps([credential, True, signed])), "malformed")
    vector("a time with a fraction", code(dumps([credential, 1.5, signed])), "malformed")
    nested = dumps([cbor2.loads(credential), NOW, signed])
    vector("a credential that is no byte string", code(nested), "malformed")
    vector(
        "a presentation of a presentation", code(dumps([shown(credential)[:180], NOW, signed])), "malformed"
    )
    detached = dumps(cbor2.CBORTag(18, [dumps({1: -7, 4: KIDS[id(ACTIVE)]}), {}, None, bytes(64)]))
    vector("a payload elsewhere", code(detached), "malformed")
    vector("a payload that is a list", code(cose([1, 2, 3])), "malformed")
    vector("a payload that is text", code(cose("Erika M.")), "malformed")
    open_payload = dumps(
        cbor2.CBORTag(18, [dumps({1: -7, 4: KIDS[id(ACTIVE)]}), {}, claims(medium=2), bytes(64)])
    )
    vector("a payload that is no byte string", code(open_payload), "malformed")

    for claim, what in ((4, "end"), (6, "time of issue"), (7, "id"), (-65537, "card")):
        less = claims(medium=2)
        del less[claim]
        vector(f"no {what}", code(cose(less)), "malformed")
    vector("one claim more", print_of(extra={1: "iss"}), "malformed")
    vector("an end below zero", print_of(exp=-1), "malformed")
    vector("an end as text", print_of(exp="2030"), "malformed")
    vector("an end with a fraction", print_of(exp=1.5e9), "malformed")
    vector("an end that is true", print_of(exp=True), "malformed")
    vector("an id of 7 bytes", print_of(cti=bytes(7)), "malformed")
    vector("an id of 9 bytes", print_of(cti=bytes(9)), "malformed")
    vector("a name of 25 bytes", print_of(name="Wolfeschlegelsteinhaus M."), "malformed")
    vector("a name of 24 letters and 25 bytes", print_of(name="Wölfeschlegelsteinhau M."), "malformed")
    vector("a name of bytes", print_of(name=b"Erika M."), "malformed")
    broken_name = dumps(claims(medium=2)).replace(b"Erika M.", b"Erik\xe4 M.")
    vector("a name that is not UTF-8", code(cose(broken_name)), "malformed")
    surrogate_name = dumps(claims(medium=2)).replace(b"Erika M.", b"Eri\xed\xa0\x80M.")
    vector("a name with half a surrogate pair", code(cose(surrogate_name)), "malformed")
    vector("kind 0", print_of(kind=0), "malformed")
    vector("kind 3", print_of(kind=3), "malformed")
    vector("kind true", print_of(kind=True), "malformed")
    medium_three = claims(medium=2)
    medium_three[-65537][4] = 3
    vector("medium 3", code(cose(medium_three)), "malformed")
    vector("an issuer as text", print_of(issuer="05315000"), "malformed")
    vector("an issuer below zero", print_of(issuer=-5315000), "malformed")
    vector("a status below zero", print_of(status=-1), "malformed")
    shorter, longer = claims(medium=2), claims(medium=2)
    shorter[-65537].pop()
    longer[-65537].append(0)
    vector("a card of four", code(cose(shorter)), "malformed")
    vector("a card of six", code(cose(longer)), "malformed")
    as_map = claims(medium=2)
    as_map[-65537] = {1: 1, 2: 5315000}
    vector("a card that is a map", code(cose(as_map)), "malformed")

    key = point(PHONE)
    vector("a device key of another type", phone(cnf={1: {**key, 1: 1}}), "malformed")
    vector("a device key on another curve", phone(cnf={1: {**key, -1: 2}}), "malformed")
    vector("a device key of 31 bytes", phone(cnf={1: {**key, -2: key[-2][:31]}}), "malformed")
    vector("a device key that is not compressed", phone(cnf={1: {**key, -3: bytes(32)}}), "malformed")
    vector("a device key with 1 for true", phone(cnf={1: {**key, -3: 1}}), "malformed")
    vector("a device key with more in it", phone(cnf={1: {**key, 3: -7}}), "malformed")
    vector("a device key by its id only", phone(cnf={3: bytes(8)}), "malformed")


# --- signatures, medium, dates, proof, status ---


def refused() -> None:
    credential = cose(claims())
    vector("a key nobody knows", code(shown(cose(claims(), key=STRANGER))), "unknown_key")
    vector("a killed key", code(shown(cose(claims(), key=KILLED))), "unknown_key")
    vector("a killed key in print", code(cose(claims(medium=2), key=KILLED)), "unknown_key")
    vector("an empty key set", phone(), "unknown_key", keys={"keys": []})
    vector("a key in a state nobody knows", phone(), "unknown_key", keys={"keys": [jwk(ACTIVE, "resting")]})
    off_curve = {**jwk(ACTIVE, "active"), "y": jwk(OLD, "old")["y"]}
    vector("a key off the curve", phone(), "unknown_key", keys={"keys": [off_curve]})

    altered = credential.replace(b"Erika M.", b"Erika N.")
    vector("another name", code(shown(altered)), "bad_signature")
    end = (NOW + 29 * DAY).to_bytes(4, "big")
    vector(
        "a later end",
        code(shown(credential.replace(end, (NOW + 99 * DAY).to_bytes(4, "big")))),
        "bad_signature",
    )
    to_print = cose(claims(medium=2, exp=NOW + DAY)).replace((NOW + DAY).to_bytes(4, "big"), end)
    vector("a later end in print", code(to_print), "bad_signature")
    swapped = credential.replace(point(PHONE)[-2], point(OTHER_PHONE)[-2])
    vector("another device key", code(shown(swapped, device=OTHER_PHONE)), "bad_signature")
    vector(
        "another status index",
        code(shown(credential.replace(b"\x19\x04\xd2", b"\x19\x04\xd3"))),
        "bad_signature",
    )
    vector("the id of another key", code(shown(cose(claims(), kid=KIDS[id(OLD)]))), "bad_signature")
    vector(
        "a stranger with our key's id",
        code(shown(cose(claims(), key=STRANGER, kid=KIDS[id(ACTIVE)]))),
        "bad_signature",
    )
    both = {"keys": [jwk(OLD, "old", kid=KIDS[id(ACTIVE)]), jwk(NEXT, "next", kid=KIDS[id(ACTIVE)])]}
    vector("two keys with one id, none fits", phone(), "bad_signature", keys=both)
    half_killed = {"keys": [jwk(ACTIVE, "killed"), jwk(OLD, "old", kid=KIDS[id(ACTIVE)])]}
    vector("two keys with one id, the right one was killed", phone(), "bad_signature", keys=half_killed)
    vector(
        "a signature of zeros", code(shown(cose(claims(), signature=lambda _: bytes(64)))), "bad_signature"
    )
    vector(
        "a signature of ones", code(shown(cose(claims(), signature=lambda _: b"\xff" * 64))), "bad_signature"
    )
    turned = cose(claims(), signature=lambda raw: raw[32:] + raw[:32])
    vector("a signature turned round", code(shown(turned)), "bad_signature")
    vector(
        "claims of one, signature of another",
        code(cose(claims(medium=2), signature=lambda _: credential[-64:])),
        "bad_signature",
    )
    no_context = dumps(
        [
            dumps({1: -7, 4: KIDS[id(ACTIVE)]}),
            {},
            dumps(claims(medium=2)),
            es256(ACTIVE, dumps(claims(medium=2))),
        ]
    )
    vector("a signature over the claims alone", code(b"\xd2" + no_context), "bad_signature")

    vector("a phone's credential alone", code(credential), "wrong_medium")
    vector("a printed card as a phone", code(shown(cose(claims(medium=2)))), "wrong_medium")
    vector(
        "a printed card with a device key as a phone",
        code(shown(cose(claims(medium=2, cnf={1: point(PHONE)})))),
        "wrong_medium",
    )
    vector(
        "a printed card with a device key",
        code(cose(claims(medium=2, cnf={1: point(PHONE)}))),
        "wrong_medium",
    )
    vector("a phone without a device key", code(shown(cose(claims(cnf=None)))), "wrong_medium")
    vector("a phone's credential alone, expired", code(cose(claims(exp=NOW - 1))), "wrong_medium")

    vector("issued 61 seconds ahead", phone(iat=NOW + 61), "not_yet_valid")
    vector("issued in a year", printed(iat=NOW + 365 * DAY, exp=NOW + 400 * DAY), "not_yet_valid")
    vector("not yet valid and at its end", printed(iat=NOW + 61, exp=NOW), "not_yet_valid")
    vector("at its end", phone(exp=NOW), "expired")
    vector("a second after its end", phone(exp=NOW - 1), "expired")
    vector("ended in print", printed(exp=NOW - 30 * DAY), "expired")
    vector("ended at zero", printed(exp=0, iat=0), "expired")
    vector("ended, with a wrong proof", code(shown(cose(claims(exp=NOW)), device=OTHER_PHONE)), "expired")
    vector("ended and revoked", phone(exp=NOW, status=7), "expired")

    vector("shown by another phone", code(shown(credential, device=OTHER_PHONE)), "bad_proof")
    vector(
        "an old proof with a new time",
        code(dumps([credential, NOW, proof(credential, NOW - 1)])),
        "bad_proof",
    )
    other = cose(claims(cti=random_bytes("another cti")))
    vector("the proof of another credential", code(dumps([credential, NOW, proof(other, NOW)])), "bad_proof")
    vector("a proof of zeros", code(dumps([credential, NOW, bytes(64)])), "bad_proof")
    no_context_proof = es256(PHONE, hashlib.sha256(credential).digest() + NOW.to_bytes(8, "big"))
    vector("a proof without its context", code(dumps([credential, NOW, no_context_proof])), "bad_proof")
    wrong_sign = {**point(PHONE), -3: not point(PHONE)[-3]}
    vector("a device key with the other sign", phone(cnf={1: wrong_sign}), "bad_proof")
    vector("a device key off the curve", phone(cnf={1: {**point(PHONE), -2: x_off_the_curve()}}), "bad_proof")
    vector("a device key beyond the field", phone(cnf={1: {**point(PHONE), -2: b"\xff" * 32}}), "bad_proof")
    vector("shown by another phone long ago", code(shown(credential, NOW - 999, OTHER_PHONE)), "bad_proof")

    vector("31 seconds ago", code(shown(credential, NOW - 31)), "screenshot")
    vector("16 seconds ahead", code(shown(credential, NOW + 16)), "screenshot")
    vector("yesterday's picture", code(shown(credential, NOW - DAY)), "screenshot")
    vector("a picture from the year 1970", code(shown(credential, 0)), "screenshot")
    vector("a picture from the end of time", code(shown(credential, 2**64 - 1)), "screenshot")
    vector("an old picture of a revoked card", code(shown(cose(claims(status=7)), NOW - 31)), "screenshot")

    vector("revoked", phone(status=7), "revoked")
    vector("revoked, first bit of a byte", phone(status=8), "revoked")
    vector("revoked, last bit of the list", phone(status=4095), "revoked")
    vector("revoked in print", printed(status=1233), "revoked")
    vector("revoked on an old list", phone(status=7), "revoked", age=40 * DAY)
    vector("revoked on a list of unknown age", phone(status=7), "revoked", age=None)
    vector("revoked on a list that has ended", phone(status=7), "revoked", list_=status_list(exp=NOW - 1))


def x_off_the_curve() -> bytes:
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    residues = ((x, (x**3 - 3 * x + b) % prime) for x in range(1, 100))
    return next(x for x, square in residues if pow(square, (prime - 1) // 2, prime) != 1).to_bytes(32, "big")


def unsure() -> None:
    vector("no status list", phone(), "stale_status_list", list_=None, age=None)
    vector("no status list, in print", printed(), "stale_status_list", list_=None, age=None)
    vector("a status list of unknown age", phone(), "stale_status_list", age=None)
    vector("a status list a second older than 24 hours", phone(), "stale_status_list", age=DAY + 1)
    vector("a status list of last week, in print", printed(), "stale_status_list", age=7 * DAY)
    vector("a status list that has ended", phone(), "stale_status_list", list_=status_list(exp=NOW))
    vector("an index beyond the list", phone(status=4096), "stale_status_list")
    vector("an index far beyond the list", phone(status=2**64 - 1), "stale_status_list")
    vector("an empty status list", phone(), "stale_status_list", list_=status_list([], size=0))
    vector("a status list by a stranger", phone(), "stale_status_list", list_=status_list([], key=STRANGER))
    vector("a status list by a killed key", phone(), "stale_status_list", list_=status_list([], key=KILLED))
    flipped = LIST[:-1] + bytes([LIST[-1] ^ 1])
    vector("a status list with a wrong signature", phone(), "stale_status_list", list_=flipped)
    vector("a status list cut off", phone(), "stale_status_list", list_=LIST[:-9])
    vector("a status list with a trailing byte", phone(), "stale_status_list", list_=LIST + b"\x00")
    vector("a status list that is a credential", phone(), "stale_status_list", list_=cose(claims(medium=2)))
    cut = zlib.compress(bytes(512), 9)[:-5]
    vector(
        "a status list whose packing is cut off", phone(), "stale_status_list", list_=status_list(packed=cut)
    )
    unpacked = status_list(packed=bytes(512))
    vector("a status list that is not packed", phone(), "stale_status_list", list_=unpacked)
    bomb = status_list(packed=zlib.compress(bytes(8 * 1024 * 1024), 9))
    vector("a status list that unpacks to 8 MiB", phone(), "stale_status_list", list_=bomb)
    vector("a status list with two bits per card", phone(), "stale_status_list", list_=status_list(bits=2))
    vector("no key set", phone(), "stale_status_list", keys=None)


def main() -> None:
    for part in (good, malformed_text, malformed_encoding, malformed_shape, refused, unsure):
        part()
    lines = ",\n".join(json.dumps(made, separators=(",", ":")) for made in vectors)
    FILE.write_text(f"[\n{lines}\n]\n", encoding="ascii")
    good_ones = sum(made["expect"]["reason"] in ("ok", "print") for made in vectors)
    print(f"{good_ones} good, {len(vectors) - good_ones} bad or unsure")  # noqa: T201


if __name__ == "__main__":
    main()
