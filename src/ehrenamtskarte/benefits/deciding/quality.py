"""What an office may want to look at in an offer.

The hints are conditions over a benefit b; $2 is the present day, $3 the moment before which a word no longer counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ehrenamtskarte.benefits.public_list.finding import VENUES
from ehrenamtskarte.benefits.rules import Hint
from ehrenamtskarte.core import db
from ehrenamtskarte.core.text import Text

HOLDS_FOR = timedelta(days=365)
"""How long a company's word that its offers still hold is taken."""

SAME_NAME = 0.5
"""Similarity of trigrams from which two names in one town may mean the same company."""
SAME_TITLE = 0.55
SAME_TITLE_AT_ONE_COMPANY = 0.8
"""A company may well have two offers that read alike; only the same one twice is a duplicate."""

_IN_QUESTION = "b.status IN ('waiting', 'approved')"

CONDITIONS = {
    Hint.NO_PICTURE: f"{_IN_QUESTION} AND b.picture IS NULL",
    Hint.NO_ADDRESS: (
        f"{_IN_QUESTION} AND NOT b.online AND NOT EXISTS (SELECT FROM ({VENUES}) AS known WHERE known.street <> '')"
    ),
    Hint.EXPIRED: f"{_IN_QUESTION} AND coalesce(b.valid_until < $2::date, false)",
    Hint.NOT_CONFIRMED: "b.status = 'approved' AND b.confirmed_at < $3::timestamptz",
    Hint.DUPLICATE: "b.id IN (SELECT benefit FROM duplicate)",
}

OF_OFFERS = "SELECT DISTINCT company FROM benefit WHERE id = ANY($1::uuid[])"


_NAMED = """
SELECT c.id, c.sort_key, p.place, k.key FROM company c
CROSS JOIN LATERAL (VALUES (c.municipality::text), (CASE WHEN c.statewide THEN '' END)) AS p (place)
CROSS JOIN LATERAL (SELECT DISTINCT key FROM unnest(string_to_array(c.sort_key, ' ')
  || left(replace(c.sort_key, ' ', ''), 4)) AS key WHERE length(key) >= 4 AND key <> 'gmbh') AS k
WHERE c.status <> 'left' AND p.place IS NOT NULL"""
"""Companies by what two that are the same share: a town (or the whole state), and a word or how the name begins."""


def duplicates_among(companies: str) -> str:
    """Common table expressions that end with `duplicate`: offers of these companies with others that may be the same.

    Names are compared first, and only those that share a place and a word, so that few titles are left to compare.
    """
    return f"""
    named AS MATERIALIZED ({_NAMED} AND c.id IN ({companies})),
    others AS MATERIALIZED ({_NAMED} AND (c.municipality IN (SELECT place FROM named)
        OR c.statewide AND EXISTS (SELECT FROM named WHERE place = ''))),
    pair AS MATERIALIZED (
        SELECT DISTINCT n.id AS one, n.sort_key, o.id AS other, o.sort_key AS other_key
        FROM named n JOIN others o ON o.place = n.place AND o.key = n.key AND o.id <> n.id
    ), alike AS MATERIALIZED (
        SELECT DISTINCT id AS one, id AS other, {SAME_TITLE_AT_ONE_COMPANY} AS needed FROM named
        UNION ALL SELECT one, other, {SAME_TITLE} FROM pair WHERE similarity(sort_key, other_key) >= {SAME_NAME}
    ), duplicate AS MATERIALIZED (
        SELECT b.id AS benefit, d.id AS other, d.title_de, d.title_en, d.company
        FROM alike JOIN benefit b ON b.company = alike.one JOIN benefit d ON d.company = alike.other
        AND d.id <> b.id AND d.status IN ('waiting', 'approved') AND {_IN_QUESTION}
        AND similarity(d.sort_key, b.sort_key) >= alike.needed
    )"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Double:
    """Another offer that may be the same."""

    benefit_id: UUID
    title: Text
    company_name: str


async def duplicates_of(benefits: Sequence[UUID]) -> dict[UUID, list[Double]]:
    """For each of these offers those that may be the same, at most five, by name of company and title."""
    found = await db.rows(
        f"WITH {duplicates_among(OF_OFFERS)}, numbered AS ("  # noqa: S608 - constants
        " SELECT d.*, c.name, row_number() OVER (PARTITION BY d.benefit ORDER BY c.sort_key, d.other) AS place"
        " FROM duplicate d JOIN company c ON c.id = d.company WHERE d.benefit = ANY($1::uuid[]))"
        " SELECT * FROM numbered WHERE place <= 5 ORDER BY benefit, place",
        list(benefits),
    )
    doubles = defaultdict(list)
    for row in found:
        doubles[row["benefit"]].append(
            Double(row["other"], Text(row["title_de"], row["title_en"]), row["name"])
        )
    return dict(doubles)
