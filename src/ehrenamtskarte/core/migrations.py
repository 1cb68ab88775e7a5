"""Where migrations lie and how they are run."""

import contextlib
import io
from pathlib import Path

from pgmq.install import get_embedded_install_sql
from piccolo.apps.migrations.commands.forwards import run_forwards

from ehrenamtskarte.core import db

_checkout = Path(__file__).parents[3] / "migrations"
_installed = Path(__file__).parents[1] / "_migrations"
_ONE_AT_A_TIME = 7_220_315


class MigrationFailed(RuntimeError):
    """A migration did not run to its end; nothing of it stays."""


def folder(domain: str) -> str:
    """The folder of one domain's migrations, in a checkout or in an installed package."""
    base = _checkout if _checkout.is_dir() else _installed
    return str(base / domain)


async def migrate() -> None:
    """Bring the schema up to date; several hosts may call it at once, one works and the others wait."""
    guard = await db.DB.get_new_connection()
    try:
        await guard.execute("SET lock_timeout = 0")
        await guard.execute("SELECT pg_advisory_lock($1)", _ONE_AT_A_TIME)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            result = await run_forwards("all")
        if not result.success:
            raise MigrationFailed(printed.getvalue())
        if not await guard.fetchval("SELECT to_regnamespace('pgmq') IS NOT NULL"):
            async with guard.transaction():
                await guard.execute(get_embedded_install_sql())
    finally:
        await guard.close()
