"""Events as their office and as everybody sees them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.planning import figures
from ehrenamtskarte.ceremonies.planning.schemas import (
    CeremonyFiguresOut,
    CeremonyOut,
    PublicCeremonyOut,
    PublicProgrammeItem,
)
from ehrenamtskarte.ceremonies.rules import Audience, Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

STATE_OFFICE = "Land Nordrhein-Westfalen"
SHOWN_TO_ALL = "c.status <> 'draft' AND (c.audience = 'public' OR c.showcase_public)"
"""Which events c everybody may know of."""
_languages = msgspec.json.Decoder(list[str])
_IN_BOTH = (
    "id", "title", "about", "starts_at", "ends_at", "doors_open_at", "place", "street", "postal_code", "latitude",
    "longitude", "directions", "step_free", "accessible_toilet", "hearing_loop", "sign_language", "accessibility",
    "photo_notice", "companions_each", "answer_by", "contact_name", "contact_email", "contact_phone", "reason",
    "postponed_from",
)  # fmt: skip
_FOR_THE_OFFICE = (
    "series", "municipality", "capacity", "move_up_hours", "cost_cents", "photos_until", "showcase_public",
    "revision", "published_at", "cancelled_at",
)  # fmt: skip
_WORDS = frozenset({"title", "about", "directions", "accessibility", "photo_notice", "reason"})


async def for_office(office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime) -> CeremonyOut:
    """One event with its figures for its office. Raises NotFound, SecondFactorNeeded."""
    return await shown(await ceremony_of_office(office, ceremony_id, actor=actor), now)


async def shown(found: Ceremony, now: datetime) -> CeremonyOut:
    """The same of one that was just read, whoever asks."""
    names = await _names(found.id)
    counted = await figures.of_ceremony(found.id)
    return CeremonyOut(
        office=found.issuing_body,
        series_title=_series_title(names),
        municipality_name=names["municipality_name"],
        status=Status(found.status),
        audience=Audience(found.audience),
        languages=languages_of(found),
        over=_over(found, now),
        figures=CeremonyFiguresOut.of(counted, found.capacity),
        **{name: _value(found, name) for name in _IN_BOTH + _FOR_THE_OFFICE},
    )


async def for_everybody(ceremony_id: UUID, *, now: datetime) -> PublicCeremonyOut:
    """One event that everybody may know of. Raises NotFound."""
    return await as_public(await public_ceremony(ceremony_id), now)


async def as_public(found: Ceremony, now: datetime) -> PublicCeremonyOut:
    """The same of an event that was just read, for whoever may know of it, such as its guests."""
    names = await _names(found.id)
    left = None
    if found.audience == Audience.PUBLIC:
        left = max(0, found.capacity - await figures.held(found.id))
    return PublicCeremonyOut(
        office_name=names["office_name"] or STATE_OFFICE,
        series_title=_series_title(names),
        municipality_name=names["municipality_name"],
        status=Status(found.status),
        audience=Audience(found.audience),
        languages=languages_of(found),
        over=_over(found, now),
        seats_left=left,
        drawn=names["drawn"],
        programme=[
            PublicProgrammeItem(
                kind=item["kind"],
                starts_at=begins,
                minutes=item["minutes"],
                title=Text(item["title_de"], item["title_en"]),
                speaker=item["speaker"],
            )
            for item, begins in await programme_of(found)
        ],
        **{name: _value(found, name) for name in _IN_BOTH},
    )


async def public_ceremony(ceremony_id: UUID) -> Ceremony:
    """An event everybody may know of. Raises NotFound."""
    found = await Ceremony.objects().get(Ceremony.id == ceremony_id)
    hidden = found is None or found.status == Status.DRAFT
    if found is None or hidden or not (found.audience == Audience.PUBLIC or found.showcase_public):
        raise NotFound
    return found


async def programme_of(found: Ceremony) -> Sequence[tuple[Any, datetime]]:
    """The points in their order, each with when it begins: guests come in first, the rest follows from the start."""
    items = await db.rows(
        "SELECT id, position, kind, minutes, title_de, title_en, speaker, laureate, note FROM programme_item"
        " WHERE ceremony = $1 ORDER BY position",
        found.id,
    )
    begins = found.starts_at
    timed: list[tuple[Any, datetime]] = []
    for item in items:
        if item["kind"] == "admission" and not timed:
            opens = found.doors_open_at
            timed.append((item, begins - timedelta(minutes=item["minutes"]) if opens is None else opens))
            continue
        timed.append((item, begins))
        begins += timedelta(minutes=item["minutes"])
    return timed


def languages_of(found: Ceremony) -> list[str]:
    """What is spoken or interpreted."""
    return _languages.decode(found.languages)


def words_of(found: Ceremony, name: str) -> Text:
    """A text of an event in both languages."""
    return Text(getattr(found, f"{name}_de"), getattr(found, f"{name}_en"))


def _value(found: Ceremony, name: str) -> Any:
    return words_of(found, name) if name in _WORDS else getattr(found, name)


def _over(found: Ceremony, now: datetime) -> bool:
    return found.status != Status.POSTPONED and rules.is_over(found.ends_at, now)


def _series_title(names: Any) -> Text | None:
    return Text(names["series_de"], names["series_en"]) if names["series_de"] is not None else None


async def _names(ceremony_id: UUID) -> Any:
    return await db.row(
        "SELECT m.name AS municipality_name, b.name AS office_name, s.title_de AS series_de, s.title_en AS series_en,"
        " EXISTS (SELECT 1 FROM guest_group q WHERE q.ceremony = c.id AND q.drawn_at IS NOT NULL) AS drawn"
        " FROM ceremony c JOIN municipality m ON m.ags = c.municipality"
        " LEFT JOIN issuing_body b ON b.id = c.issuing_body LEFT JOIN series s ON s.id = c.series WHERE c.id = $1",
        ceremony_id,
    )
