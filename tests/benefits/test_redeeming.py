import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from ehrenamtskarte import worker
from ehrenamtskarte.benefits.rules import Cards, Kind, Limit
from ehrenamtskarte.benefits.tills import limits, redeeming, till_rules
from ehrenamtskarte.benefits.tills.redeeming import Wanted
from ehrenamtskarte.benefits.tills.till_rules import Offer
from ehrenamtskarte.cards import short_codes
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.eligibility.rules import CardKind
from tests.benefits.at_the_till import Holder, Till, a_holder, a_till, some_time_ago
from tests.conftest import Browser, SignIn, actor_of, run_jobs
from tests.factories import a_benefit, a_company, a_venue

BERLIN = ZoneInfo("Europe/Berlin")


async def rows() -> list[Any]:
    return await db.rows("SELECT * FROM redemption ORDER BY redeemed_at")


async def move_back(**ago: int) -> None:
    """As if what was redeemed had been redeemed earlier."""
    await db.execute("UPDATE redemption SET redeemed_at = redeemed_at - $1::interval", timedelta(**ago))


async def test_a_good_card_gets_what_the_shop_gives(till: Till, phone: Holder, unlimited: UUID) -> None:
    answer = await till.redeem(unlimited, token=phone.shows())
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["result"], told["reason"], told["kind"], told["displayName"]) == (
        "valid",
        "ok",
        "standard",
        "Vorname N.",
    )
    at, until = (datetime.fromisoformat(told[name]) for name in ("redeemedAt", "undoUntil"))
    assert until - at == timedelta(minutes=1)
    [row] = await rows()
    assert (
        str(row["id"]),
        row["benefit"],
        row["venue"],
        row["company"],
        row["offline"],
        row["conflict"],
    ) == (
        told["id"],
        unlimited,
        till.venue,
        till.company,
        False,
        "",
    )


async def test_the_day_s_figures_follow(till: Till, phone: Holder, unlimited: UUID) -> None:
    told = (await till.redeem(unlimited, token=phone.shows())).json()
    await run_jobs()
    assert await db.scalar("SELECT sum(redeemed) FROM benefit_day WHERE benefit = $1", unlimited) == 1
    await till.undo(told["id"])
    await run_jobs()
    assert await db.scalar("SELECT sum(redeemed) FROM benefit_day WHERE benefit = $1", unlimited) == 0


async def test_a_card_that_does_not_count_is_said_and_nothing_noted(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    answer = await till.redeem(unlimited, token=phone.shows(some_time_ago(minutes=1)))
    assert answer.status_code == 200
    assert (
        answer.json()["id"],
        answer.json()["result"],
        answer.json()["reason"],
        answer.json()["undoUntil"],
    ) == (
        None,
        "invalid",
        "screenshot",
        None,
    )
    assert await rows() == []


async def test_a_revoked_card_gets_nothing(till: Till, phone: Holder, unlimited: UUID) -> None:
    await phone.loses_the_card()
    answer = await till.redeem(unlimited, token=phone.shows())
    assert (answer.status_code, answer.json()["reason"]) == (200, "revoked")
    assert await rows() == []


async def test_the_holder_may_read_a_short_code_out(till: Till, phone: Holder, once_a_day: UUID) -> None:
    typed = (await phone.reads_out()).lower().replace("-", " ")
    nonce = new_id()
    first = await till.redeem(once_a_day, shortCode=typed, nonce=nonce)
    assert (first.status_code, first.json()["displayName"]) == (201, "Vorname N.")
    assert (await till.redeem(once_a_day, shortCode=typed, nonce=nonce)).json() == first.json()
    scanned = await till.redeem(once_a_day, token=phone.shows())
    assert scanned.json()["code"] == "limit_reached"
    assert (await till.redeem(once_a_day, shortCode="0000-0000")).json()["reason"] == "malformed"


async def test_others_who_guess_short_codes_do_not_close_the_tills(
    till: Till, phone: Holder, unlimited: UUID, client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short_codes, "TRIES_OF_ALL", 2)
    guesses = [await client.post("/api/card-checks", json={"shortCode": "ZZZZ-ZZZZ"}) for _ in range(3)]
    assert [guess.status_code for guess in guesses] == [200, 200, 429]
    assert (await till.redeem(unlimited, shortCode=await phone.reads_out())).status_code == 201


async def test_without_code_and_short_code_the_till_is_asked_for_one(till: Till, unlimited: UUID) -> None:
    answer = await till.redeem(unlimited)
    assert (answer.status_code, answer.json()["code"]) == (422, "code_missing")


async def test_a_limit_says_when_it_was_used(till: Till, phone: Holder, once_a_day: UUID) -> None:
    first = (await till.redeem(once_a_day, token=phone.shows())).json()
    at = datetime.fromisoformat(first["redeemedAt"]).astimezone(BERLIN)
    second = await till.another().redeem(once_a_day, token=phone.shows())
    assert (second.status_code, second.json()["code"]) == (409, "limit_reached")
    assert second.json()["detail"] == f"Diese Karte hat das Angebot heute um {at:%H:%M} Uhr schon genutzt."
    assert len(await rows()) == 1


def test_a_limit_of_a_month_says_from_when_it_goes_again() -> None:
    used, now = (
        datetime(2026, 11, 3, 14, 3, tzinfo=BERLIN),
        datetime(2026, 11, 22, 9, 0, tzinfo=BERLIN),
    )
    said = till_rules.limit_reached(used, "2026-11", now).text
    assert said.de == (
        "Diese Karte hat das Angebot am 3. November 2026 schon genutzt. Wieder geht es ab dem 1. Dezember 2026."
    )
    assert "3 November 2026" in said.en and "1 December 2026" in said.en
    assert "einmal je Karte" in till_rules.limit_reached(used, limits.CARD, now).text.de


async def test_another_card_and_another_offer_are_free(
    till: Till, phone: Holder, once_a_day: UUID, sign_in_as: SignIn
) -> None:
    max_ = await a_holder(sign_in_as, "max@example.org")
    other_offer = await a_benefit(till.company, "Sauna", limit_per="day")
    for benefit, token in (
        (once_a_day, phone.shows()),
        (once_a_day, max_.shows()),
        (other_offer, phone.shows()),
    ):
        assert (await till.redeem(benefit, token=token)).status_code == 201


async def test_the_next_day_the_card_may_again(till: Till, phone: Holder, once_a_day: UUID) -> None:
    await till.redeem(once_a_day, token=phone.shows())
    yesterday = clock.today() - timedelta(days=1)
    await db.execute("UPDATE redemption SET slot = $1", limits.slot(Limit.DAY, yesterday))
    assert (await till.redeem(once_a_day, token=phone.shows())).status_code == 201


async def test_a_phone_that_refreshed_its_code_is_the_same_card(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    await till.redeem(once_a_day, token=phone.shows())
    await phone.refresh(phone.card)
    assert (await till.redeem(once_a_day, token=phone.shows())).json()["code"] == "limit_reached"


async def test_two_tills_in_the_same_second_give_once(till: Till, phone: Holder, once_a_day: UUID) -> None:
    tills = [till.another() for _ in range(8)]
    answers = await asyncio.gather(*(one.redeem(once_a_day, token=phone.shows()) for one in tills))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"limit_reached"}
    assert len(await rows()) == 1


async def test_a_repeated_request_has_the_same_answer_and_one_row(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    body = {"token": phone.shows(), "nonce": new_id()}
    first = await till.redeem(once_a_day, **body)
    second = await till.redeem(once_a_day, **body)
    assert (second.status_code, second.json()) == (201, first.json())
    assert len(await rows()) == 1


async def test_a_request_repeated_twenty_times_at_once_has_one_row(
    till: Till, phone: Holder, once_a_day: UUID, unlimited: UUID
) -> None:
    for benefit in (once_a_day, unlimited):
        body = {"token": phone.shows(), "nonce": new_id()}
        answers = await asyncio.gather(*(till.redeem(benefit, **body) for _ in range(20)))
        assert len({answer.text for answer in answers}) == 1
        assert answers[0].status_code == 201
    assert len(await rows()) == 2


async def test_a_late_repetition_still_has_the_same_answer(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    actor, now = await actor_of(till.browser), clock.now()
    wanted = Wanted(
        benefit=once_a_day,
        venue=till.venue,
        till=till.id,
        nonce=new_id(),
        token=phone.shows(now),
        short_code=None,
    )
    first = await redeeming.redeem(till.company, wanted, actor=actor, now=now)
    assert first.redemption is not None and first.outcome.display_name == "Vorname N."
    await phone.loses_the_card()
    later = await redeeming.redeem(till.company, wanted, actor=actor, now=now + timedelta(minutes=10))
    assert (later.redemption, later.at, later.outcome) == (first.redemption, first.at, first.outcome)


async def test_a_nonce_means_one_offer(till: Till, phone: Holder, once_a_day: UUID, unlimited: UUID) -> None:
    nonce = new_id()
    await till.redeem(once_a_day, token=phone.shows(), nonce=nonce)
    answer = await till.redeem(unlimited, token=phone.shows(), nonce=nonce)
    assert (answer.status_code, answer.json()["code"]) == (409, "nonce_used")


async def test_undone_within_a_minute_the_card_may_again(till: Till, phone: Holder, once_a_day: UUID) -> None:
    first = (await till.redeem(once_a_day, token=phone.shows())).json()
    undone = await till.undo(first["id"])
    assert undone.status_code == 200, undone.text
    assert undone.json()["undoneAt"] is not None
    assert (await till.undo(first["id"])).json() == undone.json()
    assert (await till.redeem(once_a_day, token=phone.shows())).status_code == 201
    assert (await till.redeem(once_a_day, token=phone.shows())).json()["code"] == "limit_reached"


async def test_after_a_minute_it_is_too_late_to_undo(till: Till, phone: Holder, once_a_day: UUID) -> None:
    first = (await till.redeem(once_a_day, token=phone.shows())).json()
    await move_back(seconds=66)
    answer = await till.undo(first["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late_to_undo")
    assert (await rows())[0]["undone_at"] is None


async def test_another_company_s_redemption_cannot_be_undone(
    till: Till, phone: Holder, unlimited: UUID, sign_in_as: SignIn
) -> None:
    first = (await till.redeem(unlimited, token=phone.shows())).json()
    other = await a_till(sign_in_as, "Museum")
    assert (await other.undo(first["id"])).status_code == 404


async def test_what_is_kept_tells_nobody_s_name(till: Till, phone: Holder, once_a_day: UUID) -> None:
    await db.execute("TRUNCATE audit_entry, outbox_message, idempotency_key")
    token = phone.shows()
    answer = await till.browser.post(
        f"{till.address}/redemptions",
        json={
            "benefitId": str(once_a_day),
            "venueId": str(till.venue),
            "till": str(till.id),
            "nonce": str(new_id()),
            "token": token,
        },
        headers={"idempotency-key": "once"},
    )
    assert answer.json()["displayName"] == "Vorname N."
    shown = await db.row("SELECT encode(cti, 'hex') AS cti, device FROM credential")
    assert shown is not None
    kept = ""
    for table in ("redemption", "benefit_day", "outbox_message", "idempotency_key", "audit_entry"):
        kept += "".join(row["text"] for row in await db.rows(f"SELECT {table}::text AS text FROM {table}"))
    assert str(till.venue) in kept
    canaries = [
        "Vorname",
        "Nachname",
        "erika@",
        token,
        shown["device"],
        shown["cti"],
        phone.person,
        phone.card,
    ]
    assert [canary for canary in canaries if str(canary) in kept] == []


async def test_without_a_limit_not_even_a_digest_is_kept(till: Till, phone: Holder, unlimited: UUID) -> None:
    await till.redeem(unlimited, token=phone.shows())
    [row] = await rows()
    assert (row["holder"], row["slot"], row["holder_until"]) == (None, None, None)


@pytest.mark.parametrize("limit", [Limit.DAY, Limit.MONTH, Limit.YEAR])
async def test_the_digest_is_forgotten_once_no_till_can_ask_any_more(
    till: Till, phone: Holder, limit: Limit
) -> None:
    benefit = await a_benefit(till.company, limit_per=limit.value)
    await till.redeem(benefit, token=phone.shows())
    [row] = await rows()
    last = limits.last_day_of(row["slot"])
    assert last is not None and row["holder_until"] == last + timedelta(days=30)
    forget = worker.CHORES["forget_holders_at_tills"]
    await db.execute("UPDATE redemption SET holder_until = $1", clock.today())
    await forget()
    assert (await rows())[0]["holder"] is not None
    assert (await till.redeem(benefit, token=phone.shows())).json()["code"] == "limit_reached"
    await db.execute("UPDATE redemption SET holder_until = $1", clock.today() - timedelta(days=1))
    await forget()
    assert (await rows())[0]["holder"] is None


async def test_visits_of_two_days_cannot_be_told_to_be_one_card_s(
    till: Till, phone: Holder, once_a_day: UUID
) -> None:
    actor = await actor_of(till.browser)
    for day in range(2):
        now = clock.now() + timedelta(days=day)
        wanted = Wanted(
            benefit=once_a_day,
            venue=till.venue,
            till=till.id,
            nonce=new_id(),
            token=phone.shows(now),
            short_code=None,
        )
        assert (await redeeming.redeem(till.company, wanted, actor=actor, now=now)).redemption
    assert len({row["holder"] for row in await rows()}) == 2


async def test_once_per_card_lasts_as_long_as_the_card(till: Till, phone: Holder) -> None:
    benefit = await a_benefit(till.company, limit_per="card")
    await till.redeem(benefit, token=phone.shows())
    [row] = await rows()
    assert (row["slot"], row["holder_until"]) == ("card", date(2099, 12, 31))
    answer = await till.redeem(benefit, token=phone.shows())
    assert "einmal je Karte" in answer.json()["detail"]


# Where and when an offer holds


async def refusal(till: Till, phone: Holder, benefit: UUID, **wanted: Any) -> str:
    answer = await till.redeem(benefit, token=phone.shows(), **wanted)
    assert answer.status_code in (409, 422), answer.text
    assert await rows() == []
    return str(answer.json()["code"])


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"status": "waiting"}, "offer_not_there"),
        ({"status": "ended"}, "offer_not_there"),
        ({"paused_at": some_time_ago(minutes=1)}, "offer_not_there"),
        ({"kind": "raffle"}, "offer_not_there"),
        ({"valid_from": date(2999, 1, 1)}, "offer_to_come"),
        ({"valid_until": date(2020, 1, 1)}, "offer_over"),
        ({"cards": "jubilee"}, "other_card_needed"),
    ],
)
async def test_an_offer_that_does_not_hold_is_refused(
    till: Till, phone: Holder, columns: dict[str, Any], code: str
) -> None:
    status = columns.get("status", "approved")
    rest = {name: value for name, value in columns.items() if name != "status"}
    benefit = await a_benefit(till.company, status=status, **rest)
    assert await refusal(till, phone, benefit) == code


async def test_while_the_company_pauses_nothing_is_redeemed(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    await db.execute("UPDATE company SET paused_at = now() WHERE id = $1", till.company)
    assert await refusal(till, phone, unlimited) == "offer_not_there"


async def test_a_jubilee_card_gets_what_is_for_it(till: Till, sign_in_as: SignIn) -> None:
    anna = await a_holder(sign_in_as, "anna@example.org", CardKind.JUBILEE)
    benefit = await a_benefit(till.company, cards="jubilee")
    assert (await till.redeem(benefit, token=anna.shows())).json()["kind"] == "jubilee"


async def test_an_offer_of_other_days_says_which(till: Till, phone: Holder) -> None:
    today = clock.today().weekday()
    benefit = await a_benefit(till.company, weekdays=127 & ~(1 << today))
    assert await refusal(till, phone, benefit) == "offer_on_other_days"


async def test_an_offer_holds_only_at_its_venues(till: Till, phone: Holder) -> None:
    benefit = await a_benefit(till.company, all_venues=False)
    other = await a_venue(till.company, "Am Fluss")
    await db.execute(
        "INSERT INTO benefit_venue (id, benefit, venue) VALUES ($1, $2, $3)", new_id(), benefit, other
    )
    assert await refusal(till, phone, benefit) == "offer_elsewhere"
    assert (await till.redeem(benefit, token=phone.shows(), venueId=None)).status_code == 201
    assert (await rows())[0]["venue"] == other


async def test_where_there_are_several_places_the_till_must_choose(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    await a_venue(till.company, "Am Fluss")
    assert await refusal(till, phone, unlimited, venueId=None) == "venue_missing"


async def test_a_closed_venue_gives_nothing(till: Till, phone: Holder, unlimited: UUID) -> None:
    await db.execute("UPDATE venue SET closed_at = now() WHERE id = $1", till.venue)
    assert await refusal(till, phone, unlimited) == "offer_elsewhere"


MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)
OFFER = Offer(
    id=new_id(),
    kind=Kind.PERCENTAGE,
    cards=Cards.BOTH,
    limit=Limit.NONE,
    venues={},
    published_at=MONDAY_NOON - timedelta(days=100),
    withdrawn_at=None,
    valid_from=None,
    valid_until=None,
    weekdays=127,
    from_time=None,
    until_time=None,
)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"valid_from": date(2026, 11, 24)}, "Dieses Angebot gilt erst ab dem 24. November 2026."),
        ({"valid_until": date(2026, 11, 22)}, "Dieses Angebot galt bis zum 22. November 2026."),
        (
            {"weekdays": 0b0010110},
            "Dieses Angebot gilt heute nicht, nur dienstags, mittwochs und freitags.",
        ),
        ({"weekdays": 0b1000000}, "Dieses Angebot gilt heute nicht, nur sonntags."),
        ({"from_time": "14:00"}, "Dieses Angebot gilt um diese Uhrzeit nicht, nur ab 14:00 Uhr."),
        ({"until_time": "11:59"}, "Dieses Angebot gilt um diese Uhrzeit nicht, nur bis 11:59 Uhr."),
        (
            {"from_time": "14:00", "until_time": "16:00"},
            "Dieses Angebot gilt um diese Uhrzeit nicht, nur von 14:00 bis 16:00 Uhr.",
        ),
    ],
)
def test_the_refusal_says_when_it_holds(terms: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        replace(OFFER, **terms).must_hold(MONDAY_NOON)
    assert refused.value.text.de == said
    assert "{" not in refused.value.text.en


@pytest.mark.parametrize(
    "terms",
    [
        {"valid_from": date(2026, 11, 23), "valid_until": date(2026, 11, 23)},
        {"weekdays": 1},
        {"from_time": "12:00", "until_time": "12:00"},
        {"from_time": "22:00", "until_time": "12:30"},
        {"withdrawn_at": MONDAY_NOON + timedelta(seconds=1)},
    ],
)
def test_the_first_and_last_moment_belong_to_it(terms: dict[str, Any]) -> None:
    replace(OFFER, **terms).must_hold(MONDAY_NOON)


# Who may


async def test_other_people_s_tills_are_not_there(
    till: Till, phone: Holder, unlimited: UUID, client: Browser, sign_in_as: SignIn
) -> None:
    other = await sign_in_as("museum@example.org", (Role.PARTNER_STAFF, await a_company("Museum")))
    for browser, status in ((other, 404), (phone.browser, 404), (client, 401)):
        stranger = Till(browser, till.company, till.venue)
        assert (await stranger.redeem(unlimited, token=phone.shows())).status_code == status
        assert (await stranger.sync()).status_code == status
        assert (await stranger.undo(str(new_id()))).status_code == status
        for address in ("till", "redemptions"):
            assert (await browser.get(f"{till.address}/{address}")).status_code == status
    assert await rows() == []


async def test_another_company_s_offer_is_not_there(till: Till, phone: Holder) -> None:
    foreign = await a_benefit(await a_company("Museum"))
    assert (await till.redeem(foreign, token=phone.shows())).status_code == 404


async def test_the_pure_check_needs_no_account_and_keeps_nothing(
    client: Browser, phone: Holder, unlimited: UUID
) -> None:
    answer = await client.post("/api/card-checks", json={"token": phone.shows()})
    assert set(answer.json()) == {
        "result", "reason", "kind", "displayName", "issuer", "validUntil", "checkedAt",
    }  # fmt: skip
    assert answer.json()["result"] == "valid"
    assert await rows() == []


# The list


async def test_the_list_shows_the_latest_first_page_by_page(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    for number in range(3):
        told = await till.redeem(unlimited, token=phone.shows())
        await db.execute(
            "UPDATE redemption SET redeemed_at = redeemed_at - $2::interval WHERE id = $1",
            UUID(told.json()["id"]),
            timedelta(hours=number),
        )
    page = (await till.browser.get(f"{till.address}/redemptions")).json()
    times = [item["redeemedAt"] for item in page["items"]]
    assert times == sorted(times, reverse=True) and len(times) == 3
    assert set(page["items"][0]) == {
        "id", "benefitTitle", "venueName", "redeemedAt", "offline", "conflict", "undoneAt",
    }  # fmt: skip
    assert (page["items"][0]["venueName"], page["items"][0]["benefitTitle"]["de"]) == (
        "Am Schloss",
        "Zehn Prozent",
    )


async def test_a_long_list_goes_on_where_it_stopped(
    till: Till, unlimited: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now()
    await db.execute(
        "INSERT INTO redemption (id, benefit, company, till, nonce, redeemed_at, recorded_at, offline, conflict)"
        " SELECT gen_random_uuid(), $1, $2, $3, gen_random_uuid(), $4::timestamptz - (n / 10) * interval '1 hour', now(),"
        " true, CASE WHEN n % 2 = 0 THEN 'limit' ELSE '' END FROM generate_series(1, 120) n",
        unlimited, till.company, till.id, moment,
    )  # fmt: skip
    for query, count in (({}, 120), ({"conflicts": "true"}, 60)):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = (
                await till.browser.get(f"{till.address}/redemptions", params={**query, "cursor": cursor})
            ).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
        assert (len(seen), len(set(seen))) == (count, count)


@pytest.mark.parametrize(
    "cursor",
    ["x", "WyJhIiwiYiJd", "WyIyMDI2LTExLTIyIiwiYiJd", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwiYSJd"],
)
async def test_a_foreign_cursor_is_refused(till: Till, cursor: str) -> None:
    answer = await till.browser.get(f"{till.address}/redemptions", params={"cursor": cursor})
    assert answer.json()["code"] == "unknown_cursor"
