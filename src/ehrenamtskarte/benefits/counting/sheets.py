"""What a company can print: its year in numbers, the sticker for the door, cards for the counter, the badge for the web."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.counting import figures, sheet_words
from ehrenamtskarte.benefits.rules import Kind, Terms
from ehrenamtskarte.benefits.till_schemas import BenefitFigures, FiguresOut, MonthFigures, VenueFigures
from ehrenamtskarte.companies.offices import company_to_see
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import clock, db, pdf, qr
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import Conflict, NotFound
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import number, say

TEMPLATES = Path(__file__).parent / "sheets"
BENEFITS_AT_MOST, VENUES_AT_MOST = 12, 10
"""Rows on the sheet; the figures on screen have them all."""
CARDS_AT_MOST = 40
PRINTS_IN_TEN_MINUTES = 60
"""Of one person; setting a page keeps a processor busy."""
CONDITIONS_AT_MOST = 320
"""Characters on a counter card; the offer's page has them all."""
HIDDEN = "–"


class NotYetPartner(Conflict):
    """Its office has not approved it, or it left."""

    de = "Aufkleber und Karten gibt es, sobald das Amt Ihr Unternehmen freigegeben hat."
    en = "There are stickers and cards once the office has approved your company."


async def engagement(
    company_id: UUID, year: int | None, language: str, *, actor: Actor, now: datetime
) -> tuple[bytes, int]:
    """The sheet of a year as PDF, and which year. Raises NotFound, SecondFactorNeeded, YearUnknown, TooManyRequests."""
    found = await figures.of_year(company_id, year, actor=actor, now=now)
    company = await company_to_see(company_id, actor=actor)
    return await _printed("engagement.typ", _engagement(company, found, language, now), actor), found.year


async def sticker(company_id: UUID, language: str, *, actor: Actor) -> bytes:
    """The sticker for the door as PDF. Raises NotFound, NotYetPartner, SecondFactorNeeded, TooManyRequests."""
    company = await _partner(company_id, actor)
    words = {"land": sheet_words.LAND, **sheet_words.STICKER}
    code = qr.svg_of(_page_of(company_id))
    data = {"language": language, "company": company.name, "code": code, **_in(language, words)}
    return await _printed("sticker.typ", data, actor)


async def counter_card(
    company_id: UUID, benefit_id: UUID | None, language: str, *, actor: Actor, now: datetime
) -> bytes:
    """A card for one offer, else one for each that holds, a page each.

    Raises NotFound, NotYetPartner, SecondFactorNeeded, TooManyRequests.
    """
    company = await _partner(company_id, actor)
    found = await db.rows(
        "SELECT id, title_de, title_en, conditions_de, conditions_en, category, kind, percent, regular_cents, card_cents,"
        " amount_cents FROM benefit WHERE company = $1 AND ($2::uuid IS NULL OR id = $2) AND status = 'approved'"
        " AND (valid_until IS NULL OR valid_until >= $3) ORDER BY sort_key, id LIMIT $4",
        company_id,
        benefit_id,
        clock.berlin_day(now),
        CARDS_AT_MOST,
    )
    if benefit_id and not found:
        raise NotFound
    cards = [_card(company, row, language) for row in found] or [_card_of_all(company, language)]
    data = {"language": language, "cards": cards, **_in(language, sheet_words.COUNTER_CARD)}
    return await _printed("counter-card.typ", data, actor)


async def badge(company_id: UUID, language: str, *, actor: Actor) -> bytes:
    """The badge as SVG, the same for all: nobody is counted who looks at it. Raises NotFound, NotYetPartner."""
    await _partner(company_id, actor)
    return (TEMPLATES / ("badge-en.svg" if language == "en" else "badge.svg")).read_bytes()


async def _printed(template: str, data: Mapping[str, object], actor: Actor) -> bytes:
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    return await pdf.render(TEMPLATES / template, data)


async def _partner(company_id: UUID, actor: Actor) -> Company:
    company = await company_to_see(company_id, actor=actor)
    if company.status != "approved":
        raise NotYetPartner
    return company


def _page_of(company_id: UUID) -> str:
    return f"{settings().address}/unternehmen/{company_id}"


def _in(language: str, texts: Mapping[str, Text]) -> dict[str, str]:
    return {name: text.in_language(language) for name, text in texts.items()}


def _either(row: Mapping[str, Any], name: str, language: str) -> str:
    """What the company wrote, in German where it wrote no English."""
    return str(Text(row[f"{name}_de"], row[f"{name}_en"]).in_language(language) or row[f"{name}_de"])


def _card(company: Company, row: Mapping[str, Any], language: str) -> dict[str, str]:
    terms = Terms(
        title=Text(row["title_de"], row["title_en"]),
        category=row["category"],
        kind=Kind(row["kind"]),
        percent=row["percent"],
        regular_cents=row["regular_cents"],
        card_cents=row["card_cents"],
        amount_cents=row["amount_cents"],
    )
    return {
        "value": sheet_words.large_value(terms).in_language(language),
        "before": sheet_words.regular_price(terms).in_language(language),
        "title": _either(row, "title", language),
        "conditions": _shortened(_either(row, "conditions", language)),
        "company": company.name,
        "code": qr.svg_of(f"{settings().address}/vorteile/{row['id']}"),
        "codeAlt": sheet_words.OFFER_CODE_ALT.in_language(language),
    }


def _card_of_all(company: Company, language: str) -> dict[str, str]:
    return {
        **_in(language, sheet_words.ALL_OFFERS),
        "before": "",
        "company": company.name,
        "code": qr.svg_of(_page_of(company.id)),
        "codeAlt": sheet_words.STICKER["codeAlt"].in_language(language),
    }


def _shortened(text: str) -> str:
    """On one paragraph, cut between words."""
    line = " ".join(text.split())
    if len(line) <= CONDITIONS_AT_MOST:
        return line
    return f"{line[:CONDITIONS_AT_MOST].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"


def _engagement(company: Company, found: FiguresOut, language: str, now: datetime) -> dict[str, object]:
    benefits, venues = _most_redeemed(found.benefits), _most_redeemed(found.venues)
    heading = sheet_words.ENGAGEMENT["heading"].in_language(language)
    as_of = say("Stand: {day}", "As of {day}", day=clock.berlin_day(now))
    return {
        "language": language,
        "title": f"{heading} {found.year}",
        "heading": heading,
        "card": sheet_words.CARD.in_language(language),
        "year": str(found.year),
        "company": company.name,
        "asOf": as_of.in_language(language),
        "hidden": HIDDEN,
        "words": _in(language, sheet_words.ENGAGEMENT),
        "total": _total(found, language),
        "facts": _facts(found, language),
        "months": [_month(month, language) for month in found.months],
        "monthsAlt": _months_in_words(found.months, language),
        "benefits": [_benefit_row(row, language) for row in benefits[:BENEFITS_AT_MOST]],
        "moreBenefits": _cut(len(benefits) - BENEFITS_AT_MOST, sheet_words.further_offers, language),
        "venues": [_venue_row(row, language) for row in venues[:VENUES_AT_MOST]],
        "moreVenues": _cut(len(venues) - VENUES_AT_MOST, sheet_words.further_venues, language),
        "footnote": sheet_words.FOOTNOTE.in_language(language) if _hides_something(found) else "",
        "engagement": _promises(company, language),
        "thanks": sheet_words.THANKS.in_language(language),
        "thanksMore": sheet_words.THANKS_MORE.in_language(language),
    }


def _most_redeemed(rows: Sequence[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: -(row.redeemed or 0))


def _said(count: int | None, language: str) -> str:
    return HIDDEN if count is None else number(count).in_language(language)


def _alone(count: int | None, language: str) -> str:
    return sheet_words.FEW.in_language(language) if count is None else number(count).in_language(language)


def _total(found: FiguresOut, language: str) -> dict[str, object]:
    redeemed = found.total.redeemed
    return {
        "redeemed": _alone(redeemed, language),
        "large": redeemed is not None,
        "sentence": sheet_words.redeemed_sentence(found.year, redeemed).in_language(language),
    }


def _facts(found: FiguresOut, language: str) -> list[dict[str, str]]:
    seen, opened = found.total.seen, found.total.opened
    venues = sum(1 for venue in found.venues if venue.venue_id)
    facts = (
        (_alone(seen, language), sheet_words.times_seen(seen)),
        (_alone(opened, language), sheet_words.times_opened(opened)),
        (number(len(found.benefits)).in_language(language), sheet_words.offers(len(found.benefits), venues)),
    )
    return [{"number": figure, "text": text.in_language(language)} for figure, text in facts]


def _month(month: MonthFigures, language: str) -> dict[str, object]:
    name = sheet_words.MONTHS[int(month.month[-2:]) - 1].in_language(language)
    return {"name": name, "number": _said(month.redeemed, language), "height": month.redeemed or 0}


def _months_in_words(months: Sequence[MonthFigures], language: str) -> str:
    parts = (f"{shown['name']} {shown['number']}" for shown in (_month(month, language) for month in months))
    return f"{sheet_words.ENGAGEMENT['months'].in_language(language)}: {', '.join(parts)}"


def _benefit_row(row: BenefitFigures, language: str) -> list[str]:
    counts = (_said(count, language) for count in (row.seen, row.opened, row.redeemed))
    return [row.title.in_language(language) or row.title.de, *counts]


def _venue_row(row: VenueFigures, language: str) -> list[str]:
    return [row.name or sheet_words.NO_VENUE.in_language(language), _said(row.redeemed, language)]


def _cut(count: int, words: Callable[[int], Text], language: str) -> str:
    return words(count).in_language(language) if count > 0 else ""


def _hides_something(found: FiguresOut) -> bool:
    rows = (*found.months, *found.benefits)
    return any(None in (row.seen, row.opened, row.redeemed) for row in rows) or any(
        venue.redeemed is None for venue in found.venues
    )


def _promises(company: Company, language: str) -> list[dict[str, str]]:
    row = company.to_dict()
    days = company.release_days
    promises = (
        (sheet_words.RELEASE, sheet_words.release_days(days).in_language(language) if days else ""),
        (sheet_words.VOLUNTEERING, _either(row, "volunteering", language)),
        (sheet_words.SPONSORSHIP, _either(row, "sponsorship", language)),
    )
    return [{"name": name.in_language(language), "text": text} for name, text in promises if text]
