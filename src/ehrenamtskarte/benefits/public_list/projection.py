"""The public list, kept ready for searching: it follows what changes, and can be made anew at any time."""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.events import BenefitChanged
from ehrenamtskarte.benefits.public_list import finding, points, words
from ehrenamtskarte.benefits.schemas import BenefitFound, BenefitOut
from ehrenamtskarte.companies.events import CompanyChanged
from ehrenamtskarte.companies.schemas import VenueOut
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id

ONE_AT_A_TIME = 0x6C697374
"""The advisory lock of whoever writes the list."""
NO_DAY = date(2000, 1, 1)
"""What depends on the day is left open in the list: on this one nothing is new and nothing holds yet."""

EVERYWHERE = "*"
"""The town of offers that hold in all of them."""

_LISTING = (
    "benefit", "company", "digest", "category", "kind", "cards", "online", "valid_from", "last_use",
    "last_day", "weekdays", "published_at", "sort_key", "towns",
)  # fmt: skip
_AS_STORED = ("category", "kind", "cards", "online", "valid_from", "weekdays", "published_at", "sort_key")
_TEXT = ("benefit", "item", "shown")
_PLACE = (
    "benefit", "venue", "name", "municipality", "municipality_name", "latitude", "longitude", "east_km", "north_km",
)  # fmt: skip


async def follow_benefit(event: BenefitChanged) -> None:
    """An offer appeared, changed, paused or ended."""
    await refresh([event.benefit_id], today=clock.today())


async def follow_company(event: CompanyChanged) -> None:
    """A company or its venues changed: so did all its offers."""
    offers = await db.rows("SELECT id FROM benefit WHERE company = $1", event.company_id)
    await refresh([offer["id"] for offer in offers], today=clock.today())


async def drop_ended() -> None:
    """Take out what ended as days went by, and tell of it."""
    today = clock.today()
    ended = await db.rows("SELECT benefit FROM listing WHERE last_day < $1", today)
    await refresh([offer["benefit"] for offer in ended], today=today)


async def rebuild(*, today: date) -> int:
    """The whole list anew from the offers, as following every change gives it; how many are in it."""
    async with _alone():
        known = await db.rows("SELECT id FROM benefit UNION SELECT benefit FROM listing")
        await _refresh([offer["id"] for offer in known], today, rewrite=True)
        count: int = await db.scalar("SELECT count(*) FROM listing")
    return count


async def refresh(benefits: Sequence[UUID], *, today: date) -> None:
    """Bring these offers in the list to what they are now; for many at once as for one."""
    if benefits:
        async with _alone():
            await _refresh(benefits, today, rewrite=False)


@asynccontextmanager
async def _alone() -> AsyncIterator[None]:
    # Reads come after the lock: whoever writes last has seen everything that was committed before.
    async with db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", ONE_AT_A_TIME)
        yield


async def _refresh(benefits: Sequence[UUID], today: date, *, rewrite: bool) -> None:
    rows = await db.rows(finding.SHOWN, benefits)
    entries = {row["id"]: Entry.of(row) for row in rows if finding.is_public_on(today, row)}
    listed = await db.rows(
        "SELECT benefit, digest, item, shown FROM listing JOIN listing_text USING (benefit)"
        " WHERE benefit = ANY($1)",
        benefits,
    )
    before = {row["benefit"]: row for row in listed}
    fresh = [key for key in entries if rewrite or not _is_same(before.get(key), entries[key])]
    gone = before.keys() - entries.keys()
    if gone or fresh:
        await (_forget_all() if rewrite else _forget([*gone, *(key for key in fresh if key in before)]))
        await _write([entries[key] for key in fresh])
        await _tell(_told(before, entries))
        await _number_anew()


def _is_same(listed: Any | None, entry: "Entry") -> bool:
    return listed is not None and bool(listed["shown"] == entry.values["shown"])


async def _forget_all() -> None:
    await db.execute("DELETE FROM listing")
    await db.execute("DELETE FROM listing_text")
    await db.execute("DELETE FROM listing_place")
    await db.execute("DELETE FROM listing_word")
    await db.execute("DELETE FROM search_word")


async def _forget(benefits: Sequence[UUID]) -> None:
    if not benefits:
        return
    await db.execute("DELETE FROM listing WHERE benefit = ANY($1)", benefits)
    await db.execute("DELETE FROM listing_text WHERE benefit = ANY($1)", benefits)
    await db.execute("DELETE FROM listing_place WHERE benefit = ANY($1)", benefits)
    await db.execute(
        "WITH dropped AS (DELETE FROM listing_word WHERE benefit = ANY($1) RETURNING word)"
        " DELETE FROM search_word WHERE id IN (SELECT word FROM dropped)"
        " AND NOT EXISTS (SELECT FROM listing_word w WHERE w.word = search_word.id AND w.benefit <> ALL($1))",
        benefits,
    )


@dataclass(frozen=True)
class Entry:
    """An offer as it stands in the list: its row, its places, its words with their spelling and weight."""

    values: Mapping[str, Any]
    places: Sequence[Sequence[Any]]
    words: Mapping[str, tuple[str, int]]

    @classmethod
    def of(cls, row: Any) -> Self:
        """From a row of `finding.SHOWN`."""
        offer = finding.shown_of(row, NO_DAY)
        shown = msgspec.json.encode(offer)
        undated = msgspec.structs.replace(offer, confirmed_at=offer.published_at)
        values = {
            "benefit": offer.id,
            "company": offer.company.id,
            "item": msgspec.json.encode(finding.as_found(offer, row["seat_name"])).decode(),
            "shown": shown.decode(),
            "digest": hashlib.sha256(msgspec.json.encode(undated)).digest()[:16],
            "last_use": finding.last_use(offer.valid_until, offer.deadline),
            "last_day": finding.last_day(offer.valid_until, offer.deadline),
            "towns": _towns(offer, row),
            **{name: row[name] for name in _AS_STORED},
        }
        return cls(values, [_place(offer.id, venue) for venue in offer.venues], _words(offer, row))


def _towns(offer: BenefitOut, row: Any) -> list[str]:
    if offer.venues:
        return sorted({venue.municipality for venue in offer.venues})
    return [EVERYWHERE] if finding.holds_anywhere(offer) else [row["seat"]]


def _place(benefit_id: UUID, venue: VenueOut) -> Sequence[Any]:
    return (
        benefit_id,
        venue.id,
        venue.name or venue.street,
        venue.municipality,
        venue.municipality_name,
        venue.latitude,
        venue.longitude,
        *points.flat(venue.latitude, venue.longitude),
    )


def _words(offer: BenefitOut, row: Any) -> Mapping[str, tuple[str, int]]:
    towns = {f"{venue.municipality_name} {venue.postal_code}" for venue in offer.venues}
    if not towns and not finding.holds_anywhere(offer):
        towns = {row["seat_name"]}
    return words.weighed(
        [
            (words.IN_TITLE, f"{offer.title.de} {offer.title.en}"),
            (
                words.IN_NAME,
                f"{offer.company.name} {' '.join(sorted({venue.name for venue in offer.venues}))}",
            ),
            (words.IN_PLACE, " ".join(sorted(towns))),
            (words.IN_PLACE, words.words_of_category(offer.category, offer.kind)),
            (words.IN_CONDITIONS, f"{offer.conditions.de} {offer.conditions.en}"),
        ]
    )


async def _write(entries: Sequence[Entry]) -> None:
    await db.copy("listing", _LISTING, [[entry.values[name] for name in _LISTING] for entry in entries])
    await db.copy("listing_text", _TEXT, [[entry.values[name] for name in _TEXT] for entry in entries])
    await db.copy("listing_place", _PLACE, [place for entry in entries for place in entry.places])
    spelled = {word: spelling for entry in entries for word, (spelling, _) in entry.words.items()}
    await db.execute(
        """INSERT INTO search_word (word, spelled, stem)
        SELECT word, spelled, coalesce((ts_lexize('german_stem', base))[1], base)
        FROM unnest($1::text[], $2::text[], $3::text[]) AS w (word, spelled, base) ON CONFLICT (word) DO NOTHING""",
        list(spelled.keys()), list(spelled.values()), [words.base(word) for word in spelled],
    )  # fmt: skip
    weighed = [
        (word, entry.values["benefit"], weight)
        for entry in entries
        for word, (_, weight) in entry.words.items()
    ]
    await db.execute(
        "INSERT INTO listing_word (word, benefit, weight) SELECT s.id, w.benefit, w.weight"
        " FROM unnest($1::text[], $2::uuid[], $3::int2[]) AS w (word, benefit, weight) JOIN search_word s USING (word)",
        *([part[n] for part in weighed] for n in range(3)),
    )


def _told(before: Mapping[UUID, Any], entries: Mapping[UUID, Entry]) -> list[tuple[str, str]]:
    """What happened, and to which offer, as lists showed it last."""
    old = {key: row["digest"] for key, row in before.items()}
    new = {key: entry.values["digest"] for key, entry in entries.items()}
    told = [("ended", before[key]["item"]) for key in old.keys() - new.keys()]
    told += [("published", entries[key].values["item"]) for key in new.keys() - old.keys()]
    changed = (key for key in new.keys() & old.keys() if new[key] != old[key])
    return told + [("changed", entries[key].values["item"]) for key in changed]


async def _tell(told: Sequence[tuple[str, str]]) -> None:
    offers = [msgspec.json.decode(item, type=BenefitFound) for _, item in told]
    # An offer that was deleted altogether has nothing left to tell of.
    await db.execute(
        "INSERT INTO public_change (id, benefit, at, what, title_de, title_en, company_name)"
        " SELECT t.id, t.benefit, $3, t.what, t.title_de, t.title_en, t.company_name"
        " FROM unnest($1::uuid[], $2::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])"
        " AS t (id, benefit, what, title_de, title_en, company_name) JOIN benefit b ON b.id = t.benefit",
        [new_id() for _ in told],
        [offer.id for offer in offers],
        clock.now(),
        [what for what, _ in told],
        [offer.title.de for offer in offers],
        [offer.title.en for offer in offers],
        [offer.company.name for offer in offers],
    )


async def _number_anew() -> None:
    await db.execute(
        "INSERT INTO listing_version (id, version) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET version = $1",
        new_id(),
    )


async def version() -> UUID | None:
    """What changes with every change of the public list; None before the first."""
    number: UUID | None = await db.scalar("SELECT version FROM listing_version")
    return number
