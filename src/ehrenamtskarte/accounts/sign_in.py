"""Signing in and out: a code or a link by mail, a second factor for staff, sessions on the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import UUID

import pyotp

from ehrenamtskarte.accounts import memberships, rules
from ehrenamtskarte.accounts.tables import Session
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.mail import Button, Mail, send_mail
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.settings import settings


@dataclass(frozen=True)
class SignedIn:
    """A fresh session: the cookie's secret and how long it holds."""

    person_id: UUID
    token: str
    expires_at: datetime


async def request_code(email: str, *, language: str, client: str, now: datetime) -> None:
    """Mail a code and a link; says nothing about whether the address is known. Raises EmailInvalid, TooManyRequests."""
    address = rules.normal_email(email)
    await limit("sign-in-address", address, times=5, seconds=600)
    await limit("sign-in-client", client, times=60, seconds=600)
    code, link = rules.new_code(), rules.new_secret()
    async with db.transaction():
        code_id = new_id()
        await db.execute(
            "INSERT INTO sign_in_code (id, email, code_digest, link_digest, link_only, expires_at, attempts)"
            " VALUES ($1, $2, $3, $4, false, $5, 0)",
            code_id, address, rules.digest(code, str(code_id)), rules.digest(link), now + rules.CODE_LIFE,
        )  # fmt: skip
        await send_mail(_code_mail(address, code, link, language))


def _code_mail(address: str, code: str, link: str, language: str) -> Mail:
    target = f"{settings().address}/anmelden/link#{link}"
    if language == "en":
        return Mail(
            language="en",
            to=address,
            subject=f"{code} is your sign-in code",
            paragraphs=(
                f"Your code for the Ehrenamtskarte: {code}",
                "It is valid for 10 minutes and works once.",
            ),
            button=Button("Sign in", target),
            reason="You get this mail because somebody entered your address to sign in. If it was not you, ignore it.",
        )
    return Mail(
        to=address,
        subject=f"{code} ist Ihr Anmeldecode",
        paragraphs=(f"Ihr Code für die Ehrenamtskarte: {code}", "Er gilt 10 Minuten und nur einmal."),
        button=Button("Anmelden", target),
        reason="Sie bekommen diese Mail, weil jemand Ihre Adresse zum Anmelden eingegeben hat."
        " Waren Sie das nicht? Dann brauchen Sie nichts zu tun.",
    )


async def link_to(path: str, *, email: str, now: datetime) -> str:
    """An address for the button of a mail that leads to `path` and signs its reader in, once, for 30 days.

    Whoever reads the mail holds the address, as with a code; staff still show their second factor.
    """
    return (await links_to([(path, email)], now=now))[0]


async def links_to(targets: Sequence[tuple[str, str]], *, now: datetime) -> list[str]:
    """The same for many paths and addresses, in their order."""
    links = [rules.new_secret() for _ in targets]
    await db.execute(
        "INSERT INTO sign_in_code (id, email, code_digest, link_digest, link_only, expires_at, attempts)"
        " SELECT i, e, '', l, true, $4, 0 FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS t(i, e, l)",
        [new_id() for _ in targets],
        [rules.normal_email(email) for _, email in targets],
        [rules.digest(link) for link in links],
        now + rules.LINK_LIFE,
    )
    return [
        f"{settings().address}/anmelden/link?weiter={quote(path)}#{link}"
        for (path, _), link in zip(targets, links, strict=True)
    ]


async def sign_in_by_code(email: str, code: str, *, device: str, client: str, now: datetime) -> SignedIn:
    """Start a session with the code of the newest mails. Raises CodeWrong, TooManyRequests."""
    address = rules.normal_email(email)
    await limit("code-client", client, times=100, seconds=600)
    async with db.apart():
        # Counted apart, so that a wrong guess counts although the request is refused.
        open_codes = await db.rows(
            "UPDATE sign_in_code SET attempts = attempts + 1"
            " WHERE email = $1 AND NOT link_only AND used_at IS NULL AND expires_at > $2"
            " AND attempts < $3 RETURNING id, code_digest",
            address, now, rules.CODE_ATTEMPTS,
        )  # fmt: skip
    given = "".join(code.split())
    match = next((c["id"] for c in open_codes if c["code_digest"] == rules.digest(given, str(c["id"]))), None)
    if match is None:
        raise rules.CodeWrong(field="code")
    async with db.transaction():
        if not await db.execute(
            "UPDATE sign_in_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL", match, now
        ):
            raise rules.CodeWrong(field="code")
        return await _start(address, device=device, now=now)


async def sign_in_by_link(link: str, *, device: str, client: str, now: datetime) -> SignedIn:
    """Start a session with the link of a mail, once. Raises LinkExpired, TooManyRequests."""
    await limit("code-client", client, times=100, seconds=600)
    async with db.transaction():
        address = await db.scalar(
            "UPDATE sign_in_code SET used_at = $2 WHERE link_digest = $1 AND used_at IS NULL AND expires_at > $2"
            " RETURNING email",
            rules.digest(link), now,
        )  # fmt: skip
        if address is None:
            raise rules.LinkExpired
        return await _start(address, device=device, now=now)


async def _start(email: str, *, device: str, now: datetime) -> SignedIn:
    person_id = await _person_with(email, now)
    roles = await db.rows("SELECT role FROM membership WHERE person = $1", person_id)
    staff = any(Role(r["role"]).needs_second_factor for r in roles)
    token, expires_at = rules.new_secret(), rules.session_ends(staff=staff, now=now)
    await db.execute(
        "UPDATE sign_in_code SET used_at = $2 WHERE email = $1 AND NOT link_only AND used_at IS NULL",
        email,
        now,
    )
    await db.execute(
        "INSERT INTO session (id, token_digest, person, created_at, last_seen_at, expires_at, second_factor, device)"
        " VALUES ($1, $2, $3, $4, $4, $5, false, $6)",
        new_id(), rules.digest(token), person_id, now, expires_at, device[:120],
    )  # fmt: skip
    await memberships.take_up(person_id, now=now)
    await audit.record("signed_in", actor=person_id, subject=person_id)
    return SignedIn(person_id, token, expires_at)


async def _person_with(email: str, now: datetime) -> UUID:
    """The person of this address, made on first sign-in; the mail proves that a reserved person is theirs."""
    person_id: UUID = await db.scalar(
        "INSERT INTO person (id, email, given_name, family_name, street, postal_code, phone, language, claimed_at, created_at)"
        " VALUES ($1, $2, '', '', '', '', '', 'de', $3, $3)"
        " ON CONFLICT (email) DO UPDATE SET claimed_at = coalesce(person.claimed_at, $3) RETURNING id",
        new_id(), email, now,
    )  # fmt: skip
    return person_id


async def actor_of_token(token: str, *, now: datetime) -> Actor | None:
    """Who holds this cookie; None when the session is over."""
    found = await db.row(
        "SELECT s.id, s.person, s.second_factor, s.last_seen_at,"
        " array(SELECT role || ' ' || tenant FROM membership m WHERE m.person = s.person ORDER BY granted_at) AS roles"
        " FROM session s WHERE s.token_digest = $1 AND s.expires_at > $2",
        rules.digest(token), now,
    )  # fmt: skip
    if found is None:
        return None
    if (now - found["last_seen_at"]).total_seconds() > 3600:
        await db.execute("UPDATE session SET last_seen_at = $2 WHERE id = $1", found["id"], now)
    memberships = tuple(
        MembershipOf(Role(role), UUID(tenant))
        for role, tenant in (entry.split(" ") for entry in found["roles"])
    )
    return Actor(found["person"], memberships, second_factor=found["second_factor"], session_id=found["id"])


async def sign_out(actor: Actor) -> None:
    """End the present session."""
    await db.execute("DELETE FROM session WHERE id = $1", actor.session_id)


async def end_session(session_id: UUID, *, actor: Actor) -> None:
    """End one of the own sessions, e.g. on a lost phone. Raises NotFound."""
    if not await db.execute("DELETE FROM session WHERE id = $1 AND person = $2", session_id, actor.person_id):
        raise NotFound


async def sessions_of(actor: Actor, *, now: datetime) -> list[Session]:
    """The own open sessions, the latest first."""
    return (
        await Session.objects()
        .where((Session.person == actor.person_id) & (Session.expires_at > now))
        .order_by(Session.last_seen_at, ascending=False)
    )


async def start_second_factor(actor: Actor) -> str:
    """A fresh TOTP secret, to be confirmed by a first code. Raises SecondFactorAlreadySet."""
    secret = pyotp.random_base32()
    started = await db.execute(
        "INSERT INTO authenticator (person, secret, last_step) VALUES ($1, $2, 0)"
        " ON CONFLICT (person) DO UPDATE SET secret = excluded.secret WHERE authenticator.confirmed_at IS NULL",
        actor.person_id, secret,
    )  # fmt: skip
    if not started:
        raise rules.SecondFactorAlreadySet
    return secret


async def confirm_second_factor(code: str, *, actor: Actor, now: datetime) -> list[str]:
    """Finish the set-up with the first code; the recovery codes, shown this once. Raises SecondFactorWrong."""
    await limit("second-factor", str(actor.person_id), times=10, seconds=600)
    async with db.transaction():
        await _use_totp(actor, code, now, confirmed=False)
        codes = [rules.new_claim_code() for _ in range(rules.RECOVERY_CODES)]
        await db.execute("DELETE FROM recovery_code WHERE person = $1", actor.person_id)
        await db.execute(
            "INSERT INTO recovery_code (id, person, code_digest) SELECT gen_random_uuid(), $1, * FROM unnest($2::bytea[])",
            actor.person_id, [_recovery_digest(actor.person_id, recovery) for recovery in codes],
        )  # fmt: skip
        await audit.record("second_factor_set", actor=actor.person_id, subject=actor.person_id)
    return codes


async def show_second_factor(code: str, *, actor: Actor, now: datetime) -> None:
    """Pass the second factor with a TOTP or a recovery code. Raises SecondFactorWrong, TooManyRequests."""
    await limit("second-factor", str(actor.person_id), times=10, seconds=600)
    async with db.transaction():
        if len("".join(code.split())) == rules.TOTP_DIGITS:
            await _use_totp(actor, code, now, confirmed=True)
            return
        used = await db.execute(
            "UPDATE recovery_code SET used_at = $3 WHERE person = $1 AND code_digest = $2 AND used_at IS NULL",
            actor.person_id, _recovery_digest(actor.person_id, code), now,
        )  # fmt: skip
        if not used:
            raise rules.SecondFactorWrong(field="code")
        await _pass_second_factor(actor)
        await audit.record("recovery_code_used", actor=actor.person_id, subject=actor.person_id)


async def _use_totp(actor: Actor, code: str, now: datetime, *, confirmed: bool) -> None:
    found = await db.row(
        "SELECT secret, last_step, confirmed_at FROM authenticator WHERE person = $1 FOR UPDATE",
        actor.person_id,
    )
    if found is None or (found["confirmed_at"] is not None) is not confirmed:
        raise rules.SecondFactorNotStarted
    step = rules.totp_step(found["secret"], "".join(code.split()), now)
    if step is None or step <= found["last_step"]:
        raise rules.SecondFactorWrong(field="code")
    await db.execute(
        "UPDATE authenticator SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3) WHERE person = $1",
        actor.person_id, step, now,
    )  # fmt: skip
    await _pass_second_factor(actor)


async def _pass_second_factor(actor: Actor) -> None:
    await db.execute("UPDATE session SET second_factor = true WHERE id = $1", actor.session_id)


def _recovery_digest(person_id: UUID, code: str) -> bytes:
    return rules.digest(rules.normal_claim_code(code), str(person_id))


async def forget_old() -> None:
    """Remove codes and sessions that have ended."""
    await db.execute("DELETE FROM sign_in_code WHERE expires_at < now() - interval '1 day'")
    await db.execute("DELETE FROM session WHERE expires_at < now()")
