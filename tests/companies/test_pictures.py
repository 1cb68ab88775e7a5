import asyncio
import io
import struct
import sys
import time
import zlib
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from PIL import Image

from ehrenamtskarte.companies import pictures as company_pictures
from ehrenamtskarte.companies import rules
from ehrenamtskarte.core import db, pictures
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.bounded_process import Limits
from ehrenamtskarte.core.pictures import MOST_BYTES, PictureTooManyPixels, PictureUnreadable, encode, encoded
from tests.companies.around import Around, around_a_company
from tests.companies.drawings import a_png, drawn
from tests.conftest import Browser, SignIn
from tests.factories import a_benefit, a_company

SECRET = "Geheime Kamera"
ORIENTATION, MAKE = 0x0112, 0x010F


def photo(size: tuple[int, int] = (2400, 1200), turned: int = 6) -> bytes:
    """A photograph held upright, red on its left as the camera saw it, with what cameras add."""
    picture = Image.new("RGB", size, "blue")
    picture.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    told = Image.Exif()
    told[ORIENTATION], told[MAKE] = turned, SECRET
    return drawn(picture, "JPEG", exif=told, comment=SECRET.encode())


def huge_header(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG that claims 900 megapixels and holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def real_bomb(side: int = 30_000) -> bytes:
    """A PNG of 900 megapixels in one colour: some hundred kilobytes as a file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    line = b"\0" + b"\0" * (side // 8)
    packed = b"".join(packer.compress(line) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


async def upload(
    browser: Browser, here: Around, content: bytes, alt: str = "Das Becken", name: str = "bild"
) -> httpx.Response:
    return await browser.post(
        f"{here.path}/pictures",
        files={"data": (name, content, "application/octet-stream")},
        data={"alt_de": alt, "alt_en": "The pool"},
    )


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


async def test_a_photo_is_turned_upright_made_smaller_and_forgets_its_camera(
    sign_in_as: SignIn, client: httpx.AsyncClient
) -> None:
    here = await around_a_company(sign_in_as)
    answer = await upload(here.manager, here, photo())
    assert answer.status_code == 201, answer.text
    picture = answer.json()
    assert (picture["width"], picture["height"]) == (800, 1600)
    assert picture["alt"] == {"de": "Das Becken", "en": "The pool"}
    for size, longest in (("large", 1600), ("small", 480)):
        sent = await client.get(f"/api/pictures/{picture['id']}/{size}")
        assert (sent.status_code, sent.headers["content-type"]) == (200, "image/webp")
        shown = opened(sent.content)
        assert (shown.format, max(shown.size)) == ("WEBP", longest)
        assert SECRET.encode() not in sent.content
        assert not shown.getexif()
        # Held to the right, the camera's left is up.
        top = shown.convert("RGB").getpixel((shown.width // 2, 5))
        assert isinstance(top, tuple)
        assert top[0] > 200 > 60 > top[2]
    assert (await here.till.get(f"{here.path}/pictures")).json() == [picture]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
async def test_only_three_formats_are_taken_whatever_the_name_says(form: str) -> None:
    content = drawn(Image.new("RGB", (80, 60), "green"), form)
    if form in {"JPEG", "PNG", "WEBP"}:
        assert (await encoded(content)).width == 80
        return
    with pytest.raises(PictureUnreadable):
        await encoded(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff" + b"\0" * 100,
        b"RIFF\0\0\0\0WEBP" + b"\0" * 50,
        a_png()[:90],
        photo()[:5000],
    ],
    ids=["nothing", "svg", "pdf", "png head", "jpeg head", "webp head", "half a png", "half a jpeg"],
)
async def test_what_is_no_picture_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(PictureUnreadable) as refused:
        await encoded(content)
    assert refused.value.errors[0].field == "data"


@pytest.mark.parametrize("bomb", [huge_header(), real_bomb()], ids=["header", "real"])
async def test_a_picture_bomb_is_refused_before_it_is_unpacked(sign_in_as: SignIn, bomb: bytes) -> None:
    assert len(bomb) < MOST_BYTES
    here = await around_a_company(sign_in_as)
    begun = time.process_time()
    answer = await upload(here.manager, here, bomb)
    assert (answer.status_code, answer.json()["code"]) == (422, "picture_too_many_pixels")
    assert "40 Megapixel" in answer.json()["detail"]
    assert time.process_time() - begun < 2
    assert (await here.manager.get(f"{here.path}/pictures")).json() == []


async def test_forty_megapixels_fit_into_the_bounds() -> None:
    largest = drawn(Image.new("RGBA", (8000, 5000), (1, 2, 3, 128)), "PNG")
    assert (await encoded(largest)).width == 1600


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not bound memory")
async def test_what_breaks_its_bounds_takes_only_its_own_process_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tight = Limits(memory_bytes=300 * 1024 * 1024, processor_seconds=5, seconds=10)
    monkeypatch.setattr(pictures, "_LIMITS", tight)
    with pytest.raises(PictureTooManyPixels):
        await encoded(drawn(Image.new("RGBA", (8000, 5000)), "PNG"))


async def test_a_file_that_is_too_large_is_refused(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    for more in (1, 1_000_000):
        answer = await upload(here.manager, here, a_png() + b"\0" * (MOST_BYTES + more - len(a_png())))
        assert answer.status_code == 413
        assert "10 MB" in answer.json()["detail"]


def test_of_a_moving_picture_the_first_frame_stays() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    for form in ("WEBP", "PNG"):
        moving = drawn(frames[0], form, save_all=True, append_images=frames[1:], duration=100, lossless=True)
        still = opened(encode(moving).large)
        assert not getattr(still, "is_animated", False)
        pixel = still.convert("RGB").getpixel((10, 10))
        assert isinstance(pixel, tuple)
        assert pixel[0] > 200 > 60 > pixel[2]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_colour_becomes_one_of_the_web(mode: str) -> None:
    content = drawn(Image.new(mode, (90, 60)), "JPEG" if mode == "CMYK" else "PNG")
    shown = opened(encode(content).large)
    assert (shown.mode, shown.size) == ("RGBA" if mode in {"LA", "RGBA"} else "RGB", (90, 60))


async def test_the_same_picture_twice_is_one_with_the_newer_words(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    answers = await asyncio.gather(
        *(upload(browser, here, photo(), alt) for browser, alt in ((here.manager, "A"), (here.clerk, "B")))
    )
    assert len({answer.json()["id"] for answer in answers}) == 1
    (kept,) = (await here.manager.get(f"{here.path}/pictures")).json()
    assert kept["alt"]["de"] in {"A", "B"}


@pytest.mark.parametrize(
    ("alt", "code"), [("", "description_missing"), ("  ", "description_missing"), ("a" * 301, "too_long")]
)
async def test_a_picture_is_described_in_german(sign_in_as: SignIn, alt: str, code: str) -> None:
    here = await around_a_company(sign_in_as)
    refused = await upload(here.manager, here, a_png(), alt)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.json()["errors"][0]["field"] == "alt_de"
    picture = (await upload(here.manager, here, a_png())).json()
    path = f"{here.path}/pictures/{picture['id']}"
    body: dict[str, Any] = {"alt": {"de": alt, "en": "x"}}
    assert (await here.manager.put(path, json=body)).json()["code"] == code
    better = await here.manager.put(path, json={"alt": {"de": " Besser. ", "en": ""}})
    assert better.json()["alt"] == {"de": "Besser.", "en": ""}


async def test_a_picture_is_kept_for_a_day_and_not_sent_twice(
    sign_in_as: SignIn, client: httpx.AsyncClient
) -> None:
    here = await around_a_company(sign_in_as)
    path = f"/api/pictures/{(await upload(here.manager, here, a_png())).json()['id']}/small"
    first = await client.get(path)
    assert first.headers["cache-control"] == "public, max-age=86400, must-revalidate"
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await here.manager.delete(f"{here.path}/pictures/{path.split('/')[3]}")
    gone = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert gone.status_code == 404
    assert (await client.get(path.replace("small", "digest"))).status_code == 404


async def test_pictures_of_a_company_nobody_sees_are_for_its_people_alone(
    sign_in_as: SignIn, client: httpx.AsyncClient
) -> None:
    here = await around_a_company(sign_in_as, status="waiting")
    path = f"/api/pictures/{(await upload(here.manager, here, a_png())).json()['id']}/large"
    for browser in (here.manager, here.till, here.clerk):
        sent = await browser.get(path)
        assert (sent.status_code, sent.headers["cache-control"][:7]) == (200, "private")
    for browser in (client, here.stranger):
        assert (await browser.get(path)).status_code == 404
    await here.clerk.post(f"{here.path}/approval")
    assert (await client.get(path)).status_code == 200
    await here.manager.put(f"{here.path}/pause")
    assert (await client.get(path)).status_code == 404


async def test_a_picture_removed_is_gone_from_the_offers_too(
    sign_in_as: SignIn, client: httpx.AsyncClient
) -> None:
    here = await around_a_company(sign_in_as)
    picture = (await upload(here.manager, here, a_png())).json()["id"]
    benefit = await a_benefit(here.company, picture=UUID(picture))
    for browser in (here.till, here.stranger):
        assert (await browser.delete(f"{here.path}/pictures/{picture}")).status_code == 404
        assert (await upload(browser, here, a_png(9))).status_code == 404
    assert (await here.manager.delete(f"{here.path}/pictures/{picture}")).status_code == 204
    assert (await client.get(f"/api/pictures/{picture}/small")).status_code == 404
    assert await db.scalar("SELECT picture FROM benefit WHERE id = $1", benefit) is None
    assert (await here.manager.delete(f"{here.path}/pictures/{picture}")).status_code == 404


async def test_there_are_only_so_many_pictures(sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    here = await around_a_company(sign_in_as)
    monkeypatch.setattr(rules, "MOST_PICTURES", 1)
    assert (await upload(here.manager, here, a_png(1))).status_code == 201
    refused = await upload(here.manager, here, a_png(2))
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_pictures")
    assert await db.scalar("SELECT count(*) FROM picture") == 1


async def test_a_second_company_brings_no_more_uploads(
    sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company_pictures, "UPLOADS_PER_HOUR", 1)
    here = await around_a_company(sign_in_as)
    second = await a_company("Kino")
    chief = await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, second))
    assert (await upload(here.manager, here, a_png(1))).status_code == 201
    refused = await upload(chief, replace(here, company=second), a_png(2))
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
