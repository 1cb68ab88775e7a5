"""Mails once a result is public: congratulations to those who won, thanks to all others."""

from typing import Any

from ehrenamtskarte.awards.events import ResultsPublished
from ehrenamtskarte.awards.honouring import results_words
from ehrenamtskarte.awards.honouring.naming import with_year
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import Mail, mail_of, send_mail
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.text import Text

MAILS_AT_ONCE = 500
# Whoever was told before that the entry cannot take part hears no more of it.
_TEAMS = (
    "SELECT e.id, e.name, t.email, coalesce(p.language, 'de') AS language,"
    " coalesce(w.de, '{}') AS won_de, coalesce(w.en, '{}') AS won_en"
    " FROM award_entry e JOIN (SELECT entry, lower(email) AS email FROM entry_member"
    "  UNION SELECT id, lower(contact_email) FROM award_entry WHERE call = $1 AND contact_email <> '') t ON t.entry = e.id"
    " LEFT JOIN person p ON p.email = t.email"
    " LEFT JOIN (SELECT l.entry, array_agg(g.name_de ORDER BY g.position) AS de, array_agg(g.name_en ORDER BY g.position) AS en"
    "  FROM award_laureate l JOIN award_category g ON g.id = l.category"
    "  WHERE l.call = $1 AND l.withdrawn_at IS NULL GROUP BY 1) w ON w.entry = e.id"
    " WHERE e.call = $1 AND e.status IN ('submitted', 'asked', 'admitted', 'shortlisted') ORDER BY e.number, t.email"
)


async def tell_entrants(event: ResultsPublished) -> None:
    """Tell everybody of each team how it went, each in the own language."""
    call = await AwardCall.objects().get(AwardCall.id == event.call_id)
    if call is None:
        return
    mails = [_mail(call, row) for row in await db.rows(_TEAMS, call.id)]
    for first in range(0, len(mails), MAILS_AT_ONCE):
        await send_mail(*mails[first : first + MAILS_AT_ONCE])


def _mail(call: AwardCall, row: Any) -> Mail:
    title = with_year(Text(call.title_de, call.title_en), call.year)
    categories = [Text(de, en or de) for de, en in zip(row["won_de"], row["won_en"], strict=True)]
    words = (
        results_words.won(title, row["name"], categories)
        if categories
        else results_words.thanks(title, row["name"])
    )
    return mail_of(
        words,
        to=row["email"],
        language="en" if row["language"] == "en" else "de",
        address=f"{settings().address}/preise/{call.id}",
    )
