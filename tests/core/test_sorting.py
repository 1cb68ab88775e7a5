import random

from ehrenamtskarte.core.sorting import every_word, sort_key


def test_names_are_sorted_as_in_a_german_telephone_list() -> None:
    names = ["Ähre", "Ahrens", "Öl", "Olpe", "Straße", "Strasser", "Über", "Uhr", "Zebra", "zebu"]
    shuffled = random.Random(4).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == [
        "Ähre", "Ahrens", "Öl", "Olpe", "Straße", "Strasser", "Über", "Uhr", "Zebra", "zebu",
    ]  # fmt: skip


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert sort_key("MÜLLER-Lüdenscheidt") == sort_key("muller ludenscheidt")
    assert sort_key("  Café   e.V. ") == "cafe e v"
    assert sort_key("Weiß") == sort_key("WEISS")
    assert sort_key("Łódź") == "lodz"


def test_other_scripts_keep_their_letters() -> None:
    assert sort_key("Иванов") == "иванов"
    assert sort_key("李 明") == "李 明"
    assert sort_key("") == sort_key("--- ") == ""


def test_a_search_finds_a_name_in_either_order() -> None:
    assert every_word("Erika Müller-Öz") == every_word("erika  MULLER öz") == ["%erika%", "%muller%", "%oz%"]
    assert every_word(" - ") == []
