"""Which municipality a row means."""

from uuid import UUID, uuid4

import pytest

from ehrenamtskarte.benefits.lists import places
from ehrenamtskarte.benefits.lists.places import Register, Town
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.regions import register as shipped

OFFICE = uuid4()
SIEGBURG = "05382060"


@pytest.fixture(scope="module")
def register() -> Register:
    """The real register, in which one office looks after Siegburg."""
    rows = shipped.shipped()
    towns = [
        Town(ags, name, postal_code, (latitude, longitude), OFFICE if ags == SIEGBURG else None)
        for ags, name, _, _, postal_code, _, _, latitude, longitude, *_ in rows.municipalities
    ]
    return Register(towns, [(code, ags, (lat, lon)) for code, ags, lat, lon in rows.postal_codes])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Köln", "Köln"),
        ("Koeln", "Köln"),
        ("KOLN", "Köln"),
        ("Köln, Stadt", "Köln"),
        ("Stadt Köln", "Köln"),
        ("Köln-Porz", "Köln"),
        ("05315000", "Köln"),
        ("Monheim", "Monheim am Rhein"),
        ("Monheim a. Rh.", "Monheim am Rhein"),
        ("Mülheim/Ruhr", "Mülheim an der Ruhr"),
        ("Muelheim a.d. Ruhr", "Mülheim an der Ruhr"),
        ("Rösrath", "Rösrath"),
        ("Roesrath", "Rösrath"),
        ("Neunkirchen-Seelscheid", "Neunkirchen-Seelscheid"),
        ("Bergisch Gladbach / Bensberg", "Bergisch Gladbach"),
    ],
)
def test_a_town_is_found_as_people_write_it(register: Register, name: str, found: str) -> None:
    assert register.spot(name, "", None).town.name == found


def test_every_town_of_the_register_is_found_by_its_own_name(register: Register) -> None:
    for town in register.towns.values():
        assert register.spot(town.name, "", None).town == town
        assert register.spot(f"{town.name}, Stadt", "", None).town == town


@pytest.mark.parametrize("code", ["53721", "D-53721", " 53 721"])
def test_a_postal_code_alone_names_a_town_and_a_point(register: Register, code: str) -> None:
    spot = register.spot("", code, None)
    assert (spot.town.name, spot.postal_code) == ("Siegburg", "53721")


def test_a_code_of_another_town_far_away_contradicts(register: Register) -> None:
    with pytest.raises(places.PostalCodeElsewhere) as refused:
        register.spot("Siegburg", "33602", None)
    assert refused.value.text.de == "Die Postleitzahl 33602 gehört zu Bielefeld, nicht zu Siegburg."


def test_a_code_across_the_border_is_only_noted(register: Register) -> None:
    spot = register.spot("Sankt Augustin", "53721", None)
    assert spot.town.name == "Sankt Augustin"
    assert spot.note and "gehört eigentlich zu Siegburg" in spot.note.de


@pytest.mark.parametrize(
    ("name", "code", "refusal"),
    [
        ("", "", places.TownMissing),
        ("Atlantis", "", places.TownUnknown),
        ("Rösrat", "", places.TownMisspelled),
        ("Köln", "10115", places.PostalCodeUnknown),
        ("", "abc", places.PostalCodeUnknown),
        ("Bad", "", places.TownAmbiguous),
    ],
)
def test_what_is_nowhere_or_anywhere_is_refused(
    register: Register, name: str, code: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        register.spot(name, code, None)


def test_a_misspelled_town_is_suggested(register: Register) -> None:
    with pytest.raises(places.TownMisspelled) as refused:
        register.spot("Gummersbac", "", None)
    assert refused.value.text.de.endswith("Meinten Sie Gummersbach?")


def test_of_several_towns_of_a_code_the_offices_own_is_meant() -> None:
    own: UUID = uuid4()
    towns = [
        Town("05000001", "Aburg", "50000", (51.0, 7.0), own),
        Town("05000002", "Beburg", "50001", (51.0, 7.1), None),
    ]
    register = Register(towns, [("50009", town.ags, town.point) for town in towns])
    assert register.spot("", "50009", own).town.name == "Aburg"
    with pytest.raises(places.TownAmbiguous):
        register.spot("", "50009", None)
