"""Workbooks that go out: one sheet of text and whole numbers as XLSX, without formulas (ECMA-376, inline strings)."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CHARACTERS = 32_767
"""Of one cell, as spreadsheets hold them."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
)


def xlsx_of(rows: Iterable[Sequence[object]], name: str) -> bytes:
    """The rows as a workbook with one sheet of this name (31 characters at most count)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relation("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/workbook.xml", _workbook(name))
        archive.writestr("xl/worksheets/sheet1.xml", _sheet(rows))
    return stream.getvalue()


def _relation(kind: str, target: str) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/{kind}" Target="{target}"/></Relationships>'
    )


def _workbook(name: str) -> str:
    allowed = "".join(letter for letter in name if letter not in "[]:*?/\\")[:31]
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        f'<sheet name={quoteattr(allowed)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(rows: Iterable[Sequence[object]]) -> str:
    lines = "".join(f"<row>{''.join(_cell(cell) for cell in row)}</row>" for row in rows)
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = "".join(letter for letter in str(value) if letter >= " " or letter in "\n\t")[:MOST_CHARACTERS]
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
