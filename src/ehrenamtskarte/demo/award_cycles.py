"""Four award cycles of the demo: of each of the state's two prizes one that is over and one that runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from uuid import UUID

from ehrenamtskarte.awards.calls import course, phasing, plans
from ehrenamtskarte.awards.checking import checks, shortlisting
from ehrenamtskarte.awards.checking.check_rules import CheckAction
from ehrenamtskarte.awards.entering import drafts, files, submitting
from ehrenamtskarte.awards.entering.schemas import EntryDraftIn, EntryFileIn, EntryStartIn
from ehrenamtskarte.awards.form import Answer, FieldKind, FormField, form_of, questions_of
from ehrenamtskarte.awards.honouring import deciding, months, publishing, result
from ehrenamtskarte.awards.honouring.month_rules import PlannedMonth
from ehrenamtskarte.awards.honouring.schemas import CategoryResultIn, LaureateChosenIn
from ehrenamtskarte.awards.judging import jurors, rounds, scoring, sharing
from ehrenamtskarte.awards.judging.judging_schemas import JudgementIn, PointsGiven
from ehrenamtskarte.awards.judging.jury_schemas import JurorIn
from ehrenamtskarte.awards.judging.round_rules import Anchor, Criterion, RoundPlan
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import Considers, EntrantKind, PhaseKind, Sharing, Template
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.demo import cast, drawings, projects, shops
from ehrenamtskarte.demo.acting import acting, person, settle
from ehrenamtskarte.demo.projects import Project

JURY = (
    ("Helga", "Brandt", "Vorsitzende des Landesjugendrings", True),
    ("Thomas", "Ritter", "Professor für Sozialarbeit", False),
    ("Aylin", "Demirel", "Journalistin", False),
    ("Werner", "Kolk", "Stiftung Gemeinsinn", False),
    ("Judith", "Arens", "Handwerkskammer", False),
)
VOTES_LAST_YEAR, VOTES_THIS_YEAR = 640, 180
PICTURES = 4
"""So many different ones."""


@dataclass(frozen=True)
class Days:
    """The course of a cycle, in days from today; None: it has no such part."""

    entry: tuple[int, int]
    check: tuple[int, int]
    shortlist: tuple[int, int] | None
    jury: tuple[int, int]
    vote: tuple[int, int] | None
    decision: tuple[int, int]

    def phases(self, today: date) -> list[Phase]:
        """The same in the calendar."""
        named = {kind: getattr(self, kind.value) for kind in PhaseKind}
        return [
            Phase(kind, today + timedelta(days=days[0]), today + timedelta(days=days[1]))
            for kind, days in named.items()
            if days
        ]


PRIZE_LAST_YEAR = Days((-430, -350), (-349, -330), (-329, -310), (-90, -60), (-59, -29), (-12, -8))
PRIZE_THIS_YEAR = Days((-150, -70), (-69, -50), (-49, -30), (-10, 20), (-12, 18), (30, 40))
COMPANIES_LAST_YEAR = Days((-440, -380), (-379, -360), None, (-359, -330), None, (-320, -300))
COMPANIES_THIS_YEAR = Days((-20, 26), (-10, 40), None, (41, 70), None, (80, 90))


async def award(ministry: Actor, now: datetime) -> None:
    """Two prizes were given, two calls run."""
    jury = [await _juror(given, family, now) for given, family, _, _ in JURY]
    await _last_prize(ministry, jury, now)
    await _this_prize(ministry, jury, now)
    await _last_companies(ministry, jury, now)
    await _this_companies(ministry, now)
    await settle()


async def _last_prize(ministry: Actor, jury: Sequence[Actor], now: datetime) -> None:
    """All the way: twelve engagements of the month, a jury, a vote, laureates."""
    today = berlin_day(now)
    call = await _published(
        Template.ENGAGEMENT_PRIZE,
        PRIZE_LAST_YEAR,
        today.year - 1,
        ministry,
        now,
        first_month=date(today.year, 1, 1),
    )
    entries = await _entered(call, projects.LAST_YEAR, PRIZE_LAST_YEAR, now)
    await _checked(call, entries, ministry, _in_days(now, -340))
    await shortlisting.nominate(None, call.id, entries, actor=ministry, now=_in_days(now, -312))
    await _months(call.id, entries, today.year, ministry, _in_days(now, -311))
    await _judged(call.id, jury, (-90, -60), 1.0, ministry, now)
    await _voted(call.id, VOTES_LAST_YEAR, _in_days(now, -59), _in_days(now, -29))
    await _decided(call.id, ministry, _in_days(now, -10))
    await publishing.tell_all(now=now)


async def _this_prize(ministry: Actor, jury: Sequence[Actor], now: datetime) -> None:
    """The jury is at it, and everybody votes."""
    call = await _published(Template.ENGAGEMENT_PRIZE, PRIZE_THIS_YEAR, berlin_day(now).year, ministry, now)
    entries = await _entered(call, projects.THIS_YEAR, PRIZE_THIS_YEAR, now)
    nominees = call.nominees or len(entries)
    await _checked(call, entries[:-1], ministry, _in_days(now, -60))
    await checks.reject(
        None,
        call.id,
        entries[-1],
        "Das Projekt gibt es erst seit acht Monaten. Gefragt ist mindestens ein Jahr.",
        actor=ministry,
        now=_in_days(now, -58),
    )
    await shortlisting.nominate(None, call.id, entries[:nominees], actor=ministry, now=_in_days(now, -40))
    await shortlisting.tell_nominees(None, call.id, actor=ministry, now=_in_days(now, -39))
    await _judged(call.id, jury, (-10, 20), 0.5, ministry, now)
    await _voted(call.id, VOTES_THIS_YEAR, _in_days(now, -12), now)


async def _last_companies(ministry: Actor, jury: Sequence[Actor], now: datetime) -> None:
    """Ten companies won a year ago."""
    call = await _published(
        Template.ENGAGED_COMPANY, COMPANIES_LAST_YEAR, berlin_day(now).year - 1, ministry, now
    )
    entries = await _entered(call, projects.COMPANIES_LAST_YEAR, COMPANIES_LAST_YEAR, now)
    await _checked(call, entries, ministry, _in_days(now, -365))
    await _judged(call.id, jury[2:], (-359, -330), 1.0, ministry, now)
    await _decided(call.id, ministry, _in_days(now, -310))
    await publishing.tell_all(now=_in_days(now, -309))


async def _this_companies(ministry: Actor, now: datetime) -> None:
    """Entries come in: some wait for their check, one is asked back, one is still being written."""
    call = await _published(
        Template.ENGAGED_COMPANY, COMPANIES_THIS_YEAR, berlin_day(now).year, ministry, now
    )
    entries = await _entered(call, projects.COMPANIES_THIS_YEAR, COMPANIES_THIS_YEAR, now)
    await _checked(call, entries[:1], ministry, now)
    await checks.ask(
        None,
        call.id,
        entries[1],
        "Wie viele Vereine haben im letzten Jahr Maschinen geliehen?",
        berlin_day(now) + timedelta(days=10),
        actor=ministry,
        now=now,
    )
    manager = await acting(await db.scalar("SELECT id FROM person WHERE email = $1", shops.POOLS.email))
    company: UUID = await db.scalar("SELECT id FROM company WHERE name = $1", shops.POOLS.name)
    start = EntryStartIn(
        call_id=call.id,
        kind=EntrantKind.COMPANY,
        company_id=company,
        eligibility={question.id: bool(question.must_be) for question in questions_of(call.questions)},
    )
    await drafts.start(start, actor=manager, now=now)


async def _published(
    template: Template, days: Days, year: int, ministry: Actor, now: datetime, **changes: object
) -> AwardCall:
    phases = days.phases(berlin_day(now))
    then = _in_days(now, days.entry[0] - 10)
    call = await plans.create(None, template, year, NOTHING_SAID, actor=ministry, now=then)
    wanted = {
        "contact_name": "Nora Albers",
        "contact_email": cast.STATE_OFFICE[3],
        "contact_phone": "0211 100200",
        **changes,
    }
    call = await plans.change(None, call.id, wanted, revision=call.revision, actor=ministry, now=then)
    call = await phasing.write(None, call.id, phases, revision=call.revision, actor=ministry, now=then)
    return await course.publish_call(None, call.id, actor=ministry, now=then)


async def _entered(call: AwardCall, entrants: Sequence[Project], days: Days, now: datetime) -> list[UUID]:
    first, last = days.entry[0], min(days.entry[1], -1)
    return [
        await _entry(
            call, project, number, _in_days(now, first + 1 + (last - first - 1) * number // len(entrants))
        )
        for number, project in enumerate(entrants)
    ]


async def _entry(call: AwardCall, project: Project, number: int, then: datetime) -> UUID:
    maker = Actor(await person(*project.lead, project.email, then))
    kind = EntrantKind.ORGANISATION if call.takes_organisations else EntrantKind.COMPANY
    eligibility = {question.id: question.must_be is not False for question in questions_of(call.questions)}
    start = EntryStartIn(
        call_id=call.id,
        kind=kind,
        name=project.name,
        postal_code=project.postal_code,
        eligibility=eligibility,
    )
    entry_id = await drafts.start(start, actor=maker, now=then)
    entry = await AwardEntry.objects().get(AwardEntry.id == entry_id)
    assert entry is not None
    written = EntryDraftIn(
        revision=entry.revision,
        name=project.name,
        street="Hauptstraße 1",
        postal_code=project.postal_code,
        municipality=entry.municipality,
        contact_name=" ".join(project.lead),
        contact_email=project.email,
        title=project.title,
        teaser=project.teaser,
        answers=_answers(call, project, then),
        eligibility=eligibility,
    )
    await drafts.save(entry_id, written, actor=maker, now=then)
    await _picture(entry_id, project, number, maker, then)
    await submitting.submit(entry_id, actor=maker, now=then)
    return entry_id


async def _picture(entry_id: UUID, project: Project, number: int, maker: Actor, then: datetime) -> None:
    """A few are drawn and read in as any picture is; the others get a copy, since reading takes a second each."""
    said = EntryFileIn(
        alt=Text(f"Bunte Hügel unter der Sonne: das Bild zu „{project.title}“", ""), credit=project.name
    )
    name = f"bild-{number % PICTURES}.png"
    copied = await db.execute(
        "INSERT INTO entry_file (id, entry, kind, name, content, small, width, height, alt_de, alt_en, credit, position,"
        " digest, uploaded_at) SELECT gen_random_uuid(), $1, kind, name, content, small, width, height, $3, '', $4, 0, digest,"
        " $5 FROM entry_file WHERE name = $2 LIMIT 1",
        entry_id, name, said.alt.de, said.credit, then,
    )  # fmt: skip
    if not copied:
        await files.add(entry_id, name, drawings.banner(number), said, actor=maker, now=then)


def _answers(call: AwardCall, project: Project, then: datetime) -> dict[str, Answer]:
    told = projects.PRIZE_ANSWERS if call.takes_organisations else projects.COMPANY_ANSWERS
    long_ones = cycle(one.format(teaser=project.teaser, people=project.people) for one in told)
    return {
        field.id: next(long_ones) if field.kind is FieldKind.LONG_TEXT else _answer(field, project, then)
        for field in form_of(call.form)
    }


def _answer(field: FormField, project: Project, then: datetime) -> Answer:
    """Something sensible for every kind of short field."""
    options = [option.id for option in field.options]
    answers: dict[FieldKind, Answer] = {
        FieldKind.NUMBER: min(project.people, field.most or project.people),
        FieldKind.DATE: (then.date() - timedelta(days=900)).isoformat(),
        FieldKind.YES_NO: True,
        FieldKind.CHOICE: options[0] if options else "",
        FieldKind.CHOICES: options[: min(2, field.most or 2)],
        FieldKind.LINK: "https://www.engagiert.example",
        FieldKind.SHORT_TEXT: "Der Heimatverein am Ort",
    }
    return answers[field.kind]


async def _checked(call: AwardCall, entries: Sequence[UUID], ministry: Actor, then: datetime) -> None:
    await checks.check_several(None, call.id, entries, CheckAction.ADMIT, "", actor=ministry, now=then)


async def _months(call: UUID, entries: Sequence[UUID], year: int, ministry: Actor, then: datetime) -> None:
    planned = [
        PlannedMonth(entry=entry, month=date(year, number, 1), prize_cents=100_000, text=NOTHING_SAID)
        for number, entry in enumerate(entries[:12], 1)
    ]
    await months.write(None, call, planned, revision=0, actor=ministry, now=then)


async def _juror(given_name: str, family_name: str, now: datetime) -> Actor:
    return Actor(await person(given_name, family_name, _address(given_name, family_name), now))


def _address(given_name: str, family_name: str) -> str:
    return f"{given_name}.{family_name}@{cast.MAIL_DOMAIN}".lower()


async def _judged(
    call: UUID, jury: Sequence[Actor], days: tuple[int, int], share: float, ministry: Actor, now: datetime
) -> None:
    """The jury looks at all nominees (all entries, where there are none); `share` of it is done."""
    first = _in_days(now, days[0])
    for given, family, function, chair in JURY[-len(jury) :]:
        told = JurorIn(
            name=f"{given} {family}", function=function, email=_address(given, family), chair=chair
        )
        await jurors.add(None, call, told, actor=ministry, now=first)
    await jurors.invite(None, call, None, actor=ministry, now=first)
    nominated = await db.scalar(
        "SELECT count(*) FROM award_entry WHERE call = $1 AND status = 'shortlisted'", call
    )
    today = berlin_day(now)
    plan = RoundPlan(
        name=Text("Hauptjury", "Main jury"),
        considers=Considers.SHORTLISTED if nominated else Considers.ADMITTED,
        least_points=1,
        most_points=5,
        sharing=Sharing.ALL,
        jurors_each=None,
        first_day=today + timedelta(days=days[0]),
        last_day=today + timedelta(days=days[1]),
        criteria=_criteria(),
    )
    made = await rounds.add(None, call, plan, actor=ministry)
    await sharing.assign(None, call, made.id, actor=ministry, now=first)
    criteria = [one.id for one in made.criteria]
    for number, juror in enumerate(jury):
        await _scores(made.id, juror, number, criteria, share, first + timedelta(days=2))
    if share == 1:
        await rounds.close(None, call, made.id, actor=ministry, now=_in_days(now, days[1]))


async def _scores(
    round_id: UUID, juror: Actor, number: int, criteria: Sequence[UUID], share: float, then: datetime
) -> None:
    entries = await db.rows(
        "SELECT j.entry, j.revision FROM judgement j JOIN juror u ON u.id = j.juror JOIN person p ON p.email = u.email"
        " JOIN award_entry e ON e.id = j.entry WHERE j.jury_round = $1 AND p.id = $2 AND j.status = 'open' ORDER BY e.number",
        round_id,
        juror.person_id,
    )
    # The third juror has not begun where the round still runs.
    done = 0 if share < 1 and number == 2 else int(len(entries) * share)
    for place, row in enumerate(entries[:done]):
        points = [
            PointsGiven(criterion=criterion, points=1 + (place * 7 + number * 3 + n * 2) % 5)
            for n, criterion in enumerate(criteria)
        ]
        judged = JudgementIn(points=points, comment="", revision=row["revision"])
        await scoring.judge(round_id, row["entry"], judged, actor=juror, now=then)


def _criteria() -> tuple[Criterion, ...]:
    anchors = (
        Anchor(1, Text("kaum zu erkennen", "hardly to be seen")),
        Anchor(3, Text("gut zu erkennen", "easily seen")),
        Anchor(5, Text("beispielhaft für das ganze Land", "an example to the whole state")),
    )
    named = (
        (
            Text("Wirkung", "Impact"),
            Text("Was hat sich für Menschen verändert?", "What changed for people?"),
            3,
        ),
        (Text("Neue Ideen", "New ideas"), Text("Was gab es so noch nicht?", "What is new about it?"), 2),
        (
            Text("Beteiligung", "Taking part"),
            Text("Wer macht mit, wer entscheidet mit?", "Who takes part?"),
            2,
        ),
    )
    return tuple(
        Criterion(name=name, about=about, weight=weight, anchors=anchors) for name, about, weight in named
    )


async def _voted(call: UUID, votes: int, first: datetime, last: datetime) -> None:
    """Votes as the service keeps them; a mail and a code for each would make the demo slow to load."""
    await db.execute(
        "WITH nominee AS (SELECT array_agg(id ORDER BY number) AS ids FROM award_entry"
        " WHERE call = $1 AND status = 'shortlisted')"
        " INSERT INTO vote (id, call, entry, voter, receipt, network, agent, requested_at, cast_at)"
        " SELECT gen_random_uuid(), $1, ids[1 + (n * n + n / 7) % cardinality(ids)],"
        " sha256((n || $1::text)::bytea), upper(substr(md5(n || $1::text), 1, 12)),"
        " sha256((n % 97)::text::bytea), '', at - interval '70 seconds', at"
        " FROM nominee, generate_series(1, $2::int) n,"
        " LATERAL (SELECT $3::timestamptz + ($4::timestamptz - $3::timestamptz) * n / ($2::int + 1)) AS t (at)",
        call, votes, first, last,
    )  # fmt: skip


async def _decided(call: UUID, ministry: Actor, then: datetime) -> None:
    """Each category goes to who is first in it and has won nothing yet."""
    won: set[UUID] = set()
    found = await result.of_office(None, call, actor=ministry, now=then)
    for category in found.categories:
        suggested = [one.entry for one in category.suggestion if one.entry not in won]
        # Where equal ranks leave places open, and for special prizes, somebody chooses.
        others = [entry for entry in await _left(call, won) if entry not in suggested]
        winners = [*suggested, *others][: category.winners]
        won.update(winners)
        told = CategoryResultIn(
            laureates=[
                LaureateChosenIn(entry=entry, reason=await _reason(entry, number))
                for number, entry in enumerate(winners, len(won) - len(winners))
            ],
            version=category.version,
        )
        await deciding.choose(None, call, category.id, told, actor=ministry, now=then)
    await deciding.decide(None, call, None, actor=ministry, now=then)


async def _left(call: UUID, won: set[UUID]) -> list[UUID]:
    """Who can win and has won nothing yet, the last to enter first."""
    rows = await db.rows(
        "SELECT id FROM award_entry WHERE call = $1 AND status IN ('admitted', 'shortlisted') ORDER BY number DESC",
        call,
    )
    return [row["id"] for row in rows if row["id"] not in won]


async def _reason(entry: UUID, number: int) -> Text:
    name = await db.scalar("SELECT name FROM award_entry WHERE id = $1", entry)
    german, english = projects.REASONS[number % len(projects.REASONS)]
    return Text(german.format(name=name), english.format(name=name))


def _in_days(now: datetime, days: int) -> datetime:
    return now + timedelta(days=days)
