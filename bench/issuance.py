"""Credentials a second: signed and stored as a worker does it, beside the bare signature."""

import secrets
import statistics
import time

from cryptography.hazmat.primitives.asymmetric import ec

from bench.cards import waiting_devices
from ehrenamtskarte.cards import cose, devices
from ehrenamtskarte.core import db

COUNT = 300
ROUNDS = 3


async def measure() -> list[tuple[str, float, str]]:
    """Medians over rounds, one after the other in one process."""
    issued, signed = [], []
    for _ in range(ROUNDS):
        waiting = await waiting_devices(COUNT)
        start = time.perf_counter()
        for _, event in waiting:
            async with db.transaction():
                await devices.sign_for(event)
        issued.append(COUNT / (time.perf_counter() - start))
        sign = cose.signer(ec.generate_private_key(ec.SECP256R1()))
        messages = [secrets.token_bytes(120) for _ in range(COUNT)]
        start = time.perf_counter()
        for message in messages:
            sign(message)
        signed.append(COUNT / (time.perf_counter() - start))
    issuance, bare = statistics.median(issued), statistics.median(signed)
    return [
        ("bare ES256 signature", bare, "signatures/s"),
        ("credential issued and stored", issuance, "credentials/s"),
        ("issuance : bare signature", issuance / bare, "ratio"),
    ]
