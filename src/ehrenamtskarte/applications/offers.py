"""The platform sees when somebody meets the rules, and offers the card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.accounts.events import PersonChanged, PersonClaimed
from ehrenamtskarte.applications import cases, notices, rules
from ehrenamtskarte.applications.events import ReassessmentNeeded
from ehrenamtskarte.applications.rules import Origin, Status, Step
from ehrenamtskarte.core import audit, clock, daily, db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.mail import send_mail
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.eligibility import service as eligibility
from ehrenamtskarte.eligibility.events import Declared
from ehrenamtskarte.eligibility.gathering import AsIf
from ehrenamtskarte.eligibility.rules import CardKind
from ehrenamtskarte.eligibility.service import Assessed
from ehrenamtskarte.eligibility.standing import Standing
from ehrenamtskarte.hours import claims
from ehrenamtskarte.hours.events import PEOPLE_PER_EVENT, HoursDecided
from ehrenamtskarte.regions.events import AreaChanged
from ehrenamtskarte.regions.service import Issuer


@dataclass(frozen=True)
class Deserved:
    """A card somebody may be offered, and who would issue it."""

    person: UUID
    standing: Standing
    issuer: Issuer


async def reassess(people: Sequence[UUID], *, now: datetime) -> None:
    """Offer cards to those who now meet the rules, and let offers lapse whose ground is gone. Again changes nothing."""
    day = clock.berlin_day(now)
    async with db.transaction():
        held = {row["id"]: row for row in await cases.hold(people)}
        assessed = await eligibility.assess_people(list(held), day)
        await _renew_or_lapse(assessed, now)
        await _offer(held, await deserved(assessed, day), now)


async def deserved(assessed: Mapping[UUID, Assessed], day: date) -> list[Deserved]:
    """Who of the assessed may be offered which card: the rules could be met, and no other case stands against it."""
    earlier = await cases.earlier_cases(list(assessed))
    issuers = await _issuers(assessed)
    return [
        Deserved(person, standing, issuers[standing.place.ags])
        for person, found in assessed.items()
        for kind, standing in found.standings.items()
        if standing.could_be_met
        and standing.place
        and standing.place.ags in issuers
        and rules.may_be_offered(earlier[person, kind], day)
    ]


async def _issuers(assessed: Mapping[UUID, Assessed]) -> dict[str, Issuer]:
    standings = (standing for found in assessed.values() for standing in found.standings.values())
    return await eligibility.issuers_of(standing.place.ags for standing in standings if standing.place)


async def _renew_or_lapse(assessed: Mapping[UUID, Assessed], now: datetime) -> None:
    """Let open offers follow the person's standing: to another town, or to their end."""
    offered = await db.rows(
        "SELECT id, person, kind, municipality FROM application WHERE person = ANY($1) AND status = 'offered'",
        list(assessed),
    )
    issuers = await _issuers(assessed) if offered else {}
    for offer in offered:
        standing = assessed[offer["person"]].standings[CardKind(offer["kind"])]
        if not (standing.could_be_met and standing.place and standing.place.ags in issuers):
            await _lapse(offer["id"], now)
        elif standing.place.ags != offer["municipality"]:
            await db.execute(
                "UPDATE application SET municipality = $2, issuing_body = $3, rule_set = $4::jsonb, outcome = $5::jsonb,"
                " result = $6 WHERE id = $1",
                offer["id"], standing.place.ags, issuers[standing.place.ags].id, cases.stored(standing.rule_set),
                cases.stored(standing.outcome), standing.outcome.result,
            )  # fmt: skip


async def _lapse(offer: UUID, now: datetime) -> None:
    following = rules.after(Status.OFFERED, Step.LAPSE)
    await db.execute(
        "UPDATE application SET status = $2, decided_at = $3 WHERE id = $1 AND status = 'offered'",
        offer,
        following,
        now,
    )
    await audit.record("offer_lapsed", actor=None, subject=offer)


async def _offer(held: Mapping[UUID, Any], wanted: Sequence[Deserved], now: datetime) -> None:
    if not wanted:
        return
    ids = [new_id() for _ in wanted]
    people = [held[one.person] for one in wanted]
    added = await db.rows(
        "INSERT INTO application (id, person, issuing_body, municipality, kind, origin, status, sort_key, rule_set,"
        " outcome, result, publication, news, offered_at, automatic, reason)"
        " SELECT i, p, b, m, k, $1, $2, s, r, o, e, false, false, $3, false, ''"
        " FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::jsonb[], $11::jsonb[],"
        " $12::text[]) AS t(i, p, b, m, k, s, r, o, e)"
        " ON CONFLICT (person, kind) WHERE status IN ('offered', 'submitted') DO NOTHING RETURNING id",
        Origin.OFFER,
        Status.OFFERED,
        now,
        ids,
        [one.person for one in wanted],
        [one.issuer.id for one in wanted],
        [one.standing.rule_set.municipality for one in wanted],
        [one.standing.kind for one in wanted],
        [cases.order_of_names(row["given_name"], row["family_name"]) for row in people],
        [cases.stored(one.standing.rule_set) for one in wanted],
        [cases.stored(one.standing.outcome) for one in wanted],
        [one.standing.outcome.result for one in wanted],
    )
    made = {row["id"] for row in added}
    for offer, one, row in zip(ids, wanted, people, strict=True):
        if offer in made:
            await audit.record("card_offered", actor=None, subject=offer, kind=one.standing.kind)
            if row["email"]:
                target = await sign_in.link_to(f"/mein/angebot/{offer}", email=row["email"], now=now)
                await send_mail(notices.offer(row, one.standing, target))


async def follow_hours(event: HoursDecided) -> None:
    """Reassess the people whose hours were decided on, or for whom an organisation vouched."""
    await reassess(event.people, now=clock.now())


async def follow_declaration(event: Declared) -> None:
    """Reassess who declared something."""
    await reassess([event.person_id], now=clock.now())


async def follow_need(event: ReassessmentNeeded) -> None:
    """Reassess those for whom something else changed."""
    await reassess(event.people, now=clock.now())


async def follow_person(event: PersonChanged) -> None:
    """Let open cases be found under a new name, and reassess."""
    async with db.transaction():
        for row in await cases.hold([event.person_id]):
            await db.execute(
                "UPDATE application SET sort_key = $2 WHERE person = $1 AND status IN ('offered', 'submitted')",
                event.person_id,
                cases.order_of_names(row["given_name"], row["family_name"]),
            )
        await reassess([event.person_id], now=clock.now())


async def follow_claim(event: PersonClaimed) -> None:
    """Give hours and cases of a reserved person to who claimed them; of two open cases for one card the own stays."""
    now = clock.now()
    async with db.transaction():
        # First, or an offer would lapse for want of the hours it rests on.
        await claims.follow_claim(event)
        await cases.hold([event.person_id])
        await db.execute(
            "UPDATE application r SET status = 'lapsed', decided_at = $3 WHERE person = $1 AND status = 'offered' AND EXISTS"
            " (SELECT FROM application o WHERE o.person = $2 AND o.kind = r.kind AND o.status IN ('offered', 'submitted'))",
            event.reserved_id,
            event.person_id,
            now,
        )
        await db.execute(
            "UPDATE application SET person = $2 WHERE person = $1", event.reserved_id, event.person_id
        )
        await reassess([event.person_id], now=now)


async def follow_area(event: AreaChanged) -> None:
    """Have everybody reassessed who lives or is engaged in towns that began or ceased to take part."""
    found = await db.rows(
        "SELECT id FROM person WHERE municipality = ANY($1) AND merged_into IS NULL"
        " UNION SELECT h.person FROM hour_record h JOIN organisation o ON o.id = h.organisation"
        " WHERE o.municipality = ANY($1) AND h.status = 'confirmed'"
        " UNION SELECT s.person FROM statement s JOIN organisation o ON o.id = s.organisation"
        " WHERE o.municipality = ANY($1) AND s.withdrawn_at IS NULL"
        " UNION SELECT person FROM application WHERE municipality = ANY($1) AND status = 'offered'",
        list(event.municipalities),
    )
    await _ask_for([row["id"] for row in found])


async def as_time_passes() -> None:
    """Once a day, have everybody reassessed whom a birthday, a full year or a new rule set could make eligible.

    Those are people with something confirmed and no open case; whoever holds a card for years ahead is left alone.
    """
    today = clock.today()
    async with db.transaction():
        if not await daily.is_due("reassess", today):
            return
        found = await db.rows(
            "SELECT person AS id FROM hour_record WHERE status = 'confirmed' AND ends_on > $1::date - 800"
            " UNION SELECT person FROM statement WHERE withdrawn_at IS NULL"
            " UNION SELECT person FROM application WHERE status = 'offered'"
            " EXCEPT SELECT person FROM application WHERE status = 'submitted'",
            today,
        )
        await _ask_for([row["id"] for row in found])


async def _ask_for(people: Sequence[UUID]) -> None:
    await publish(
        *(
            ReassessmentNeeded(people=tuple(people[start : start + PEOPLE_PER_EVENT]))
            for start in range(0, len(people), PEOPLE_PER_EVENT)
        )
    )


@dataclass(frozen=True)
class Consequences:
    """What confirming everything that waits would bring: so many people with a card on offer, so many of them unreachable."""

    newly_eligible: int
    without_mail: int


async def consequences(organisation: UUID, *, confirmed_by: UUID, day: date) -> Consequences:
    """What would follow if this coordinator confirmed everything that waits in the organisation's inbox.

    Only counts, and only by what was done in this organisation: a jump by one small entry would tell of
    engagement elsewhere. So it may turn out to be more.
    """
    waiting = await db.rows(
        "SELECT DISTINCT p.id, p.email IS NOT NULL AS has_mail FROM hour_record h JOIN person p ON p.id = h.person"
        " WHERE h.organisation = $1 AND h.status = 'submitted' AND h.person <> $2 AND p.merged_into IS NULL",
        organisation,
        confirmed_by,
    )
    has_mail = {row["id"]: row["has_mail"] for row in waiting}
    confirmed, present = AsIf(organisation, confirmed_by), AsIf(organisation)
    after = await deserved(await eligibility.assess_people(list(has_mail), day, as_if=confirmed), day)
    candidates = {one.person for one in after}
    before = await deserved(await eligibility.assess_people(list(candidates), day, as_if=present), day)
    people = candidates - {one.person for one in before}
    return Consequences(len(people), sum(not has_mail[person] for person in people))
