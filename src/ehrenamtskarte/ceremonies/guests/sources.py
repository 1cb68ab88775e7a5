"""Where guests can be gathered from: one query for each source, each giving the same columns.

$1 is the office (null: the state office), $2 the towns (empty: all), $3 the administrative region, $4 the first day,
$5 today, $6 the event whose laureates are meant. An office asks only for those it has to do with: its card holders,
the companies and organisations it looks after, its own guests of before; the state office may ask everybody.
"""

from ehrenamtskarte.ceremonies.rules import Source
from ehrenamtskarte.core.actor import Role


def _place(column: str) -> str:
    return f"(cardinality($2::text[]) = 0 OR {column} = ANY($2)) AND ($3::text IS NULL OR left({column}, 3) = $3)"


def _holders(kind: str) -> str:
    return f"""SELECT DISTINCT ON (p.id) p.id AS person, NULL::uuid AS organisation, NULL::uuid AS company,
  p.given_name, p.family_name, '' AS whole_name, '' AS function, p.email, p.street, p.postal_code,
  p.municipality, m.name AS town, p.language
 FROM card c JOIN person p ON p.id = c.person LEFT JOIN municipality m ON m.ags = p.municipality
 WHERE c.status = 'active' AND (c.valid_until IS NULL OR c.valid_until >= $5) AND p.merged_into IS NULL
  AND ($1::uuid IS NULL OR c.issuing_body = $1) AND {_place("p.municipality")}
  AND ($4::date IS NULL OR c.valid_from >= $4) AND $6::uuid IS NOT NULL{kind}
 ORDER BY p.id"""  # noqa: S608 - constants


_LAUREATES = f"""SELECT l.person, l.organisation, l.company, '' AS given_name,
  CASE l.kind WHEN 'person' THEN '' ELSE l.name END AS family_name,
  CASE l.kind WHEN 'person' THEN l.name ELSE '' END AS whole_name,
  '' AS function, coalesce(l.email, p.email) AS email, coalesce(p.street, '') AS street,
  coalesce(p.postal_code, '') AS postal_code, coalesce(p.municipality, o.municipality, b.municipality) AS municipality,
  m.name AS town, coalesce(p.language, 'de') AS language
 FROM laureate l LEFT JOIN person p ON p.id = l.person LEFT JOIN organisation o ON o.id = l.organisation
 LEFT JOIN company b ON b.id = l.company
 LEFT JOIN municipality m ON m.ags = coalesce(p.municipality, o.municipality, b.municipality)
 WHERE l.ceremony = $6 AND {_place("coalesce(p.municipality, o.municipality, b.municipality)")}
  AND ($1::uuid IS NULL OR $1 IS NOT NULL) AND ($4::date IS NULL OR $5::date IS NOT NULL)"""  # noqa: S608 - constants

_COMPANIES = f"""SELECT NULL::uuid AS person, NULL::uuid AS organisation, c.id AS company, '' AS given_name,
  '' AS family_name, c.contact_name AS whole_name, c.name AS function, nullif(c.contact_email, '') AS email,
  coalesce(v.street, '') AS street, coalesce(v.postal_code, '') AS postal_code, c.municipality, m.name AS town,
  'de' AS language
 FROM company c JOIN municipality m ON m.ags = c.municipality
 LEFT JOIN issuing_area a ON a.municipality = c.municipality
 LEFT JOIN LATERAL (SELECT street, postal_code FROM venue WHERE company = c.id AND closed_at IS NULL
  AND municipality = c.municipality ORDER BY id LIMIT 1) v ON true
 WHERE c.status = 'approved' AND ($1::uuid IS NULL OR NOT c.statewide AND a.issuing_body = $1)
  AND {_place("c.municipality")} AND ($4::date IS NULL OR c.registered_at >= $4) AND $5::date IS NOT NULL
  AND $6::uuid IS NOT NULL"""  # noqa: S608 - constants

_ORGANISATIONS = f"""SELECT DISTINCT ON (p.id) p.id AS person, o.id AS organisation, NULL::uuid AS company,
  CASE WHEN s.taken_up_at IS NULL THEN '' ELSE p.given_name END AS given_name,
  CASE WHEN s.taken_up_at IS NULL THEN '' ELSE p.family_name END AS family_name, '' AS whole_name,
  o.name AS function, p.email, o.street, o.postal_code, o.municipality, m.name AS town, p.language
 FROM organisation o JOIN membership s ON s.tenant = o.id AND s.role = '{Role.COORDINATOR}'
 JOIN person p ON p.id = s.person JOIN municipality m ON m.ags = o.municipality
 LEFT JOIN issuing_area a ON a.municipality = o.municipality
 WHERE o.status = 'approved' AND ($1::uuid IS NULL OR a.issuing_body = $1) AND {_place("o.municipality")}
  AND ($4::date IS NULL OR o.registered_at >= $4) AND $5::date IS NOT NULL AND $6::uuid IS NOT NULL
 ORDER BY p.id, o.sort_key, o.id"""  # noqa: S608 - constants

_LOST_BEFORE = f"""SELECT l.*, m.name AS town FROM (
  SELECT DISTINCT ON (coalesce(o.person::text, lower(o.email), o.id::text)) o.person, o.organisation, o.company,
   o.given_name, o.family_name, '' AS whole_name, o.function, o.email, '' AS street, '' AS postal_code, o.municipality,
   o.language, o.address, o.status
  FROM guest o JOIN ceremony e ON e.id = o.ceremony
  WHERE e.issuing_body IS NOT DISTINCT FROM $1 AND e.status = 'published'
   AND e.ends_at < (SELECT starts_at FROM ceremony WHERE id = $6) AND o.status NOT IN ('candidate', 'withdrawn')
  ORDER BY coalesce(o.person::text, lower(o.email), o.id::text), e.starts_at DESC, o.id) l
 LEFT JOIN municipality m ON m.ags = l.municipality
 WHERE l.status = 'not_drawn' AND {_place("l.municipality")} AND ($4::date IS NULL OR $5::date IS NOT NULL)"""  # noqa: S608 - constants

SOURCES = {
    Source.CARD_HOLDERS: _holders(""),
    Source.JUBILEE_HOLDERS: _holders(" AND c.kind = 'jubilee'"),
    Source.LAUREATES: _LAUREATES,
    Source.COMPANIES: _COMPANIES,
    Source.ORGANISATIONS: _ORGANISATIONS,
    Source.LOST_BEFORE: _LOST_BEFORE,
}
