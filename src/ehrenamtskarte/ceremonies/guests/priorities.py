"""Who comes first when a group is drawn: it follows from the last event of the same office that somebody was asked to."""

from collections.abc import Sequence
from uuid import UUID

from ehrenamtskarte.ceremonies.rules import DrawRank
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import db

_LAST_TIME = f"""WITH e AS (SELECT id, starts_at FROM ceremony
  WHERE issuing_body IS NOT DISTINCT FROM $2 AND id <> $3 AND ends_at < $4 AND status = 'published')
UPDATE guest g SET draw_rank = CASE
  WHEN l.status = 'not_drawn' THEN '{DrawRank.LOST_BEFORE}'
  WHEN l.status = 'accepted' AND NOT EXISTS (SELECT FROM attendee t JOIN admission i ON i.attendee = t.id
    AND i.outcome IN ('admitted', 'readmitted', 'conflict') WHERE t.guest = l.id)
    -- Where no door counted, nobody is known to have missed it.
    AND EXISTS (SELECT FROM admission i WHERE i.ceremony = l.ceremony AND i.outcome = 'admitted') THEN '{DrawRank.MISSED_BEFORE}'
  ELSE '{DrawRank.USUAL}' END
FROM (SELECT DISTINCT ON (s.guest) s.guest, s.id, s.status, s.ceremony FROM (
    SELECT n.id AS guest, o.id, o.status, o.ceremony, e.starts_at FROM guest n CROSS JOIN e
    JOIN guest o ON o.ceremony = e.id AND o.person = n.person WHERE n.id = ANY($1::uuid[])
    UNION SELECT n.id, o.id, o.status, o.ceremony, e.starts_at FROM guest n CROSS JOIN e
    JOIN guest o ON o.ceremony = e.id AND lower(o.email) = lower(n.email) WHERE n.id = ANY($1::uuid[])) s
  WHERE s.status NOT IN ('candidate', 'withdrawn')
  ORDER BY s.guest, s.starts_at DESC, s.id) l
WHERE g.id = l.guest"""  # noqa: S608 - constants


async def rank(ceremony: Ceremony, guests: Sequence[UUID]) -> None:
    """Set the ranks of these guests of an event; whoever was never asked before keeps the usual one."""
    await db.execute(_LAST_TIME, list(guests), ceremony.issuing_body, ceremony.id, ceremony.starts_at)
