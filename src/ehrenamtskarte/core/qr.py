"""QR codes for paper, as one SVG."""

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

OVERLAP = 0.04
"""Modules reach this far into the row below, so that printers leave no hairlines between rows."""


A_MASK = 2


def svg_of(text: str, *, one_of_many: bool = False) -> str:
    """A code that survives scratches (a quarter may be lost), black, without its quiet zone.

    Which of the eight masks suits best takes most of the time to find; for thousands of codes any will do.
    """
    code = qrcode.QRCode(
        error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=A_MASK if one_of_many else None
    )
    code.add_data(text)
    code.make(fit=True)
    modules = code.get_matrix()
    path = "".join(
        f"M{start} {y}h{end - start}v{1 + OVERLAP}h{start - end}z"
        for y, row in enumerate(modules)
        for start, end in _runs(row)
    )
    size = len(modules)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    edges = [x for x in range(len(row) + 1) if (x > 0 and row[x - 1]) != (x < len(row) and row[x])]
    return list(zip(edges[::2], edges[1::2], strict=True))
