import os
import subprocess
import sys
from pathlib import Path

import pytest

from ehrenamtskarte.core.settings import Settings

ROOT = Path(__file__).parents[2]


def test_without_any_setting_there_is_an_address_on_this_machine() -> None:
    known = Settings.read({})
    assert known == Settings()
    assert known.address == "http://127.0.0.1:8000"
    assert not known.secure and not known.demo


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.read({"PORT": "", "DEMO": "", "DATA_DIR": ""}) == Settings()


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("TRUE", True), ("on", True), ("0", False), ("No", False), ("off", False)],
)
def test_yes_and_no_have_many_words(text: str, value: bool) -> None:
    assert Settings.read({"DEMO": text}).demo is value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "eighty"),
        ("DEMO", "maybe"),
        ("DATABASE_WAIT", "long"),
        ("DATABASE_POOL", "1.5"),
        ("PORT", "0x50"),
    ],
)
def test_a_value_that_does_not_fit_is_named(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be .* not '{text}'"):
        Settings.read({name: text})


def test_a_process_with_a_wrong_setting_ends_with_one_sentence() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "from ehrenamtskarte.core.settings import settings; settings()"],
        env=os.environ | {"PORT": "eighty", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr == "PORT must be a int, not 'eighty'.\n"


@pytest.mark.parametrize(
    ("url", "address", "secure"),
    [
        ("https://ehrenamt.nrw/", "https://ehrenamt.nrw", True),
        ("https://ehrenamt.nrw:8443", "https://ehrenamt.nrw:8443", True),
        ("http://10.0.0.7:8000", "http://10.0.0.7:8000", False),
    ],
)
def test_the_public_address_decides_about_cookies(url: str, address: str, secure: bool) -> None:
    known = Settings.read({"PUBLIC_URL": url})
    assert (known.address, known.secure) == (address, secure)


def test_folders_are_absolute_and_keys_lie_in_the_data_folder(tmp_path: Path) -> None:
    known = Settings.read({"DATA_DIR": "here"})
    assert known.data_dir.is_absolute()
    assert known.signing_keys == known.data_dir / "keys"
    assert Settings.read({"KEY_DIR": str(tmp_path)}).signing_keys == tmp_path


@pytest.mark.parametrize(
    ("tiles", "origin"),
    [
        ("", ""),
        ("/tiles/{z}/{x}/{y}.png", ""),
        ("https://tiles.example:8443/{z}/{x}/{y}.png?key=1", "https://tiles.example:8443"),
    ],
)
def test_map_tiles_come_from_one_origin(tiles: str, origin: str) -> None:
    assert Settings.read({"TILE_URL": tiles}).tile_origin == origin
