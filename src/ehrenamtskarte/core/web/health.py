"""Health and measurements for those who run the platform."""

import asyncio
import secrets
from typing import Any
from urllib.parse import urlsplit

from litestar import MediaType, Request, Response, get
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Gauge, generate_latest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.settings import settings

LONGEST_WAIT = 5
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

outbox_waiting = Gauge("outbox_waiting", "Messages on their way to a consumer.")
outbox_dead = Gauge("outbox_dead", "Messages that failed too often and rest.")
outbox_oldest_seconds = Gauge("outbox_oldest_seconds", "Age of the oldest waiting message.")


@get("/health/live", media_type=MediaType.TEXT, summary="The process answers")
async def live() -> str:
    """The process answers."""
    return "ok"


@get("/health/ready", media_type=MediaType.TEXT, summary="The database answers too")
async def ready() -> Response[str]:
    """The database answers too."""
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await db.scalar("SELECT 1")
    except Exception:
        return Response("database not reachable", status_code=HTTP_503_SERVICE_UNAVAILABLE)
    return Response("ok", status_code=HTTP_200_OK)


@get("/metrics", include_in_schema=False)
async def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Measurements in Prometheus' format; for this machine, or with the token."""
    if not _may_read(request):
        raise NotFound
    counts = await db.row(
        "SELECT count(*) FILTER (WHERE dead_at IS NULL) AS waiting, count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead,"
        " coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE dead_at IS NULL)), 0) AS oldest"
        " FROM outbox_message"
    )
    assert counts is not None
    outbox_waiting.set(counts["waiting"])
    outbox_dead.set(counts["dead"])
    outbox_oldest_seconds.set(float(counts["oldest"]))
    return Response(generate_latest(REGISTRY), headers={"content-type": CONTENT_TYPE_LATEST})


def _may_read(request: Request[Any, Any, Any]) -> bool:
    token = settings().metrics_token
    if token:
        given = request.headers.get("authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {token}".encode())
    # Behind a proxy everybody comes from this machine: then only the token helps.
    client = request.client.host if request.client else ""
    return client in LOOPBACK and urlsplit(settings().address).hostname in LOOPBACK
