"""What offices call their columns, in German and English."""

import re
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold."""

    ID = "id"
    PROVIDER = "provider"
    TITLE = "title"
    TITLE_EN = "title_en"
    CATEGORY = "category"
    KIND = "kind"
    VALUE = "value"
    REGULAR_PRICE = "regular_price"
    CARD_PRICE = "card_price"
    CONDITIONS = "conditions"
    CONDITIONS_EN = "conditions_en"
    MUNICIPALITY = "municipality"
    POSTAL_CODE = "postal_code"
    STREET = "street"
    WEBSITE = "website"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    CARDS = "cards"


def letters(title: str) -> str:
    """The letters of a title alone, in lower case."""
    return "".join(letter for letter in title.casefold() if letter.isalpha())


_WORDS = {
    Field.ID: "id benefitid angebotid angebotsid kennung offerid",
    Field.PROVIDER: """
        anbieter anbietername anbieterin firma firmenname unternehmen unternehmensname betrieb geschäft name
        partner partnername akzeptanzstelle akzeptanzpartner einrichtung institution organisation vorteilsgeber
        vergünstigungsgeber geber provider company companyname business shop merchant store
    """,
    Field.TITLE: """
        angebot vergünstigung vergünstigungen verguenstigung vorteil vorteile leistung bonus titel ermäßigung
        ermaessigung angebotstitel title titlede titelde offer benefit benefits discountdescription deal
    """,
    Field.TITLE_EN: "titleen titelen titelenglisch titleenglish englishtitle englischertitel angebotenglisch",
    Field.CATEGORY: "kategorie kategorien rubrik branche bereich sparte category categories sector topic",
    Field.KIND: """
        art angebotsart vergünstigungsart ermäßigungsart rabattart typ artdervergünstigung artdesangebots
        artderermäßigung kind type benefittype offertype discounttype
    """,
    Field.VALUE: """
        wert rabatt rabattin nachlass rabattinprozent prozent höhe höhedesrabatts umfang rabatthöhe betrag value percent
        percentage discount amount amountoff
    """,
    Field.REGULAR_PRICE: """
        regulärerpreis regulaererpreis normalpreis normalerpreis listenpreis originalpreis preis preisregulär
        preisohnekarte statt vollpreis vollerpreis regularprice regularpriceeur fullprice price originalprice
    """,
    Field.CARD_PRICE: """
        kartenpreis preismitkarte preismitehrenamtskarte ermäßigterpreis ermaessigterpreis sonderpreis
        preisermäßigt aktionspreis vorteilspreis cardprice cardpriceeur reducedprice pricewithcard
    """,
    Field.CONDITIONS: """
        bedingung bedingungen bedingungende hinweis hinweise bemerkung bemerkungen anmerkung anmerkungen
        einschränkung einschränkungen voraussetzung voraussetzungen beschreibung details erläuterung
        conditions condition conditionsde terms notes note remarks description
    """,
    Field.CONDITIONS_EN: "conditionsen bedingungenen bedingungenenglisch conditionsenglish hinweiseenglisch",
    Field.MUNICIPALITY: """
        gemeinde kommune ort stadt gemeindename ortsname ortschaft standort stadtgemeinde stadtoderort
        municipality municipalityname town city place ags gemeindeschlüssel
    """,
    Field.POSTAL_CODE: "plz postleitzahl postalcode postcode zip zipcode plzort",
    Field.STREET: """
        straße strasse straßehausnummer straßeundhausnummer straßehausnr straßeundnr straßenr strassehausnummer
        anschrift adresse hausanschrift street address streetaddress
    """,
    Field.WEBSITE: """
        website webseite internet homepage internetseite internetadresse web url link onlineadresse www
        websiteurl webaddress
    """,
    Field.VALID_FROM: "gültigab gueltigab gültigvon ab beginn startdatum von validfrom from startdate start",
    Field.VALID_UNTIL: """
        gültigbis gueltigbis bis ende enddatum befristetbis befristung ablaufdatum validuntil validto until to
        enddate expires end
    """,
    Field.CARDS: "karte karten kartenart giltfür gültigmit gültigfür gültigfürkarte cards card cardtype validwith",
}
_EXACT = {letters(word): field for field, words in _WORDS.items() for word in words.split()}

_STEMS = (
    ("telefon", None),
    ("mail", None),
    ("ansprech", None),
    ("kontakt", None),
    ("contact", None),
    ("phone", None),
    ("datum", None),
    ("gemeindeschl", Field.MUNICIPALITY),
    ("gemeinde", Field.MUNICIPALITY),
    ("anbieter", Field.PROVIDER),
    ("unternehmen", Field.PROVIDER),
    ("akzeptanz", Field.PROVIDER),
    ("postleit", Field.POSTAL_CODE),
    ("straße", Field.STREET),
    ("kategorie", Field.CATEGORY),
    ("bedingung", Field.CONDITIONS),
    ("einschränkung", Field.CONDITIONS),
    ("preismit", Field.CARD_PRICE),
    ("regulär", Field.REGULAR_PRICE),
    ("normalpreis", Field.REGULAR_PRICE),
    ("webs", Field.WEBSITE),
    ("internet", Field.WEBSITE),
    ("vergünstigung", Field.TITLE),
    ("angebot", Field.TITLE),
)
_LONGEST_TITLE = 50
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def field_of(title: str) -> Field | None:
    """The field a column title stands for, or None."""
    word = letters(_BRACKETS.sub("", title)) or letters(title)
    if not word or len(word) > _LONGEST_TITLE:
        return None
    if word in _EXACT:
        return _EXACT[word]
    return next((field for stem, field in _STEMS if letters(stem) in word), None)
