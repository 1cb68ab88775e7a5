"""Conflicts of interest that the platform finds by itself: who of a jury is tied to which entry."""

from collections.abc import Sequence
from uuid import UUID

from ehrenamtskarte.awards.judging import conflict_rules
from ehrenamtskarte.awards.judging.conflict_rules import Tie
from ehrenamtskarte.core import db

_TIES = """WITH j AS (SELECT j.id, lower(j.email) AS email, j.organisation, j.company, p.id AS person
  FROM juror j LEFT JOIN person p ON lower(p.email) = lower(j.email) WHERE j.id = ANY($2::uuid[])),
 e AS (SELECT id, organisation, company, person, created_by, nominated_by, lower(contact_email) AS contact,
  lower(nominated_email) AS nominated FROM award_entry WHERE id = ANY($1::uuid[]))
SELECT e.id AS entry, j.id AS juror, 'entrant' AS tie FROM e JOIN j
 ON j.email IN (e.contact, e.nominated) OR j.person = e.person OR (j.person = e.created_by AND e.nominated_by IS NULL)
UNION SELECT e.id, j.id, 'entrant' FROM entry_member m JOIN e ON e.id = m.entry JOIN j ON j.email = lower(m.email)
UNION SELECT e.id, j.id, 'nominator' FROM e JOIN j ON j.person = e.nominated_by
UNION SELECT e.id, j.id, 'own_organisation' FROM e JOIN j ON j.organisation = e.organisation
UNION SELECT e.id, j.id, 'own_company' FROM e JOIN j ON j.company = e.company
UNION SELECT e.id, j.id, CASE WHEN m.role = 'coordinator' THEN 'coordinator' ELSE 'staff' END
 FROM e JOIN membership m ON m.role = 'coordinator' AND m.tenant = e.organisation
  OR m.role IN ('partner_manager', 'partner_staff') AND m.tenant = e.company JOIN j ON j.person = m.person
UNION SELECT e.id, j.id, 'member' FROM e JOIN member m ON m.organisation = e.organisation AND m.left_on IS NULL
 JOIN j ON j.person = m.person OR j.email = lower(m.email)"""


async def between(entries: Sequence[UUID], jurors: Sequence[UUID]) -> dict[tuple[UUID, UUID], Tie]:
    """The closest tie of each juror to each of these entries, where there is one."""
    found = await db.rows(_TIES, list(entries), list(jurors))
    return conflict_rules.closest((row["entry"], row["juror"], Tie(row["tie"])) for row in found)


async def recuse_tied(round_id: UUID) -> int:
    """Take jurors off the entries of a round they are tied to, in the caller's transaction; how many.

    What they gave no longer counts; their points are kept with the judgement, should the tie prove wrong.
    """
    rows = await db.rows(
        "SELECT entry, juror FROM judgement WHERE jury_round = $1 AND status <> 'recused'", round_id
    )
    entries, jurors = {row["entry"] for row in rows}, {row["juror"] for row in rows}
    ties = await between(list(entries), list(jurors))
    pairs = [pair for pair in ties if pair in {(row["entry"], row["juror"]) for row in rows}]
    return await db.execute(
        "UPDATE judgement g SET status = 'recused', recusal = 'detected', recusal_reason = t.reason,"
        " weighted_points = NULL, done_at = NULL, revision = revision + 1"
        " FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS t (entry, juror, reason)"
        " WHERE g.jury_round = $1 AND g.entry = t.entry AND g.juror = t.juror AND g.status <> 'recused'",
        round_id,
        [entry for entry, _ in pairs],
        [juror for _, juror in pairs],
        [conflict_rules.reason(ties[pair]) for pair in pairs],
    )
