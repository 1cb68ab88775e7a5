"""Rows to candidates: what a list says of each offer, or in one sentence why a row cannot be taken."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits import faults, terms
from ehrenamtskarte.benefits.lists import values, words
from ehrenamtskarte.benefits.lists.mapping import Mapping
from ehrenamtskarte.benefits.lists.titles import Field
from ehrenamtskarte.benefits.lists.words import UnknownKind
from ehrenamtskarte.benefits.rules import Cards, Category, Kind, Terms
from ehrenamtskarte.companies import rules as companies
from ehrenamtskarte.core.errors import Invalid, Refusal
from ehrenamtskarte.core.sheets.reading import Table
from ehrenamtskarte.core.text import Text

MOST_OFFERS = 20_000
LONGEST_PROVIDER = 200
LONGEST_STREET = 200
_SHOWN = 200
"""Characters of a cell in the report."""
_ADDRESS = re.compile(r"(?P<street>.*?)[\s,;]*\b(?:D-?)?(?P<code>\d{5})\s+(?P<town>[^\d,;]+?)\s*")


class TooManyOffers(Invalid):
    """More rows than one list takes."""

    de = "Die Liste hat mehr als 20.000 Zeilen. Bitte teilen Sie sie auf."
    en = "The list has more than 20,000 rows. Please split it."


class ProviderMissing(Invalid):
    """Nobody gives it."""

    de = "Es fehlt, wer das Angebot macht."
    en = "It is missing who makes the offer."


class TitleMissing(Invalid):
    """Nothing is given."""

    de = "Es fehlt, was es mit der Karte gibt."
    en = "It is missing what the card gives."


class TooLong(Invalid):
    """More characters than a name or a street has."""

    de = "Der Text in „{name}“ hat {length} Zeichen, erlaubt sind {longest}."
    en = "The text in “{name}” has {length} characters, {longest} are allowed."


class RaffleInList(Invalid):
    """A raffle has a deadline and prizes, which lists do not tell."""

    de = "Verlosungen lassen sich nicht einlesen. Bitte legen Sie sie einzeln an, mit Teilnahmeschluss und Gewinnen."
    en = "Raffles cannot be imported. Please add them one by one, with deadline and prizes."


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An offer as a row tells it; `filled` are the fields the row really says something about."""

    line: int
    id: UUID | None
    provider: str
    town: str
    postal_code: str
    street: str
    website: str
    statewide: bool
    terms: Terms
    filled: frozenset[Field]
    notes: tuple[Text, ...] = ()


class RefusedRow(msgspec.Struct, frozen=True):
    """A row that cannot be taken, and why."""

    line: int
    provider: str
    title: str
    town: str
    message: Text


class Rows(msgspec.Struct, frozen=True):
    """All rows of a list."""

    candidates: list[Candidate]
    refused: list[RefusedRow]


def read_rows(table: Table, mapping: Mapping, today: date) -> Rows:
    """Every row below the titles; headings and repeated titles are passed over. Raises TooManyOffers."""
    rows = Rows([], [])
    titles = [] if mapping.header is None else table.rows[mapping.header]
    at_value = mapping.columns.get(Field.VALUE, -1)
    value_title = titles[at_value] if 0 <= at_value < len(titles) else ""
    for line, row in _body(table, mapping):
        cells = {field: row[at] if at < len(row) else "" for field, at in mapping.columns.items()}
        try:
            rows.candidates.append(_candidate(line, cells, value_title, today))
        except Refusal as refusal:
            rows.refused.append(_refused(line, cells, refusal))
    return rows


def _body(table: Table, mapping: Mapping) -> Iterator[tuple[int, list[str]]]:
    start = 0 if mapping.header is None else mapping.header + 1
    if len(table.rows) - start > MOST_OFFERS:
        raise TooManyOffers(field="data")
    titles = None if mapping.header is None else table.rows[mapping.header]
    for line, row in zip(table.lines[start:], table.rows[start:], strict=True):
        if row != titles and not _is_heading(row, mapping):
            yield line, row


def _is_heading(row: list[str], mapping: Mapping) -> bool:
    """A word alone on its line, unless it stands where offers do."""
    filled = [at for at, cell in enumerate(row) if cell]
    return len(filled) == 1 and filled[0] != mapping.columns[Field.TITLE]


def _refused(line: int, cells: dict[Field, str], refusal: Refusal) -> RefusedRow:
    provider, title, town = (
        cells.get(field, "")[:_SHOWN] for field in (Field.PROVIDER, Field.TITLE, Field.MUNICIPALITY)
    )
    message = refusal.errors[0].message if refusal.errors else refusal.text
    return RefusedRow(line, provider, title, town, message)


def _candidate(line: int, cells: dict[Field, str], value_title: str, today: date) -> Candidate:
    def said(field: Field) -> str:
        return values.plain(cells.get(field, ""))

    provider = _provider(said(Field.PROVIDER))
    if not said(Field.TITLE):
        raise TitleMissing(field="title")
    street, code, town = _address(said(Field.STREET), said(Field.POSTAL_CODE), said(Field.MUNICIPALITY))
    conditions = words.conditions_of(said(Field.CONDITIONS), said(Field.CONDITIONS_EN))
    website, website_note = _website(said(Field.WEBSITE))
    category, category_note = _category(said(Field.CATEGORY), provider, said(Field.TITLE))
    offered = values.offer_of(
        said(Field.KIND),
        values.with_unit(said(Field.VALUE), value_title),
        said(Field.REGULAR_PRICE),
        said(Field.CARD_PRICE),
        said(Field.TITLE),
    )
    promised = _terms(
        Terms(
            title=Text(said(Field.TITLE), said(Field.TITLE_EN)),
            conditions=conditions.text,
            category=category,
            kind=offered.kind,
            percent=offered.percent,
            regular_cents=offered.regular_cents,
            card_cents=offered.card_cents,
            amount_cents=offered.amount_cents,
            cards=words.cards_of(said(Field.CARDS)) or Cards.BOTH,
            combinable=conditions.combinable,
            valid_from=values.day_of(said(Field.VALID_FROM), today, "validFrom"),
            valid_until=values.day_of(said(Field.VALID_UNTIL), today, "validUntil"),
        ),
        today,
    )
    statewide = conditions.statewide or words.is_statewide(town)
    return Candidate(
        line=line,
        id=_id(said(Field.ID)),
        provider=provider,
        town="" if words.is_statewide(town) else town,
        postal_code=code,
        street=street,
        website=website,
        statewide=statewide,
        terms=promised,
        filled=_filled(cells, conditions),
        notes=tuple(note for note in (website_note, category_note, _kind_note(said(Field.KIND))) if note),
    )


def _provider(text: str) -> str:
    name = terms.clean(Text(text, "")).de
    if not companies.key_of(name):
        raise ProviderMissing(field="provider")
    return _short(name, "Anbieter", LONGEST_PROVIDER)


def _short(text: str, name: str, longest: int) -> str:
    if len(text) > longest:
        raise TooLong(name=name, length=len(text), longest=longest)
    return text


def _terms(told: Terms, today: date) -> Terms:
    """As they are kept. Raises RaffleInList, TermsInvalid."""
    if told.kind is Kind.RAFFLE:
        raise RaffleInList
    normal = terms.normal_terms(told)
    faults.check_terms(normal, today)
    return normal


def _address(street: str, code: str, town: str) -> tuple[str, str, str]:
    """Street, postal code and town, also where a list keeps two or all of them in one cell."""
    if match := _ADDRESS.fullmatch(street):
        street, code, town = match["street"], code or match["code"], town or match["town"]
    for cell in (code, town):
        if match := _ADDRESS.fullmatch(cell):
            code, town = match["code"], match["town"] if cell is town or not town else town
    if town.isdigit() and len(town) == 5:
        code, town = code or town, ""
    return (
        _short(terms.clean(Text(street, "")).de, "Straße", LONGEST_STREET),
        code.removesuffix(".0").strip(),
        _short(terms.clean(Text(town, "")).de, "Gemeinde", LONGEST_PROVIDER),
    )


def _website(cell: str) -> tuple[str, Text | None]:
    try:
        return companies.normal_website(cell), None
    except Refusal:
        return "", Text(
            f"Die Internetadresse „{cell[:60]}“ ist nicht gültig, sie bleibt weg.",
            f"The web address “{cell[:60]}” is not valid, it is left out.",
        )


def _category(cell: str, provider: str, title: str) -> tuple[Category, Text | None]:
    found = words.category_of(cell)
    if found:
        return found, None
    guessed = words.speaking_category(provider, title) or Category.OTHER
    if not cell:
        return guessed, None
    note = Text(
        f"Die Kategorie „{cell[:40]}“ kennen wir nicht. Bitte prüfen Sie, ob unsere passt.",
        f"We do not know the category “{cell[:40]}”. Please check whether ours fits.",
    )
    return guessed, note


def _kind_note(cell: str) -> Text | None:
    found = words.kind_of(cell)
    if not isinstance(found, UnknownKind):
        return None
    return Text(
        f"Die Art „{found.word}“ kennen wir nicht. Bitte prüfen Sie, ob unsere passt.",
        f"We do not know the kind “{found.word}”. Please check whether ours fits.",
    )


def _id(cell: str) -> UUID | None:
    try:
        return UUID(cell)
    except ValueError:
        return None


_VALUES = (Field.KIND, Field.VALUE, Field.REGULAR_PRICE, Field.CARD_PRICE)


def _filled(cells: dict[Field, str], conditions: words.Conditions) -> frozenset[Field]:
    """The fields a row says something about; all that makes up the value counts as `kind`."""
    filled = {field for field, cell in cells.items() if cell}
    if filled & set(_VALUES):
        filled.add(Field.KIND)
    if not conditions.text.de:
        filled.discard(Field.CONDITIONS)
    if Field.CATEGORY in filled and words.category_of(cells[Field.CATEGORY]) is None:
        filled.discard(Field.CATEGORY)
    return frozenset(filled)
