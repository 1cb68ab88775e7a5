"""The package as others install it: a wheel with everything that running needs."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SHIPPED = {".pyc", ".pyo"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of a wheel built from this checkout."""
    target = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, target], cwd=ROOT, check=True)
    return set(zipfile.ZipFile(next(target.glob("*.whl"))).namelist())


def _below(folder: str) -> list[Path]:
    found = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix not in NOT_SHIPPED]
    assert found
    return found


def test_it_carries_the_pages_the_registers_and_all_code(names: set[str]) -> None:
    missing = {path.relative_to(ROOT / "src").as_posix() for path in _below("src")} - names
    assert not missing


def test_it_carries_the_migrations_where_the_code_looks_for_them(names: set[str]) -> None:
    migrations = {f"ehrenamtskarte/_migrations/{path.relative_to(ROOT / 'migrations').as_posix()}"
                  for path in _below("migrations")}  # fmt: skip
    assert migrations <= names


def test_it_carries_the_command_and_the_licence(names: set[str]) -> None:
    ends = {name.split("/", 1)[1] for name in names if ".dist-info/" in name}
    assert {"entry_points.txt", "licenses/LICENSE"} <= ends


def test_it_carries_nothing_of_the_tests(names: set[str]) -> None:
    assert not [name for name in names if "test" in name.split("/")[0]]
