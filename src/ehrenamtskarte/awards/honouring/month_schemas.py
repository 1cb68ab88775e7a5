"""The HTTP surface of the engagement of the month."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.honouring.month_rules import (
    DEAREST_CENTS,
    LONGEST_TEXT,
    MONTH,
    MOST_MONTHS,
    PlannedMonth,
    month_named,
)
from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.core.text import Text

Words = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
Month = Annotated[str, msgspec.Meta(pattern=MONTH)]
Cents = Annotated[int, msgspec.Meta(ge=0, le=DEAREST_CENTS)]


class MonthWordsIn(msgspec.Struct, frozen=True):
    """Some sentences in German and, where somebody wrote them, English."""

    de: Words = ""
    en: Words = ""


class MonthlyEngagementIn(msgspec.Struct, rename="camel", kw_only=True):
    """A nominee in a month (2027-03)."""

    entry: UUID
    month: Month
    prize_cents: Cents | None = None
    text: MonthWordsIn = msgspec.field(default_factory=MonthWordsIn)

    def planned(self) -> PlannedMonth:
        """The same for the service."""
        text = Text(self.text.de.strip(), self.text.en.strip())
        return PlannedMonth(
            entry=self.entry, month=month_named(self.month), prize_cents=self.prize_cents, text=text
        )


class MonthPlanIn(msgspec.Struct, rename="camel", kw_only=True):
    """All months of a call; `revision` is the one that was edited."""

    revision: int
    months: Annotated[list[MonthlyEngagementIn], msgspec.Meta(max_length=MOST_MONTHS)]


class MonthlyEngagementOut(msgspec.Struct, rename="camel", kw_only=True):
    """A nominee in a month; `shown` once everybody sees it."""

    entry: UUID
    month: str
    prize_cents: int | None
    text: Text
    shown: bool


class MonthNomineeOut(msgspec.Struct, rename="camel", kw_only=True):
    """Who can be given a month."""

    id: UUID
    name: str
    title: str
    town: str | None
    picture: UUID | None
    picture_alt: Text


class MonthPlanOut(msgspec.Struct, rename="camel", kw_only=True):
    """The months of a call, and the nominees to choose from."""

    revision: int
    first_month: date | None
    prize_cents: int | None
    """What each gets unless something else is said."""
    months: list[MonthlyEngagementOut]
    nominees: list[MonthNomineeOut]


class MonthShown(msgspec.Struct, rename="camel", kw_only=True):
    """An engagement of the month as everybody sees it."""

    id: UUID
    month: str
    call: UUID
    call_title: Text
    call_year: int
    office_name: str
    entry: UUID
    kind: EntrantKind
    name: str
    title: str
    teaser: str
    text: Text
    town: str | None
    website: str
    prize_cents: int | None
    picture: UUID | None
    picture_alt: Text
    picture_credit: str


class MonthsOfYear(msgspec.Struct, rename="camel", kw_only=True):
    """The engagements of a year, the latest month first, and the years there are; `next` continues the list."""

    year: int | None
    years: list[int]
    items: list[MonthShown]
    next: str | None
