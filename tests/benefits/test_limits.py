from datetime import date
from uuid import UUID

import pytest

from ehrenamtskarte.benefits.rules import Limit
from ehrenamtskarte.benefits.tills import limits
from ehrenamtskarte.core.ids import new_id

DAY = date(2026, 11, 22)
CARD, BENEFIT = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("limit", "counted", "last"),
    [
        (Limit.DAY, "2026-11-22", date(2026, 11, 22)),
        (Limit.MONTH, "2026-11", date(2026, 11, 30)),
        (Limit.YEAR, "2026", date(2026, 12, 31)),
        (Limit.CARD, "card", None),
    ],
)
def test_a_limit_counts_in_its_time(limit: Limit, counted: str, last: date | None) -> None:
    assert limits.slot(limit, DAY) == counted
    assert limits.last_day_of(counted) == last


def test_without_a_limit_nothing_is_counted() -> None:
    assert limits.slot(Limit.NONE, DAY) is None


def test_february_ends_on_its_last_day() -> None:
    assert limits.last_day_of("2028-02") == date(2028, 2, 29)


def test_a_holder_is_told_again_at_the_same_offer_in_the_same_slot_alone() -> None:
    digest = limits.holder_digest(CARD, BENEFIT, "2026-11")
    assert digest == limits.holder_digest(CARD, BENEFIT, "2026-11")
    assert digest not in {
        limits.holder_digest(CARD, BENEFIT, "2026-12"),
        limits.holder_digest(CARD, new_id(), "2026-11"),
        limits.holder_digest(new_id(), BENEFIT, "2026-11"),
        limits.holder_digest(BENEFIT, CARD, "2026-11"),
    }
