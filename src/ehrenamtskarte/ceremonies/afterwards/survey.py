"""The anonymous survey: one answer of each party that came, and nothing that leads back to them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards.came import party_came
from ehrenamtskarte.ceremonies.afterwards.schemas import QuestionOut, SurveyIn, SurveyOut
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import db

QUESTIONS = ("overall", "programme", "organisation", "access")
MOST_REMARKS = 500


async def answer(guest_id: UUID, ceremony_id: UUID, data: SurveyIn, *, now: datetime) -> None:
    """Keep what a guest thought. Raises SurveyNotOpen, SurveyClosed, OnlyThoseWhoCame, AlreadySurveyed."""
    found = await access.ceremony(ceremony_id)
    async with db.transaction():
        guest = await db.row(
            f"SELECT g.surveyed, {party_came('g')} AS came FROM guest g WHERE g.id = $1 FOR UPDATE",  # noqa: S608 - constants
            guest_id,
        )
        assert guest is not None
        rules.check_survey(
            ends_at=found.ends_at,
            status=found.status,
            came=guest["came"],
            surveyed=guest["surveyed"],
            now=now,
        )
        await db.execute("UPDATE guest SET surveyed = true WHERE id = $1", guest_id)
        # A random id: ours would tell the moment, and the moment who it was.
        await db.execute(
            "INSERT INTO survey_answer (id, ceremony, overall, programme, organisation, access, praise, wish)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            uuid4(), ceremony_id, data.overall, data.programme, data.organisation, data.access,
            data.praise.strip(), data.wish.strip(),
        )  # fmt: skip


async def results(found: Ceremony, *, now: datetime) -> SurveyOut:
    """What all thought together; nothing where fewer than five answered."""
    answers: int = await db.scalar("SELECT count(*) FROM survey_answer WHERE ceremony = $1", found.id)
    parties: int = await db.scalar(
        f"SELECT count(*) FROM guest g WHERE g.ceremony = $1 AND {party_came('g')}",  # noqa: S608 - constants
        found.id,
    )
    enough = answers >= rules.FEWEST_ANSWERS
    ends = found.ends_at + rules.SURVEY_OPEN
    return SurveyOut(
        answers=answers if enough or answers == 0 else None,
        parties=parties,
        open_until=ends if found.status == Status.PUBLISHED and found.ends_at <= now < ends else None,
        questions=await _questions(found.id) if enough else [],
        praise=await _remarks(found.id, "praise") if enough else [],
        wishes=await _remarks(found.id, "wish") if enough else [],
    )


async def _questions(ceremony_id: UUID) -> list[QuestionOut]:
    stars = ", ".join(
        f"count(*) FILTER (WHERE {name} = {star}) AS {name}_{star}"
        for name in QUESTIONS
        for star in range(1, 6)
    )
    row = await db.row(f"SELECT {stars} FROM survey_answer WHERE ceremony = $1", ceremony_id)  # noqa: S608 - constants
    assert row is not None
    return [_question(name, [row[f"{name}_{star}"] for star in range(1, 6)]) for name in QUESTIONS]


def _question(name: str, spread: list[int]) -> QuestionOut:
    answers = sum(spread)
    if answers < rules.FEWEST_ANSWERS:
        return QuestionOut(name, 0 if answers == 0 else None, None, None)
    average = sum(star * times for star, times in enumerate(spread, 1)) / answers
    return QuestionOut(name, answers, round(average, 1), spread)


async def _remarks(ceremony_id: UUID, column: str) -> list[str]:
    found: list[Any] = await db.rows(
        f"SELECT {column} AS said FROM survey_answer WHERE ceremony = $1 AND {column} <> '' ORDER BY id LIMIT {MOST_REMARKS}",  # noqa: S608 - constants
        ceremony_id,
    )
    return [row["said"] for row in found]
