import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.benefits.offering import offers, publicity
from ehrenamtskarte.benefits.tills import synchronising
from ehrenamtskarte.benefits.tills.synchronising import Scan
from ehrenamtskarte.cards import signing_keys, status
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from tests.benefits.at_the_till import LONG_AGO, Holder, Till, a_holder, a_till, some_time_ago
from tests.conftest import SignIn, actor_of, run_jobs
from tests.factories import a_benefit, a_venue


async def rows() -> list[Any]:
    return await db.rows("SELECT * FROM redemption ORDER BY redeemed_at, id")


async def conflicts_of(till: Till, *scans: dict[str, Any]) -> list[str]:
    answer = await till.sync(*scans)
    assert answer.status_code == 200, answer.text
    assert [one["nonce"] for one in answer.json()] == [str(scan["nonce"]) for scan in scans]
    return [one["conflict"] for one in answer.json()]


async def sync_later(till: Till, *scans: dict[str, Any], after: timedelta) -> list[str]:
    """What came of scans that the till hands in only after a while."""
    asked = [
        Scan(
            benefit=scan["benefitId"],
            venue=scan["venueId"],
            nonce=scan["nonce"],
            token=scan["token"],
            scanned_at=datetime.fromisoformat(scan["scannedAt"]),
            undone=False,
        )
        for scan in scans
    ]
    actor, now = await actor_of(till.browser), clock.now() + after
    return [
        one.conflict for one in await synchronising.sync(till.company, till.id, asked, actor=actor, now=now)
    ]


async def test_what_was_given_offline_is_kept_as_of_its_moment(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    scan = till.scan(unlimited, phone.shows())
    assert await conflicts_of(till, scan) == [""]
    [row] = await rows()
    assert (row["offline"], row["redeemed_at"].isoformat(), row["venue"]) == (
        True,
        scan["scannedAt"],
        till.venue,
    )
    await run_jobs()
    assert await db.scalar("SELECT sum(redeemed) FROM benefit_day") == 1


async def test_scans_are_judged_by_their_own_moment_days_later(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    scan = till.scan(once_a_day, phone.shows())
    assert await sync_later(till, scan, after=timedelta(days=29)) == [""]


async def test_a_code_stays_known_as_long_as_tills_may_be_offline(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    scan = till.scan(once_a_day, phone.shows())
    await db.execute("UPDATE credential SET expires_at = now() - interval '30 days'")
    await status.forget_ended()
    assert await db.scalar("SELECT token FROM credential") == b""
    assert await conflicts_of(till, scan) == [""]
    await db.execute("UPDATE credential SET expires_at = now() - interval '32 days'")
    await status.forget_ended()
    assert await db.scalar("SELECT count(*) FROM credential") == 0


async def test_two_offline_tills_give_the_same_card_twice_and_both_are_kept(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    other = till.another()
    assert await conflicts_of(till, till.scan(once_a_day, phone.shows())) == [""]
    assert await conflicts_of(other, other.scan(once_a_day, phone.shows())) == ["limit"]
    assert [row["conflict"] for row in await rows()] == ["", "limit"]


async def test_given_twice_in_one_batch_the_earlier_one_counts(till: Till, phone: Holder) -> None:
    once = await a_benefit(till.company, limit_per="card", published_at=LONG_AGO)
    earlier, later = some_time_ago(seconds=20), clock.now()
    scans = [
        till.scan(once, phone.shows(later), later),
        till.scan(once, phone.shows(earlier), earlier),
    ]
    assert await conflicts_of(till, *scans) == ["limit", ""]


async def test_given_online_elsewhere_before_is_one_too_many(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    await till.another().redeem(once_a_day, token=phone.shows())
    assert await conflicts_of(till, till.scan(once_a_day, phone.shows())) == ["limit"]
    page = (await till.browser.get(f"{till.address}/redemptions", params={"conflicts": "true"})).json()
    assert [item["conflict"] for item in page["items"]] == ["limit"]


async def test_online_the_till_learns_what_was_given_offline(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    await till.sync(till.scan(once_a_day, phone.shows()))
    assert (await till.redeem(once_a_day, token=phone.shows())).json()["code"] == "limit_reached"


async def test_the_same_batch_twenty_times_at_once_is_kept_once(
    till: Till, phone: Holder, once_a_day: UUID, unlimited: UUID, sign_in_as: SignIn
) -> None:
    max_ = await a_holder(sign_in_as, "max@example.org")
    batch = [
        till.scan(benefit, holder.shows())
        for benefit in (once_a_day, unlimited)
        for holder in (phone, max_, phone)
    ]
    answers = await asyncio.gather(*(till.sync(*batch) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert sorted(row["conflict"] for row in await rows()) == ["", "", "", "", "", "limit"]
    await run_jobs()
    assert await db.scalar("SELECT sum(redeemed) FROM benefit_day") == 6


async def test_overlapping_batches_at_once_keep_each_scan_once(
    till: Till, phone: Holder, once_a_day: UUID, sign_in_as: SignIn
) -> None:
    max_ = await a_holder(sign_in_as, "max@example.org")
    others = [till.another() for _ in range(3)]
    own = [till.scan(once_a_day, holder.shows()) for holder in (phone, max_) * 5]
    batches = [own[start : start + 6] for start in range(5)]
    foreign = [
        one.sync(*(one.scan(once_a_day, holder.shows()) for holder in (max_, phone))) for one in others
    ]
    answers = await asyncio.gather(*(till.sync(*batch) for batch in batches), *foreign)
    assert {answer.status_code for answer in answers} == {200}
    found = await rows()
    assert len(found) == len(own) + 6
    assert sorted(row["conflict"] for row in found) == ["", ""] + ["limit"] * (len(found) - 2)


async def test_a_scan_whose_answer_got_lost_is_handed_in_again_without_harm(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    nonce, token = new_id(), phone.shows()
    noted = (await till.redeem(once_a_day, token=token, nonce=nonce)).json()
    answer = await till.sync(till.scan(once_a_day, token, nonce=nonce))
    assert answer.json() == [{"nonce": str(nonce), "id": noted["id"], "conflict": ""}]
    assert len(await rows()) == 1


async def test_the_same_scan_online_and_offline_at_once_is_kept_once(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    nonce, token = new_id(), phone.shows()
    answers = await asyncio.gather(
        *(till.redeem(once_a_day, token=token, nonce=nonce) for _ in range(5)),
        *(till.sync(till.scan(once_a_day, token, nonce=nonce)) for _ in range(5)),
    )
    assert {answer.status_code for answer in answers} == {200, 201}
    [row] = await rows()
    assert row["conflict"] == ""
    assert {str(row["id"])} == {
        one["id"]
        for answer in answers
        for one in (answer.json() if answer.status_code == 200 else [answer.json()])
    }


async def test_a_nonce_twice_in_one_batch_is_one_scan(till: Till, phone: Holder, unlimited: UUID) -> None:
    scan = till.scan(unlimited, phone.shows())
    assert await conflicts_of(till, scan, scan) == ["", ""]
    assert len(await rows()) == 1


async def test_what_an_ended_code_said_is_not_kept(till: Till, phone: Holder, unlimited: UUID) -> None:
    scan = till.scan(unlimited, phone.shows())
    assert b"Vorname N." in await db.scalar("SELECT token FROM credential")
    await phone.refresh(phone.card)
    ended = await db.rows("SELECT token <> '' AS said FROM credential ORDER BY issued_at")
    assert [one["said"] for one in ended] == [False, True]
    assert await conflicts_of(till, scan) == [""]
    await phone.loses_the_card()
    assert await db.scalar("SELECT count(*) FROM credential WHERE token <> ''") == 0


async def test_what_was_undone_offline_does_not_count(till: Till, phone: Holder, once_a_day: UUID) -> None:
    assert await conflicts_of(till, till.scan(once_a_day, phone.shows(), undone=True)) == [""]
    [row] = await rows()
    assert (row["undone_at"] is not None, row["holder"]) == (True, None)
    await run_jobs()
    assert await db.scalar("SELECT coalesce(sum(redeemed), 0) FROM benefit_day") == 0
    assert (await till.redeem(once_a_day, token=phone.shows())).status_code == 201


async def test_undone_after_it_was_handed_in_frees_the_limit_once(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    scan = till.scan(once_a_day, phone.shows())
    await till.sync(scan)
    await asyncio.gather(*(till.sync(scan | {"undone": True}) for _ in range(5)))
    await run_jobs()
    assert await db.scalar("SELECT sum(redeemed) FROM benefit_day") == 0
    assert (await till.redeem(once_a_day, token=phone.shows())).status_code == 201


async def test_a_till_that_comes_back_next_month_still_learns_of_the_limit(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    scan = till.scan(once_a_day, phone.shows())
    await till.another().redeem(once_a_day, token=phone.shows())
    kept_until = (await rows())[0]["holder_until"]
    assert kept_until - clock.today() >= timedelta(days=29)
    assert await sync_later(till, scan, after=timedelta(days=29)) == ["limit"]


# What the card was worth at that moment


async def test_a_card_revoked_before_is_kept_as_invalid(till: Till, phone: Holder, unlimited: UUID) -> None:
    await phone.loses_the_card()
    assert await conflicts_of(till, till.scan(unlimited, phone.shows())) == ["invalid"]
    [row] = await rows()
    assert (row["conflict"], row["offline"], row["holder"]) == ("invalid", True, None)


async def test_a_card_revoked_later_counted_then(till: Till, phone: Holder, unlimited: UUID) -> None:
    scan = till.scan(unlimited, phone.shows())
    await phone.loses_the_card()
    assert await conflicts_of(till, scan) == [""]


async def test_a_code_that_was_refreshed_later_counted_then(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    scan = till.scan(once_a_day, phone.shows())
    await phone.refresh(phone.card)
    again = till.scan(once_a_day, phone.shows())
    assert await conflicts_of(till, scan, again) == ["", "limit"]


async def test_a_killed_key_counts_at_no_time(
    till: Till, phone: Holder, unlimited: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = till.scan(unlimited, phone.shows())
    kid, _ = await signing_keys.active()
    await till.sync(till.scan(unlimited, phone.shows()))
    await signing_keys.kill(kid, clock.now())
    assert await conflicts_of(till, scan) == ["invalid"]


async def test_a_screenshot_is_kept_as_invalid(till: Till, phone: Holder, unlimited: UUID) -> None:
    token = phone.shows(some_time_ago(seconds=40))
    assert await conflicts_of(till, till.scan(unlimited, token)) == ["invalid"]


@pytest.mark.parametrize("token", ["", "EK1:", "hello", "EK1:" + "A" * 3000])
async def test_what_is_no_code_is_kept_as_invalid(till: Till, unlimited: UUID, token: str) -> None:
    assert await conflicts_of(till, till.scan(unlimited, token)) == ["invalid"]


# What the offer was worth at that moment


@pytest.mark.parametrize(
    "columns", [{"cards": "jubilee"}, {"valid_until": "yesterday"}, {"status": "waiting"}]
)
async def test_an_offer_that_did_not_hold_is_kept_as_not_valid(
    till: Till, phone: Holder, columns: dict[str, Any]
) -> None:
    status = columns.pop("status", "approved")
    if "valid_until" in columns:
        columns["valid_until"] = clock.today() - timedelta(days=1)
    benefit = await a_benefit(till.company, status=status, **columns, published_at=LONG_AGO)
    if status == "waiting":
        await db.execute("UPDATE benefit SET published_at = NULL")
    assert await conflicts_of(till, till.scan(benefit, phone.shows())) == ["not_valid"]
    assert len(await rows()) == 1


async def test_an_offer_that_paused_later_held_then(till: Till, phone: Holder, unlimited: UUID) -> None:
    before = till.scan(unlimited, phone.shows())
    await db.execute("UPDATE benefit SET paused_at = now() WHERE id = $1", unlimited)
    after = till.scan(unlimited, phone.shows())
    assert await conflicts_of(till, before, after) == ["", "not_valid"]


async def test_an_offer_that_ended_later_held_then(till: Till, phone: Holder, unlimited: UUID) -> None:
    await publicity.follow([unlimited])
    await run_jobs()
    before = till.scan(unlimited, phone.shows())
    manager = Actor(new_id(), (MembershipOf(Role.PARTNER_MANAGER, till.company),))
    await offers.end(till.company, unlimited, actor=manager, now=clock.now())
    assert (await till.redeem(unlimited, token=phone.shows())).json()["code"] == "offer_not_there"
    await run_jobs()
    after = till.scan(unlimited, phone.shows())
    assert await conflicts_of(till, before, after) == ["", "not_valid"]


async def test_a_company_that_left_later_gave_it_then(till: Till, phone: Holder, unlimited: UUID) -> None:
    before = till.scan(unlimited, phone.shows())
    await db.execute("UPDATE company SET status = 'left', left_at = now() WHERE id = $1", till.company)
    after = till.scan(unlimited, phone.shows())
    assert await conflicts_of(till, before, after) == ["", "not_valid"]


async def test_without_a_place_it_is_kept_all_the_same(till: Till, phone: Holder, unlimited: UUID) -> None:
    await a_venue(till.company, "Am Fluss")
    assert await conflicts_of(till, till.scan(unlimited, phone.shows(), venueId=None)) == [""]
    assert (await rows())[0]["venue"] is None


# Clocks, and what is not the company's


@pytest.mark.parametrize(
    "at", ["2999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
async def test_an_impossible_clock_is_not_believed_but_nothing_is_lost(
    till: Till, phone: Holder, unlimited: UUID, at: str
) -> None:
    assert await conflicts_of(till, till.scan(unlimited, phone.shows(), scannedAt=at)) == ["invalid"]
    [row] = await rows()
    assert clock.now() - timedelta(days=31) < row["redeemed_at"] <= clock.now()


async def test_a_scan_of_more_than_thirty_days_ago_is_not_believed(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    scan = till.scan(unlimited, phone.shows())
    assert await sync_later(till, scan, after=timedelta(days=30, minutes=1)) == ["invalid"]


async def test_a_clock_a_little_ahead_does_no_harm(till: Till, phone: Holder, unlimited: UUID) -> None:
    ahead = clock.now() + timedelta(seconds=10)
    assert await conflicts_of(till, till.scan(unlimited, phone.shows(ahead), ahead)) == [""]


async def test_a_time_without_its_zone_is_refused(till: Till, phone: Holder, unlimited: UUID) -> None:
    answer = await till.sync(till.scan(unlimited, phone.shows(), scannedAt="2026-11-22T12:00:00"))
    assert answer.status_code in (400, 422)


async def test_nothing_to_hand_in_is_fine(till: Till) -> None:
    assert await conflicts_of(till) == []


async def test_offers_and_places_of_others_are_not_there(
    till: Till, phone: Holder, unlimited: UUID, sign_in_as: SignIn
) -> None:
    other = await a_till(sign_in_as, "Museum")
    theirs = await a_benefit(other.company, published_at=LONG_AGO)
    for scan in (
        till.scan(theirs, phone.shows()),
        till.scan(new_id(), phone.shows()),
        till.scan(unlimited, phone.shows(), venueId=other.venue),
    ):
        assert (await till.sync(till.scan(unlimited, phone.shows()), scan)).status_code == 404
    assert await rows() == []


async def test_two_hundred_scans_are_kept_at_once_and_no_more(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    scans = [till.scan(unlimited, phone.shows()) for _ in range(200)]
    assert await conflicts_of(till, *scans) == [""] * 200
    assert (await till.sync(*scans, till.scan(unlimited, phone.shows()))).status_code in (400, 422)
    assert len(await rows()) == 200
