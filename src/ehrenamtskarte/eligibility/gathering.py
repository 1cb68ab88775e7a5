"""Gathers what is known of people's engagement, in four statements for however many people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.core import db
from ehrenamtskarte.core.spans import ONE_DAY, last_calendar_year, twelve_months_to
from ehrenamtskarte.eligibility.engagement import (
    Allowance,
    AllowanceKind,
    ConfirmedHours,
    Engagement,
    Organisation,
    Proof,
    Statement,
)
from ehrenamtskarte.eligibility.rules import Place
from ehrenamtskarte.hours.rules import Kind


@dataclass(frozen=True)
class AsIf:
    """Suppose that only what was done at this organisation counts, and that this person confirmed what waits there."""

    organisation: UUID
    confirmed_by: UUID | None = None
    """None: what waits goes on waiting."""


async def engagement_of(
    people: Sequence[UUID], day: date, *, as_if: AsIf | None = None
) -> dict[UUID, Engagement]:
    """What counts for each of these people on a day, by what is known now; who is not there is left out."""
    profiles = await _profiles(people)
    hours = await _hours(people, day, as_if)
    statements = await _statements(people, as_if)
    organisations = await _organisations({row["organisation"] for row in (*hours, *statements)})
    hours_of, statements_of = defaultdict(list), defaultdict(list)
    for row in hours:
        hours_of[row["person"]].append(_confirmed(row, organisations))
    for row in statements:
        statements_of[row["person"]].append(_stated(row, organisations))
    return {
        profile["id"]: Engagement(
            birth_date=profile["birth_date"],
            residence=_place(profile),
            hours=tuple(hours_of[profile["id"]]),
            statements=tuple(statements_of[profile["id"]]),
            declared_allowances=_read(profile["allowances"], tuple[Allowance, ...] | None),
            proofs=_read(profile["proofs"], tuple[Proof, ...] | None) or (),
        )
        for profile in profiles
    }


def _read(stored: str | None, kind: Any) -> Any:
    return None if stored is None else msgspec.json.decode(stored, type=kind)


def _place(row: Any) -> Place | None:
    """A town; one beyond the state's border gives no card."""
    return Place(row["ags"], row["town"] or "", row["participates"]) if row["ags"] else None


async def _profiles(people: Sequence[UUID]) -> list[Any]:
    return await db.rows(
        "SELECT p.id, p.birth_date, p.municipality AS ags, m.name AS town, a.municipality IS NOT NULL AS participates,"
        " d.allowances, d.proofs FROM person p"
        " LEFT JOIN municipality m ON m.ags = p.municipality"
        " LEFT JOIN issuing_area a ON a.municipality = p.municipality"
        " LEFT JOIN declaration d ON d.person = p.id WHERE p.id = ANY($1)",
        list(people),
    )


async def _hours(people: Sequence[UUID], day: date, as_if: AsIf | None) -> list[Any]:
    """Hours added up by month.

    Where a window of the rules begins or ends the month is split, and an entry that crosses such a day stays by
    itself: so the sums are exactly those of the single entries.
    """
    windows = (twelve_months_to(day), last_calendar_year(day))
    edges = sorted({edge for window in windows for edge in (window.first, window.last + ONE_DAY)})
    return await db.rows(
        "SELECT person, organisation, kind, min(starts_on) AS starts_on, max(ends_on) AS ends_on,"
        " sum(minutes)::bigint AS minutes, array_remove(array_agg(DISTINCT signer), NULL) AS signers FROM"
        " (SELECT *, CASE status WHEN 'confirmed' THEN decided_by ELSE $5 END AS signer,"
        " width_bucket(starts_on, $3::date[]) AS part,"
        " width_bucket(starts_on, $3::date[]) <> width_bucket(ends_on, $3::date[]) AS crosses"
        " FROM hour_record WHERE person = ANY($1) AND starts_on <= $2 AND ($4::uuid IS NULL OR organisation = $4)"
        " AND (status = 'confirmed' OR (status = 'submitted' AND person <> $5))) AS entry"
        " GROUP BY person, organisation, kind, part, date_trunc('month', starts_on),"
        " CASE WHEN crosses THEN id END",
        list(people),
        day,
        edges,
        as_if.organisation if as_if else None,
        as_if.confirmed_by if as_if else None,
    )


async def _statements(people: Sequence[UUID], as_if: AsIf | None) -> list[Any]:
    return await db.rows(
        "SELECT person, organisation, since, until, weekly_minutes, allowance_kind, allowance_cents_per_year,"
        " signed_by, (stated_at AT TIME ZONE 'Europe/Berlin')::date AS stated_on"
        " FROM statement WHERE person = ANY($1) AND withdrawn_at IS NULL AND ($2::uuid IS NULL OR organisation = $2)",
        list(people),
        as_if.organisation if as_if else None,
    )


async def _organisations(ids: set[UUID]) -> dict[UUID, Organisation]:
    found = await db.rows(
        "SELECT o.id, o.name, m.ags, m.name AS town, a.municipality IS NOT NULL AS participates"
        " FROM organisation o JOIN municipality m ON m.ags = o.municipality"
        " LEFT JOIN issuing_area a ON a.municipality = o.municipality WHERE o.id = ANY($1)",
        list(ids),
    )
    return {row["id"]: Organisation(row["id"], row["name"], _place(row)) for row in found}


def _confirmed(row: Any, organisations: Mapping[UUID, Organisation]) -> ConfirmedHours:
    return ConfirmedHours(
        organisation=organisations[row["organisation"]],
        signed_by=frozenset(row["signers"]),
        kind=Kind(row["kind"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        minutes=row["minutes"],
    )


def _stated(row: Any, organisations: Mapping[UUID, Organisation]) -> Statement:
    allowance = None
    if row["allowance_kind"]:
        allowance = Allowance(AllowanceKind(row["allowance_kind"]), row["allowance_cents_per_year"])
    return Statement(
        organisation=organisations[row["organisation"]],
        signed_by=frozenset({row["signed_by"]}),
        since=row["since"],
        until=row["until"],
        stated_on=row["stated_on"],
        weekly_minutes=row["weekly_minutes"],
        allowance=allowance,
    )
