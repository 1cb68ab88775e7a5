"""Which entries may be the same."""

import time
from uuid import UUID, uuid4

import pytest

from ehrenamtskarte.awards.checking.duplicate_rules import Likeable, like, pairs
from ehrenamtskarte.core.sorting import sort_key

KOELN, BONN = "05315000", "05314000"


def named(name: str, title: str = "", municipality: str = KOELN, **more: object) -> Likeable:
    return Likeable(uuid4(), sort_key(name), title, municipality=municipality, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        (named("Kölner Tafel e.V."), named("Kölner Tafel"), ["name"]),
        (named("Kölner Tafel"), named("Kölner  TAFEL!"), ["name"]),
        (named("Kölner Tafel"), named("Kölner Tafel", municipality=BONN), []),
        (named("Chor"), named("Tafel"), []),
        (named("Chor", "Nachbarn kochen"), named("Tafel", "nachbarn  Kochen!"), ["title"]),
        (named("Chor", "Kochen"), named("Tafel", "Kochen"), []),
        (named("Chor", organisation=UUID(int=1)), named("Tafel", organisation=UUID(int=1)), ["organisation"]),
        (named("Chor", email="A@b.de"), named("Tafel", email="a@b.de"), ["address"]),
    ],
)
def test_what_speaks_for_two_being_the_same(one: Likeable, other: Likeable, signs: list[str]) -> None:
    assert like(one, [one, other]) == ({other.id: signs} if signs else {})
    assert pairs([one, other]) == ([(one.id, other.id, signs)] if signs else [])


def test_two_thousand_entries_are_compared_in_a_second() -> None:
    entries = [
        named(f"Förderverein Nummer{n % 900} am Platz e.V.", f"Projekt für alle {n}") for n in range(2000)
    ]
    began = time.perf_counter()
    pairs(entries)
    assert time.perf_counter() - began < 1
