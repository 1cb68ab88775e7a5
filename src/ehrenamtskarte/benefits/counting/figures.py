"""A year of a company in numbers, from the rollup alone; what would tell of fewer than 5 is hidden."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.counting.suppression import parts_shown, shown
from ehrenamtskarte.benefits.schemas import PartnerFigures
from ehrenamtskarte.benefits.till_schemas import (
    BenefitFigures,
    Counts,
    FiguresOut,
    MonthFigures,
    VenueFigures,
)
from ehrenamtskarte.companies.offices import company_to_see
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.text import Text

MEASURES = ("seen", "opened", "redeemed")
_NOTHING = dict.fromkeys(MEASURES, 0)

_TITLES = {
    "de": ("Was", "Name", "Gesehen", "Geöffnet", "Eingelöst"),
    "en": ("What", "Name", "Seen", "Opened", "Redeemed"),
}
_KINDS = {"de": ("Jahr", "Monat", "Angebot", "Ort"), "en": ("Year", "Month", "Offer", "Venue")}
_HIDDEN = {"de": "nicht gezeigt", "en": "not shown"}
_NO_VENUE = {"de": "ohne Ort", "en": "no venue"}

Row = Mapping[str, Any]


class YearUnknown(Invalid):
    """No calendar has it, or it is yet to come."""

    de = "Für dieses Jahr gibt es keine Zahlen."
    en = "There are no figures for this year."


async def of_year(company_id: UUID, year: int | None, *, actor: Actor, now: datetime) -> FiguresOut:
    """For those who work there and its office; this year unless another is named.

    Raises NotFound, SecondFactorNeeded, YearUnknown.
    """
    await company_to_see(company_id, actor=actor)
    this_year = clock.berlin_day(now).year
    wanted = this_year if year is None else year
    if not 2000 <= wanted <= this_year:
        raise YearUnknown(field="year")
    months, benefits, venues = await _counted(company_id, wanted)
    return FiguresOut(
        year=wanted,
        years=await _years(company_id, this_year),
        total=Counts(**{measure: shown(sum(row[measure] for row in months)) for measure in MEASURES}),
        months=[
            MonthFigures(month=f"{wanted}-{row['month']:02}", **counts)
            for row, counts in zip(months, _shown(months), strict=True)
        ],
        benefits=[
            BenefitFigures(benefit_id=row["id"], title=Text(row["title_de"], row["title_en"]), **counts)
            for row, counts in zip(benefits, _shown(benefits), strict=True)
        ],
        venues=[
            VenueFigures(venue_id=row["id"], name=row["name"], redeemed=counts["redeemed"])
            for row, counts in zip(venues, _shown(venues), strict=True)
        ],
    )


async def published(company_id: UUID) -> list[PartnerFigures]:
    """The redemptions of each year, the latest first, where the company agreed to publish them."""
    found = await db.rows(
        "SELECT extract(year FROM d.day)::int AS year, sum(d.redeemed)::int AS redeemed"
        " FROM company c JOIN benefit b ON b.company = c.id JOIN benefit_day d ON d.benefit = b.id"
        " WHERE c.id = $1 AND c.figures_public GROUP BY 1 HAVING sum(d.redeemed) > 0 ORDER BY 1 DESC",
        company_id,
    )
    return [PartnerFigures(year=row["year"], redeemed=shown(row["redeemed"])) for row in found]


def as_file(figures: FiguresOut, language: str) -> bytes:
    """The same as CSV: a row for the year, each month, each offer and each venue."""
    year, month, benefit, venue = _KINDS[language]
    table = [
        (year, figures.year, figures.total),
        *((month, row.month, row) for row in figures.months),
        *((benefit, row.title.in_language(language) or row.title.de, row) for row in figures.benefits),
    ]
    return csv_of(
        [
            _TITLES[language],
            *([kind, name, *(_cell(getattr(counts, measure), language) for measure in MEASURES)]
              for kind, name, counts in table),
            *([venue, row.name or _NO_VENUE[language], "", "", _cell(row.redeemed, language)] for row in figures.venues),
        ]
    )  # fmt: skip


def _cell(number: int | None, language: str) -> int | str:
    return _HIDDEN[language] if number is None else number


def _shown(rows: Sequence[Row]) -> list[dict[str, int | None]]:
    columns = [parts_shown([row[measure] for row in rows]) for measure in MEASURES]
    return [dict(zip(MEASURES, counts, strict=True)) for counts in zip(*columns, strict=True)]


async def _counted(company_id: UUID, year: int) -> tuple[list[Row], list[Row], list[Row]]:
    """The months, offers and venues with their counts."""
    sums: dict[str, dict[Any, Row]] = {"month": {}, "benefit": {}, "venue": {}}
    for row in await _sums(company_id, year):
        sums[row["part"]][row[row["part"]]] = row
    return (
        _with_counts(({"month": month} for month in range(1, 13)), "month", sums["month"]),
        _with_counts(await _benefits(company_id, sums["benefit"]), "id", sums["benefit"]),
        _with_counts(await _venues(company_id, sums["venue"]), "id", sums["venue"]),
    )


def _with_counts(rows: Any, key: str, sums: Mapping[Any, Row]) -> list[Row]:
    counted = [(row, sums.get(row[key], _NOTHING)) for row in rows]
    return [{**row, **{measure: counts[measure] for measure in MEASURES}} for row, counts in counted]


async def _sums(company_id: UUID, year: int) -> list[Row]:
    # Two passes: few groups while the many rows are read, and only then months. An undoing may be counted before
    # what it undoes: never less than nothing.
    return await db.rows(
        "WITH cell AS MATERIALIZED (SELECT grouping(d.venue) = 0 AS of_venue, d.day, d.benefit, d.venue,"
        " sum(d.seen) AS seen, sum(d.opened) AS opened, sum(d.redeemed) AS redeemed"
        " FROM benefit b JOIN benefit_day d ON d.benefit = b.id AND d.day >= $2 AND d.day < $3 WHERE b.company = $1"
        " GROUP BY GROUPING SETS ((d.day, d.benefit), (d.venue))),"
        " part AS (SELECT 'venue' AS part, NULL::int AS month, NULL::uuid AS benefit, venue, seen, opened, redeemed"
        " FROM cell WHERE of_venue UNION ALL"
        " SELECT CASE WHEN grouping(benefit) = 0 THEN 'benefit' ELSE 'month' END, month, benefit, NULL,"
        " sum(seen), sum(opened), sum(redeemed)"
        " FROM (SELECT *, extract(month FROM day)::int AS month FROM cell WHERE NOT of_venue) AS dated"
        " GROUP BY GROUPING SETS ((month), (benefit)))"
        " SELECT part, month, benefit, venue, greatest(seen, 0)::int AS seen, greatest(opened, 0)::int AS opened,"
        " greatest(redeemed, 0)::int AS redeemed FROM part",
        company_id,
        date(year, 1, 1),
        date(year + 1, 1, 1),
    )


async def _benefits(company_id: UUID, sums: Mapping[Any, Row]) -> list[Row]:
    """Offers that hold, and those of before that were looked at or redeemed in the year."""
    return await db.rows(
        "SELECT id, title_de, title_en FROM benefit"
        " WHERE company = $1 AND (status = 'approved' OR id = ANY($2)) ORDER BY sort_key, id",
        company_id,
        list(sums),
    )


async def _venues(company_id: UUID, sums: Mapping[Any, Row]) -> list[Row]:
    """Open venues, closed ones with redemptions in the year, and none for what was redeemed elsewhere."""
    found = await db.rows(
        "SELECT id, name FROM venue WHERE company = $1 AND (closed_at IS NULL OR id = ANY($2))"
        " ORDER BY sort_key, id",
        company_id,
        [venue for venue in sums if venue],
    )
    return [*found, {"id": None, "name": ""}] if sums.get(None, _NOTHING)["redeemed"] else found


async def _years(company_id: UUID, this_year: int) -> list[int]:
    first = await db.scalar(
        "SELECT extract(year FROM min(d.day))::int FROM benefit b,"
        " LATERAL (SELECT day FROM benefit_day WHERE benefit = b.id ORDER BY day LIMIT 1) d WHERE b.company = $1",
        company_id,
    )
    return list(range(this_year, min(first or this_year, this_year) - 1, -1))
