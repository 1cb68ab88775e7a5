"""The web process: every domain's handlers behind one frame."""

import gc
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import License
from litestar.types import ASGIApp

from ehrenamtskarte import wiring
from ehrenamtskarte.accounts import controllers as accounts
from ehrenamtskarte.applications import controllers as applications
from ehrenamtskarte.awards import controllers as awards
from ehrenamtskarte.benefits import controllers as benefits
from ehrenamtskarte.benefits.counting import views
from ehrenamtskarte.cards import controllers as cards
from ehrenamtskarte.ceremonies import controllers as ceremonies
from ehrenamtskarte.companies import controllers as companies
from ehrenamtskarte.core import db, logs
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.web import files, health
from ehrenamtskarte.core.web.demo_mails import DemoMails
from ehrenamtskarte.core.web.frame import Frame
from ehrenamtskarte.core.web.platform import platform
from ehrenamtskarte.core.web.problems import EXCEPTION_HANDLERS
from ehrenamtskarte.demo.controllers import DemoController
from ehrenamtskarte.eligibility import controllers as eligibility
from ehrenamtskarte.hours import controllers as hours
from ehrenamtskarte.organisations import controllers as organisations
from ehrenamtskarte.regions import controllers as regions

CONTROLLERS: list[Any] = [
    *accounts.CONTROLLERS,
    *regions.CONTROLLERS,
    *organisations.CONTROLLERS,
    *companies.CONTROLLERS,
    *hours.CONTROLLERS,
    *eligibility.CONTROLLERS,
    *applications.CONTROLLERS,
    *cards.CONTROLLERS,
    *benefits.CONTROLLERS,
    *awards.CONTROLLERS,
    *ceremonies.CONTROLLERS,
    platform,
    health.live,
    health.ready,
    health.metrics,
]

NOT_REPEATABLE = re.compile(
    r"/api/sign-(in|out).*|/api/me/second-factor.*|/api/organisations/[^/]+/people/[^/]+/claim-code|/api/card-checks"
    r"|/api/me/cards/[^/]+/short-code|/api/companies/[^/]+/redemptions.*"
    r"|/api/award-calls/[^/]+/(vote-requests|votes)"
    r"|/api/door-devices|/api/ceremonies/[^/]+/(admissions|walk-ins).*|/api/offices/[^/]+/ceremonies/[^/]+/devices"
)
"""Their answers hold secrets or are worth nothing later: an Idempotency-Key does not keep them."""


def build() -> Litestar:
    """The application without its frame; also the source of the OpenAPI document."""
    wiring.connect()
    return Litestar(
        route_handlers=[
            *CONTROLLERS,
            *([DemoMails, DemoController] if settings().demo else []),
            *files.front_end_routes(files.FrontEnd()),
        ],
        dependencies={"actor": Provide(accounts.actor_of), "visitor": Provide(accounts.visitor_of)},
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=[_lifespan],
        openapi_config=OpenAPIConfig(
            title="Ehrenamtskarte",
            version="1",
            license=License(name="EUPL-1.2", identifier="EUPL-1.2"),
            # A path of its own: below "/api" its pages would answer whatever no handler takes.
            path="/api/openapi.json",
            render_plugins=[JsonRenderPlugin(path="/")],
        ),
        compression_config=CompressionConfig(
            backend="gzip", minimum_size=1000, exclude_opt_key="compressed_already"
        ),
        request_max_body_size=64 * 1024,
        debug=False,
        logging_config=None,
    )


def create_app() -> ASGIApp:
    """The application as the server runs it."""
    logs.set_up()
    return Frame(build(), NOT_REPEATABLE)


@asynccontextmanager
async def _lifespan(_: Litestar) -> AsyncIterator[None]:
    async with db.pool():
        # Objects made at start live for ever: leave them out of every collection, so that pauses stay short.
        gc.freeze()
        gc.set_threshold(50_000)
        async with views.written_regularly():
            yield
