"""Searching the public list: words that forgive typos, towns, nearness, days; one statement where nothing is misspelled."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.public_list import calendar, finding, points, spelling, words
from ehrenamtskarte.benefits.public_list.projection import EVERYWHERE
from ehrenamtskarte.benefits.public_list.wanted import FARTHEST_KM, Point, Sort, Wanted
from ehrenamtskarte.benefits.rules import Cards
from ehrenamtskarte.benefits.schemas import BenefitFound, BenefitsFound, Place
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.pagination import UnknownCursor, cursor_of, values_of

PAGE = 24
NEARBY_KM = 20.0
"""Where the nearest offers are looked for first; it holds a page of them almost everywhere."""

Words = Sequence[tuple[str, str]]
"""Folded, and as they were typed."""
After = tuple[float, str, UUID]
"""What the last offer of the page before is sorted by, and its id."""


async def search(
    wanted: Wanted, *, sort: Sort, cursor: str | None = None
) -> tuple[BenefitsFound, UUID | None]:
    """A page of the offers that are public and wanted, and the version of the list. Raises UnknownCursor."""
    after = _after(cursor, sort)
    rows, understood = await understand(wanted.q, lambda asked: _page(wanted, asked, sort, after))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    page = BenefitsFound(
        items=[_item(row, wanted) for row in rows[:PAGE] if row["item"]],
        next=cursor_of(sort, repr(last["first"]), last["second"], str(last["benefit"])) if last else None,
        total=rows[0]["total"],
        understood=understood,
    )
    return page, rows[0]["version"]


async def understand(
    q: str, look: Callable[[Words], Awaitable[Sequence[Any]]]
) -> tuple[Sequence[Any], str | None]:
    """What `look` finds for these words, or for what they were read as if some of them occur nowhere."""
    asked = words.asked_words(q)
    rows = await look(asked)
    meant = await _corrected(asked, rows[0]["missing"]) if rows[0]["missing"] else asked
    if meant == asked:
        return rows, None
    return await look(meant), " ".join(spelled for _, spelled in meant)


def _after(cursor: str | None, sort: Sort) -> After | None:
    values = values_of(cursor, 4)
    if values is None:
        return None
    try:
        after = float(values[1]), values[2], UUID(values[3])
    except ValueError:
        raise UnknownCursor from None
    if values[0] != sort:
        raise UnknownCursor
    return after


class Conditions:
    """Conditions of a statement with their values, numbered as they come."""

    def __init__(self, *values: object) -> None:
        self.values = list(values)
        self.texts: list[str] = []

    def value(self, value: object) -> str:
        """The name of a value in the statement."""
        self.values.append(value)
        return f"${len(self.values)}"

    def add(self, text: str, *values: object) -> None:
        """One more condition; each {} stands for a value."""
        self.texts.append(text.format(*map(self.value, values)))

    def __str__(self) -> str:
        return " AND ".join(self.texts)


_MEANT = """
asked AS MATERIALIZED (
  SELECT a.n, a.word, coalesce((ts_lexize('german_stem', a.base))[1], a.base) AS stem,
    CASE WHEN length(a.word) > 3 THEN '%' ELSE '' END || a.word || '%' AS part,
    CASE WHEN length(a.word) = 3 THEN '%' || a.word END AS ending
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS a (word, base, n)
), meant AS MATERIALIZED (
  SELECT a.n, w.id, CASE WHEN w.word = a.word THEN 10 WHEN w.stem = a.stem THEN 9
    WHEN starts_with(w.word, a.word) THEN 6 ELSE 5 END AS nearness
  FROM asked a CROSS JOIN LATERAL (
    SELECT id, word, stem FROM search_word s WHERE s.word LIKE a.part OR s.word LIKE a.ending OR s.stem = a.stem
    ORDER BY length(s.word), s.word LIMIT 100) AS w
), scored AS MATERIALIZED (
  SELECT benefit, sum(score) AS score FROM (
    SELECT l.benefit, m.n, max(l.weight * m.nearness) AS score
    FROM meant m JOIN listing_word l ON l.word = m.id GROUP BY l.benefit, m.n) AS hit
  GROUP BY benefit HAVING count(*) = cardinality($1::text[])
)"""
"""What the words $1 (their stems come from $2) may mean: themselves, other forms of them, compounds with them."""

_FIRST = {
    Sort.BEST: "-date_part('epoch', l.published_at)",
    Sort.NEW: "-date_part('epoch', l.published_at)",
    Sort.NAME: "0",
    Sort.DISTANCE: "0",
}


def matching(wanted: Wanted, asked: Words, sort: Sort) -> tuple[list[str], Conditions]:
    """The common tables, the last of them `matching`: all that is wanted with what it is sorted by; and their values.

    What is sorted by distance alone is sorted later, for that needs no distances to the other end of the state.
    """
    given = Conditions()
    tables, joins, first = [], "listing l", _FIRST[sort]
    if asked:
        given = Conditions([word for word, _ in asked], [words.base(word) for word, _ in asked])
        tables.append(_MEANT)
        joins += " JOIN scored s USING (benefit)"
        first = "-s.score" if sort is Sort.BEST else first
    elif sort is Sort.BEST and wanted.municipality:
        # What holds in the town itself comes before what holds everywhere.
        first = f"CASE WHEN l.towns = '{{{EVERYWHERE}}}' THEN 1e10 ELSE 0 END {first}"
    if wanted.radius:
        tables.append(_near(wanted, wanted.radius, given))
        joins += " JOIN near n USING (benefit)"
        first = "n.km" if sort is Sort.DISTANCE else first
    _narrow(wanted, given)
    # Counting and sorting are each cheaper over the list itself than over a copy of most of it.
    kept = "MATERIALIZED" if asked else "NOT MATERIALIZED"
    tables.append(
        f"matching AS {kept} (SELECT l.benefit, ({first})::float8 AS first, l.sort_key AS second"  # noqa: S608
        f" FROM {joins} WHERE {given})"
    )
    return tables, given


def _near(wanted: Wanted, radius: float | None, given: Conditions) -> str:
    assert wanted.near
    point = _point(wanted.near, given)
    where = _within(wanted.near, radius, given) if radius else ""
    nearest = f"min(point(east_km, north_km) <-> {point})"
    return (
        f"near AS MATERIALIZED (SELECT benefit, {nearest} AS km FROM listing_place {where} GROUP BY benefit)"  # noqa: S608
    )


def inside(wanted: Wanted, given: Conditions) -> str:
    """The condition for places within the radius that is wanted, if one is."""
    return _within(wanted.near, wanted.radius, given) if wanted.near and wanted.radius else ""


def _within(near: Point, radius: float, given: Conditions) -> str:
    circle = f"circle({_point(near, given)}, {given.value(radius)}::float8)"
    return f"WHERE point(east_km, north_km) <@ {circle}"


def _point(near: Point, given: Conditions) -> str:
    east, north = map(given.value, points.flat(*near))
    return f"point({east}::float8, {north}::float8)"


def _narrow(wanted: Wanted, given: Conditions) -> None:
    given.add("(l.last_day IS NULL OR l.last_day >= {}::date)", wanted.today)
    if wanted.category:
        given.add("l.category = {}::text", wanted.category)
    if wanted.kind:
        given.add("l.kind = {}::text", wanted.kind)
    if wanted.card:
        given.add("l.cards = ANY({}::text[])", [Cards.BOTH, wanted.card])
    if wanted.online is not None:
        given.add("l.online = {}::bool", wanted.online)
    if wanted.municipality:
        given.add("l.towns && {}::varchar[]", [wanted.municipality, EVERYWHERE])
    if wanted.new:
        given.add("l.published_at >= {}::timestamptz", _new_since(wanted.today))
    if wanted.usable_today:
        given.add("(l.valid_from IS NULL OR l.valid_from <= {}::date)", wanted.today)
        given.add("(l.last_use IS NULL OR l.last_use >= {}::date)", wanted.today)
        given.add("l.weekdays & {}::int <> 0", 1 << wanted.today.weekday())


def _new_since(today: date) -> datetime:
    return datetime.combine(today - calendar.NEW_FOR, time(), BERLIN)


async def _page(wanted: Wanted, asked: Words, sort: Sort, after: After | None) -> Sequence[Any]:
    if sort is not Sort.DISTANCE or wanted.radius:
        return await _rows(wanted, asked, sort, after, "matching")
    within = NEARBY_KM if after is None else after[0] * 1.5 + NEARBY_KM
    if within < FARTHEST_KM:
        nearby = "(SELECT benefit, km AS first, second FROM matching JOIN near USING (benefit)) AS o"
        rows = await _rows(wanted, asked, sort, after, nearby, within=within)
        if len(rows) > PAGE:
            return rows
    all_over = "(SELECT benefit, coalesce(km, 'Infinity') AS first, second FROM matching LEFT JOIN near USING (benefit)) AS o"
    return await _rows(wanted, asked, sort, after, all_over)


async def _rows(
    wanted: Wanted,
    asked: Words,
    sort: Sort,
    after: After | None,
    source: str,
    *,
    within: float | None = None,
) -> Sequence[Any]:
    tables, given = matching(wanted, asked, sort)
    if source != "matching":
        tables.append(_near(wanted, within, given))
    onwards = ""
    if after:
        first, second, benefit = map(given.value, after)
        onwards = (
            f'WHERE (first, second COLLATE "C", benefit) > ({first}::float8, {second}::text, {benefit}::uuid)'
        )
    return await db.rows(
        f"""WITH {", ".join(tables)}, page AS MATERIALIZED (
          SELECT * FROM {source} {onwards} ORDER BY first, second COLLATE "C", benefit LIMIT {PAGE + 1}
        )
        SELECT a.total, (SELECT version FROM listing_version) AS version, {missing(asked)} AS missing, p.*, {_SHOWN}
        FROM (SELECT count(*) AS total FROM matching) AS a
        LEFT JOIN (page p JOIN listing l USING (benefit) JOIN listing_text t USING (benefit)
          LEFT JOIN LATERAL {_nearest(wanted, given)} AS n ON true) ON true
        ORDER BY p.first, p.second COLLATE "C", p.benefit""",  # noqa: S608 - parts of ours
        *given.values,
    )


def missing(asked: Words) -> str:
    """The numbers of the words that occur nowhere, as a column."""
    return (
        "(SELECT array_agg(n) FROM asked WHERE n NOT IN (SELECT n FROM meant))" if asked else "NULL::bigint[]"
    )


def _nearest(wanted: Wanted, given: Conditions) -> str:
    """The venue to name: the nearest one, or the first in the town asked for."""
    if not wanted.near and not wanted.municipality:
        return "(SELECT NULL::float8 AS km, NULL AS venue, NULL AS town)"
    if not wanted.near:
        return (
            "(SELECT NULL::float8 AS km, v.name AS venue, v.municipality_name AS town FROM listing_place v"  # noqa: S608
            f" WHERE v.benefit = p.benefit AND v.municipality = {given.value(wanted.municipality)}"
            ' ORDER BY v.name COLLATE "C", v.venue LIMIT 1)'
        )
    return (
        "(SELECT v.name AS venue, v.municipality_name AS town, point(v.east_km, v.north_km)"  # noqa: S608
        f" <-> {_point(wanted.near, given)} AS km FROM listing_place v WHERE v.benefit = p.benefit"
        ' ORDER BY km, v.name COLLATE "C", v.venue LIMIT 1)'
    )


_SHOWN = "t.item, l.valid_from, l.last_use, l.weekdays, l.published_at, n.km, n.venue, n.town"


def _item(row: Any, wanted: Wanted) -> BenefitFound:
    offer = _decoder.decode(row["item"])
    offer.valid_today = finding.holds_on(
        wanted.today, valid_from=row["valid_from"], last_use=row["last_use"], weekdays=row["weekdays"]
    )
    offer.is_new = calendar.is_new(row["published_at"], wanted.today)
    if row["town"] is not None:
        km = None if row["km"] is None else round(row["km"], 1)
        offer.place = Place(venue=row["venue"], municipality_name=row["town"], km=km)
    return offer


_decoder = msgspec.json.Decoder(BenefitFound)


async def _corrected(asked: Words, missing: Sequence[int]) -> Words:
    """The words with those that occur nowhere read as the ones nearest to them."""
    unknown = [asked[n - 1][0] for n in missing if not _is_number(asked[n - 1][0])]
    guesses = _guesses(await _similar(unknown))
    if strange := [word for word in unknown if word not in guesses]:
        guesses |= _guesses(await db.rows(_PARTS, strange))
    return [
        (guess.word, guess.spelled) if (guess := guesses.get(word)) else (word, typed)
        for word, typed in asked
    ]


def _guesses(candidates: Sequence[Any]) -> dict[str, spelling.Guess]:
    """For each word that was asked the nearest one, where one is near enough."""
    similar: dict[str, list[tuple[str, str]]] = {}
    for row in candidates:
        similar.setdefault(row["asked"], []).append((row["word"], row["spelled"]))
    best = {word: spelling.best_guess(word, known) for word, known in similar.items()}
    return {word: guess for word, guess in best.items() if guess}


_SIMILAR = """
SELECT a.word AS asked, s.word, s.spelled FROM unnest($1::text[]) AS a (word) CROSS JOIN LATERAL (
  (SELECT w.word, w.spelled FROM search_word w WHERE w.word % a.word OR a.word <% w.word
    ORDER BY greatest(similarity(w.word, a.word), word_similarity(a.word, w.word)) DESC, w.word LIMIT 30)
  UNION
  (SELECT w.word, w.spelled FROM search_word w
    WHERE length(a.word) BETWEEN 3 AND 5 AND length(w.word) BETWEEN length(a.word) - 1 AND length(a.word) + 1
    AND levenshtein_less_equal(w.word, a.word, 2) <= 2 ORDER BY levenshtein(w.word, a.word), w.word LIMIT 30)
) AS s
"""
"""Words that look like the words $1: those with the same parts, and for short ones those with few other letters."""


_PARTS = """
SELECT a.word AS asked, s.word, s.spelled FROM unnest($1::text[]) AS a (word) CROSS JOIN LATERAL (
  SELECT w.word, w.spelled FROM search_word w CROSS JOIN LATERAL (SELECT least(
      levenshtein_less_equal(right(w.word, length(a.word) + 1), a.word, 2),
      levenshtein_less_equal(left(w.word, length(a.word) + 1), a.word, 2)) AS mistakes) AS m
  WHERE length(a.word) >= 5 AND length(w.word) > length(a.word) AND m.mistakes <= 2
  ORDER BY m.mistakes, w.word LIMIT 30
) AS s
"""
"""Compounds that begin or end with something like the words $1: a swap in a short word leaves few parts to know it by."""


async def _similar(asked: Sequence[str]) -> Sequence[Any]:
    async with db.transaction():
        # More candidates than usual, of which the nearest by letters is taken.
        await db.execute("SET LOCAL pg_trgm.similarity_threshold = 0.25")
        await db.execute("SET LOCAL pg_trgm.word_similarity_threshold = 0.4")
        return await db.rows(_SIMILAR, asked)


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
