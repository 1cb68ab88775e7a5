"""What the framework does alone: the yardstick for the check."""

from typing import Any

import msgspec
from litestar import Litestar, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.core import db


class Token(msgspec.Struct):
    """The same body as the check takes."""

    token: str


@post("/bare", status_code=HTTP_200_OK)
async def bare(data: JSONBody[Token]) -> dict[str, str]:
    """No work at all."""
    return {"result": "valid", "length": str(len(data.token))}


@post("/one-query", status_code=HTTP_200_OK)
async def one_query(data: JSONBody[Token]) -> dict[str, str]:
    """One query by primary key."""
    found = await db.scalar("SELECT status_index FROM credential LIMIT 1")
    return {"result": "valid", "length": str(len(data.token)), "index": str(found)}


def create() -> Any:
    """The application with the same pool."""

    return Litestar([bare, one_query], lifespan=[lambda _: db.pool()], openapi_config=None)
