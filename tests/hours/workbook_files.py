"""Small XLSX files, written by hand so that every byte of them is known."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, time
from xml.sax.saxutils import escape

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="170"/></cellXfs>'
    "</styleSheet>"
)

type_of_cell = str | int | float | date | time | None
Rows = Sequence[Sequence[type_of_cell]]


class Hours(float):
    """A duration the way Excel keeps it with the format [h]:mm."""


def workbook(rows: Rows, **more_sheets: Rows) -> bytes:
    """An XLSX with the rows in its first sheet."""
    sheets = {"Tabelle1": rows} | more_sheets
    return archive(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _RELATIONS,
            "xl/workbook.xml": _workbook_xml(list(sheets)),
            "xl/_rels/workbook.xml.rels": _workbook_relations(len(sheets)),
            "xl/styles.xml": _STYLES,
        }
        | {f"xl/worksheets/sheet{n}.xml": sheet_xml(rows) for n, rows in enumerate(sheets.values(), start=1)}
    )


def workbook_with_sheet(xml: str) -> bytes:
    """An XLSX whose one sheet is exactly this XML."""
    return archive(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _RELATIONS,
            "xl/workbook.xml": _workbook_xml(["Tabelle1"]),
            "xl/_rels/workbook.xml.rels": _workbook_relations(1),
            "xl/styles.xml": _STYLES,
            "xl/worksheets/sheet1.xml": xml,
        }
    )


def open_document(rows: Sequence[Sequence[str]]) -> bytes:
    """An ODS with one sheet of texts."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0"'
        f' xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Blatt">'
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>'
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def archive(files: dict[str, str]) -> bytes:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return stream.getvalue()


def _workbook_xml(names: list[str]) -> str:
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
    )
    return f"<workbook {_MAIN} {relation}><sheets>{sheets}</sheets></workbook>"


def _workbook_relations(sheets: int) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml" Type="{kind}/worksheet"/>'
        for n in range(1, sheets + 1)
    )
    styles = f'<Relationship Id="rIdStyles" Target="styles.xml" Type="{kind}/styles"/>'
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{parts}{styles}</Relationships>'


def sheet_xml(rows: Rows) -> str:
    """The XML of one sheet."""
    body = "".join(
        f'<row r="{n}">{"".join(_cell(n, i, cell) for i, cell in enumerate(row))}</row>'
        for n, row in enumerate(rows, start=1)
    )
    return f"<worksheet {_MAIN}><sheetData>{body}</sheetData></worksheet>"


def _cell(row: int, column: int, cell: type_of_cell) -> str:
    place = f'r="{chr(65 + column)}{row}"'
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    if isinstance(cell, date):
        return f'<c {place} s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, time):
        return f'<c {place} s="2"><v>{(cell.hour * 60 + cell.minute) / 1440}</v></c>'
    style = 3 if isinstance(cell, Hours) else 0
    return f'<c {place} s="{style}"><v>{cell / 24 if style else cell}</v></c>'
