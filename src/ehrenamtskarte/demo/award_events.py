"""Two award events of the demo: an evening in Warstein that is over, and the state's prize-giving to come."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.afterwards import closing, photos, survey, thanks
from ehrenamtskarte.ceremonies.afterwards.schemas import ClosingIn, SurveyIn
from ehrenamtskarte.ceremonies.doors import admitting, devices
from ehrenamtskarte.ceremonies.doors.admitting import Scan
from ehrenamtskarte.ceremonies.guests import awarded, draws, editing, gathering, groups
from ehrenamtskarte.ceremonies.guests.awarded import AwardedGuestsIn, WhoOfAward
from ehrenamtskarte.ceremonies.guests.guest_rules import NewGuest
from ehrenamtskarte.ceremonies.guests.schemas import GatheringIn, GroupIn
from ehrenamtskarte.ceremonies.inviting import answering, invitations
from ehrenamtskarte.ceremonies.inviting.answer_rules import Answer, Said
from ehrenamtskarte.ceremonies.planning import course, plans, programme
from ehrenamtskarte.ceremonies.planning.schemas import CeremonyChangesIn, CeremonyIn, PlannedDoorIn
from ehrenamtskarte.ceremonies.rules import Consent, Source
from ehrenamtskarte.ceremonies.seating import proposing, rooms
from ehrenamtskarte.ceremonies.seating.schemas import BlockKind, BlocksIn
from ehrenamtskarte.ceremonies.showcase import agreement
from ehrenamtskarte.ceremonies.showcase.schemas import AgreementIn
from ehrenamtskarte.ceremonies.stage import laureates, partners
from ehrenamtskarte.ceremonies.stage.schemas import CompanyOnStageIn
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.demo import drawings, honours, shops
from ehrenamtskarte.demo.acting import acting, settle
from ehrenamtskarte.demo.cast import WARSTEIN, Office

COMPANIONS_OF_EVERY = 3
STARS = (5, 5, 4, 5, 3, 4, 5, 5, 4)


async def honour(ministry: Actor, clerks: Mapping[Office, Actor], now: datetime) -> None:
    """An evening is over, another is being prepared."""
    clerk = clerks[WARSTEIN]
    office = next(m.tenant for m in clerk.memberships if m.role is Role.CASE_WORKER)
    await _evening(office, clerk, now)
    await _prize_giving(ministry, now)


async def _planned(
    office: UUID | None, plan: CeremonyIn, more: CeremonyChangesIn, actor: Actor, now: datetime
) -> UUID:
    found = await plans.create(office, plan.values(), actor=actor, now=now)
    await plans.change(office, found.id, more.changes(), revision=found.revision, actor=actor, now=now)
    await programme.write(office, found.id, honours.programme(), actor=actor)
    doors = [PlannedDoorIn(name="Haupteingang"), PlannedDoorIn(name="Seiteneingang")]
    await programme.write_doors(office, found.id, doors, actor=actor)
    officials = await groups.add(
        office, found.id, GroupIn(name="Ehrengäste", category="Ehrengäste"), actor=actor
    )
    for given_name, family_name, function, rank in honours.OFFICIALS:
        told = NewGuest(
            given_name=given_name,
            family_name=family_name,
            function=function,
            protocol_rank=rank,
            address=f"{given_name} {family_name}\nRathausplatz 1\n59581 Warstein",
        )
        await editing.add(office, found.id, officials.id, told, actor=actor, now=now)
    await course.publish_ceremony(office, found.id, actor=actor, now=now)
    return found.id


async def _from_the_award(ceremony: UUID, actor: Actor, now: datetime) -> None:
    """Who won this year's engagement prize is invited and stands on stage."""
    call: UUID = await db.scalar(
        "SELECT id FROM award_call WHERE template = 'engagement_prize' AND decided_at IS NOT NULL"
    )
    wanted = AwardedGuestsIn(call_id=call, who=WhoOfAward.LAUREATES)
    await awarded.take_over(None, ceremony, wanted, actor=actor, now=now)


async def _companies(office: UUID | None, ceremony: UUID, actor: Actor, now: datetime) -> None:
    """One gives presents, one is shown with its engagement; both agreed."""
    for shop, role, gift, quote in (
        (shops.POOLS, CompanyRole.PARTNER, ("", ""), _quote()),
        (
            shops.BOOKS,
            CompanyRole.SPONSOR,
            ("Büchergutscheine für alle Geehrten", "Book tokens for all"),
            None,
        ),
    ):
        company: UUID = await db.scalar("SELECT id FROM company WHERE name = $1", shop.name)
        said = quote or Text("", "")
        wanted = CompanyOnStageIn(company=company, role=role, gift=Text(*gift), quote=said)
        entry = await partners.add(office, ceremony, wanted, actor=actor)
        manager = await acting(await db.scalar("SELECT id FROM person WHERE email = $1", shop.email))
        quoted = " ".join(shop.manager) if quote else ""
        await agreement.agree(
            company, entry.id, AgreementIn(quote=said, quote_by=quoted), actor=manager, now=now
        )


def _quote() -> Text:
    """What the pools say of the days they give."""
    return Text(
        "Wer bei uns für den Rettungsdienst frei braucht, bekommt es. Ohne Zettel.",
        "Whoever needs time off for the rescue service gets it. No form.",
    )


async def _answers(office: UUID | None, ceremony: UUID, open_ones: int, actor: Actor, now: datetime) -> None:
    """Most come, some bring somebody, some decline, a few have not answered."""
    invited = await db.rows(
        "SELECT id, given_name, family_name FROM guest WHERE ceremony = $1 AND status = 'invited'"
        " ORDER BY protocol_rank, sort_key, id",
        ceremony,
    )
    for number, guest in enumerate(invited[: len(invited) - open_ones or None]):
        said = Answer(coming=False) if number % 7 == 6 else _coming(number, guest)
        await answering.answer_for(office, ceremony, guest["id"], said, actor=actor, now=now)
    await settle()


def _coming(number: int, guest: Any) -> Answer:
    first = Said(
        name=f"{guest['given_name']} {guest['family_name']}",
        wheelchair=number % 19 == 5,
        diet="vegetarisch" if number % 8 == 1 else "",
        photo_consent=Consent.YES if number % 4 else Consent.OPEN,
    )
    persons: tuple[Said, ...] = (first,)
    if number % COMPANIONS_OF_EVERY == 1:
        persons += (Said(name=f"Kim {guest['family_name']}" if number % 2 else ""),)
    return Answer(coming=True, persons=persons)


async def _seated(office: UUID | None, ceremony: UUID, tables: int, actor: Actor, now: datetime) -> None:
    room = await rooms.add_room(office, ceremony, "Saal", actor=actor, now=now)
    first = BlocksIn(
        kind=BlockKind.ROW, name="Reihe", count=1, seats=8, category="Ehrengäste", step_free=True
    )
    rest = BlocksIn(kind=BlockKind.TABLE, name="Tisch", count=tables, seats=8, step_free=True)
    for blocks in (first, rest):
        await rooms.add_blocks(office, ceremony, room, blocks, actor=actor, now=now)
    await proposing.seat_all(office, ceremony, keep_all=True, actor=actor, now=now)


async def _evening(office: UUID, clerk: Actor, now: datetime) -> None:
    plan = honours.finished(berlin_day(now))
    ceremony = await _planned(office, plan, honours.ABOUT_FINISHED, clerk, now)
    for laureate in honours.LAUREATES:
        await laureates.add(office, ceremony, laureate, actor=clerk)
    await gathering.gather(
        office,
        ceremony,
        GatheringIn(source=Source.CARD_HOLDERS, name="Menschen mit Karte"),
        actor=clerk,
        now=now,
    )
    await gathering.gather(
        office, ceremony, GatheringIn(source=Source.ORGANISATIONS, name="Vereine"), actor=clerk, now=now
    )
    await _companies(office, ceremony, clerk, now)
    await invitations.invite(office, ceremony, None, actor=clerk, now=now)
    await settle()
    await _answers(office, ceremony, 3, clerk, now)
    await _seated(office, ceremony, 8, clerk, now)
    await _let_in(office, ceremony, clerk, now)
    await _long_ago(ceremony, honours.FINISHED_AGO)
    await _thanked(office, ceremony, clerk, now)


async def _let_in(office: UUID, ceremony: UUID, clerk: Actor, now: datetime) -> None:
    """Nine of ten who wanted to come came."""
    pairing = await devices.order(
        office, ceremony, purpose="door", label="Telefon am Haupteingang", actor=clerk, now=now
    )
    device, secret = await devices.pair(pairing.code, "", asked_from="demo", now=now)
    door = await db.scalar("SELECT id FROM door WHERE ceremony = $1 ORDER BY position LIMIT 1", ceremony)
    await devices.choose_door(device, door)
    came = await db.rows("SELECT id FROM attendee WHERE ceremony = $1 ORDER BY guest, position", ceremony)
    for number, attendee in enumerate(came):
        if number % 10 != 9:
            scan = Scan(
                ticket="", attendee=attendee["id"], nonce=f"demo-{number}", scanned_at=now, forced=False
            )
            await admitting.admit(ceremony, secret, scan, now=now)


async def _long_ago(ceremony: UUID, by: timedelta) -> None:
    """The demo cannot wait: what was tomorrow was some weeks ago."""
    moments = ("starts_at", "ends_at", "doors_open_at", "answer_by", "published_at")
    # The same hour of the day, also where the clocks change in between.
    earlier = ", ".join(
        f"{moment} = ({moment} AT TIME ZONE 'Europe/Berlin' - $2::interval) AT TIME ZONE 'Europe/Berlin'"
        for moment in moments
    )
    await db.execute(f"UPDATE ceremony SET {earlier} WHERE id = $1", ceremony, by)  # noqa: S608 - a constant
    await db.execute(
        "UPDATE admission a SET scanned_at = c.starts_at - (n.row * 20 || ' seconds')::interval,"
        " received_at = c.starts_at - (n.row * 20 || ' seconds')::interval FROM ceremony c,"
        " (SELECT id, row_number() OVER (ORDER BY id DESC) AS row FROM admission WHERE ceremony = $1) n"
        " WHERE a.id = n.id AND c.id = a.ceremony",
        ceremony,
    )


async def _thanked(office: UUID, ceremony: UUID, clerk: Actor, now: datetime) -> None:
    alt = Text("Gedeckte Kaffeetafel im Foyer", "A table laid for coffee in the foyer")
    photo = await photos.add(office, ceremony, drawings.cake(), alt, "Stadt Warstein", actor=clerk, now=now)
    await photos.publish(office, ceremony, photo.id, actor=clerk)
    await closing.change(
        office, ceremony, ClosingIn(cost_cents=186_000, photos_until=None), actor=clerk, now=now
    )
    words = Text("Es war ein schöner Abend mit Ihnen.", "It was a lovely evening with you.")
    await thanks.order(office, ceremony, words, actor=clerk, now=now)
    await settle()
    came = await db.rows(
        "SELECT DISTINCT t.guest FROM admission a JOIN attendee t ON t.id = a.attendee WHERE a.ceremony = $1"
        " ORDER BY t.guest LIMIT $2",
        ceremony,
        len(STARS),
    )
    praises = iter(honours.PRAISE)
    for guest, stars in zip(came, STARS, strict=False):
        said = SurveyIn(
            overall=stars, programme=stars, organisation=5, praise=next(praises, "") if stars == 5 else ""
        )
        await survey.answer(guest["guest"], ceremony, said, now=now)


async def _prize_giving(ministry: Actor, now: datetime) -> None:
    ceremony = await _planned(None, honours.coming(berlin_day(now)), honours.ABOUT_COMING, ministry, now)
    await _from_the_award(ceremony, ministry, now)
    await gathering.gather(
        None,
        ceremony,
        GatheringIn(
            source=Source.CARD_HOLDERS,
            name="Menschen mit Karte aus fünf Städten",
            municipalities=list(honours.FIVE_TOWNS),
            quota=30,
            quota_per_town=10,
        ),
        actor=ministry,
        now=now,
    )
    await gathering.gather(
        None, ceremony, GatheringIn(source=Source.COMPANIES, name="Partner", quota=8), actor=ministry, now=now
    )
    await _companies(None, ceremony, ministry, now)
    await draws.draw_all(None, ceremony, actor=ministry, now=now)
    await invitations.invite(None, ceremony, None, actor=ministry, now=now)
    await settle()
    await _answers(None, ceremony, 5, ministry, now)
    await _seated(None, ceremony, 6, ministry, now)
