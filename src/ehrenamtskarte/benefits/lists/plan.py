"""What taking a list over would do, row by row: pure, from the candidates and from what is known already."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from ehrenamtskarte.benefits import rules
from ehrenamtskarte.benefits.faults import check_terms
from ehrenamtskarte.benefits.lists.alike import Alike
from ehrenamtskarte.benefits.lists.known import KnownBenefit, KnownCompany, KnownVenue
from ehrenamtskarte.benefits.lists.outcomes import (
    NOT_APPROVED,
    NOT_HOLDING,
    PLACE_ADDED,
    CompanyElsewhere,
    ForeignOffer,
    OfferIsRaffle,
    Outcome,
    PlannedRow,
    TooManyOffersOfOne,
    changes_between,
    further_place,
    seat_unknown,
    twice,
    what_changes,
)
from ehrenamtskarte.benefits.lists.places import (
    ForeignTown,
    Register,
    Spot,
    StatewideForState,
    TownMissing,
)
from ehrenamtskarte.benefits.lists.rows import Candidate, RefusedRow
from ehrenamtskarte.benefits.lists.titles import Field
from ehrenamtskarte.benefits.rules import Kind, Status, Terms
from ehrenamtskarte.benefits.terms import normal_terms
from ehrenamtskarte.companies.places import MOST_VENUES, venue_key
from ehrenamtskarte.companies.rules import Status as CompanyStatus
from ehrenamtskarte.companies.rules import key_of
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text

STATE_CAPITAL = "05111000"
"""Where statewide partners are kept whose seat a list does not name."""


class Plan:
    """Rows taken one after the other; what is to be written gathers in `companies`."""

    def __init__(
        self, register: Register, known: Iterable[KnownCompany], office: UUID | None, today: date
    ) -> None:
        self.rows: list[PlannedRow] = []
        self.companies: dict[UUID, KnownCompany] = {}
        self._register, self._office, self._today = register, office, today
        towns = [town for town in register.towns.values() if office and town.office == office]
        self._only_town = towns[0] if len(towns) == 1 else None
        self._local: dict[tuple[str, str], KnownCompany] = {}
        self._statewide: dict[str, KnownCompany] = {}
        self._by_id: dict[UUID, tuple[KnownCompany, KnownBenefit]] = {}
        self._alike = Alike()
        for company in known:
            self._remember(company)

    def _remember(self, company: KnownCompany) -> None:
        self.companies[company.id] = company
        self._local[company.ags, key_of(company.name)] = company
        if company.statewide:
            self._statewide.setdefault(key_of(company.name), company)
        for benefit in (b for several in company.benefits.values() for b in several):
            self._by_id[benefit.id] = company, benefit
            self._alike.add(company.area, company, benefit)

    def add(self, candidates: Iterable[Candidate], refused: Iterable[RefusedRow]) -> None:
        """Take all rows, and put them in the order of the list."""
        for row in refused:
            self.rows.append(
                PlannedRow(
                    line=row.line,
                    outcome=Outcome.REFUSED,
                    provider=row.provider,
                    title=row.title,
                    municipality_name=row.town,
                    message=row.message,
                )
            )
        for candidate in candidates:
            self.rows.append(self._row(candidate))
        self.rows.sort(key=lambda row: row.line)

    def _row(self, row: Candidate) -> PlannedRow:
        try:
            known = self._known_by_id(row)
            spot = None if known else self._spot(row)
        except Refusal as refusal:
            return _planned(row, Outcome.REFUSED, row.town, refusal.text)
        town = spot.town.name if spot else self._seat(known[0] if known else None)
        try:
            outcome, notes, benefit_id = self._update(row, *known) if known else self._taken(row, spot)
        except Refusal as refusal:
            message = refusal.errors[0].message if refusal.errors else refusal.text
            return _planned(row, Outcome.REFUSED, town, message)
        if spot and spot.note:
            notes = [*notes, spot.note]
        return _planned(row, outcome, town, _together([*notes, *row.notes]), benefit_id)

    def _spot(self, row: Candidate) -> Spot | None:
        """Where the offer is; None for statewide ones without a seat."""
        if not row.town and not row.postal_code:
            if row.statewide:
                if self._office is not None:
                    raise StatewideForState(field="municipality")
                return None
            if self._only_town is None:
                raise TownMissing(field="municipality")
            return Spot(self._only_town, "", self._only_town.point)
        spot = self._register.spot(row.town, row.postal_code, self._office)
        if self._office is not None and spot.town.office != self._office:
            raise ForeignTown(field="municipality", town=spot.town.name)
        return spot

    def _taken(self, row: Candidate, spot: Spot | None) -> tuple[Outcome, list[Text], UUID | None]:
        company, notes = self._company(row, spot)
        same = company.benefits.get(_title_key(row.terms), []) if company else []
        if company and same:
            return self._again(row, spot, company, same[0])
        area = spot.town.ags if spot and not self._is_statewide(row) else ""
        like = self._alike.find(area, row)
        if like and like.is_same:
            return Outcome.DUPLICATE, [like.as_duplicate], like.benefit.id
        company = company or self._new_company(row, spot)
        benefit = self._new_benefit(row, company)
        self._place(row, spot, company, benefit)
        return Outcome.NEW, [*notes, *([like.as_hint] if like else [])], None

    def _is_statewide(self, row: Candidate) -> bool:
        """Statewide partners are the state office's; what another office brings in holds in its towns."""
        return row.statewide and self._office is None

    def _seat(self, company: KnownCompany | None) -> str:
        return self._register.towns[company.ags].name if company and not company.statewide else ""

    def _known_by_id(self, row: Candidate) -> tuple[KnownCompany, KnownBenefit] | None:
        found = self._by_id.get(row.id) if row.id else None
        if found and self._office is not None and (found[0].statewide or found[0].office != self._office):
            raise ForeignOffer(field="id")
        return found

    def _company(self, row: Candidate, spot: Spot | None) -> tuple[KnownCompany | None, list[Text]]:
        """The company that is known by this name here, and what to say of a new one."""
        key = key_of(row.provider)
        found = self._statewide.get(key) if self._is_statewide(row) else None
        ags = spot.town.ags if spot else STATE_CAPITAL
        found = found or self._local.get((ags, key))
        if found is None:
            return None, [] if spot else [seat_unknown(self._register.towns.get(STATE_CAPITAL))]
        if found.statewide and self._office is not None:
            raise CompanyElsewhere(name=found.name)
        if found.status in NOT_APPROVED:
            raise NOT_APPROVED[found.status](name=found.name)
        return found, []

    def _new_company(self, row: Candidate, spot: Spot | None) -> KnownCompany:
        company = KnownCompany(
            id=new_id(),
            name=row.provider,
            ags=spot.town.ags if spot else STATE_CAPITAL,
            statewide=self._is_statewide(row),
            status=CompanyStatus.APPROVED,
            website=row.website,
            office=self._office,
            is_new=True,
        )
        self._remember(company)
        return company

    def _new_benefit(self, row: Candidate, company: KnownCompany) -> KnownBenefit:
        held = [b for several in company.benefits.values() for b in several if b.status != Status.ENDED]
        if len(held) >= rules.MOST_BENEFITS:
            raise TooManyOffersOfOne(name=company.name, most=rules.MOST_BENEFITS)
        benefit = KnownBenefit(
            new_id(), row.terms.title.de, Status.APPROVED, row.terms, line=row.line, is_new=True
        )
        company.benefits[_title_key(row.terms)].append(benefit)
        self._alike.add(company.area, company, benefit)
        self._fill_website(row, company)
        return benefit

    def _again(
        self, row: Candidate, spot: Spot | None, company: KnownCompany, benefit: KnownBenefit
    ) -> tuple[Outcome, list[Text], UUID | None]:
        """An offer that is known by provider, town and title, or that stands in the list twice."""
        if benefit.line is None:
            outcome, notes, benefit_id = self._update(row, company, benefit)
            placed = self._place(row, spot, company, benefit)
            if outcome is Outcome.UNCHANGED and placed:
                return Outcome.UPDATE, [PLACE_ADDED], benefit_id
            return outcome, notes, benefit_id
        further = self._place(row, spot, company, benefit)
        note = further_place(benefit.line) if further else twice(benefit.line)
        return Outcome.DUPLICATE, [note], None

    def _update(
        self, row: Candidate, company: KnownCompany, benefit: KnownBenefit
    ) -> tuple[Outcome, list[Text], UUID | None]:
        if company.status in NOT_APPROVED:
            raise NOT_APPROVED[company.status](name=company.name)
        if benefit.status in NOT_HOLDING:
            raise NOT_HOLDING[benefit.status]
        if benefit.line is not None:
            return Outcome.DUPLICATE, [twice(benefit.line)], None
        wanted = _merged(benefit.terms, row)
        if benefit.terms.kind is Kind.RAFFLE and wanted.kind is not Kind.RAFFLE:
            raise OfferIsRaffle
        wanted = normal_terms(wanted)
        changes = changes_between(benefit.terms, wanted)
        if changes:
            check_terms(wanted, self._today)
        benefit.line = row.line
        benefit.changed = bool(changes)
        benefit.terms = wanted
        if self._fill_website(row, company):
            changes = [*changes, Text("Internetadresse", "web address")]
        if not changes:
            return Outcome.UNCHANGED, [], benefit.id
        return Outcome.UPDATE, [what_changes(changes)], benefit.id

    def _fill_website(self, row: Candidate, company: KnownCompany) -> bool:
        """A web address fills a gap; what the company says of itself stays."""
        if company.is_new or company.website or not row.website:
            company.website = company.website or row.website
            return False
        company.website, company.changed = row.website, True
        return True

    def _place(self, row: Candidate, spot: Spot | None, company: KnownCompany, benefit: KnownBenefit) -> bool:
        """Let the offer hold where the row says; whether that is a place it did not hold at before."""
        if spot is None:
            return False
        street = key_of(row.street)
        here = [venue for venue in company.venues if venue.ags == spot.town.ags]
        if here and not street:
            return False
        venue = next((v for v in here if v.street_key == street or v.name_key == _name_key(row)), None)
        if venue is None:
            bare = next((v for v in here if not v.street_key and not v.exact), None)
            venue = _completed(bare, row, spot) if bare else _new_venue(row, spot, company)
            if venue is None:
                return False
            benefit.add(venue, told=bool(street))
            return True
        return benefit.add(venue, told=bool(street)) and benefit.line != row.line


def _new_venue(row: Candidate, spot: Spot, company: KnownCompany) -> KnownVenue | None:
    if (spot.town.ags, _name_key(row)) in company.closed_venues or len(company.venues) >= MOST_VENUES:
        return None
    venue = KnownVenue(
        id=new_id(),
        ags=spot.town.ags,
        street_key=key_of(row.street),
        name_key=_name_key(row),
        exact=False,
        is_new=True,
        street=row.street,
        postal_code=spot.postal_code,
        spot=spot,
    )
    company.venues.append(venue)
    return venue


def _completed(venue: KnownVenue, row: Candidate, spot: Spot) -> KnownVenue:
    """A venue of which nobody knew the street gets it."""
    venue.street, venue.street_key, venue.spot = row.street, key_of(row.street), spot
    venue.postal_code = spot.postal_code or venue.postal_code
    venue.name_key = _name_key(row)
    venue.changed = not venue.is_new
    return venue


def _name_key(row: Candidate) -> str:
    return venue_key(row.provider, row.street)


def _merged(before: Terms, row: Candidate) -> Terms:
    """The known terms with what the row says; an empty cell leaves what is there."""
    told, filled = row.terms, row.filled
    changes: dict[str, object] = {"title": Text(told.title.de, told.title.en or before.title.en)}
    if Field.CONDITIONS in filled:
        # English words of other conditions than the German ones would mislead.
        kept = before.conditions.en if told.conditions.de == before.conditions.de else ""
        english = told.conditions.en or kept
        changes |= {"conditions": Text(told.conditions.de, english), "combinable": told.combinable}
    if Field.KIND in filled:
        names = ("kind", "percent", "regular_cents", "card_cents", "amount_cents")
        changes |= {name: getattr(told, name) for name in names}
    for column, name in (
        (Field.CATEGORY, "category"),
        (Field.CARDS, "cards"),
        (Field.VALID_FROM, "valid_from"),
        (Field.VALID_UNTIL, "valid_until"),
    ):
        if column in filled:
            changes[name] = getattr(told, name)
    return replace(before, **changes)  # type: ignore[arg-type]


def _planned(
    row: Candidate, outcome: Outcome, town: str, message: Text | None, benefit_id: UUID | None = None
) -> PlannedRow:
    return PlannedRow(
        line=row.line,
        outcome=outcome,
        provider=row.provider,
        title=row.terms.title.de,
        municipality_name=town,
        category=row.terms.category,
        kind=row.terms.kind,
        message=message,
        benefit_id=benefit_id,
    )


def _together(texts: list[Text]) -> Text | None:
    if not texts:
        return None
    return Text(" ".join(text.de for text in texts), " ".join(text.en for text in texts))


def _title_key(terms: Terms) -> str:
    return sort_key(terms.title.de)
