import time
from datetime import UTC, datetime
from uuid import RFC_4122

from ehrenamtskarte.core.ids import new_id


def test_ids_are_version_7_and_all_different() -> None:
    ids = [new_id() for _ in range(1000)]
    assert {(number.version, number.variant) for number in ids} == {(7, RFC_4122)}
    assert len(set(ids)) == 1000


def test_ids_sort_by_the_moment_they_were_made() -> None:
    ids = []
    for _ in range(100):
        ids.append(new_id())
        made = time.time_ns()
        while time.time_ns() - made < 1000:
            pass
    assert ids == sorted(ids)


def test_an_id_tells_its_moment() -> None:
    before = datetime.now(UTC).timestamp()
    made = (new_id().int >> 80) / 1000
    assert abs(made - before) < 60
