"""PDF from templates that come with the package: tagged for screen readers (PDF/UA-1), nothing fetched, nothing run.

What people wrote reaches a template as data, so it is set as text whatever signs it has.
"""

import asyncio
import functools
from collections.abc import Mapping
from pathlib import Path

import msgspec
import typst

FONTS = Path(__file__).parent / "fonts"
"""Fira Sans, under the SIL Open Font License that lies beside it."""
PACKAGES = Path(__file__).parent / "packages"
"""`@local/paper`, which all templates share; besides it they import nothing that is not beside them."""
NOWHERE = FONTS / "no-packages"
AT_ONCE = 2

_at_work = asyncio.Semaphore(AT_ONCE)


async def render(template: Path, data: Mapping[str, object]) -> bytes:
    """Set a template with `data` in a thread, few at once; it reads them from `json(bytes(sys.inputs.data))`."""
    async with _at_work:
        return await asyncio.to_thread(_render, template, msgspec.json.encode(data).decode())


def _render(template: Path, data: str) -> bytes:
    compiled = functools.partial(
        typst.compile,
        template,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        format="pdf",
        package_path=PACKAGES,
        package_cache_path=NOWHERE,
    )
    try:
        pdf = compiled(pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        # A sign that no font has, in somebody's name: still tagged and printable, but no PDF/UA.
        pdf = compiled()
    assert isinstance(pdf, bytes)
    return pdf
