"""What companies do for volunteering, by administrative region; what would tell of fewer than 5 is hidden."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ehrenamtskarte.benefits.counting.figures import YearUnknown
from ehrenamtskarte.benefits.counting.suppression import SMALLEST_GROUP, parts_shown, shown
from ehrenamtskarte.benefits.public_list.finding import IS_PUBLIC
from ehrenamtskarte.ceremonies.showcase.schemas import CorporateEngagementOut, RegionOut
from ehrenamtskarte.companies.finding import IS_SHOWN
from ehrenamtskarte.core import db

FIRST_YEAR = 2026
"""Since when volunteers can say who released them."""
Row = Mapping[str, Any]
Counts = Sequence[int | None]

# A company's hours come in whole or, where fewer than 5 people stand behind them, not at all: so no difference
# between a region and its companies gives anybody away.
_REGIONS = f"""
WITH hours AS (
  SELECT r.company, sum(h.minutes) AS minutes FROM released_hours r
  JOIN hour_record h ON h.id = r.record AND h.status = 'confirmed' AND h.starts_on BETWEEN $1 AND $2
  GROUP BY r.company HAVING count(DISTINCT h.person) >= {SMALLEST_GROUP}),
offers AS (
  SELECT b.company, count(*) AS offers FROM benefit b JOIN company c ON c.id = b.company
  WHERE {IS_PUBLIC} AND (b.valid_until IS NULL OR b.valid_until >= CURRENT_DATE) GROUP BY b.company)
SELECT a.key, a.name, count(c.id)::int AS companies, count(*) FILTER (WHERE c.release_days > 0)::int AS with_release_days,
  coalesce(sum(c.release_days), 0)::int AS release_days,
  count(*) FILTER (WHERE c.volunteering_de <> '' OR c.volunteering_en <> '')::int AS volunteering,
  coalesce(sum(o.offers), 0)::int AS offers, coalesce(sum(h.minutes), 0)::bigint / 60 AS hours
FROM administrative_region a LEFT JOIN company c ON left(c.municipality, 3) = a.key AND {IS_SHOWN}
LEFT JOIN hours h ON h.company = c.id LEFT JOIN offers o ON o.company = c.id
GROUP BY a.key, a.name ORDER BY a.name
"""  # noqa: S608 - parts of ours


async def engagement(year: int | None, *, today: date) -> CorporateEngagementOut:
    """All regions and their sum; hours are those of the year, this one unless another is named. Raises YearUnknown."""
    wanted = today.year if year is None else year
    if not FIRST_YEAR <= wanted <= max(today.year, FIRST_YEAR):
        raise YearUnknown(field="year")
    rows = await db.rows(_REGIONS, date(wanted, 1, 1), date(wanted, 12, 31))
    return CorporateEngagementOut(
        year=wanted,
        years=list(range(max(today.year, FIRST_YEAR), FIRST_YEAR - 1, -1)),
        regions=_regions(rows),
        total=_total(rows),
    )


def _regions(rows: Sequence[Row]) -> list[RegionOut]:
    parts = {name: parts_shown([row[name] for row in rows]) for name in _COUNTED}
    days = _where_shown([row["release_days"] for row in rows], parts["with_release_days"])
    return [
        RegionOut(
            key=row["key"],
            name=row["name"],
            release_days=days[number],
            hours=int(row["hours"]),
            **{name: parts[name][number] for name in _COUNTED},
        )
        for number, row in enumerate(rows)
    ]


_COUNTED = ("companies", "with_release_days", "volunteering", "offers")


def _total(rows: Sequence[Row]) -> RegionOut:
    sums = {name: sum(row[name] for row in rows) for name in (*_COUNTED, "release_days", "hours")}
    counted = {name: shown(sums[name]) for name in _COUNTED}
    return RegionOut(
        key="",
        name="",
        release_days=None if counted["with_release_days"] is None else sums["release_days"],
        hours=int(sums["hours"]),
        **counted,
    )


def _where_shown(values: Sequence[int], group: Counts) -> list[int | None]:
    """Each value whose group may be seen."""
    return [None if size is None else value for value, size in zip(values, group, strict=True)]
