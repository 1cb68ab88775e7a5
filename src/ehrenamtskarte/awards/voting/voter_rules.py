"""Who counts as one voter, and what little is kept of them; pure.

One vote per mailbox and call. Addresses that usually reach the same mailbox are one voter: upper and lower case, a part
after `+`, dots before the `@`, `googlemail.com` for `gmail.com`, a domain with umlauts or in its ASCII form. Where a
provider does give `erika.muster@` and `erikamuster@` to two people, only one of them can vote; that is rare, and the
other way round one person would have hundreds of votes.

Kept are keyed digests (HMAC-SHA-256 with the call's own secret): of the address to find a second vote, of the network
and of the browser's name so that staff see where many votes come from. Without the secret nobody can try addresses
out, and once it is forgotten nobody can at all.
"""

import hashlib
import hmac
import unicodedata
from ipaddress import IPv6Address, ip_address

from ehrenamtskarte.accounts.rules import EmailInvalid, normal_email

SAME_PROVIDER = {"googlemail.com": "gmail.com"}
TRACE_LENGTH = 16
"""Bytes of a network's and a browser's digest."""


def normal_voter(email: str) -> str:
    """The one form of all addresses that reach the same mailbox; raises EmailInvalid."""
    address = normal_email(unicodedata.normalize("NFKC", email))
    local, _, domain = address.rpartition("@")
    mailbox = local.split("+", 1)[0].replace(".", "")
    if not mailbox or not address.isprintable():
        raise EmailInvalid(field="email")
    name = _ascii_domain(domain)
    return f"{mailbox}@{SAME_PROVIDER.get(name, name)}"


def _ascii_domain(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise EmailInvalid(field="email") from None


def voter_digest(secret: bytes, email: str) -> bytes:
    """What is kept of an address in this call; raises EmailInvalid."""
    return _keyed(secret, "voter", normal_voter(email))


def network_digest(secret: bytes, client: str) -> bytes:
    """What is kept of the network a vote comes from."""
    return _keyed(secret, "network", network_of(client))[:TRACE_LENGTH]


def agent_digest(secret: bytes, agent: str) -> bytes:
    """What is kept of how a browser calls itself."""
    return _keyed(secret, "agent", agent)[:TRACE_LENGTH]


def network_of(client: str) -> str:
    """An IPv4 address as it is, of an IPv6 address the /64 that one household or office has."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))


def _keyed(secret: bytes, kind: str, value: str) -> bytes:
    return hmac.digest(secret, f"{kind}\0{value}".encode(), hashlib.sha256)
