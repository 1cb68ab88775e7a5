"""How terms are kept: their normal form, the columns of an offer, the words of a change; pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from ehrenamtskarte.benefits.rules import Cards, Category, Codes, Kind, Limit, Terms
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text

NUMBERS: dict[Kind, tuple[str, ...]] = {
    Kind.FREE_ENTRY: (),
    Kind.TWO_FOR_ONE: (),
    Kind.PERCENTAGE: ("percent",),
    Kind.FIXED_PRICE: ("regular_cents", "card_cents"),
    Kind.AMOUNT_OFF: ("amount_cents",),
    Kind.WAIVED_FEE: (),
    Kind.GIFT: (),
    Kind.RAFFLE: ("deadline", "prizes"),
    Kind.OTHER: (),
}
"""What each kind needs to be told; the rest is dropped."""

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, and those that turn the reading direction."""


def normal_terms(terms: Terms) -> Terms:
    """The terms as they are kept: texts without characters nobody sees, and only the numbers that the kind needs."""
    needed = NUMBERS[terms.kind]
    codes = terms.codes if terms.online else Codes.NONE
    return replace(
        terms,
        title=clean(terms.title),
        conditions=clean(terms.conditions, lines=True),
        percent=terms.percent if "percent" in needed else None,
        regular_cents=terms.regular_cents if "regular_cents" in needed else None,
        card_cents=terms.card_cents if "card_cents" in needed else None,
        amount_cents=terms.amount_cents if "amount_cents" in needed else None,
        deadline=_moment(terms.deadline) if "deadline" in needed else None,
        prizes=terms.prizes if "prizes" in needed else None,
        weekdays=tuple(sorted(set(terms.weekdays))),
        venues=() if terms.all_venues else tuple(sorted(set(terms.venues))),
        online_url=terms.online_url.strip() if terms.online else "",
        codes=codes,
        code=_cleaned(terms.code, lines=False) if codes is Codes.ONE else "",
    )


def _moment(moment: datetime | None) -> datetime | None:
    """A time without a zone is the one on the clocks of NRW."""
    return moment.replace(tzinfo=BERLIN) if moment and moment.tzinfo is None else moment


def clean(text: Text, *, lines: bool = False) -> Text:
    """Both languages without control characters and surplus space; with `lines` a text may have several."""
    return Text(_cleaned(text.de, lines=lines), _cleaned(text.en, lines=lines))


def _cleaned(text: str, *, lines: bool) -> str:
    if not lines:
        return " ".join(_visible(text).split())
    rows = [" ".join(_visible(line).split()) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _visible(text: str) -> str:
    return _UNSEEN.sub(" ", text)


TERM_COLUMNS = (
    "b.title_de, b.title_en, b.conditions_de, b.conditions_en, b.category, b.kind, b.percent, b.regular_cents, b.card_cents,"
    " b.amount_cents, b.cards, b.combinable, b.valid_from, b.valid_until, b.weekdays, b.from_time, b.until_time, b.limit_per,"
    " b.all_venues, b.online, b.online_url, b.codes, b.code, b.picture, b.deadline, b.prizes,"
    " array(SELECT bv.venue FROM benefit_venue bv WHERE bv.benefit = b.id ORDER BY bv.venue) AS venues"
)
"""What `terms_of` reads of a benefit b."""


def terms_of(row: Any) -> Terms:
    """The terms in a row of `TERM_COLUMNS`."""
    return Terms(
        title=Text(row["title_de"], row["title_en"]),
        conditions=Text(row["conditions_de"], row["conditions_en"]),
        category=Category(row["category"]),
        kind=Kind(row["kind"]),
        cards=Cards(row["cards"]),
        limit=Limit(row["limit_per"]),
        codes=Codes(row["codes"]),
        weekdays=tuple(day for day in range(7) if row["weekdays"] >> day & 1),
        venues=tuple(row["venues"]),
        **{name: row[name] for name in _SAME_NAME},
    )


def columns_of(terms: Terms) -> dict[str, Any]:
    """What stands in the table for these terms; their venues have a table of their own."""
    return {
        "title_de": terms.title.de,
        "title_en": terms.title.en,
        "sort_key": sort_key(terms.title.de)[:240],
        "conditions_de": terms.conditions.de,
        "conditions_en": terms.conditions.en,
        "category": terms.category,
        "kind": terms.kind,
        "cards": terms.cards,
        "limit_per": terms.limit,
        "codes": terms.codes,
        "weekdays": weekday_bits(terms.weekdays),
        **{name: getattr(terms, name) for name in _SAME_NAME},
    }


_SAME_NAME = (
    "percent",
    "regular_cents",
    "card_cents",
    "amount_cents",
    "combinable",
    "valid_from",
    "valid_until",
    "from_time",
    "until_time",
    "all_venues",
    "online",
    "online_url",
    "code",
    "picture",
    "deadline",
    "prizes",
)


def weekday_bits(weekdays: Iterable[int]) -> int:
    """Weekdays as the table keeps them: bit 0 is Monday."""
    return sum(1 << day for day in weekdays)


def stored(terms: Terms) -> str:
    """The terms as a change keeps them."""
    return msgspec.json.encode(terms).decode()


def kept(text: str) -> Terms:
    """The terms of a change."""
    return _kept.decode(text)


_kept = msgspec.json.Decoder(Terms)
