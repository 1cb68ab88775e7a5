from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T21:31:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "find offers by words, towns and nearness"

STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS fuzzystrmatch",
    "CREATE INDEX search_word_by_parts ON search_word USING gin (word gin_trgm_ops)",
    "CREATE UNIQUE INDEX listing_word_once ON listing_word (word, benefit) INCLUDE (weight)",
    "CREATE INDEX listing_by_town ON listing USING gin (towns)",
    "CREATE INDEX listing_place_nearest ON listing_place USING gist (point(east_km, north_km))",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="benefits", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
