"""PDF from templates of our own."""

import asyncio
import time
from pathlib import Path

import pytest
import typst

from ehrenamtskarte.core import pdf, qr
from tests.pdfs import is_accessible, language_of, read, text_of

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Fira Sans", lang: data.language)
#set page(width: 148mm, height: 105mm)
= #data.title
#data.text
"""
MARKUP = '#import "@preview/cetz:0.3.0": * *bold* _it_ $x^2$ `raw` = Heading <label> @ref \\ #sys.version // /* https://x.example'


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template as small as can be."""
    path = tmp_path / "small.typ"
    path.write_text(TEMPLATE)
    return path


async def _rendered(template: Path, text: str, language: str = "de") -> bytes:
    return await pdf.render(template, {"title": "Ein Blatt", "language": language, "text": text})


async def test_it_is_tagged_and_says_its_language_and_title(template: Path) -> None:
    made = await _rendered(template, "Guten Tag", "en")
    assert made.startswith(b"%PDF-1.7") and is_accessible(made)
    title = read(made).metadata
    assert language_of(made) == "en" and title and title.title == "Ein Blatt"


async def test_what_people_wrote_is_never_markup(template: Path) -> None:
    assert MARKUP.replace(" ", "") in text_of(await _rendered(template, MARKUP)).replace(" ", "")


@pytest.mark.parametrize(
    "source", ['#read("/../secret.txt")', '#read("../secret.txt")', '#import "@preview/cetz:0.3.0": *']
)
async def test_a_template_reads_nothing_but_what_lies_beside_it(template: Path, source: str) -> None:
    inner = template.parent / "inner" / "small.typ"
    _write(inner, source)
    _write(template.parent / "secret.txt", "geheim")
    with pytest.raises(typst.TypstError):
        await _rendered(inner, "")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


async def test_fonts_are_our_own(template: Path) -> None:
    fonts = read(await _rendered(template, "Größe ẞ ł ő")).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert all("FiraSans" in font.get_object()["/BaseFont"] for font in fonts.values())


@pytest.mark.parametrize("text", ["日本 😀", "مرحبا", "a\x00b\u200b\ufffe"])
async def test_signs_that_no_font_has_do_not_stop_it(template: Path, text: str) -> None:
    made = await _rendered(template, text)
    assert made.startswith(b"%PDF") and "/StructTreeRoot" in read(made).root_object


async def test_others_are_served_meanwhile(template: Path) -> None:
    making = asyncio.gather(*(_rendered(template, "Wort " * 20_000) for _ in range(4)))
    ticks, start = 0, time.perf_counter()
    while not making.done():
        await asyncio.sleep(0.005)
        ticks += 1
    assert len(await making) == 4
    assert ticks > (time.perf_counter() - start) / 0.1


def test_a_code_is_one_path_of_whole_runs() -> None:
    svg = qr.svg_of("https://ehrenamtskarte.example/vorteile/1")
    assert svg.count("<path") == 1 and "M0 0h7v" in svg
    assert len(svg) < 8_000
