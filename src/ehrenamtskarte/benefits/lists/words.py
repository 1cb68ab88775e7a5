"""What words in a list of offers mean: categories, kinds of offers, cards, conditions that many lists share."""

import re

import msgspec

from ehrenamtskarte.benefits.rules import Cards, Category, Kind
from ehrenamtskarte.core.sheets.values import cents
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import NOTHING_SAID, Text

_LONGEST_READ = 400
"""Characters of a text that are looked through for words."""

_CATEGORY_WORDS = {
    Category.RETAIL: "einzelhandel handel dienstleistung einkauf shopping retail services laden geschafte",
    Category.GASTRONOMY: "gastronomie restaurant essen trinken cafe food hotel ubernachtung",
    Category.EDUCATION: "bildung weiterbildung bibliothek bucherei kurse education learning",
    Category.LEISURE_SPORT: "freizeit sport schwimmbad erholung tourismus ausflug leisure sports wellness",
    Category.BANKING: "bank banken versicherung finanzen banking insurance finance",
    Category.CULTURE: "kultur veranstaltung theater museum musik konzert kino events culture kunst",
    Category.HEALTH: "gesundheit apotheke pflege medizin health pharmacy beauty",
    Category.MOBILITY: "mobilitat verkehr auto fahrrad parken nahverkehr mobility transport",
    Category.OTHER: "sonstige sonstiges andere anderes weitere verschiedenes other misc",
}
_CATEGORIES = {word: category for category, words in _CATEGORY_WORDS.items() for word in words.split()}

_SPEAKING = tuple(
    (category, re.compile(pattern))
    for category, pattern in (
        (
            Category.EDUCATION,
            r"bibliothek|bücherei|volkshochschule|\bvhs\b|kurs|lehrgang|musikschule|\blibrary",
        ),
        (
            Category.LEISURE_SPORT,
            r"bad\b|bäder|therme|schwimm|sauna|fitness|\bzoo\b|tierpark|\btv\b|sport|hallenbad",
        ),
        (
            Category.CULTURE,
            r"museum|museen|theater|kino|konzert|galerie|oper\b|bühne|schloss\b|burg\b|ausstellung",
        ),
        (
            Category.GASTRONOMY,
            r"restaurant|gasthaus|gasthof|café|cafe\b|bistro|pizz|imbiss|bäckerei|hotel|brauhaus",
        ),
        (Category.HEALTH, r"apotheke|physio|massage|optik|hörgerät|sanitätshaus|praxis"),
        (Category.BANKING, r"sparkasse|volksbank|\bbank\b|versicherung"),
        (Category.MOBILITY, r"park(?:en|platz|haus)|fahrrad|taxi|autohaus|fahrschule|\bkfz\b|werkstatt"),
        (Category.RETAIL, r"buchhandlung|mode|blumen|friseur|gärtnerei|markt\b|laden\b|schuh"),
    )
)


class Offer(msgspec.Struct, frozen=True):
    """What an offer gives; the numbers its kind needs, as far as they are told."""

    kind: Kind
    percent: int | None = None
    regular_cents: int | None = None
    card_cents: int | None = None
    amount_cents: int | None = None


def category_of(cell: str) -> Category | None:
    """The category a cell names, ours or in words; None where it names none that is known."""
    word = cell.strip().casefold()
    if word in set(Category):
        return Category(word)
    return next(
        (_CATEGORIES[part] for part in sort_key(word[:_LONGEST_READ]).split() if part in _CATEGORIES), None
    )


def speaking_category(provider: str, title: str) -> Category | None:
    """The category that the names of a provider and of an offer speak of."""
    words = f"{provider} {title}"[:_LONGEST_READ].casefold()
    return next((category for category, pattern in _SPEAKING if pattern.search(words)), None)


_PRICE = r"(\d{1,5}(?:[.,]\d{1,2})?)"
_EURO = r"(?:€|eur\b|euros?\b)"
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:%|prozent|percent|per cent)")
_FRACTION_OF_PERCENT = re.compile(r"\d[.,](?!0+\s*(?:%|p))\d+\s*(?:%|prozent|percent)")
_INSTEAD = re.compile(rf"{_PRICE}\s*{_EURO}?\s*(?:statt|anstatt|instead of)\s*{_PRICE}\s*{_EURO}?")
_INSTEAD_FIRST = re.compile(
    rf"(?:statt|anstatt|instead of)\s*{_PRICE}\s*{_EURO}?,?\s*(?:nur|only)?\s*{_PRICE}\s*{_EURO}"
)
_OFF_WORD = (
    r"(?:rabatt|nachlass|preisnachlass|ermäßigung|ermaessigung|günstiger|guenstiger|weniger|off|discount)"
)
_AMOUNT_OFF = re.compile(
    rf"{_PRICE}\s*{_EURO}\s*{_OFF_WORD}|{_OFF_WORD}\s*(?:von|of|:)?\s*{_PRICE}\s*{_EURO}"
)
_HALF = re.compile(
    r"\bhalbe[rsnm]?\s+\w*(?:eintritt|preis|beitrag|gebühr|gebuehr|karte|kurs|ticket|kosten|tarif|miete|preise)"
    r"|zum halben|die hälfte|half[- ](?:price|admission|entry|fee)"
)
_TWO_FOR_ONE = re.compile(
    r"\b(?:2|zwei|two)\b[^.]{0,40}?\b(?:für|for|preis von|price of|zum preis)\b[^.]{0,20}?\b(?:1|eins?|einer|einen|einem|one)\b"
    r"|\b2\s?:\s?1\b|(?:zweite|2\.)\s+(?:karte|person|eintrittskarte)\s+(?:ist\s+)?(?:frei|gratis|kostenlos|kostenfrei)"
)
_FREE_ENTRY = re.compile(
    r"(?:freie[rnm]?|kostenlose[rnm]?|kostenfreie[rnm]?|gratis)[\s-]*(?:\w+[\s-])?eintritt"
    r"|eintritt\s+(?:ist\s+)?(?:frei\b|kostenlos|kostenfrei|gratis)|free (?:entry|admission)"
)
_TREAT = (
    r"(?:kaffee|getränk|cappuccino|espresso|dessert|eis|glas \w+|stück \w+|tasse \w+|brötchen|drink|coffee)"
)
_FREELY = r"(?:gratis|kostenlos|kostenfrei|umsonst|frei|free)"
_GIFT = re.compile(
    r"geschenk|zugabe|präsent|\bgift\b|(?:kostenlose[rsn]?|gratis|freie[rs]?|kostenfreie[rs]?)[\s-]+"
    rf"{_TREAT}\b|{_TREAT}\s+{_FREELY}\b"
)
_WAIVED = re.compile(
    r"entfällt|entfallen|erlassen|gebührenfrei|gebuehrenfrei|beitragsfrei|kostenlos|kostenfrei|gratis|umsonst"
    r"|ohne (?:gebühr|beitrag)|fee waived|no fee|free of charge"
)
_RAFFLE = re.compile(r"verlos|gewinnspiel|raffle|prize draw")

_KIND_WORDS = (
    (Kind.RAFFLE, _RAFFLE),
    (Kind.TWO_FOR_ONE, re.compile(r"(?:2|zwei|two)\s*(?:für|fuer|for)\s*(?:1|eins?|one)|2:1")),
    (
        Kind.FREE_ENTRY,
        re.compile(r"(?:freie|kostenlose|kostenfreie)r? eintritt|eintritt frei|free (?:entry|admission)"),
    ),
    (Kind.WAIVED_FEE, re.compile(r"gebühr|gebuehr|beitragsfrei|entfällt|waived|erlass")),
    (Kind.GIFT, re.compile(r"geschenk|zugabe|gift|präsent")),
    (
        Kind.FIXED_PRICE,
        re.compile(r"festpreis|sonderpreis|fester preis|fixed price|ermäßigter preis|kartenpreis"),
    ),
    (Kind.PERCENTAGE, re.compile(r"prozent|percent|%")),
    (Kind.AMOUNT_OFF, re.compile(r"euro|€|betrag|amount")),
    (Kind.OTHER, re.compile(r"sonstig|ander|other")),
)
_GENERIC = re.compile(r"rabatt|nachlass|ermäßigung|ermaessigung|vergünstigung|vorteil|discount|reduc")


class UnknownKind(msgspec.Struct, frozen=True):
    """A word for a kind that says nothing to us."""

    word: str


def kind_of(cell: str) -> Kind | UnknownKind | None:
    """The kind a cell names, ours or in words; None where it is empty or says no more than that it is cheaper."""
    word = cell.strip().casefold()[:_LONGEST_READ]
    if word in set(Kind):
        return Kind(word)
    for kind, pattern in _KIND_WORDS:
        if pattern.search(word):
            return kind
    return None if not word or _GENERIC.search(word) else UnknownKind(cell.strip()[:40])


def spoken_offer(text: str) -> Offer | None:
    """What a title or a value in words promises: `Halber Eintritt`, `2 für 1`, `10 statt 14 Euro`."""
    words = text[:_LONGEST_READ].casefold()
    if _RAFFLE.search(words):
        return Offer(Kind.RAFFLE)
    if _TWO_FOR_ONE.search(words):
        return Offer(Kind.TWO_FOR_ONE)
    return _spoken_number(words) or _spoken_kind(words)


def _spoken_number(words: str) -> Offer | None:
    if match := _INSTEAD.search(words):
        return Offer(Kind.FIXED_PRICE, regular_cents=cents(match[2]), card_cents=cents(match[1]))
    if match := _INSTEAD_FIRST.search(words):
        return Offer(Kind.FIXED_PRICE, regular_cents=cents(match[1]), card_cents=cents(match[2]))
    if (match := _PERCENT.search(words)) and not _FRACTION_OF_PERCENT.search(words):
        return Offer(Kind.PERCENTAGE, percent=int(match[1]))
    if match := _AMOUNT_OFF.search(words):
        return Offer(Kind.AMOUNT_OFF, amount_cents=cents(match[1] or match[2]))
    return None


def _spoken_kind(words: str) -> Offer | None:
    if _HALF.search(words):
        return Offer(Kind.PERCENTAGE, percent=50)
    for kind, pattern in ((Kind.FREE_ENTRY, _FREE_ENTRY), (Kind.GIFT, _GIFT), (Kind.WAIVED_FEE, _WAIVED)):
        if pattern.search(words):
            return Offer(kind)
    return None


_JUBILEE = re.compile(r"jubiläums?-?\s?(?:ehrenamtskarten?|karten?)?|jubilee(?: card)?|\bgold\w*")
_STANDARD = re.compile(r"ehrenamtskarte|\beak\b|standard|\bblaue?\b")
_BOTH = re.compile(r"\bbeide\b|\balle\b|\bboth\b|\ball\b")


def cards_of(cell: str) -> Cards | None:
    """Which cards a cell names; None where it is empty or names none."""
    words = cell.strip().casefold()[:_LONGEST_READ]
    if _BOTH.search(words):
        return Cards.BOTH
    jubilee = bool(_JUBILEE.search(words))
    standard = bool(_STANDARD.search(_JUBILEE.sub(" ", words)))
    if jubilee and standard:
        return Cards.BOTH
    if jubilee:
        return Cards.JUBILEE
    return Cards.STANDARD if standard else None


_STATEWIDE = re.compile(
    r"(?:gilt |gültig )?(?:statewide|landesweit(?: gültig)?|nrw-?weit|in ganz nrw|in ganz nordrhein-westfalen"
    r"|ganz nrw|nrw|nordrhein-westfalen)",
)
_NOT_COMBINABLE = re.compile(
    r"nicht (?:\w+ ){0,6}kombinier|nicht (?:\w+ ){0,4}kumulier|keine kombination|not (?:be )?combin|cannot be combined"
)
_SHARED = {
    "only while volunteering": Text("Nur während des ehrenamtlichen Einsatzes", "Only while volunteering"),
    "only with id": Text("Nur zusammen mit einem Ausweis", "Only with an ID"),
    "not combinable": Text(
        "Nicht mit anderen Ermäßigungen kombinierbar", "Cannot be combined with other discounts"
    ),
}
"""Conditions that lists give in English shorthand, as people in NRW read them."""


class Conditions(msgspec.Struct, frozen=True):
    """What a cell of conditions says besides its words."""

    text: Text
    statewide: bool
    combinable: bool


def conditions_of(german: str, english: str = "") -> Conditions:
    """The conditions; a mere `landesweit` is no condition but says where the offer holds."""
    parts = [part.strip() for part in re.split(r"[;\n|]", german)]
    kept = [part for part in parts if part and not is_statewide(part)]
    combinable = not _NOT_COMBINABLE.search(german.casefold())
    words = "\n".join(kept)
    shared = _SHARED.get(sort_key(words)) if not english else None
    text = shared or (Text(words, english) if words or english else NOTHING_SAID)
    return Conditions(text, len(kept) < len([part for part in parts if part]), combinable)


def is_statewide(cell: str) -> bool:
    """Whether a cell says nothing but that the offer holds in the whole state."""
    return bool(_STATEWIDE.fullmatch(cell.strip(" .!").casefold()))
