"""What somebody has done in the last twelve months: per month and per organisation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.spans import twelve_months_to

MONTHS = 12


@dataclass(frozen=True)
class Engagement:
    """The months from `first_day` to `last_day`, and every organisation with the twelve months that end today.

    The organisations' sums span the same days as the hours criterion, so that people find them again there.
    """

    first_day: date
    last_day: date
    months: list[dict[str, Any]]
    organisations: list[dict[str, Any]]


# An entry over a period belongs to each month in proportion to its days.
_SHARE = "h.minutes * (least(h.ends_on, {last}) - greatest(h.starts_on, {first}) + 1)::numeric / (h.ends_on - h.starts_on + 1)"
_SUMS = (
    "coalesce(round(sum({share}) FILTER (WHERE h.status = 'confirmed')), 0)::int AS {confirmed},"
    " coalesce(round(sum({share}) FILTER (WHERE h.status = 'submitted')), 0)::int AS {waiting}"
)
_MONTHS = (
    "SELECT to_char(m.first, 'YYYY-MM') AS month, "  # noqa: S608 - expressions of ours
    + _SUMS.format(
        share=_SHARE.format(first="m.first", last="m.last"), confirmed="minutes", waiting="waiting_minutes"
    )
    + " FROM (SELECT first::date, (first + interval '1 month')::date - 1 AS last"
    " FROM generate_series($2::date::timestamp, $3::date::timestamp, interval '1 month') AS first) m"
    " LEFT JOIN hour_record h ON h.person = $1 AND h.status IN ('submitted', 'confirmed')"
    " AND h.starts_on <= m.last AND h.ends_on >= m.first GROUP BY m.first ORDER BY m.first"
)
_ORGANISATIONS = (
    "SELECT o.id, o.name, least(min(h.starts_on), (SELECT min(s.since) FROM statement s WHERE s.person = $1"  # noqa: S608
    " AND s.organisation = o.id AND s.withdrawn_at IS NULL)) AS since, max(h.ends_on) AS last_on, "
    + _SUMS.format(
        share="CASE WHEN h.ends_on >= $2 THEN " + _SHARE.format(first="$2", last="h.ends_on") + " END",
        confirmed="confirmed_minutes",
        waiting="waiting_minutes",
    )
    + " FROM organisation o LEFT JOIN hour_record h ON h.organisation = o.id AND h.person = $1"
    " AND h.status IN ('submitted', 'confirmed')"
    " WHERE o.id IN (SELECT organisation FROM member WHERE person = $1 AND left_on IS NULL"
    " UNION SELECT organisation FROM hour_record WHERE person = $1 AND status IN ('submitted', 'confirmed'))"
    " GROUP BY o.id, o.name, o.sort_key ORDER BY confirmed_minutes DESC, o.sort_key"
)


async def engagement(actor: Actor, *, today: date) -> Engagement:
    """The actor's engagement in this month and the eleven before it."""
    first_day = date(today.year - 1 + today.month // MONTHS, today.month % MONTHS + 1, 1)
    months = await db.rows(_MONTHS, actor.person_id, first_day, today)
    organisations = await db.rows(_ORGANISATIONS, actor.person_id, twelve_months_to(today).first)
    return Engagement(first_day, today, [dict(row) for row in months], [dict(row) for row in organisations])
