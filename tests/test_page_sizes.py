"""What the list of offers costs to load: the map comes only where it is shown, and its data stays small."""

import gzip
import re
from pathlib import Path

import pytest

import ehrenamtskarte
from bench.finding import VENUES, fill
from tests.conftest import Browser

STATIC = Path(ehrenamtskarte.__file__).parent / "static"
ASSETS = STATIC / "assets"
KILOBYTE = 1000
SCRIPT = 100 * KILOBYTE
"""After gzip; the very first page has a smaller budget, which the build checks."""
MAP_DATA = 150 * KILOBYTE
_IMPORTED = re.compile(r"""(?:\bimport|\bfrom)\s*["']\./([^"']+\.js)["']""")
"""Imported with the chunk itself; `import(…)` waits until somebody needs it."""


def _asset(pattern: str) -> Path:
    (found,) = ASSETS.glob(pattern)
    return found


def _with_imports(*names: str) -> set[str]:
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _IMPORTED.findall((ASSETS / name).read_text())
    return found


@pytest.fixture(scope="module")
def first_page() -> set[str]:
    """The scripts with which the list of offers appears."""
    entry = re.search(r'src="/assets/([^"]+\.js)"', (STATIC / "index.html").read_text())
    assert entry
    names = _with_imports(entry[1], _list_of_offers().name)
    assert len(names) > 5
    return names


def _list_of_offers() -> Path:
    # Several areas have a screen of this name; this one searches.
    (found,) = (path for path in ASSETS.glob("Benefits-*.js") if "benefit-search" in _text(path))
    return found


def _text(path: Path) -> str:
    return "".join((ASSETS / name).read_text() for name in _with_imports(path.name))


def test_the_list_comes_without_the_map(first_page: set[str]) -> None:
    drawing = _asset("map-*.js")
    assert drawing.stat().st_size > 5 * SCRIPT
    assert drawing.name not in first_page
    assert any(drawing.name in (ASSETS / name).read_text() for name in first_page)


def test_the_list_comes_with_little_script(first_page: set[str]) -> None:
    assert sum(len(gzip.compress((ASSETS / name).read_bytes())) for name in first_page) <= SCRIPT


def test_phones_that_open_without_a_network_do_not_keep_the_map() -> None:
    kept = (STATIC / "service-worker.js").read_text()
    assert _list_of_offers().name in kept
    for name in ("map-*.js", "maplibre-*.js", "municipalities-*.json"):
        assert _asset(name).name not in kept


async def test_outlines_and_ten_thousand_venues_are_small(client: Browser) -> None:
    await fill()
    outlines = f"/assets/{_asset('municipalities-*.json').name}"
    answers = [
        await client.get(path, headers={"accept-encoding": "gzip"})
        for path in (outlines, "/api/benefits/map")
    ]
    assert all(answer.headers["content-encoding"] == "gzip" for answer in answers)
    # A few companies have a venue and no offer.
    assert len(answers[1].json()["points"]) > 2.9 * VENUES
    assert sum(int(answer.headers["content-length"]) for answer in answers) <= MAP_DATA
