"""Says where tables and migrations differ: what `piccolo migrations new --auto` would still write."""

import asyncio
import contextlib
import os
import sys
import warnings

# No database is asked, though Piccolo tries to: the migrations alone tell what the tables would be.
os.environ |= {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PICCOLO_CONF": "piccolo_conf"}
warnings.filterwarnings("ignore", ".*Unable to connect to database")

from piccolo.apps.migrations.commands.new import AutoMigrationManager  # noqa: E402
from piccolo.conf.apps import Finder  # noqa: E402


async def main() -> int:
    """The number of differences."""
    found = 0
    for app in Finder().get_app_registry().app_configs.values():
        with contextlib.redirect_stdout(None):
            changes = await AutoMigrationManager(auto_input="n").get_alter_statements(app)
        for statement in (line for change in changes for line in change.statements):
            found += 1
            print(f"{app.app_name}: {statement}")
    if found:
        print("Tables and migrations differ: run 'piccolo migrations new <domain> --auto'.", file=sys.stderr)
    return found


if __name__ == "__main__":
    sys.exit(1 if asyncio.run(main()) else 0)
