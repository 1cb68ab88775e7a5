"""The demo comes about through the services and tells a newcomer whom to sign in as."""

import httpx
import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.demo import cast, loading


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

    await loading.load()
    assert await db.scalar("SELECT count(*) FROM person") == people

    guide = (await client.get("/api/demo/accounts")).json()
    staff = [account for account in guide if account["email"] == cast.WARSTEIN.email]
    assert len(staff[0]["code"]) == 6
    lists = (await client.get("/api/demo/lists")).json()
    assert len(lists) == 3
    one = await client.get(f"/api/demo/lists/{cast.FIRE_BRIGADE.list_file}")
    assert len(one.content) == next(
        item["size"] for item in lists if item["name"] == cast.FIRE_BRIGADE.list_file
    )
    assert (await client.get("/api/demo/lists/..%2Fcast.py")).status_code == 404
