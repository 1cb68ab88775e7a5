"""Card checks a second over HTTP, beside a bare handler and one with a single query, on one web process."""

import json
import os
import statistics

from bench.cards import phones
from bench.load import post, rate, server

SECONDS = 4.0
ROUNDS = 3
PHONES = 50


async def measure() -> list[tuple[str, float, str]]:
    """Medians of alternating rounds, so that a noisy machine troubles all alike."""
    environment = {**os.environ, "TRUSTED_PROXIES": "127.0.0.1"}
    holders = await phones(PHONES)
    found: dict[str, list[float]] = {"bare": [], "one query": [], "check": []}
    async with (
        server("bench.bare:create", 8711, environment),
        server("ehrenamtskarte.app:create_app", 8712, environment),
    ):
        for _ in range(ROUNDS):
            bodies = [json.dumps({"token": phone.shows()}).encode() for phone in holders]
            for name, port, path in (
                ("bare", 8711, "/bare"),
                ("one query", 8711, "/one-query"),
                ("check", 8712, "/api/card-checks"),
            ):
                requests = [
                    post(path, body, f"10.0.{n % 250}.{n % 199}")
                    for n, body in enumerate(body for body in bodies for _ in range(400))
                ]
                found[name].append(await rate(port, requests, SECONDS, expect=b'"valid"'))
    medians = {name: statistics.median(rates) for name, rates in found.items()}
    return [
        ("bare handler", medians["bare"], "requests/s"),
        ("handler with one query", medians["one query"], "requests/s"),
        ("card check", medians["check"], "requests/s"),
        ("card check : bare handler", medians["check"] / medians["bare"], "ratio"),
        ("card check : one query", medians["check"] / medians["one query"], "ratio"),
    ]
