"""The order of the slides, which follows from the programme alone."""

from uuid import UUID, uuid4

from ehrenamtskarte.ceremonies.stage.stage_rules import Honour, Point, order

WELCOME, SPEECHES, HANDOVER, GIFTS, END = (uuid4() for _ in range(5))
CHOR, TAFEL = uuid4(), uuid4()
WORKS, BANK = uuid4(), uuid4()


def short(slides: list[str]) -> list[str]:
    """The slides by the names above."""
    names = {
        str(value): name for name, value in globals().items() if isinstance(value, UUID) and name.isupper()
    }
    return [
        ":".join([kind, names[of]]) if of else kind
        for kind, _, of in (slide.partition(":") for slide in slides)
    ]


def test_laureates_come_with_their_point_and_the_company_behind_them_follows() -> None:
    points = [Point(WELCOME, "welcome"), Point(SPEECHES, "laudatory_speech", TAFEL), Point(END, "reception")]
    found = order(points, [Honour(TAFEL, (WORKS,))], [WORKS, BANK], sponsors=True)
    assert short(found) == [
        "welcome", "item:WELCOME", "item:SPEECHES", "laudatio:TAFEL", "laureate:TAFEL", "partner:WORKS", "item:END",
        "partner:BANK", "sponsors",
    ]  # fmt: skip


def test_those_without_a_point_come_after_the_last_honour_and_sponsors_with_the_gifts() -> None:
    points = [
        Point(SPEECHES, "speech"),
        Point(HANDOVER, "handover"),
        Point(GIFTS, "gifts"),
        Point(END, "reception"),
    ]
    found = order(points, [Honour(CHOR), Honour(TAFEL)], [], sponsors=True)
    assert short(found) == [
        "welcome", "item:SPEECHES", "item:HANDOVER", "laudatio:CHOR", "laureate:CHOR", "laudatio:TAFEL",
        "laureate:TAFEL", "item:GIFTS", "sponsors", "item:END",
    ]  # fmt: skip


def test_without_a_programme_there_are_still_slides() -> None:
    assert short(order([], [Honour(CHOR)], [BANK], sponsors=False)) == [
        "welcome", "laudatio:CHOR", "laureate:CHOR", "partner:BANK",
    ]  # fmt: skip


def test_no_slide_comes_twice_and_a_company_that_is_not_shown_does_not_come_at_all() -> None:
    points = [Point(SPEECHES, "laudatory_speech", TAFEL), Point(HANDOVER, "handover", TAFEL)]
    found = order(points, [Honour(TAFEL, (WORKS, BANK)), Honour(CHOR, (BANK,))], [BANK], sponsors=False)
    assert len(found) == len(set(found))
    assert "partner:WORKS" not in short(found)


def test_a_point_of_a_laureate_who_is_gone_is_a_point_like_others() -> None:
    assert short(order([Point(SPEECHES, "laudatory_speech", TAFEL)], [], [], sponsors=False)) == [
        "welcome", "item:SPEECHES",
    ]  # fmt: skip
