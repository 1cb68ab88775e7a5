"""Calls, entries and their files, juries and scores, votes, laureates."""

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.organisations.tables import Organisation
from ehrenamtskarte.regions.tables import IssuingBody


class AwardCall(Table):
    """A call of an issuing body, or of the state office where that is null, with what it asks for."""

    id = UUID(primary_key=True, default=None)
    issuing_body = ForeignKey(IssuingBody, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    template = Varchar(length=20, default="own")
    status = Varchar(length=10, default="draft")
    year = SmallInt()
    title_de = Varchar(length=200)
    title_en = Varchar(length=200)
    sort_key = Varchar(length=400)
    motto_de = Varchar(length=300)
    motto_en = Varchar(length=300)
    about_de = Text(default="")
    about_en = Text(default="")
    conditions_de = Text(default="")
    conditions_en = Text(default="")
    takes_organisations = Boolean(default=True)
    takes_companies = Boolean(default=False)
    takes_nominations = Boolean(default=False)
    """Of people; nobody enters for themselves."""
    questions = JSONB(default="[]")
    """Of eligibility; see `form.Question`."""
    form = JSONB(default="[]")
    """The fields of an entry; see `form.FormField`."""
    nominees = SmallInt(null=True, default=None)
    """How many come on the shortlist, where there is one."""
    first_month = Date(null=True, default=None)
    """From when on nominees are the engagement of a month, one each."""
    month_prize_cents = BigInt(null=True, default=None)
    standings_public = Boolean(default=False)
    """Whether the public sees how the vote stands before its last days."""
    standings_hidden_days = SmallInt(default=7)
    vote_secret = Bytea(default=b"")
    """Keys the digests of voters' addresses; leaves the platform never."""
    contact_name = Varchar(length=200)
    contact_email = Varchar(length=254)
    contact_phone = Varchar(length=40)
    reason_de = Text(default="")
    reason_en = Text(default="")
    """Why it is cancelled."""
    last_number = Integer(default=0)
    """Of the entries that were handed in."""
    decided_at = Timestamptz(null=True, default=None)
    embargo_until = Timestamptz(null=True, default=None)
    told_at = Timestamptz(null=True, default=None)
    """When those who took part were told who won; never before the embargo ends."""
    revision = Integer(default=1)
    created_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)

    call_known_template = Check("template IN ('engagement_prize', 'engaged_company', 'own')")
    call_known_status = Check("status IN ('draft', 'published', 'cancelled')")
    call_somebody_may_enter = Check("takes_organisations OR takes_companies OR takes_nominations")
    call_cancelled_when_cancelled = Check("(status = 'cancelled') = (cancelled_at IS NOT NULL)")
    call_decided_with_embargo = Check("(decided_at IS NULL) = (embargo_until IS NULL)")
    call_told_after_embargo = Check("told_at IS NULL OR told_at >= embargo_until")
    call_some_nominees = Check("nominees BETWEEN 1 AND 500")
    call_no_negative_prize = Check("month_prize_cents >= 0")
    call_hides_some_days = Check("standings_hidden_days BETWEEN 0 AND 366")


class CallPhase(Table):
    """A part of a call's course; both days in NRW belong to it."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=False)
    kind = Varchar(length=10)
    first_day = Date(default=None)
    last_day = Date(default=None)

    one_phase_of_a_kind = Unique([call, kind])
    phase_known_kind = Check("kind IN ('entry', 'check', 'shortlist', 'jury', 'vote', 'decision')")
    phase_ends_after_it_starts = Check("last_day >= first_day")


class AwardCategory(Table):
    """What is won: a theme that entries choose, or a prize for all that take part."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=True)
    position = SmallInt(default=0)
    name_de = Varchar(length=200)
    name_en = Varchar(length=200)
    about_de = Text(default="")
    about_en = Text(default="")
    decided_by = Varchar(length=10, default="jury")
    chosen = Boolean(default=False)
    """Entries name it when they are handed in; else every entry can win it."""
    winners = SmallInt(default=1)
    prize_cents = BigInt(null=True, default=None)
    """For each winner; a shared one is divided among those who share."""
    prize_de = Varchar(length=300)
    prize_en = Varchar(length=300)
    """What there is besides money."""
    sponsor = ForeignKey(Company, null=True, default=None, on_delete=OnDelete.set_null)
    sponsor_name = Varchar(length=200)
    not_awarded_de = Text(default="")
    not_awarded_en = Text(default="")
    """Why nobody wins it."""

    category_known_decider = Check("decided_by IN ('jury', 'vote', 'sponsor')")
    category_some_winners = Check("winners BETWEEN 1 AND 50")
    category_no_negative_prize = Check("prize_cents >= 0")


class AwardEntry(Table):
    """An entry or a nomination: who, for what, and what was found about it."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.restrict, index=False)
    category = ForeignKey(AwardCategory, null=True, default=None, on_delete=OnDelete.restrict)
    kind = Varchar(length=12)
    status = Varchar(length=12, default="draft")
    number = Integer(null=True, default=None)
    """Of the receipt, counted in the call."""
    name = Varchar(length=300)
    sort_key = Varchar(length=600)
    organisation = ForeignKey(Organisation, null=True, default=None, on_delete=OnDelete.set_null, index=True)
    company = ForeignKey(Company, null=True, default=None, on_delete=OnDelete.set_null, index=True)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    """Who was nominated, where they have an account."""
    street = Varchar(length=200)
    postal_code = Varchar(length=5)
    municipality = Varchar(length=8, null=True, default=None)
    website = Varchar(length=300)
    contact_name = Varchar(length=200)
    contact_email = Varchar(length=254)
    contact_phone = Varchar(length=40)
    title = Varchar(length=200)
    teaser = Varchar(length=600)
    """What the public reads of a nominee."""
    answers = JSONB(default="{}")
    eligibility = JSONB(default="{}")
    facts = JSONB(default="{}")
    """What the platform knew of it when it was handed in."""
    nominated_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    nominated_email = Varchar(length=254)
    nomination_reason = Text(default="")
    nomination_relation = Varchar(length=300)
    """How the nominator knows who is nominated."""
    consented_at = Timestamptz(null=True, default=None)
    declined_at = Timestamptz(null=True, default=None)
    consent_asked_at = Timestamptz(null=True, default=None)
    """When who is nominated was last written to."""
    question = Text(default="")
    """What the office asks back."""
    answer = Text(default="")
    asked_at = Timestamptz(null=True, default=None)
    answer_by = Date(null=True, default=None)
    reason = Text(default="")
    """Why it cannot take part."""
    duplicate_of = UUID(null=True, default=None)
    checked_by = UUID(null=True, default=None)
    checked_at = Timestamptz(null=True, default=None)
    nominee_told_at = Timestamptz(null=True, default=None)
    """When the entrant was told of being on the shortlist."""
    submitted_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    created_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=True)
    created_at = Timestamptz(default=TimestamptzNow())
    changed_at = Timestamptz(default=TimestamptzNow())
    revision = Integer(default=1)

    entry_known_kind = Check("kind IN ('organisation', 'company', 'person')")
    entry_known_status = Check(
        "status IN ('draft', 'proposed', 'declined', 'submitted', 'asked', 'admitted', 'rejected', 'shortlisted',"
        " 'withdrawn')"
    )
    entry_numbered_when_handed_in = Check("(number IS NULL) = (submitted_at IS NULL)")
    entry_handed_in_where_seen = Check(
        "status NOT IN ('submitted', 'asked', 'admitted', 'rejected', 'shortlisted') OR submitted_at IS NOT NULL"
    )
    entry_rejected_with_reason = Check("status <> 'rejected' OR reason <> ''")
    entry_asked_with_question = Check("status <> 'asked' OR question <> ''")
    entry_withdrawn_when_withdrawn = Check("(status = 'withdrawn') = (withdrawn_at IS NOT NULL)")


class EntryMember(Table):
    """Somebody who works on an entry, known by the address they sign in with."""

    id = UUID(primary_key=True, default=None)
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.cascade, index=False)
    email = Varchar(length=254)
    role = Varchar(length=6, default="editor")
    added_at = Timestamptz(default=TimestamptzNow())

    one_member_of_an_address = Unique([entry, email])
    entry_member_known_role = Check("role IN ('lead', 'editor')")


class ConsentLink(Table):
    """What opens a nomination to who was nominated, without an account."""

    digest = Bytea(primary_key=True, default=b"")
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.cascade, index=True)
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)


class EntryFile(Table):
    """A picture, decoded and encoded anew in two sizes, or a document."""

    id = UUID(primary_key=True, default=None)
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.cascade, index=False)
    kind = Varchar(length=8)
    name = Varchar(length=200)
    content = Bytea(default=b"")
    small = Bytea(null=True, default=None)
    width = SmallInt(null=True, default=None)
    height = SmallInt(null=True, default=None)
    alt_de = Varchar(length=300)
    alt_en = Varchar(length=300)
    credit = Varchar(length=200)
    position = SmallInt(default=0)
    digest = Bytea(default=b"")
    uploaded_at = Timestamptz(default=TimestamptzNow())

    entry_file_known_kind = Check("kind IN ('picture', 'document')")
    entry_picture_in_two_sizes = Check("(kind = 'picture') = (small IS NOT NULL)")
    one_file_per_entry = Unique([entry, digest])


class JuryRound(Table):
    """One time that a jury judges entries, with its scale."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=True)
    position = SmallInt(default=0)
    name_de = Varchar(length=120)
    name_en = Varchar(length=120)
    considers = Varchar(length=12, default="admitted")
    least_points = SmallInt(default=1)
    most_points = SmallInt(default=5)
    sharing = Varchar(length=10, default="all")
    jurors_each = SmallInt(null=True, default=None)
    seed = Bytea(null=True, default=None)
    """Of the drawing of jurors, once drawn; with it anybody gets the same shares."""
    first_day = Date(default=None)
    last_day = Date(default=None)
    assigned_at = Timestamptz(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)
    revision = Integer(default=1)

    round_known_entries = Check("considers IN ('admitted', 'shortlisted')")
    round_known_sharing = Check("sharing IN ('all', 'category', 'balanced')")
    round_of_a_scale = Check("least_points >= 0 AND most_points > least_points AND most_points <= 100")
    round_balanced_with_number = Check("(sharing = 'balanced') = (jurors_each IS NOT NULL)")
    round_some_jurors_each = Check("jurors_each BETWEEN 1 AND 50")
    round_ends_after_it_starts = Check("last_day >= first_day")


class JuryCriterion(Table):
    """What is judged in a round, with its weight and what the points mean."""

    id = UUID(primary_key=True, default=None)
    jury_round = ForeignKey(JuryRound, null=False, on_delete=OnDelete.cascade, index=True)
    position = SmallInt(default=0)
    name_de = Varchar(length=200)
    name_en = Varchar(length=200)
    about_de = Text(default="")
    about_en = Text(default="")
    weight = SmallInt(default=1)
    anchors = JSONB(default="[]")
    """What single points stand for: points with words in both languages."""

    criterion_some_weight = Check("weight BETWEEN 1 AND 100")


class Juror(Table):
    """Somebody who judges, known by the address they sign in with, and where they belong."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=False)
    name = Varchar(length=200)
    sort_key = Varchar(length=400)
    function = Varchar(length=200)
    email = Varchar(length=254)
    organisation = ForeignKey(Organisation, null=True, default=None, on_delete=OnDelete.set_null)
    company = ForeignKey(Company, null=True, default=None, on_delete=OnDelete.set_null)
    chair = Boolean(default=False)
    added_at = Timestamptz(default=TimestamptzNow())
    invited_at = Timestamptz(null=True, default=None)
    reminded_at = Timestamptz(null=True, default=None)

    one_juror_of_an_address = Unique([call, email])


class RoundJuror(Table):
    """Who judges in a round; where jurors share by category, in which ones."""

    id = UUID(primary_key=True, default=None)
    jury_round = ForeignKey(JuryRound, null=False, on_delete=OnDelete.cascade, index=False)
    juror = ForeignKey(Juror, null=False, on_delete=OnDelete.cascade, index=True)
    category = ForeignKey(AwardCategory, null=True, default=None, on_delete=OnDelete.cascade)


class Judgement(Table):
    """What one juror makes of one entry in one round; others see it once their own is in."""

    id = UUID(primary_key=True, default=None)
    jury_round = ForeignKey(JuryRound, null=False, on_delete=OnDelete.cascade, index=False)
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.cascade, index=True)
    juror = ForeignKey(Juror, null=False, on_delete=OnDelete.cascade, index=True)
    status = Varchar(length=8, default="open")
    recusal = Varchar(length=8, null=True, default=None)
    recusal_reason = Text(default="")
    weighted_points = Integer(null=True, default=None)
    """The sum of points times weight, an integer, so that equal ones are equal."""
    comment = Text(default="")
    done_at = Timestamptz(null=True, default=None)
    revision = Integer(default=1)

    one_judgement_each = Unique([jury_round, entry, juror])
    judgement_known_status = Check("status IN ('open', 'done', 'recused')")
    judgement_done_with_points = Check("(status = 'done') = (weighted_points IS NOT NULL)")
    judgement_recused_somehow = Check("(status = 'recused') = (recusal IS NOT NULL)")
    judgement_known_recusal = Check("recusal IN ('declared', 'detected', 'office')")
    judgement_recused_with_reason = Check("status <> 'recused' OR recusal_reason <> ''")


class JudgementScore(Table):
    """The points for one criterion."""

    id = UUID(primary_key=True, default=None)
    judgement = ForeignKey(Judgement, null=False, on_delete=OnDelete.cascade, index=False)
    criterion = ForeignKey(JuryCriterion, null=False, on_delete=OnDelete.cascade, index=True)
    points = SmallInt()

    one_score_per_criterion = Unique([judgement, criterion])
    score_not_negative = Check("points BETWEEN 0 AND 100")


class JuryMeeting(Table):
    """Where a round was settled, for the minutes."""

    jury_round = ForeignKey(JuryRound, primary_key=True, null=False, on_delete=OnDelete.cascade)
    held_at = Timestamptz(default=TimestamptzNow())
    place = Varchar(length=200)
    chaired_by = Varchar(length=200)
    written_by = Varchar(length=200)
    present = JSONB(default="[]")
    """The ids of jurors who were there."""
    notes = Text(default="")
    decision = Text(default="")
    """What the jury agreed on, as the minutes say it."""
    revision = Integer(default=1)


class VoteRequest(Table):
    """Somebody wants to vote and got a code by mail; the address itself is not kept."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=False)
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.cascade, index=False)
    voter = Bytea(default=b"")
    code_digest = Bytea(default=b"")
    attempts = SmallInt(default=0)
    network = Bytea(default=b"")
    agent = Bytea(default=b"")
    requested_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)


class VoteExclusion(Table):
    """Votes that were taken out together, why, and whether they were put back."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=True)
    reason = Text(default="")
    pattern = JSONB(default="{}")
    votes = Integer(default=0)
    excluded_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    excluded_at = Timestamptz(default=TimestamptzNow())
    undone_by = UUID(null=True, default=None)
    undone_at = Timestamptz(null=True, default=None)
    undone_reason = Text(default="")

    exclusion_with_reason = Check("reason <> ''")
    exclusion_undone_with_reason = Check("(undone_at IS NULL) = (undone_reason = '')")


class Vote(Table):
    """One vote, of one address in one call; the receipt is all that is published of it."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=False)
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.restrict, index=False)
    voter = Bytea(default=b"")
    receipt = Varchar(length=16)
    network = Bytea(default=b"")
    agent = Bytea(default=b"")
    requested_at = Timestamptz(default=TimestamptzNow())
    cast_at = Timestamptz(default=TimestamptzNow())
    excluded_in = ForeignKey(VoteExclusion, null=True, default=None, on_delete=OnDelete.set_null, index=True)

    one_vote_per_address = Unique([call, voter])
    one_vote_of_a_receipt = Unique([call, receipt])


class AwardLaureate(Table):
    """Who wins in a category, and why."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.restrict, index=True)
    category = ForeignKey(AwardCategory, null=False, on_delete=OnDelete.restrict, index=False)
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.restrict, index=True)
    position = SmallInt(default=0)
    shared = Boolean(default=False)
    """Shares one prize with the others of the category that do."""
    prize_cents = BigInt(null=True, default=None)
    reason_de = Text(default="")
    reason_en = Text(default="")
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_reason = Text(default="")
    revision = Integer(default=1)

    one_laureate_of_a_category = Unique([category, entry])
    laureate_no_negative_prize = Check("prize_cents >= 0")
    laureate_withdrawn_with_reason = Check("(withdrawn_at IS NULL) = (withdrawn_reason = '')")


class MonthlyEngagement(Table):
    """The engagement of a month: one nominee, shown from the first day of the month."""

    id = UUID(primary_key=True, default=None)
    call = ForeignKey(AwardCall, null=False, on_delete=OnDelete.cascade, index=False)
    entry = ForeignKey(AwardEntry, null=False, on_delete=OnDelete.cascade, unique=True, index=False)
    month = Date(default=None)
    prize_cents = BigInt(null=True, default=None)
    text_de = Text(default="")
    text_en = Text(default="")
    revision = Integer(default=1)

    one_engagement_of_a_month = Unique([call, month])
    month_from_its_first_day = Check("extract(day FROM month) = 1")
    month_no_negative_prize = Check("prize_cents >= 0")
