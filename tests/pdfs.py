"""What a reader of a PDF gets to see and hear."""

import io

from pypdf import PdfReader


def read(pdf: bytes) -> PdfReader:
    """The document."""
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All its text in one line, with words whole that were broken."""
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(text.replace("\u200b\n", "").replace("\u00ad\n", "").replace("\u200b", "").split())


def is_accessible(pdf: bytes) -> bool:
    """Whether it says that it is PDF/UA-1, is tagged, and names its language and title."""
    document = read(pdf)
    catalog = document.root_object
    return (
        b"<pdfuaid:part>1</pdfuaid:part>" in pdf
        and "/StructTreeRoot" in catalog
        and bool(catalog.get("/Lang"))
        and bool(document.metadata and document.metadata.title)
    )


def language_of(pdf: bytes) -> str:
    """The language it says it is in."""
    return str(read(pdf).root_object["/Lang"])


def millimetres(pdf: bytes) -> tuple[int, int]:
    """Width and height of its first page."""
    box = read(pdf).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)
