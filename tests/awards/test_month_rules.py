"""The engagement of the month: what a plan may say, and what subscribers get."""

from datetime import date
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from ehrenamtskarte.awards.honouring import month_feeds
from ehrenamtskarte.awards.honouring.month_rules import (
    MonthTaken,
    NomineeHasTwoMonths,
    NotOnTheShortlist,
    PlannedMonth,
    after,
    check_plan,
    month_named,
    written,
)
from ehrenamtskarte.awards.honouring.month_schemas import MonthShown
from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import NOTHING_SAID, Text

ADDRESS = "https://karte.example"
FEED = f"{ADDRESS}/feed.atom"
NAME = "{http://www.w3.org/2005/Atom}"
CHOIR, CLUB, OTHER = new_id(), new_id(), new_id()


def shown(month: str = "2027-03", **terms: object) -> MonthShown:
    values: dict[str, object] = {
        "id": new_id(),
        "month": month,
        "call": new_id(),
        "call_title": Text("Engagementpreis", ""),
        "call_year": 2026,
        "office_name": "Land Nordrhein-Westfalen",
        "entry": CHOIR,
        "kind": EntrantKind.ORGANISATION,
        "name": "Chor am Dom",
        "title": "Singen & <Freude>",
        "teaser": "Alle singen.",
        "text": Text("Jeden Montag.", ""),
        "town": "Köln",
        "website": "",
        "prize_cents": 100_000,
        "picture": None,
        "picture_alt": NOTHING_SAID,
        "picture_credit": "",
    }
    return MonthShown(**values | terms)  # type: ignore[arg-type]


def test_each_nominee_has_one_month_and_each_month_one_nominee() -> None:
    check_plan([_in(CHOIR, 3), _in(CLUB, 4)], {CHOIR, CLUB})


@pytest.mark.parametrize(
    ("months", "refusal", "field"),
    [
        ([(CHOIR, 3), (CLUB, 3)], MonthTaken, "months.1.month"),
        ([(CHOIR, 3), (CHOIR, 4)], NomineeHasTwoMonths, "months.1.entry"),
        ([(OTHER, 3)], NotOnTheShortlist, "months.0.entry"),
    ],
)
def test_a_wrong_plan_is_refused_where_it_is_wrong(
    months: list[tuple[UUID, int]], refusal: type[Invalid], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        check_plan([_in(*one) for one in months], {CHOIR, CLUB})
    assert refused.value.errors[0].field == field


def _in(entry: UUID, month: int) -> PlannedMonth:
    return PlannedMonth(entry=entry, month=date(2027, month, 1))


def test_a_month_is_written_as_in_addresses() -> None:
    assert month_named("2027-12") == date(2027, 12, 1)
    assert written(date(2027, 3, 1)) == "2027-03"
    assert after(date(2027, 12, 1)) == date(2028, 1, 1)
    assert after(date(2027, 1, 1)) == date(2027, 2, 1)


def test_the_calendar_shows_each_over_its_month_without_blocking_it() -> None:
    calendar = Calendar.from_ical(month_feeds.as_calendar([shown("2026-12")], address=ADDRESS))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 1)
    assert event.decoded("dtend") == date(2027, 1, 1)
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"] == "Engagement des Monats: Singen & <Freude> (Chor am Dom)"
    assert event["url"] == f"{ADDRESS}/preise/engagement-des-monats/2026-12"


def test_the_feed_names_each_with_when_it_began_in_berlin() -> None:
    picture = new_id()
    found = [
        shown("2027-07", picture=picture),
        shown("2027-01", title="", teaser="Tinte\x0c und\ufffe Papier"),
    ]
    root = ET.fromstring(month_feeds.as_feed(found, address=ADDRESS, feed_address=FEED))
    first, second = root.findall(f"{NAME}entry")
    assert root.findtext(f"{NAME}updated") == "2027-06-30T22:00:00+00:00"
    assert first.findtext(f"{NAME}title") == "Singen & <Freude> (Chor am Dom)"
    assert first.findtext(f"{NAME}summary") == "Alle singen.\n\nJeden Montag."
    links = {link.get("rel"): link.get("href") for link in first.findall(f"{NAME}link")}
    assert links["enclosure"] == f"{ADDRESS}/api/award-pictures/{picture}/large"
    assert second.findtext(f"{NAME}title") == "Chor am Dom"
    assert second.findtext(f"{NAME}summary") == "Tinte und Papier\n\nJeden Montag."


def test_a_feed_without_entries_is_a_feed() -> None:
    root = ET.fromstring(month_feeds.as_feed([], address=ADDRESS, feed_address=FEED))
    assert root.findtext(f"{NAME}id") == FEED
    assert root.findall(f"{NAME}entry") == []
