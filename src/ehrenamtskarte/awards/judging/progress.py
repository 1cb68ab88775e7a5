"""How far a jury is: by round, by juror and by entry; whether something was judged, never how."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.judging import conflict_rules, criteria, jury_setup
from ehrenamtskarte.awards.judging.jury_schemas import (
    EntryJurorOut,
    JuryEntryRow,
    JuryRoundOut,
    JuryRoundRow,
    RoundJurorOut,
)
from ehrenamtskarte.awards.rules import Considers, JudgementStatus, Recusal, Sharing
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, number_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

_COUNTS = ", ".join(f"count(*) FILTER (WHERE g.status = '{one}') AS {one}" for one in JudgementStatus)
_ROUNDS = f"""SELECT r.*, coalesce(n.open, 0) AS open, coalesce(n.done, 0) AS done, coalesce(n.recused, 0) AS recused,
 coalesce(n.entries, 0) AS entries, (SELECT count(DISTINCT juror) FROM round_juror WHERE jury_round = r.id) AS jurors,
 (SELECT count(*) FROM award_entry e WHERE e.call = r.call AND {jury_setup.CONSIDERED}) - coalesce(n.entries, 0)
  AS unassigned
FROM jury_round r LEFT JOIN (SELECT g.jury_round, {_COUNTS}, count(DISTINCT g.entry) FILTER (WHERE g.status <> 'recused')
  AS entries FROM judgement g JOIN jury_round r ON r.id = g.jury_round
 JOIN award_entry e ON e.id = g.entry WHERE r.call = $1 AND {jury_setup.CONSIDERED} GROUP BY 1) n ON n.jury_round = r.id
WHERE r.call = $1 AND ($2::uuid IS NULL OR r.id = $2) ORDER BY r.position, r.id"""  # noqa: S608 - constants
_PANEL = f"""SELECT j.id AS juror_id, j.name, j.function, j.chair, j.reminded_at, p.categories,
 coalesce(n.open, 0) AS open, coalesce(n.done, 0) AS done, coalesce(n.recused, 0) AS recused
FROM (SELECT juror, array_remove(array_agg(category ORDER BY category), NULL) AS categories FROM round_juror
  WHERE jury_round = $1 GROUP BY 1) p JOIN juror j ON j.id = p.juror
LEFT JOIN (SELECT g.juror, {_COUNTS} FROM judgement g JOIN jury_round r ON r.id = g.jury_round
 JOIN award_entry e ON e.id = g.entry WHERE g.jury_round = $1 AND {jury_setup.CONSIDERED} GROUP BY 1) n ON n.juror = j.id
ORDER BY j.chair DESC, j.sort_key, j.id"""  # noqa: S608 - constants


class Lack(StrEnum):
    """Entries of a round that somebody should look at."""

    OPEN = "open"
    """Not all of its jurors are done."""
    RECUSED = "recused"
    """Somebody is not impartial."""
    NOBODY = "nobody"
    """Nobody judges it."""


_JUDGES = (
    "EXISTS (SELECT FROM judgement g WHERE g.jury_round = r.id AND g.entry = e.id AND g.status {condition})"
)
_LACKS = {
    Lack.OPEN: _JUDGES.format(condition="= 'open'"),
    Lack.RECUSED: _JUDGES.format(condition="= 'recused'"),
    Lack.NOBODY: "NOT " + _JUDGES.format(condition="<> 'recused'"),
}


async def rounds_of(call_id: UUID) -> list[JuryRoundRow]:
    """The rounds of a call with how far they are."""
    return [JuryRoundRow(**_row(row)) for row in await db.rows(_ROUNDS, call_id, None)]


async def whole(call_id: UUID, round_id: UUID) -> JuryRoundOut:
    """A round with its criteria and its jury."""
    row = await db.row(_ROUNDS, call_id, round_id)
    assert row is not None
    return JuryRoundOut(
        **_row(row),
        least_points=row["least_points"],
        most_points=row["most_points"],
        jurors_each=row["jurors_each"],
        seed=row["seed"].hex() if row["seed"] else None,
        criteria=[criteria.shown(one) for one in await criteria.of_round(round_id)],
        panel=[RoundJurorOut(**dict(juror)) for juror in await db.rows(_PANEL, round_id)],
        revision=row["revision"],
    )


def _row(row: Any) -> dict[str, Any]:
    own = {name: row[name] for name in JuryRoundRow.__struct_fields__ if name != "name"}
    return own | {
        "name": Text(row["name_de"], row["name_en"]),
        "considers": Considers(row["considers"]),
        "sharing": Sharing(row["sharing"]),
    }


async def entries_of(
    office: UUID | None,
    call_id: UUID,
    round_id: UUID,
    *,
    q: str = "",
    juror: UUID | None = None,
    lack: Lack | None = None,
    actor: Actor,
    cursor: str | None = None,
) -> Page[JuryEntryRow]:
    """One page of the entries a round considers, by number, with who judges them.

    Raises NotFound, SecondFactorNeeded, UnknownCursor.
    """
    await access.call_of_office(office, call_id, actor=actor)
    await jury_setup.round_of(call_id, round_id)
    condition = f"""FROM award_entry e JOIN jury_round r ON r.id = $1 AND e.call = r.call
 LEFT JOIN award_category c ON c.id = e.category
 WHERE {jury_setup.CONSIDERED} AND (e.sort_key LIKE ALL($2::text[]) OR e.number::text = trim($4))
 AND ($3::uuid IS NULL OR EXISTS (SELECT FROM judgement g WHERE g.jury_round = r.id AND g.entry = e.id AND g.juror = $3))
 AND {_LACKS[lack] if lack else "true"}"""
    values = (round_id, every_word(q), juror, q)
    found = await db.rows(
        f"SELECT e.id, e.number, e.name, e.title, c.name_de, c.name_en {condition}"
        " AND ($5::int IS NULL OR e.number > $5) ORDER BY e.number LIMIT $6",
        *values, number_of(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(f"SELECT count(*) {condition}", *values)
    items = found[:PAGE_SIZE]
    judges = await _judges(round_id, [row["id"] for row in items])
    following = cursor_of(str(items[-1]["number"])) if len(found) > PAGE_SIZE else None
    return Page([_entry(row, judges.get(row["id"], [])) for row in items], next=following, total=total)


async def _judges(round_id: UUID, entries: list[UUID]) -> dict[UUID, list[EntryJurorOut]]:
    rows = await db.rows(
        "SELECT g.entry, g.juror AS juror_id, j.name, g.status, g.recusal, g.recusal_reason FROM judgement g"
        " JOIN juror j ON j.id = g.juror WHERE g.jury_round = $1 AND g.entry = ANY($2::uuid[]) ORDER BY j.sort_key, j.id",
        round_id,
        entries,
    )
    found: dict[UUID, list[EntryJurorOut]] = {}
    for row in rows:
        found.setdefault(row["entry"], []).append(
            EntryJurorOut(
                juror_id=row["juror_id"],
                name=row["name"],
                status=JudgementStatus(row["status"]),
                recusal=Recusal(row["recusal"]) if row["recusal"] else None,
                recusal_reason=conflict_rules.in_words(row["recusal_reason"]),
            )
        )
    return found


def _entry(row: Any, jurors: list[EntryJurorOut]) -> JuryEntryRow:
    return JuryEntryRow(
        id=row["id"],
        number=row["number"],
        name=row["name"],
        title=row["title"],
        category=Text(row["name_de"], row["name_en"]) if row["name_de"] else None,
        jurors=jurors,
    )
