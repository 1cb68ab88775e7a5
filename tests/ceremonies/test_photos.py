"""A photo is shown once everybody in its focus agreed, and goes on its day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.events import PartyChanged
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.outbox import publish
from tests.ceremonies.past import a_past_ceremony, by_link, let_in
from tests.companies.drawings import a_png
from tests.conftest import Browser, SignIn, run_jobs
from tests.factories import a_guest, a_laureate, an_issuing_body


class Album:
    """An office, its event and the photos of it."""

    def __init__(self, clerk: Browser, body: UUID, ceremony: UUID) -> None:
        self.clerk, self.ceremony = clerk, ceremony
        self.path = f"/api/offices/{body}/ceremonies/{ceremony}/photos"

    async def add(self, shade: int = 0, alt: str = "Der Chor singt") -> Any:
        answer = await self.clerk.post(
            self.path, files={"data": ("a.png", a_png(shade), "image/png")}, data={"alt_de": alt}
        )
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def focus(self, photo: Any, *persons: Any) -> Any:
        answer = await self.clerk.put(f"{self.path}/{photo['id']}/persons", json={"persons": list(persons)})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def publish(self, photo: Any) -> Any:
        return await self.clerk.put(f"{self.path}/{photo['id']}/publication")


async def an_album(sign_in_as: SignIn, **terms: Any) -> Album:
    body = await an_issuing_body()
    ceremony = await a_past_ceremony(body, **{"audience": "public", **terms})
    return Album(await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body)), body, ceremony)


async def an_attendee(ceremony: UUID) -> tuple[UUID, str]:
    guest = await a_guest(ceremony, status="accepted")
    return guest, str(await db.scalar("SELECT id FROM attendee WHERE guest = $1", guest))


async def test_a_photo_waits_for_everybody_in_focus(sign_in_as: SignIn, client: Browser) -> None:
    album = await an_album(sign_in_as)
    guest, attendee = await an_attendee(album.ceremony)
    photo = await album.add()
    tagged = await album.focus(
        photo, {"name": "Erika", "attendeeId": attendee}, {"name": "Rat", "consent": "yes"}
    )
    assert tagged["publishable"] is False
    refused = await album.publish(photo)
    assert refused.status_code == 409 and refused.json()["code"] == "consent_missing"
    (mine,) = (await client.get("/api/invitation/afterwards", headers=await by_link(guest))).json()["photos"]
    await client.put(
        f"/api/invitation/photos/{mine['id']}", json={"consent": "yes"}, headers=await by_link(guest)
    )
    assert (await album.publish(photo)).json()["published"] is True
    gallery = (await client.get(f"/api/ceremonies/{album.ceremony}/photos")).json()
    assert [shown["id"] for shown in gallery] == [photo["id"]]
    assert (await client.get(f"/api/ceremony-photos/{photo['id']}/small")).status_code == 200


async def test_a_no_takes_a_photo_off_at_once(sign_in_as: SignIn, client: Browser) -> None:
    album = await an_album(sign_in_as)
    guest, attendee = await an_attendee(album.ceremony)
    photo = await album.add()
    await album.focus(photo, {"name": "Erika", "attendeeId": attendee, "consent": "yes"})
    await album.publish(photo)
    (mine,) = (await client.get("/api/invitation/afterwards", headers=await by_link(guest))).json()["photos"]
    await client.put(
        f"/api/invitation/photos/{mine['id']}", json={"consent": "no"}, headers=await by_link(guest)
    )
    assert (await client.get(f"/api/ceremonies/{album.ceremony}/photos")).json() == []
    assert (await client.get(f"/api/ceremony-photos/{photo['id']}/small")).status_code == 404
    again = await album.focus(photo, {"name": "Erika", "attendeeId": attendee, "consent": "yes"})
    assert again["persons"][0]["consent"] == "no", "the office cannot agree for somebody who said no"


async def test_who_takes_photo_consent_back_leaves_every_photo(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    guest, attendee = await an_attendee(album.ceremony)
    photo = await album.add()
    await album.focus(photo, {"name": "Erika", "attendeeId": attendee, "consent": "yes"})
    await album.publish(photo)
    await db.execute("UPDATE attendee SET photo_consent = 'no' WHERE guest = $1", guest)
    await publish(PartyChanged(guest_id=guest))
    await run_jobs()
    (now,) = (await album.clerk.get(album.path)).json()
    assert (now["published"], now["persons"][0]["consent"]) == (False, "no")


async def test_nobody_else_sees_what_is_not_published(sign_in_as: SignIn, client: Browser) -> None:
    album = await an_album(sign_in_as)
    photo = await album.add()
    stranger = await an_attendee(album.ceremony)
    address = f"/api/ceremony-photos/{photo['id']}/large"
    assert (await client.get(address)).status_code == 404
    assert (await album.clerk.get(address)).headers["cache-control"].startswith("private")
    own = f"/api/invitation/photos/{photo['id']}/small"
    assert (await client.get(own, headers=await by_link(stranger[0]))).status_code == 404
    await album.focus(photo, {"name": "Erika", "attendeeId": stranger[1]})
    assert (await client.get(own, headers=await by_link(stranger[0]))).headers["content-type"] == "image/webp"


async def test_the_gallery_of_a_closed_event_is_not_there(sign_in_as: SignIn, client: Browser) -> None:
    album = await an_album(sign_in_as, audience="invited")
    photo = await album.add()
    await album.publish(photo)
    assert (await client.get(f"/api/ceremonies/{album.ceremony}/photos")).status_code == 404
    assert (await client.get(f"/api/ceremony-photos/{photo['id']}/small")).status_code == 404


async def test_a_photo_of_a_crowd_needs_nobodys_consent(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    assert (await album.publish(await album.add())).json()["published"] is True


async def test_a_guest_of_another_event_is_not_found(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    _, attendee = await an_attendee(await a_past_ceremony())
    photo = await album.add()
    answer = await album.clerk.put(
        f"{album.path}/{photo['id']}/persons", json={"persons": [{"name": "E", "attendeeId": attendee}]}
    )
    assert answer.status_code == 404


async def test_photos_go_after_five_years_unless_the_office_says_less(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    photo = await album.add()
    latest = date.fromisoformat(photo["deleteOn"])
    assert latest.year == (clock.now() - timedelta(days=1)).year + 5
    settings = album.path.replace("/photos", "/afterwards")
    too_long = await album.clerk.put(
        settings, json={"costCents": None, "photosUntil": (latest + timedelta(days=1)).isoformat()}
    )
    assert too_long.status_code == 422 and too_long.json()["errors"][0]["field"] == "photosUntil"
    sooner = (latest - timedelta(days=900)).isoformat()
    assert (
        await album.clerk.put(settings, json={"costCents": 150_000, "photosUntil": sooner})
    ).status_code == 200
    (shortened,) = (await album.clerk.get(album.path)).json()
    assert shortened["deleteOn"] == sooner


async def test_a_photo_needs_words(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    answer = await album.clerk.post(
        album.path, files={"data": ("a.png", a_png(), "image/png")}, data={"alt_de": " "}
    )
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "alt_de"


async def test_the_same_photo_is_kept_once(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    first, second = await album.add(), await album.add(alt="Der Chor singt laut")
    assert first["id"] == second["id"] and second["alt"]["de"] == "Der Chor singt laut"


async def test_candidates_are_found_by_name_those_who_came_first(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    await a_guest(album.ceremony, "Ada", "Anders", status="accepted")
    await let_in(await a_guest(album.ceremony, "Berta", "Anders", status="accepted"))
    await a_guest(album.ceremony, "Cem", "Yilmaz", status="accepted")
    found = (await album.clerk.get(f"{album.path}/candidates", params={"q": "anders"})).json()
    assert [(one["name"], one["came"]) for one in found] == [("Berta Anders", True), ("Ada Anders", False)]


async def test_a_photo_is_deleted_for_good(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    photo = await album.add()
    assert (await album.clerk.delete(f"{album.path}/{photo['id']}")).status_code == 204
    assert (await album.clerk.get(album.path)).json() == []


async def test_a_companion_without_a_name_is_found_by_the_guest(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    await a_guest(album.ceremony, "Ada", "Anders", status="accepted", companions=1)
    found = (await album.clerk.get(f"{album.path}/candidates", params={"q": "ada"})).json()
    assert [(one["name"], one["party"]) for one in found] == [
        ("Ada Anders", "Ada Anders"),
        ("", "Ada Anders"),
    ]


async def test_a_shown_crowd_that_becomes_a_laureates_picture_waits_for_them(sign_in_as: SignIn) -> None:
    album = await an_album(sign_in_as)
    photo = await album.add()
    await album.publish(photo)
    laureate = await a_laureate(album.ceremony)
    words = {"alt": {"de": "Der Chor", "en": ""}, "laureateId": str(laureate)}
    described = (await album.clerk.put(f"{album.path}/{photo['id']}", json=words)).json()
    assert (described["published"], described["publishable"]) == (False, False)
    assert [person["consent"] for person in described["persons"]] == ["open"]
