"""Reads the register of municipalities that the platform brings along."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO

from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.regions import rules
from ehrenamtskarte.regions.rules import MunicipalityKind

_KINDS = {"Stadt": MunicipalityKind.TOWN, "Gemeinde": MunicipalityKind.MUNICIPALITY}


@dataclass(frozen=True)
class RegisterRows:
    """The rows of each table, columns in the order of the tables."""

    administrative_regions: list[tuple[str, str]]
    districts: list[tuple[str, str, str]]
    municipalities: list[tuple[str, str, str, str, str, int, float, float, float, str, str]]
    postal_codes: list[tuple[str, str, float, float]]


def shipped() -> RegisterRows:
    """The register of 28 February 2026."""
    towns = list(_rows("municipalities.csv"))
    codes = list(_rows("postal_codes.csv"))
    codes_of: dict[str, list[str]] = {}
    for code in codes:
        codes_of.setdefault(code["ags"], []).append(code["postal_code"])
    return RegisterRows(
        administrative_regions=sorted({(town["ags"][:3], town["administrative_region"]) for town in towns}),
        districts=sorted({_district(town) for town in towns}),
        municipalities=[_municipality(town, codes_of.get(town["ags"], [])) for town in towns],
        postal_codes=[
            (code["postal_code"], code["ags"], float(code["latitude"]), float(code["longitude"]))
            for code in codes
        ],
    )


def _district(town: dict[str, str]) -> tuple[str, str, str]:
    # The register gives independent cities their epithet here: "Hagen der FernUniversität".
    name = town["name"] if rules.is_independent_city(town["ags"]) else town["district"]
    return town["district_key"], name, town["ags"][:3]


def _municipality(
    town: dict[str, str], codes: list[str]
) -> tuple[str, str, str, str, str, int, float, float, float, str, str]:
    return (
        town["ags"],
        town["name"],
        _KINDS[town["kind"]],
        town["district_key"],
        town["postal_code"],
        int(town["population"]),
        float(town["area_km2"]),
        float(town["latitude"]),
        float(town["longitude"]),
        sort_key(town["name"]),
        rules.words_to_find(town["name"], town["ags"], town["postal_code"], *sorted(codes)),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("ehrenamtskarte.regions").joinpath("data", name).read_text("utf-8")
    return csv.DictReader(StringIO(text))
