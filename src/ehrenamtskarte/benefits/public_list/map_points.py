"""What the map draws of a search: where its offers are."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ehrenamtskarte.benefits.public_list import points, search
from ehrenamtskarte.benefits.public_list.projection import EVERYWHERE
from ehrenamtskarte.benefits.public_list.search import Words
from ehrenamtskarte.benefits.public_list.wanted import Sort, Wanted
from ehrenamtskarte.benefits.schemas import BenefitPoints
from ehrenamtskarte.core import db


async def points_of(wanted: Wanted) -> BenefitPoints:
    """All offers that are public and wanted, as points and by town; within a radius only the venues inside it."""
    rows, _ = await search.understand(wanted.q, lambda asked: _rows(wanted, asked))
    found = rows[0]
    return BenefitPoints(
        points=points.as_differences(
            zip(found["latitudes"], found["longitudes"], found["offers"], strict=True)
        ),
        municipalities=msgspec.json.decode(found["towns"], type=dict[str, int]),
        total=found["total"],
    )


async def _rows(wanted: Wanted, asked: Words) -> Sequence[Any]:
    tables, given = search.matching(wanted, asked, Sort.NAME)
    return await db.rows(
        f"""WITH {", ".join(tables)}, spot AS (
          SELECT round(latitude * {points.STEPS_PER_DEGREE})::int AS latitude,
            round(longitude * {points.STEPS_PER_DEGREE})::int AS longitude, count(DISTINCT benefit)::int AS offers
          FROM matching JOIN listing_place USING (benefit) {search.inside(wanted, given)} GROUP BY 1, 2
        ), town AS (
          SELECT town, count(*) AS offers FROM matching JOIN listing USING (benefit), unnest(towns) AS town
          WHERE town <> '{EVERYWHERE}' GROUP BY town
        )
        SELECT {search.missing(asked)} AS missing, (SELECT count(*) FROM matching) AS total,
          (SELECT coalesce(json_object_agg(town, offers ORDER BY town), '{{}}') FROM town) AS towns,
          coalesce(array_agg(latitude), '{{}}') AS latitudes, coalesce(array_agg(longitude), '{{}}') AS longitudes,
          coalesce(array_agg(offers), '{{}}') AS offers FROM spot""",  # noqa: S608 - parts of ours
        *given.values,
    )
