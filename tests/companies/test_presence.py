import httpx

from ehrenamtskarte import worker
from ehrenamtskarte.core import db
from tests.companies.around import around_a_company
from tests.companies.drawings import a_png
from tests.conftest import SignIn


async def changes_published() -> int:
    found: int = await db.scalar(
        "SELECT count(DISTINCT event_id) FROM outbox_message WHERE event = 'CompanyChanged'"
    )
    return found


async def test_a_company_pauses_and_resumes_and_again_changes_nothing(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    first = (await here.manager.put(f"{here.path}/pause")).json()
    assert first["pausedAt"] is not None
    assert (await here.manager.put(f"{here.path}/pause")).json()["pausedAt"] == first["pausedAt"]
    for _ in range(2):
        assert (await here.manager.delete(f"{here.path}/pause")).json()["pausedAt"] is None


async def test_whoever_leaves_is_gone_at_once_and_comes_back_as_it_stood(
    sign_in_as: SignIn, client: httpx.AsyncClient
) -> None:
    here = await around_a_company(sign_in_as)
    form = {"files": {"data": ("a.png", a_png(), "image/png")}, "data": {"alt_de": "Ein Bild"}}
    picture = (await here.manager.post(f"{here.path}/pictures", **form)).json()["id"]  # type: ignore[arg-type]
    shown = f"/api/pictures/{picture}/small"
    assert (await client.get(shown)).status_code == 200
    left = (await here.manager.put(f"{here.path}/departure")).json()
    assert (left["status"], left["leftAt"] is not None) == ("left", True)
    assert (await client.get(shown)).status_code == 404
    assert (await here.manager.get(shown)).status_code == 200
    for refused in (
        await here.manager.put(f"{here.path}/pause"),
        await here.clerk.post(f"{here.path}/approval"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "company_left")
    back = (await here.manager.delete(f"{here.path}/departure")).json()
    assert (back["status"], back["leftAt"]) == ("approved", None)
    assert (await client.get(shown)).status_code == 200


async def test_a_company_that_waited_waits_again_when_it_comes_back(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as, status="waiting")
    await here.manager.put(f"{here.path}/departure")
    assert (await here.manager.delete(f"{here.path}/departure")).json()["status"] == "waiting"


async def test_a_rejected_company_does_not_come_back_approved(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as, status="rejected")
    await here.manager.put(f"{here.path}/departure")
    assert (await here.manager.delete(f"{here.path}/departure")).json()["status"] == "rejected"


async def test_only_managers_and_the_office_pause_or_end(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    for browser in (here.till, here.stranger):
        for path in ("pause", "departure"):
            assert (await browser.put(f"{here.path}/{path}")).status_code == 404
    assert (await here.clerk.put(f"{here.path}/departure")).status_code == 200
    for browser in (here.till, here.stranger):
        assert (await browser.delete(f"{here.path}/departure")).status_code == 404


async def test_everybody_who_shows_the_company_hears_of_it(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await db.execute("DELETE FROM outbox_message")
    for number, path in enumerate(("pause", "departure")):
        await here.manager.put(f"{here.path}/{path}")
        await here.manager.delete(f"{here.path}/{path}")
        assert await changes_published() == 2 * (number + 1)


async def test_the_contact_of_a_company_that_left_is_forgotten_after_a_year(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await here.manager.put(f"{here.path}/departure")
    for days, contact in ((364, "kasse@bad.example"), (366, "")):
        await db.execute(
            "UPDATE company SET left_at = now() - make_interval(days => $1) WHERE status = 'left'", days
        )
        await worker.CHORES["forget_contacts"]()
        assert (await here.manager.get(here.path)).json()["contactEmail"] == contact


async def test_the_contact_of_a_company_that_takes_part_stays(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await worker.CHORES["forget_contacts"]()
    assert (await here.manager.get(here.path)).json()["contactEmail"] == "kasse@bad.example"
