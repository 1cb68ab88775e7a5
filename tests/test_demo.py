"""The demo comes about through the services and tells a newcomer whom to sign in as."""

import httpx
import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.demo import cast, loading, shops


@pytest.mark.slow
async def test_the_demo_has_work_for_everybody_and_loads_once(client: httpx.AsyncClient) -> None:
    lines = await loading.load()
    assert any(cast.WARSTEIN.email in line for line in lines)
    assert await db.scalar("SELECT count(*) FROM outbox_message") == 0
    people = await db.scalar("SELECT count(*) FROM person")
    assert people >= 400

    cases = {
        row["status"]: row["n"]
        for row in await db.rows("SELECT status, count(*) AS n FROM application GROUP BY status")
    }
    assert all(cases[status] > 0 for status in ("offered", "submitted", "approved", "rejected"))
    cards = {
        row["status"]: row["n"]
        for row in await db.rows("SELECT status, count(*) AS n FROM card GROUP BY status")
    }
    assert all(cards[status] > 0 for status in ("active", "revoked"))
    waiting = await db.scalar(
        "SELECT count(*) FROM application a JOIN issuing_body b ON b.id = a.issuing_body"
        " WHERE b.name = 'Stadt Warstein' AND a.status = 'submitted'"
    )
    assert waiting >= 5
    assert await db.scalar("SELECT count(*) FROM hour_record WHERE status = 'submitted'") >= 404

    assert await db.scalar("SELECT count(*) FROM listing") == 31
    waiting = {
        row["name"]: (row["companies"], row["offers"], row["changes"])
        for row in await db.rows(
            "SELECT i.name, count(DISTINCT c.id) FILTER (WHERE c.status = 'waiting') AS companies,"
            " count(*) FILTER (WHERE b.status = 'waiting') AS offers, count(ch.id) AS changes"
            " FROM benefit b JOIN company c ON c.id = b.company JOIN issuing_area a ON a.municipality = c.municipality"
            " JOIN issuing_body i ON i.id = a.issuing_body"
            " LEFT JOIN benefit_change ch ON ch.benefit = b.id AND ch.status = 'waiting' GROUP BY i.name"
        )
    }
    assert (waiting["Stadt Köln"], waiting["Stadt Warstein"]) == ((0, 1, 1), (1, 1, 1))
    assert await db.scalar("SELECT count(*) FROM raffle_entry WHERE won IS NULL") >= 10
    assert await db.scalar("SELECT count(*) FROM raffle_entry WHERE won") == 5
    assert await db.scalar("SELECT count(*) FROM benefit_code WHERE person IS NOT NULL") == 5
    assert await db.scalar("SELECT sum(redeemed) FROM benefit_day") == await db.scalar(
        "SELECT count(*) FROM redemption"
    )
    assert await db.scalar("SELECT count(*) FROM benefit_report WHERE closed_at IS NULL") == 1

    cycles = {
        (row["template"], row["decided"]): row
        for row in await db.rows(
            "SELECT c.template, c.decided_at IS NOT NULL AS decided, c.told_at IS NOT NULL AS told,"
            " (SELECT count(*) FROM award_entry WHERE call = c.id AND submitted_at IS NOT NULL) AS entries,"
            " (SELECT count(*) FROM award_entry WHERE call = c.id AND status = 'shortlisted') AS nominees,"
            " (SELECT count(*) FROM judgement j JOIN award_entry e ON e.id = j.entry WHERE e.call = c.id"
            "  AND j.status = 'done') AS judged,"
            " (SELECT count(*) FROM vote WHERE call = c.id) AS votes,"
            " (SELECT count(*) FROM award_laureate WHERE call = c.id) AS laureates FROM award_call c"
        )
    }
    assert {key: (row["entries"], row["nominees"]) for key, row in cycles.items()} == {
        ("engagement_prize", True): (12, 12),
        ("engagement_prize", False): (14, 12),
        ("engaged_company", True): (11, 0),
        ("engaged_company", False): (4, 0),
    }
    for template in ("engagement_prize", "engaged_company"):
        assert cycles[template, True]["told"] and cycles[template, True]["laureates"] > 0
    assert cycles["engaged_company", True]["laureates"] == 10
    assert cycles["engagement_prize", False]["judged"] > 0 and cycles["engagement_prize", False]["votes"] > 0

    evening, prize_giving = [
        dict(row)
        for row in await db.rows(
            "SELECT c.title_de, c.capacity, c.ends_at < now() AS over, count(*) AS parties,"
            " count(*) FILTER (WHERE g.status = 'not_drawn') AS not_drawn,"
            " count(*) FILTER (WHERE g.status = 'invited') AS open, count(*) FILTER (WHERE g.status = 'waiting') AS waiting,"
            " (SELECT count(*) FROM attendee t WHERE t.ceremony = c.id) AS persons,"
            " (SELECT count(*) FROM ticket t WHERE t.ceremony = c.id AND t.ended_at IS NULL) AS tickets,"
            " (SELECT count(*) FROM seat s JOIN attendee t ON t.id = s.attendee WHERE t.ceremony = c.id) AS seated,"
            " (SELECT count(*) FROM admission a WHERE a.ceremony = c.id AND a.outcome = 'admitted') AS admitted,"
            " (SELECT count(*) FROM survey_answer a WHERE a.ceremony = c.id) AS answers,"
            " (SELECT count(*) FROM laureate l WHERE l.ceremony = c.id) AS laureates,"
            " (SELECT count(*) FROM ceremony_company k WHERE k.ceremony = c.id AND k.agreed_at IS NOT NULL) AS companies"
            " FROM ceremony c JOIN guest g ON g.ceremony = c.id GROUP BY c.id ORDER BY c.starts_at"
        )
    ]
    assert evening["over"] and not prize_giving["over"]
    for event in (evening, prize_giving):
        assert event["tickets"] == event["seated"] == event["persons"] >= 30
        assert (event["laureates"], event["companies"]) == (3, 2)
    assert 25 <= evening["admitted"] < evening["persons"] and evening["answers"] == 9
    assert prize_giving["not_drawn"] > 0 and prize_giving["waiting"] > 0 and prize_giving["admitted"] == 0

    await loading.load()
    assert await db.scalar("SELECT count(*) FROM person") == people

    guide = (await client.get("/api/demo/accounts")).json()
    staff = [account for account in guide if account["email"] == cast.WARSTEIN.email]
    assert len(staff[0]["code"]) == 6
    assert {shops.POOLS.email, shops.POOLS.till_email, shops.BOOKS.email} <= {one["email"] for one in guide}
    lists = (await client.get("/api/demo/lists")).json()
    assert len(lists) == 3
    one = await client.get(f"/api/demo/lists/{cast.FIRE_BRIGADE.list_file}")
    assert len(one.content) == next(
        item["size"] for item in lists if item["name"] == cast.FIRE_BRIGADE.list_file
    )
    assert (await client.get("/api/demo/lists/..%2Fcast.py")).status_code == 404
