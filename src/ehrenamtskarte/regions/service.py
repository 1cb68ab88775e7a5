"""Loads the register and answers what a place is and who issues the card there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ehrenamtskarte.core import db
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, values_of
from ehrenamtskarte.regions import register, rules
from ehrenamtskarte.regions.rules import IssuingBodyKind, MunicipalityKind
from ehrenamtskarte.regions.tables import IssuingArea, IssuingBody


@dataclass(frozen=True)
class RegisterSize:
    """How many rows of each kind the register holds."""

    administrative_regions: int
    districts: int
    municipalities: int
    postal_codes: int


@dataclass(frozen=True)
class Issuer:
    """Who issues the card for a town, as everybody may know."""

    id: UUID
    name: str
    kind: IssuingBodyKind
    number: int
    email: str


@dataclass(frozen=True)
class Place:
    """A municipality with all the register says; `issuing_body` is None where the town does not take part."""

    ags: str
    name: str
    kind: MunicipalityKind
    district_key: str
    district: str
    administrative_region: str
    postal_code: str
    population: int
    area_km2: float
    latitude: float
    longitude: float
    issuing_body: Issuer | None

    @property
    def participates(self) -> bool:
        return self.issuing_body is not None


async def load_register() -> RegisterSize:
    """Write the register of municipalities that the platform brings along; again changes nothing.

    Municipalities are never deleted, for people and clubs refer to them; postal codes are only suggestions.
    """
    rows = register.shipped()
    async with db.transaction():
        await _upsert("administrative_region", "key, name", "text, text", "key", rows.administrative_regions)
        await _upsert(
            "district", "key, name, administrative_region", "text, text, text", "key", rows.districts
        )
        await _upsert(
            "municipality",
            "ags, name, kind, district, postal_code, population, area_km2, latitude, longitude, sort_key, search_text",
            "text, text, text, text, text, int, float8, float8, float8, text, text",
            "ags",
            rows.municipalities,
        )
        await db.execute(
            "DELETE FROM postal_code WHERE (postal_code, municipality)"
            " NOT IN (SELECT * FROM unnest($1::text[], $2::text[]))",
            [code for code, *_ in rows.postal_codes],
            [ags for _, ags, *_ in rows.postal_codes],
        )
        await _upsert(
            "postal_code",
            "postal_code, municipality, latitude, longitude",
            "text, text, float8, float8",
            "postal_code, municipality",
            rows.postal_codes,
        )
    return RegisterSize(
        len(rows.administrative_regions),
        len(rows.districts),
        len(rows.municipalities),
        len(rows.postal_codes),
    )


async def _upsert(table: str, columns: str, types: str, key: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert or correct rows; all names come from above."""
    arrays = ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(types.split(", "), start=1))
    given = ", ".join(f"excluded.{column}" for column in columns.split(", "))
    stored = ", ".join(f"{table}.{column}" for column in columns.split(", "))
    await db.execute(
        f"INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays})"  # noqa: S608 - names from load_register
        f" ON CONFLICT ({key}) DO UPDATE SET ({columns}) = ROW ({given}) WHERE ({stored}) IS DISTINCT FROM ({given})",
        *map(list, zip(*rows, strict=True)),
    )


_PLACE = (
    "SELECT m.ags, m.name, m.kind, m.district AS district_key, d.name AS district, r.name AS administrative_region,"
    " m.postal_code, m.population, m.area_km2, m.latitude, m.longitude, m.sort_key, m.search_text,"
    " b.id AS body_id, b.name AS body_name, b.kind AS body_kind, b.number AS body_number, b.email AS body_email"
    " FROM municipality m JOIN district d ON d.key = m.district"
    " JOIN administrative_region r ON r.key = d.administrative_region"
    " LEFT JOIN issuing_area a ON a.municipality = m.ags LEFT JOIN issuing_body b ON b.id = a.issuing_body"
)


def _place(row: Any) -> Place:
    issuer = None
    if row["body_id"]:
        issuer = Issuer(
            row["body_id"],
            row["body_name"],
            IssuingBodyKind(row["body_kind"]),
            row["body_number"],
            row["body_email"],
        )
    return Place(
        ags=row["ags"],
        name=row["name"],
        kind=MunicipalityKind(row["kind"]),
        district_key=row["district_key"],
        district=row["district"],
        administrative_region=row["administrative_region"],
        postal_code=row["postal_code"],
        population=row["population"],
        area_km2=row["area_km2"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        issuing_body=issuer,
    )


async def municipality(ags: str) -> Place:
    """One municipality. Raises MunicipalityUnknown."""
    found = await db.row(f"{_PLACE} WHERE m.ags = $1", ags)
    if found is None:
        raise rules.MunicipalityUnknown
    return _place(found)


async def municipalities(keys: Collection[str]) -> dict[str, Place]:
    """Those of these municipalities that exist, by key."""
    found = await db.rows(f"{_PLACE} WHERE m.ags = ANY($1)", list(keys))
    return {row["ags"]: _place(row) for row in found}


async def find_municipalities(
    query: str = "", *, participates: bool | None = None, cursor: str | None = None, size: int = PAGE_SIZE
) -> Page[Place]:
    """Municipalities by name, key or postal code, in German order; names that begin as typed come first."""
    wanted = rules.patterns(query)
    rank, key, ags = values_of(cursor, 3) or ["", "", ""]
    found = await db.rows(
        f"WITH matches AS (SELECT place.*, CASE WHEN search_text LIKE $3 THEN '0'"  # noqa: S608 - a constant
        f" WHEN search_text LIKE ALL($2::text[]) THEN '1' ELSE '2' END AS rank FROM ({_PLACE}) AS place"
        " WHERE search_text LIKE ALL($1::text[]) AND ($4::bool IS NULL OR (body_id IS NOT NULL) = $4))"
        " SELECT *, (SELECT count(*) FROM matches) AS total FROM matches"
        ' WHERE (rank COLLATE "C", sort_key COLLATE "C", ags COLLATE "C") > ($5, $6, $7)'
        ' ORDER BY rank, sort_key COLLATE "C", ags LIMIT $8',
        wanted.anywhere, wanted.words_begin, wanted.name_begins, participates, rank, key, ags, size + 1,
    )  # fmt: skip
    last = found[size - 1] if len(found) > size else None
    return Page(
        [_place(row) for row in found[:size]],
        next=cursor_of(last["rank"], last["sort_key"], last["ags"]) if last else None,
        total=found[0]["total"] if found else 0,
    )


async def municipalities_of_postal_code(code: str) -> list[Place]:
    """The towns a postal code may mean, the one whose town hall has it first. Raises PostalCodeInvalid."""
    normal = rules.normal_postal_code(code)
    found = await db.rows(
        f"{_PLACE} WHERE m.ags IN (SELECT municipality FROM postal_code WHERE postal_code = $1)"  # noqa: S608 - a constant
        ' ORDER BY m.postal_code <> $1, m.sort_key COLLATE "C", m.ags',
        normal,
    )
    return [_place(row) for row in found]


async def issuing_body_of(ags: str) -> IssuingBody | None:
    """Who issues the card for a town; None where it does not take part."""
    return (
        await IssuingBody.objects()
        .where(
            IssuingBody.id.is_in(
                IssuingArea.select(IssuingArea.issuing_body).where(IssuingArea.municipality == ags)
            )
        )
        .first()
    )
