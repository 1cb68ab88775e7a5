"""The description of the open data for data portals: DCAT-AP.de as JSON-LD."""

from typing import Any

from ehrenamtskarte.benefits.publishing.open_data import LICENCE_ADDRESS, TITLE
from ehrenamtskarte.core.settings import settings

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
_LICENCE = {"@id": "http://dcat-ap.de/def/licenses/cc-zero"}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_GERMAN = {"@id": f"{_AUTHORITY}/language/DEU"}
_THEMES = [{"@id": f"{_AUTHORITY}/data-theme/{theme}"} for theme in ("SOCI", "EDUC")]
_STATE = {
    "dcatde:politicalGeocodingLevelURI": {"@id": "http://dcat-ap.de/def/politicalGeocoding/Level/state"},
    "dcatde:politicalGeocodingURI": {"@id": "http://dcat-ap.de/def/politicalGeocoding/stateKey/05"},
}

_LIST = (
    ("benefits.json", "JSON", "application/json", "Alle Angebote als JSON"),
    ("benefits.csv", "CSV", "text/csv", "Alle Angebote als CSV, eine Zeile je Angebot und Ort"),
    ("benefits.geojson", "GEOJSON", "application/geo+json", "Alle Orte der Angebote als GeoJSON"),
)
_CAMPAIGNS = (("campaigns.ics", "ICS", "text/calendar", "Aktionen und Verlosungen als iCalendar"),)
_CHANGES = (("changes.json", "JSON", "application/feed+json", "Änderungen als JSON Feed"),)
_KNOWN_FORMATS = {"JSON", "CSV", "GEOJSON"}


def description() -> dict[str, Any]:
    """The catalogue with its data sets; what only the operator could know (a contributor's id) is left out."""
    publisher = {"@type": "foaf:Agent", "foaf:name": settings().operator}
    return {
        "@context": _CONTEXT,
        "@id": _address("catalogue.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": _german("Offene Daten der Ehrenamtskarte Nordrhein-Westfalen"),
        "dct:description": _german("Was Unternehmen, Museen, Bäder und Vereine Ehrenamtlichen geben."),
        "dct:publisher": publisher,
        "dct:language": _GERMAN,
        "dct:license": _LICENCE,
        "foaf:homepage": {"@id": f"{settings().address}/vorteile"},
        "dcat:dataset": [
            _data_set("benefits", TITLE, "Angebote mit Bedingungen, Gültigkeit und Orten.", _LIST, publisher),
            _data_set(
                "campaigns",
                "Aktionen der Ehrenamtskarte Nordrhein-Westfalen",
                "Verlosungen mit ihrem Teilnahmeschluss und Angebote, die nur kurze Zeit gelten.",
                _CAMPAIGNS,
                publisher,
            ),
            _data_set(
                "changes",
                "Änderungen der Vergünstigungen",
                "Angebote, die hinzukamen, sich änderten oder endeten.",
                _CHANGES,
                publisher,
            ),
        ],
    }


def _data_set(
    name: str,
    title: str,
    description: str,
    files: tuple[tuple[str, str, str, str], ...],
    publisher: dict[str, str],
) -> dict[str, Any]:
    return {
        "@id": f"{_address('catalogue.jsonld')}#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"ehrenamtskarte-nrw-{name}",
        "dct:title": _german(title),
        "dct:description": _german(description),
        "dct:publisher": publisher,
        "dct:language": _GERMAN,
        "dct:accrualPeriodicity": {"@id": f"{_AUTHORITY}/frequency/CONT"},
        "dcat:theme": _THEMES,
        "dcat:keyword": [
            _german(word) for word in ("Ehrenamt", "Ehrenamtskarte", "Vergünstigung", "Engagement")
        ],
        "dcat:landingPage": {"@id": f"{settings().address}/vorteile"},
        **_STATE,
        "dcat:distribution": [_distribution(*file) for file in files],
    }


def _distribution(file: str, form: str, media_type: str, title: str) -> dict[str, Any]:
    known = {"dct:format": {"@id": f"{_AUTHORITY}/file-type/{form}"}} if form in _KNOWN_FORMATS else {}
    return {
        "@id": _address(file),
        "@type": "dcat:Distribution",
        "dct:title": _german(title),
        "dcat:accessURL": {"@id": _address(file)},
        "dcat:downloadURL": {"@id": _address(file)},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
        "dct:license": _LICENCE,
        "dct:rights": {"@id": LICENCE_ADDRESS},
        **known,
    }


def _german(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "de"}


def _address(file: str) -> str:
    return f"{settings().address}/api/open-data/{file}"
