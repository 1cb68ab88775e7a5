"""How an award is called where its year has to be known; pure."""

from ehrenamtskarte.core.text import Text


def with_year(title: Text, year: int) -> Text:
    """`Engagementpreis 2026`, also where the title names the year itself; the German one where there is no other."""
    german, english = title.de, title.en or title.de
    return Text(_with(german, year), _with(english, year))


def _with(title: str, year: int) -> str:
    return title if str(year) in title else f"{title} {year}"
