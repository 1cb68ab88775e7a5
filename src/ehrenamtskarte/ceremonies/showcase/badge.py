"""A company's part in an event as a static picture for its own web site: nothing is fetched, nobody is counted."""

from html import escape
from textwrap import wrap
from uuid import UUID

from ehrenamtskarte.ceremonies.showcase import agreement, showcase_rules
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.text import Text

LINES, LETTERS = 2, 30
_SAID = {
    CompanyRole.SPONSOR: Text("Wir unterstützen", "We support"),
    CompanyRole.PARTNER: Text("Wir stehen hinter dem Ehrenamt", "We stand behind volunteering"),
}


async def svg(company_id: UUID, entry_id: UUID, language: str, *, actor: Actor) -> bytes:
    """The badge of one event. Raises NotFound, SecondFactorNeeded, NotAgreedYet."""
    part = await agreement.part(company_id, entry_id, actor=actor)
    if part.agreed_at is None:
        raise showcase_rules.NotAgreedYet
    title = part.title.in_language(language) or part.title.de
    year = str(clock.berlin_day(part.starts_at).year)
    named = title if year in title else f"{title} {year}"
    return drawn(_SAID[part.role].in_language(language), named, language).encode()


def drawn(over: str, title: str, language: str) -> str:
    """A heart, a small line and the event's title in at most two lines; pure."""
    lines = wrap(title, LETTERS, max_lines=LINES, placeholder=" …") or [title]
    width = 96 + round(max(len(over) * 7, *(len(line) * 9 for line in lines)))
    text = "".join(
        f'<text x="76" y="{50 + 20 * number}" font-size="17" font-weight="700">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    height = 72 + 20 * (len(lines) - 1)
    middle = height / 2 - 26
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" lang="{language}"><title>{escape(f"{over}: {title}")}</title>'
        f'<rect x=".75" y=".75" width="{width - 1.5}" height="{height - 1.5}" rx="13.25" fill="#fff" stroke="#c9d3e8"'
        f' stroke-width="1.5"/><g transform="translate(0 {middle - 10})">'
        '<rect x="10" y="10" width="52" height="52" rx="12" fill="#1d3f97"/><path fill="#fff" d="M36 50.2 22.9 37.4a8.6'
        ' 8.6 0 0 1 0-12.2 8.8 8.8 0 0 1 12.3 0l.8.8.8-.8a8.8 8.8 0 0 1 12.3 0 8.6 8.6 0 0 1 0 12.2z"/></g>'
        "<g fill=\"#0e1b4d\" font-family=\"'Fira Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif\">"
        f'<text x="76" y="28" font-size="13">{escape(over)}</text>{text}</g></svg>'
    )
