"""Run every benchmark on an embedded PostgreSQL of its own and print one table."""

import asyncio
import os
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ehrenamtskarte.core.embedded_postgres import EmbeddedPostgres
from ehrenamtskarte.core.settings import settings


async def _measure() -> list[tuple[str, float, str]]:
    from bench import (
        admissions,
        calls,
        card_checks,
        counting,
        figures,
        finding,
        import_offers,
        import_rows,
        inviting,
        issuance,
        ranking,
        votes,
    )
    from ehrenamtskarte import installation, wiring
    from ehrenamtskarte.core import db

    wiring.connect()
    await installation.prepare()
    found = []
    async with db.pool(10):
        for benchmark in (
            import_rows,
            import_offers,
            card_checks,
            issuance,
            inviting,
            figures,
            finding,
            admissions,
            calls,
            counting,
            ranking,
            votes,
        ):
            found += await benchmark.measure()
    return found


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="ehrenamtskarte-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"DATA_DIR": folder, "LOG_FORMAT": "json"}
        with EmbeddedPostgres(Path(folder)) as server:
            os.environ["DATABASE_URL"] = server.dsn
            settings.cache_clear()
            found = asyncio.run(_measure())
    table = Table("what", "median", "unit")
    for name, value, unit in found:
        table.add_row(name, f"{value:,.2f}" if value < 100 else f"{value:,.0f}", unit)
    Console().print(table)


if __name__ == "__main__":
    main()
