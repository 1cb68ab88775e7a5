import pytest

from ehrenamtskarte.regions import rules
from ehrenamtskarte.regions.rules import IssuingBodyKind

TOWN, DISTRICT, AGENCY = IssuingBodyKind.MUNICIPALITY, IssuingBodyKind.DISTRICT, IssuingBodyKind.AGENCY
KOELN, BONN = "05315000", "05314000"
SIEGBURG, TROISDORF = "05382060", "05382068"


@pytest.mark.parametrize("text", ["50667", " 50 667 ", "D-50667", "d-50667\n"])
def test_a_postal_code_may_be_written_loosely(text: str) -> None:
    assert rules.normal_postal_code(text) == "50667"


@pytest.mark.parametrize("text", ["", "5066", "506677", "5066a", "A-50667", "٥٠٦٦٧", "50667\x00"])
def test_a_postal_code_has_five_digits(text: str) -> None:
    with pytest.raises(rules.PostalCodeInvalid):
        rules.normal_postal_code(text)


def test_a_name_is_found_in_both_spellings_of_its_umlaut_and_by_its_numbers() -> None:
    assert rules.words_to_find("Münster", "05515000", "48143") == " | munster | muenster | 05515000 | 48143"
    assert rules.words_to_find("Mu\u0308nster") == " | munster | muenster"
    assert rules.words_to_find("Wickede (Ruhr)") == " | wickede ruhr"


def test_signs_of_the_search_language_are_not_looked_for() -> None:
    assert rules.patterns("Bad 50%_\\") == rules.Patterns(
        ("%bad%", "% 50%"), ("% bad%", "% 50%"), "% | bad 50%"
    )
    assert rules.patterns(" -- ") == rules.Patterns((), (), "% | %")


@pytest.mark.parametrize(
    ("kind", "towns", "wanted", "number"),
    [
        (TOWN, [KOELN], None, 5315000),
        (TOWN, [SIEGBURG], 5382060, 5382060),
        (DISTRICT, [SIEGBURG, TROISDORF], None, 5382),
        (DISTRICT, [SIEGBURG], None, 5382),
        (AGENCY, [KOELN], None, 5315000),
        (AGENCY, [SIEGBURG, TROISDORF], None, 5382),
        (AGENCY, [SIEGBURG, TROISDORF], 5382068, 5382068),
        (AGENCY, [SIEGBURG, KOELN], 5315, 5315),
    ],
)
def test_the_number_is_the_key_of_the_town_or_of_the_district(
    kind: IssuingBodyKind, towns: list[str], wanted: int | None, number: int
) -> None:
    assert rules.issuer_number(kind, towns, wanted) == number


@pytest.mark.parametrize(
    ("kind", "towns", "wanted"),
    [(TOWN, [KOELN], 5315), (DISTRICT, [SIEGBURG], 5382060), (AGENCY, [KOELN], 5314000), (TOWN, [KOELN], 0)],
)
def test_nobody_signs_with_the_number_of_another_place(
    kind: IssuingBodyKind, towns: list[str], wanted: int
) -> None:
    with pytest.raises(rules.NumberForeign):
        rules.issuer_number(kind, towns, wanted)


def test_an_issuing_body_begins_with_a_town() -> None:
    with pytest.raises(rules.TownsMissing):
        rules.issuer_number(AGENCY, [])


def test_a_town_issues_for_itself_alone() -> None:
    rules.check_area(TOWN, 5315000, [KOELN])
    for towns in ([BONN], [KOELN, BONN]):
        with pytest.raises(rules.OnlyItsOwnTown):
            rules.check_area(TOWN, 5315000, towns)


def test_a_district_issues_for_its_own_towns_alone() -> None:
    rules.check_area(DISTRICT, 5382, [SIEGBURG, TROISDORF])
    with pytest.raises(rules.TownsOfSeveralDistricts):
        rules.check_area(DISTRICT, 5382, [SIEGBURG, BONN])


@pytest.mark.parametrize("kind", IssuingBodyKind)
def test_whoever_stops_issuing_keeps_no_town(kind: IssuingBodyKind) -> None:
    rules.check_area(kind, 5382, [])


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_an_issuing_body_has_a_name_that_fits(name: str) -> None:
    with pytest.raises(rules.NameInvalid):
        rules.normal_name(name)
