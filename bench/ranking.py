"""A jury's ranking: 2,000 entries with the judgements of ten jurors each."""

import statistics
import time
from uuid import UUID

from ehrenamtskarte.awards.judging import ranking
from ehrenamtskarte.core import db
from tests.factories import a_call, a_juror, a_round

ENTRIES, JURORS = 2_000, 10
ROUNDS = 15


async def measure() -> list[tuple[str, float, str]]:
    """Milliseconds for the whole ranking of a round, all lines."""
    found = await _a_judged_round()
    await db.execute("VACUUM ANALYZE judgement")
    await db.execute("VACUUM ANALYZE award_entry")
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        lines = await ranking.of_round(found)
        times.append((time.perf_counter() - start) * 1000)
        if len(lines) != ENTRIES or any(line.judged.done != JURORS for line in lines):
            raise RuntimeError(f"{len(lines)} ranked")
    return [(f"rank {ENTRIES:,} entries, {JURORS} jurors each", statistics.median(times), "ms")]


async def _a_judged_round() -> UUID:
    call = await a_call()
    jurors = [await a_juror(call, f"Mitglied {n}") for n in range(JURORS)]
    found = await a_round(call, *jurors, criteria=4)
    await db.execute(
        "INSERT INTO award_entry (id, call, kind, status, number, submitted_at, name, sort_key, street, postal_code, website,"
        " contact_name, contact_email, contact_phone, title, teaser, answers, eligibility, facts, nominated_email,"
        " nomination_relation, nomination_reason, question, answer, reason, created_by, created_at, changed_at, revision)"
        " SELECT gen_random_uuid(), id, 'organisation', 'admitted', n, now(), 'Verein ' || n, 'verein ' || n, '', '50667', '',"
        " '', '', '', 'Projekt', '', '{}', '{}', '{}', '', '', '', '', '', '', created_by, now(), now(), 1"
        " FROM award_call, generate_series(1, $2) n WHERE id = $1",
        call, ENTRIES,
    )  # fmt: skip
    # Points from 10 to 50, as four criteria of weight 1 to 4 with 1 to 5 points give; many are tied.
    await db.execute(
        "INSERT INTO judgement (id, jury_round, entry, juror, status, weighted_points, comment, recusal_reason,"
        " done_at, revision)"
        " SELECT gen_random_uuid(), $1, e.id, j.id, 'done', 10 + (e.number * 7 + ascii(right(j.name, 1)) * 13) % 41, '', '',"
        " now(), 1 FROM award_entry e JOIN juror j ON j.call = e.call WHERE e.call = $2",
        found, call,
    )  # fmt: skip
    return found
