"""Which parties want to sit together, and which do not."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.rules import Wish
from ehrenamtskarte.ceremonies.seating import seat_rules
from ehrenamtskarte.ceremonies.seating.schemas import WishIn, WishOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, id_of

WISHES = (
    "SELECT w.id, w.wish, w.one, trim(g.given_name || ' ' || g.family_name) AS one_name, w.other,"
    " trim(h.given_name || ' ' || h.family_name) AS other_name FROM seat_wish w"
    " JOIN guest g ON g.id = w.one JOIN guest h ON h.id = w.other WHERE w.ceremony = $1"
)


async def wishes(
    office: UUID | None, ceremony_id: UUID, *, cursor: str | None, actor: Actor
) -> Page[WishOut]:
    """The wishes, latest first. Raises NotFound, UnknownCursor."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await db.rows(
        f"{WISHES} AND ($2::uuid IS NULL OR w.id < $2) ORDER BY w.id DESC LIMIT {PAGE_SIZE + 1}",
        ceremony_id,
        id_of(cursor),
    )
    shown = found[:PAGE_SIZE]
    following = cursor_of(str(shown[-1]["id"])) if len(found) > PAGE_SIZE else None
    total = await db.scalar("SELECT count(*) FROM seat_wish WHERE ceremony = $1", ceremony_id)
    return Page([wish_of(row) for row in shown], following, total)


def wish_of(row: dict[str, object]) -> WishOut:
    """A row of WISHES."""
    return WishOut(**{**row, "wish": Wish(str(row["wish"]))})  # type: ignore[arg-type]


async def add(
    office: UUID | None, ceremony_id: UUID, wanted: WishIn, *, actor: Actor, now: datetime
) -> WishOut:
    """Note a wish of two parties.

    Raises NotFound, CeremonyCancelled, CeremonyOver, WishOfOne, WishAlreadyThere, TooManyWishes.
    """
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        seat_rules.check_open(found.status, found.ends_at, now)
        wish_id = await note(ceremony_id, wanted)
        if wish_id is None:
            raise seat_rules.WishAlreadyThere(field="other")
        row = await db.row(f"{WISHES} AND w.id = $2", ceremony_id, wish_id)
        assert row is not None
        return wish_of(row)


async def note(ceremony_id: UUID, wanted: WishIn) -> UUID | None:
    """The same in the caller's transaction, whoever asks; None where there is one. Raises NotFound, WishOfOne, TooManyWishes."""
    if wanted.one == wanted.other:
        raise seat_rules.WishOfOne(field="other")
    if await db.scalar("SELECT count(*) FROM seat_wish WHERE ceremony = $1", ceremony_id) >= (
        seat_rules.MOST_WISHES
    ):
        raise seat_rules.TooManyWishes(most=seat_rules.MOST_WISHES)
    guests = sorted((wanted.one, wanted.other))
    known = await db.scalar(
        "SELECT count(*) FROM guest WHERE ceremony = $1 AND id = ANY($2)", ceremony_id, guests
    )
    if known < len(guests):
        raise NotFound
    wish_id: UUID | None = await db.scalar(
        "INSERT INTO seat_wish (id, ceremony, one, other, wish) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (one, other) DO NOTHING RETURNING id",
        new_id(), ceremony_id, *guests, wanted.wish,
    )  # fmt: skip
    return wish_id


async def remove(office: UUID | None, ceremony_id: UUID, wish_id: UUID, *, actor: Actor) -> None:
    """Take a wish out. Raises NotFound."""
    async with db.transaction():
        await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if not await db.execute(
            "DELETE FROM seat_wish WHERE id = $1 AND ceremony = $2", wish_id, ceremony_id
        ):
            raise NotFound
