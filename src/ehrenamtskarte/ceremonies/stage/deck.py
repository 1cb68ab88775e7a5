"""All slides of an event, to be loaded once and shown without a network."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.rules import tickets_end
from ehrenamtskarte.ceremonies.showcase import facts
from ehrenamtskarte.ceremonies.showcase.schemas import CompanyFacts
from ehrenamtskarte.ceremonies.stage import stage_rules
from ehrenamtskarte.ceremonies.stage.portraits import NOT_REFUSED
from ehrenamtskarte.ceremonies.stage.schemas import DeckOut, Slide
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole, Honour, Point, SlideKind
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.text import Text

Row = Mapping[str, Any]

_ITEMS = (
    "SELECT id, kind, minutes, title_de, title_en, speaker, laureate, note FROM programme_item WHERE ceremony = $1"
    " ORDER BY position, id"
)
_LAUREATES = (
    "SELECT l.*, p.id AS picture, p.alt_de AS picture_de, p.alt_en AS picture_en FROM laureate l"  # noqa: S608 - constants
    f" LEFT JOIN LATERAL (SELECT id, alt_de, alt_en FROM ceremony_photo f WHERE laureate = l.id AND {NOT_REFUSED}"
    " ORDER BY id DESC LIMIT 1) p ON true WHERE l.ceremony = $1 ORDER BY l.position, l.id"
)
_COMPANIES = (
    "SELECT e.*, c.name FROM ceremony_company e JOIN company c ON c.id = e.company WHERE e.ceremony = $1"
    " ORDER BY e.position, e.id"
)


async def deck(ceremony: Ceremony) -> DeckOut:
    """The slides in the order of the evening; companies that have not agreed are left out."""
    items = await db.rows(_ITEMS, ceremony.id)
    laureates = await db.rows(_LAUREATES, ceremony.id)
    companies = await db.rows(_COMPANIES, ceremony.id)
    year = clock.berlin_day(ceremony.starts_at).year
    known = await facts.of({row["company"] for row in companies} | _of_laureates(laureates), year=year)
    partners, sponsors = _shown(companies, known)
    slides = _slides(ceremony, items, laureates, partners, sponsors, known)
    wanted = stage_rules.order(
        [Point(row["id"], row["kind"], row["laureate"]) for row in items],
        [
            Honour(row["id"], tuple(one for one in (row["company"], row["supporter"]) if one))
            for row in laureates
        ],
        list(partners),
        sponsors=bool(sponsors),
    )
    return DeckOut(
        ceremony=ceremony.id,
        title=_text(ceremony.to_dict(), "title"),
        starts_at=ceremony.starts_at,
        place=ceremony.place,
        slides=[slides[name] for name in wanted],
        left_out=[row["name"] for row in companies if row["agreed_at"] is None],
        kept_until=tickets_end(ceremony.ends_at),
    )


async def names(ceremony_id: UUID) -> set[str]:
    """The names of all slides there can be, for whoever drives the stage."""
    found = await db.rows(
        "SELECT 'item:' || id AS name FROM programme_item WHERE ceremony = $1"
        " UNION ALL SELECT s.kind || ':' || l.id FROM laureate l, unnest(ARRAY['laureate', 'laudatio']) AS s (kind)"
        " WHERE ceremony = $1"
        " UNION ALL SELECT 'partner:' || company FROM ceremony_company WHERE ceremony = $1",
        ceremony_id,
    )
    return {row["name"] for row in found} | {SlideKind.WELCOME.value, SlideKind.SPONSORS.value}


def _of_laureates(laureates: Sequence[Row]) -> set[UUID]:
    return {row["company"] for row in laureates if row["company"]}


def _shown(
    companies: Sequence[Row], known: Mapping[UUID, CompanyFacts]
) -> tuple[dict[UUID, CompanyFacts], list[CompanyFacts]]:
    """Those that agreed and take part: partners by company, and sponsors."""
    partners: dict[UUID, CompanyFacts] = {}
    sponsors: list[CompanyFacts] = []
    for row in companies:
        if row["agreed_at"] is None or row["company"] not in known:
            continue
        shown = with_words(known[row["company"]], row)
        if row["role"] == CompanyRole.PARTNER:
            partners[row["company"]] = shown
        else:
            sponsors.append(shown)
    return partners, sponsors


def with_words(company: CompanyFacts, row: Row) -> CompanyFacts:
    """A company with what the event says of it."""
    return msgspec.structs.replace(
        company, gift=_text(row, "gift"), quote=_text(row, "quote"), quote_by=row["quote_by"]
    )


def _slides(
    ceremony: Ceremony,
    items: Sequence[Row],
    laureates: Sequence[Row],
    partners: Mapping[UUID, CompanyFacts],
    sponsors: Sequence[CompanyFacts],
    known: Mapping[UUID, CompanyFacts],
) -> dict[str, Slide]:
    title = _text(ceremony.to_dict(), "title")
    slides = [
        Slide(id=SlideKind.WELCOME.value, kind=SlideKind.WELCOME, title=title, by=ceremony.place),
        *(_item(row) for row in items),
        *(_laudatio(row) for row in laureates),
        *(_laureate(row, known) for row in laureates),
        *(_partner(company_id, one) for company_id, one in partners.items()),
        Slide(
            id=SlideKind.SPONSORS.value,
            kind=SlideKind.SPONSORS,
            title=Text("Herzlichen Dank", "Thank you"),
            companies=list(sponsors),
        ),
    ]
    return {slide.id: slide for slide in slides}


def _item(row: Row) -> Slide:
    return Slide(
        id=stage_rules.slide(SlideKind.ITEM, row["id"]),
        kind=SlideKind.ITEM,
        title=_text(row, "title"),
        by=row["speaker"],
        minutes=row["minutes"],
        note=row["note"],
    )


def _laudatio(row: Row) -> Slide:
    return Slide(
        id=stage_rules.slide(SlideKind.LAUDATIO, row["id"]),
        kind=SlideKind.LAUDATIO,
        over=Text("Laudatio", "Laudatory speech"),
        title=_text(row, "award"),
        by=row["laudator"],
        # Whoever looks at the notes shall know whose turn it is; the hall does not yet.
        note=row["name"],
    )


def _laureate(row: Row, known: Mapping[UUID, CompanyFacts]) -> Slide:
    own = known.get(row["company"]) if row["company"] else None
    return Slide(
        id=stage_rules.slide(SlideKind.LAUREATE, row["id"]),
        kind=SlideKind.LAUREATE,
        over=_text(row, "award"),
        title=Text(row["name"], row["name"]),
        text=_text(row, "laudatio"),
        by=row["laudator"],
        quote=_text(row, "quote"),
        picture=row["picture"],
        picture_alt=Text(row["picture_de"] or "", row["picture_en"] or ""),
        companies=[own] if own else [],
    )


def _partner(company_id: UUID, company: CompanyFacts) -> Slide:
    return Slide(
        id=stage_rules.slide(SlideKind.PARTNER, company_id),
        kind=SlideKind.PARTNER,
        over=Text("Steht hinter dem Ehrenamt", "Stands behind volunteering"),
        title=Text(company.name, company.name),
        quote=company.quote,
        quote_by=company.quote_by,
        companies=[company],
    )


def _text(row: Row, name: str) -> Text:
    return Text(row[f"{name}_de"], row[f"{name}_en"])
