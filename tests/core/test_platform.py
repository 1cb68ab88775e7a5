"""Who runs this installation is public: the imprint needs it before anybody signs in."""

import httpx


async def test_a_visitor_learns_who_runs_this(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/platform")
    assert answer.status_code == 200
    assert answer.json() == {
        "operator": "Betreiber der Ehrenamtskarte",
        "operatorContact": "",
        "demo": True,
        "tileUrl": "",
        "tileAttribution": "",
    }
