"""What a row's cells for kind, value and prices promise together; and plain cells as they may be kept."""

import re
from datetime import date

from ehrenamtskarte.benefits.lists.words import Offer, UnknownKind, kind_of, spoken_offer
from ehrenamtskarte.benefits.rules import Kind
from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.sheets.values import cents, day

_YEARS_AHEAD = 50
_PERCENT = re.compile(r"(\d{1,4})(?:[.,](\d+))?\s*(?:%|prozent|percent)?")
_NUMBER = re.compile(r"\d[\d.,]*")
_SHARE = re.compile(r"0[.,]\d{1,4}")
_AROUND_A_PRICE = re.compile(r"^(?:ab|nur|je|from|only)\s+|\s+(?:pro person|p\.\s?p\.|je person|per person)$")
_FREE = ("frei", "kostenlos", "gratis", "free", "umsonst")
_FORMULA = re.compile(r"=|[@+-][A-Za-z.]+\(")
_GUARDED = re.compile(r"'(?=[=+\-@])")


class ValueUnreadable(Invalid):
    """A value that is neither a share nor an amount."""

    de = "Den Wert „{cell}“ verstehen wir nicht. Bitte schreiben Sie zum Beispiel 20 % oder 5 €."
    en = "We do not understand the value “{cell}”. Please write 20 % or 5 €, for example."


class PercentOrEuro(Invalid):
    """A bare number where nothing says what it counts."""

    de = "Steht der Wert „{cell}“ für Prozent oder für Euro? Bitte schreiben Sie das Zeichen dazu."
    en = "Does the value “{cell}” mean per cent or euros? Please add the sign."


class PercentBroken(Invalid):
    """Shares are kept as whole numbers."""

    de = "Ein Nachlass von „{cell}“ geht nicht, wir rechnen mit ganzen Prozent."
    en = "A discount of “{cell}” is not possible, we count in whole per cent."


class PriceUnreadable(Invalid):
    """Not an amount of money."""

    de = "Den Preis „{cell}“ verstehen wir nicht. Bitte schreiben Sie ihn so: 4,50."
    en = "We do not understand the price “{cell}”. Please write it like this: 4.50."


class DayUnreadable(Invalid):
    """Not a day of the calendar."""

    de = "Das Datum „{cell}“ verstehen wir nicht. Bitte schreiben Sie es so: 31.12.2027."
    en = "We do not understand the date “{cell}”. Please write it like this: 31.12.2027."


class CellIsFormula(Invalid):
    """A formula where words belong."""

    de = "In einer Zelle steht eine Formel statt Text: {cell}."
    en = "A cell holds a formula instead of text: {cell}."


def offer_of(kind_cell: str, value_cell: str, regular_cell: str, card_cell: str, title: str) -> Offer:
    """What a row promises; what its cells leave open is taken from its title.

    Raises ValueUnreadable, PercentOrEuro, PercentBroken, PriceUnreadable.
    """
    named = kind_of(kind_cell)
    kind = None if isinstance(named, UnknownKind) else named
    told = _from_value(kind, value_cell, title)
    regular, card = price_of(regular_cell), price_of(card_cell)
    if told is None and regular is not None and card is not None and kind in (None, Kind.FIXED_PRICE):
        told = Offer(Kind.FIXED_PRICE, regular_cents=regular, card_cents=card)
    if kind is None:
        return told or spoken_offer(title) or Offer(Kind.OTHER)
    return _completed(kind, told, spoken_offer(title), regular, card)


def _completed(
    kind: Kind, told: Offer | None, spoken: Offer | None, regular: int | None, card: int | None
) -> Offer:
    """The kind that was named with its numbers, from the cells first, then from the title."""
    fitting = [offer for offer in (told, spoken) if offer and offer.kind is kind]
    found = fitting[0] if fitting else Offer(kind)
    if kind is Kind.FIXED_PRICE:
        spoken_prices = fitting[-1] if fitting else Offer(kind)
        regular = regular if regular is not None else spoken_prices.regular_cents
        card = card if card is not None else spoken_prices.card_cents
        return Offer(kind, regular_cents=regular, card_cents=card)
    return found


def _from_value(kind: Kind | None, cell: str, title: str) -> Offer | None:
    """What the value alone says."""
    text = cell.strip()
    if not text:
        return None
    if kind is Kind.PERCENTAGE:
        return Offer(Kind.PERCENTAGE, percent=percent_of(text))
    if kind is Kind.AMOUNT_OFF:
        return Offer(Kind.AMOUNT_OFF, amount_cents=_amount(text))
    if kind is not None:
        return spoken_offer(text)
    return _guessed_from_value(text, title)


def _guessed_from_value(text: str, title: str) -> Offer | None:
    if _SHARE.fullmatch(text):
        return Offer(Kind.PERCENTAGE, percent=percent_of(text))
    if any(sign in text.casefold() for sign in ("%", "prozent", "percent")) and _PERCENT.fullmatch(
        text.casefold()
    ):
        return Offer(Kind.PERCENTAGE, percent=percent_of(text))
    amount = cents(text)
    if amount is not None and not re.fullmatch(r"[\d.,]+", text):
        return Offer(Kind.AMOUNT_OFF, amount_cents=amount)
    if amount is None:
        spoken = spoken_offer(text)
        if spoken is None:
            raise ValueUnreadable(field="value", cell=text[:40])
        return spoken
    spoken = spoken_offer(title)
    if spoken and spoken.kind in (Kind.PERCENTAGE, Kind.AMOUNT_OFF):
        is_share = spoken.kind is Kind.PERCENTAGE
        return (
            Offer(Kind.PERCENTAGE, percent=percent_of(text))
            if is_share
            else Offer(spoken.kind, amount_cents=amount)
        )
    if spoken is None:
        raise PercentOrEuro(field="value", cell=text[:40])
    return None


def with_unit(cell: str, title: str) -> str:
    """A bare number with the sign that its column's title tells: `Rabatt in %`, `Betrag (EUR)`."""
    text, words = cell.strip(), title.casefold()
    if not _NUMBER.fullmatch(text):
        return text
    if "%" in words or "prozent" in words or "percent" in words:
        return f"{percent_of(text)} %"
    return f"{text} €" if re.search(r"€|\beuro?\b", words) else text


def percent_of(cell: str) -> int:
    """A share in whole per cent: 50, 50 %, 50,0; and 0.5, as workbooks keep 50 %. Raises ValueUnreadable, PercentBroken."""
    text = cell.strip().casefold()
    if _SHARE.fullmatch(text):
        share = float(text.replace(",", ".")) * 100
        if abs(share - round(share)) > 1e-6:
            raise PercentBroken(field="value", cell=cell[:40])
        return round(share)
    if match := _PERCENT.fullmatch(text):
        if (match[2] or "").strip("0"):
            raise PercentBroken(field="value", cell=cell[:40])
        return int(match[1])
    spoken = spoken_offer(text)
    if spoken is None or spoken.percent is None:
        raise ValueUnreadable(field="value", cell=cell[:40])
    return spoken.percent


def _amount(cell: str) -> int:
    amount = cents(cell)
    if amount is None:
        spoken = spoken_offer(cell)
        amount = spoken.amount_cents if spoken else None
    if amount is None:
        raise ValueUnreadable(field="value", cell=cell[:40])
    return amount


def price_of(cell: str) -> int | None:
    """A price in cents: 4,50 €, ab 4.50, frei; None where there is none. Raises PriceUnreadable."""
    text = cell.strip().casefold()
    if not text or text in ("-", "–"):
        return None
    if text in _FREE:
        return 0
    found = cents(_AROUND_A_PRICE.sub("", text))
    if found is None:
        raise PriceUnreadable(field="price", cell=cell[:40])
    return found


def day_of(cell: str, today: date, field: str) -> date | None:
    """A day; None where there is none or none is meant. Raises DayUnreadable."""
    text = cell.strip()
    if not text or text.casefold().rstrip(".") in (
        "-",
        "–",
        "unbefristet",
        "bis auf widerruf",
        "offen",
        "unlimited",
    ):
        return None
    found = day(text, today.year + _YEARS_AHEAD)
    if found is None:
        raise DayUnreadable(field=field, cell=text[:40])
    return found


def plain(cell: str) -> str:
    """The words of a cell, without the apostrophe that keeps spreadsheets from calculating. Raises CellIsFormula."""
    text = _GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell
    if text is cell and _FORMULA.match(text):
        raise CellIsFormula(cell=cell[:40])
    return text.strip()
