"""Who is nominated says yes or no, by the link of their mail or signed in; a yes makes it an entry."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts.people import person as person_of
from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking import check_words
from ehrenamtskarte.awards.checking.telling import tell_team
from ehrenamtskarte.awards.entering import complete, entry_rules, nomination_rules, nomination_words, own
from ehrenamtskarte.awards.entering.entry_rules import EntryIncomplete, NotEligible
from ehrenamtskarte.awards.entering.nomination_schemas import NominationAnswerIn, NominationOut
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.entering.own_nominations import LAST_DAY, until_of
from ehrenamtskarte.awards.entering.submitting import hand_in
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.mail import mail_of, send_mail
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.text import Text

MOST_PROPOSALS = 100
_SHOWN = f"""SELECT e.id, e.call, c.title_de, c.title_en, b.name AS office_name, e.kind, e.name, e.contact_name,
 e.contact_phone, e.title, e.nomination_relation, e.nomination_reason, e.status, e.number, c.year, e.consented_at,
 e.nominee_told_at, concat_ws(' ', p.given_name, p.family_name) AS nominator, {LAST_DAY} AS last_day
 FROM award_entry e JOIN award_call c ON c.id = e.call LEFT JOIN issuing_body b ON b.id = c.issuing_body
 LEFT JOIN person p ON p.id = e.nominated_by"""  # noqa: S608 - a constant


async def answer(entry_id: UUID, data: NominationAnswerIn, *, now: datetime) -> None:
    """Agree or decline, for whoever has shown that the nomination is theirs; a no can become a yes.

    Raises NotFound, NominationGone, NominationAnswered, ConsentTooLate and what `access.check_running` does.
    """
    async with db.transaction():
        await db.execute("SELECT 1 FROM award_entry WHERE id = $1 FOR NO KEY UPDATE", entry_id)
        entry = await _entry(entry_id)
        call = await access.call(entry.call)
        access.check_running(call)
        until = nomination_rules.consent_until(await access.phases_of(call.id))
        nomination_rules.check_consent(EntryStatus(entry.status), until, now)
        if data.agreed:
            await _agree(call, entry, data, now)
        elif entry.status == EntryStatus.PROPOSED:
            await _decline(call, entry, now)


async def _agree(call: AwardCall, entry: AwardEntry, data: NominationAnswerIn, now: datetime) -> None:
    """The entry is handed in; what its form still lacks is asked for at once."""
    name = entry_rules.one_line(data.name) or entry.name
    contact = entry_rules.one_line(data.person_name) or (
        name if entry.kind == EntrantKind.PERSON else entry.contact_name
    )
    await db.execute(
        "UPDATE award_entry SET status = 'proposed', name = $2, sort_key = $3, contact_name = $4,"
        " contact_email = nominated_email, contact_phone = $5, consented_at = $6, declined_at = NULL WHERE id = $1",
        entry.id, name, entry_rules.key_of(name), contact, entry_rules.one_line(data.phone), now,
    )  # fmt: skip
    await db.execute(
        "INSERT INTO entry_member (id, entry, email, role, added_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        new_id(), entry.id, entry.nominated_email, own.LEAD, now,
    )  # fmt: skip
    agreed = await _entry(entry.id)
    await hand_in(call, agreed, now=now)
    await _ask_to_complete(call, agreed, now)
    await audit.record("award_nomination_accepted", actor=None, subject=entry.id, tenant=call.issuing_body)
    await _tell_nominator(call, agreed, agreed=True)


async def _ask_to_complete(call: AwardCall, entry: AwardEntry, now: datetime) -> None:
    try:
        await complete.check(call, entry)
    except (EntryIncomplete, NotEligible):
        await db.execute(
            "UPDATE award_entry SET status = 'asked', question = $2, asked_at = $3, answer_by = $4,"
            " revision = revision + 1 WHERE id = $1",
            entry.id,
            f"{nomination_rules.COMPLETE.de} / {nomination_rules.COMPLETE.en}",
            now,
            nomination_rules.complete_by(berlin_day(now)),
        )
        await tell_team([entry.id], check_words.asked, now=now)


async def _decline(call: AwardCall, entry: AwardEntry, now: datetime) -> None:
    """How they are reached is not kept, but that they do not want to be written to."""
    await db.execute(
        "UPDATE award_entry SET status = 'declined', declined_at = $2, contact_name = '', contact_email = '',"
        " contact_phone = '', person = NULL, changed_at = $2, revision = revision + 1 WHERE id = $1",
        entry.id,
        now,
    )
    await _tell_nominator(call, entry, agreed=False)


async def _tell_nominator(call: AwardCall, entry: AwardEntry, *, agreed: bool) -> None:
    reader = await db.row("SELECT email, language FROM person WHERE id = $1", entry.nominated_by)
    if reader is None or reader["email"] is None:
        return
    words = nomination_words.answered(
        Text(call.title_de, call.title_en or call.title_de), entry.name, agreed=agreed
    )
    await send_mail(
        mail_of(
            words,
            to=reader["email"],
            language="en" if reader["language"] == "en" else "de",
            address=f"{settings().address}/mein/vorschlaege",
        )
    )


async def of_entry(entry_id: UUID, *, now: datetime) -> NominationOut:
    """A nomination as the nominated sees it. Raises NotFound."""
    row = await db.row(_SHOWN + " WHERE e.id = $1 AND e.nominated_email <> ''", entry_id)
    if row is None:
        raise NotFound
    return _told(row, now, await access.phases_of(row["call"]))


async def of_person(*, actor: Actor, now: datetime) -> list[NominationOut]:
    """Nominations of the address somebody signs in with that wait for an answer."""
    email = (await person_of(actor.person_id)).email
    found = await db.rows(
        f"{_SHOWN} WHERE e.nominated_email = $1 AND e.nominated_email <> '' AND e.status = 'proposed'"
        f" AND c.status = 'published' AND c.decided_at IS NULL ORDER BY e.id DESC LIMIT {MOST_PROPOSALS}",
        email,
    )
    told = [_told(row, now) for row in found]
    return [one for one in told if one.state is nomination_rules.NominationState.WAITING]


async def check_own(entry_id: UUID, *, actor: Actor) -> None:
    """Whether a nomination went to the address somebody signs in with. Raises NotFound."""
    if not await db.scalar(
        "SELECT 1 FROM award_entry e JOIN person p ON p.email = e.nominated_email WHERE e.id = $1 AND p.id = $2",
        entry_id,
        actor.person_id,
    ):
        raise NotFound


def _told(row: Any, now: datetime, phases: Sequence[Phase] = ()) -> NominationOut:
    until = until_of(row)
    status = entry_rules.status_told(
        EntryStatus(row["status"]), told_at=row["nominee_told_at"], phases=phases, now=now
    )
    return NominationOut(
        id=row["id"],
        call_id=row["call"],
        call_title=Text(row["title_de"], row["title_en"] or row["title_de"]),
        office_name=row["office_name"] or "",
        kind=EntrantKind(row["kind"]),
        name=row["name"],
        person_name=row["contact_name"],
        phone=row["contact_phone"],
        title=row["title"],
        nominator=row["nominator"],
        relation=row["nomination_relation"],
        reason=row["nomination_reason"],
        state=nomination_rules.state_of(
            status, consented=row["consented_at"] is not None, until=until, now=now
        ),
        status=status,
        receipt=receipt_number(row["year"], row["number"]) if row["number"] else "",
        incomplete=status is EntryStatus.ASKED,
        consent_until=until,
    )


async def _entry(entry_id: UUID) -> AwardEntry:
    found = await AwardEntry.objects().get((AwardEntry.id == entry_id) & (AwardEntry.nominated_email != ""))
    if found is None:
        raise NotFound
    return found
