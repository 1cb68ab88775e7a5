"""A list of 5,400 offers from its bytes to the tables, the first time and once more unchanged; and its rows by COPY alone."""

import csv
import io
import statistics
import time
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.lists import lists
from ehrenamtskarte.benefits.lists.report import Report
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from tests.factories import STATE, a_person

OFFERS = 5_400
ROUNDS = 3
_GIVEN = (
    "Halber Eintritt",
    "2 für 1",
    "10 statt 14 Euro",
    "20 % Nachlass",
    "Freier Eintritt",
    "Ermäßigte Saisonkarte",
)
_WHO = (
    "Museum",
    "Freibad",
    "Stadtbibliothek",
    "Café",
    "Theater",
    "Buchhandlung",
    "Fahrschule",
    "Volkshochschule",
)


async def measure() -> list[tuple[str, float, str]]:
    """Medians; every round takes over a list of companies that nobody knows yet."""
    found: dict[str, list[float]] = {"look": [], "take": [], "again": [], "copy": []}
    person_id = await a_person("Nora", "Neu")
    actor = Actor(person_id, (MembershipOf(Role.STATE_OFFICE, STATE),), second_factor=True)
    for number in range(ROUNDS):
        content = await _list(number)
        for name in ("take", "again"):
            start = time.perf_counter()
            shown = await lists.hand_in(None, "Angebote.csv", content, actor=actor, now=clock.now())
            looked = time.perf_counter()
            done = await lists.accept(None, shown.id, actor=actor, now=clock.now())
            found[name].append(time.perf_counter() - start)
            if name == "take":
                found["look"].append(looked - start)
            _check(done.report, new=OFFERS if name == "take" else 0)
        found["copy"].append(await _seconds_to_copy(person_id))
    medians = {name: statistics.median(values) for name, values in found.items()}
    return [
        (f"look at a list of {OFFERS:,} offers", medians["look"], "s"),
        ("look at it and take it over: read twice, place, compare, write", medians["take"], "s"),
        ("the same list again, nothing changes", medians["again"], "s"),
        ("COPY of the same offers", medians["copy"], "s"),
    ]


def _check(report: Report, *, new: int) -> None:
    if (report.new, report.unchanged) != (new, OFFERS - new):
        raise RuntimeError(f"the list was not taken as expected: {report.new} new, {report.refused} refused")


async def _list(number: int) -> bytes:
    """Offers all over the state, one in three of a company that has another one."""
    towns = await db.rows("SELECT name, postal_code FROM municipality ORDER BY ags")
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["PLZ", "Gemeinde", "Anbieter", "Angebot", "Straße", "Bedingungen"])
    for n in range(OFFERS):
        town = towns[n // 14 % len(towns)]
        provider = f"{_WHO[n // 2 % len(_WHO)]} {number} {chr(65 + n // 3 % 26)}{n // 3}"
        title = f"{_GIVEN[n % len(_GIVEN)]} {n}"
        writer.writerow(
            [town["postal_code"], town["name"], provider, title, f"Ring {n // 3}", "Nur mit Ausweis"]
        )
    return stream.getvalue().encode()


async def _seconds_to_copy(person_id: UUID) -> float:
    """The offers of the last list, into a table without keys."""
    rows = await db.rows(
        "SELECT * FROM benefit WHERE submitted_by = $1 ORDER BY id DESC LIMIT $2", person_id, OFFERS
    )
    await db.execute("CREATE TABLE bare_offers AS SELECT * FROM benefit LIMIT 0")
    records: list[tuple[Any, ...]] = [tuple(row.values()) for row in rows]
    start = time.perf_counter()
    await db.copy("bare_offers", list(rows[0].keys()), records)
    seconds = time.perf_counter() - start
    await db.execute("DROP TABLE bare_offers")
    return seconds
