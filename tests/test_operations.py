"""docs/operations.md does what it says: its commands are run as they stand there."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

from ehrenamtskarte.core.embedded_postgres import EmbeddedPostgres

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "operations.md").read_text()
FINGERPRINT = "SELECT md5(string_agg(note::text, ',' ORDER BY id)) FROM note"


def _run(name: str, data_dir: Path, backup: Path) -> None:
    block = re.search(rf"^```sh {name}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert block
    environment = os.environ | {"DATA_DIR": str(data_dir), "BACKUP": str(backup)}
    subprocess.run(["sh", "-euc", block.group(1)], cwd=ROOT, env=environment, check=True)


def test_a_backup_restored_elsewhere_holds_the_same_rows() -> None:
    folder = Path(tempfile.mkdtemp(prefix="ek-"))
    folder.chmod(0o711)
    backup = folder / "backup"
    with EmbeddedPostgres(folder / "old") as server, psycopg.connect(server.dsn) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute(
            "CREATE TABLE note AS SELECT i AS id, 'Ähre ' || i AS word FROM generate_series(1, 1000) AS i"
        )
        connection.execute("CREATE INDEX ON note USING gin (word gin_trgm_ops)")
        connection.commit()
        before = connection.execute(FINGERPRINT).fetchone()
        _run("backup", folder / "old", backup)
    with EmbeddedPostgres(folder / "new") as server:
        _run("restore", folder / "new", backup)
        with psycopg.connect(server.dsn) as connection:
            assert connection.execute(FINGERPRINT).fetchone() == before
    shutil.rmtree(folder)


def test_every_file_that_documents_name_is_there() -> None:
    for name in re.findall(r"`((?:scripts|deploy|docs)/[\w./-]+)`", DOCUMENT):
        assert (ROOT / name).exists(), name
