"""Which column is what: by title in two languages, by content, and as a person corrects it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehrenamtskarte.core.sheets import files
from ehrenamtskarte.core.sheets.reading import Table, read_table
from ehrenamtskarte.hours.lists.mapping import Mapping, NoColumnsFound, columns_of, corrected, guess
from ehrenamtskarte.hours.lists.read import Chosen, read_list
from ehrenamtskarte.hours.lists.titles import Field, field_of

TODAY = date(2026, 11, 22)


def table(text: str) -> Table:
    return read_table(text.strip().encode())


def titles_of(text: str) -> dict[str, str]:
    """Field to title, as guessed for this list."""
    read = table(text)
    mapping = guess(read, TODAY)
    return {str(c.field): c.title for c in columns_of(read, mapping) if c.field is not None}


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Mitgl.-Nr.", Field.NUMBER),
        ("Mitgliedsnummer", Field.NUMBER),
        ("NACHNAME", Field.FAMILY_NAME),
        ("Vorname(n)", Field.GIVEN_NAME),
        ("given_name", Field.GIVEN_NAME),
        ("Last Name", Field.FAMILY_NAME),
        ("Geb.-Datum", Field.BIRTH_DATE),
        ("Date of birth", Field.BIRTH_DATE),
        ("E-Mail-Adresse", Field.EMAIL),
        ("Private E-Mail", Field.EMAIL),
        ("Datum", Field.DATE),
        ("Datum des Einsatzes", Field.DATE),
        ("Abrechnungsmonat", Field.MONTH),
        ("Uhrzeit von", Field.FROM_TIME),
        ("Ende (Uhrzeit)", Field.UNTIL_TIME),
        ("Dauer (Std.)", Field.DURATION),
        ("Geleistete Stunden", Field.DURATION),
        ("hours", Field.DURATION),
        ("Art der Tätigkeit", Field.KIND),
        ("Abteilung", Field.TASK),
        ("Bemerkungen", Field.NOTE),
        ("Aufwandsentschädigung (EUR)", Field.ALLOWANCE),
        ("Übungsleiterpauschale", Field.ALLOWANCE),
        ("Lfd. Nr.", None),
        ("Telefon", None),
        ("Geburtsort", None),
        ("", None),
        ("???", None),
    ],
)
def test_titles_are_understood_however_they_are_written(title: str, field: Field | None) -> None:
    assert field_of(title) is field


def test_name_beside_vorname_is_the_family_name() -> None:
    assert titles_of("Name;Vorname;Datum;Std\nKlotz;Carin;01.10.2026;2")["family_name"] == "Name"


def test_name_alone_is_the_whole_name() -> None:
    assert titles_of("Name;Datum;Std\nCarin Klotz;01.10.2026;2")["name"] == "Name"


def test_the_header_is_found_below_title_rows() -> None:
    read = table("TuS Musterdorf;;\nZeitraum 10/2026;;\n;;\nName;Datum;Stunden\nKlotz Carin;01.10.2026;2")
    assert guess(read, TODAY).header_row == 4


def test_from_and_until_with_days_in_them_are_days() -> None:
    found = titles_of("Name;Von;Bis;Stunden\nCarin Klotz;01.10.2026;04.10.2026;20")
    assert (found["date"], found["until_date"]) == ("Von", "Bis")
    assert "from_time" not in found


def test_a_number_that_only_counts_the_rows_is_nobodys_number() -> None:
    rows = "".join(f"{n};Klotz;Carin;0{n}.10.2026;2\n" for n in range(1, 9))
    assert "number" not in titles_of(f"Nr.;Name;Vorname;Datum;Stunden\n{rows}")


def test_a_number_that_comes_again_with_its_person_is_kept() -> None:
    rows = "".join(f"{n % 3};Klotz{n % 3};Carin;0{n}.10.2026;2\n" for n in range(1, 9))
    assert titles_of(f"Nr.;Name;Vorname;Datum;Stunden\n{rows}")["number"] == "Nr."


def test_a_list_without_titles_is_mapped_by_what_its_cells_look_like() -> None:
    text = "Klotz;Carin;carin@example.org;01.10.2026;2,5\nThies;Heinz;heinz@example.org;02.10.2026;3"
    mapping = guess(table(text), TODAY)
    assert mapping.header_row is None
    assert mapping.columns == {
        Field.FAMILY_NAME: 0,
        Field.GIVEN_NAME: 1,
        Field.EMAIL: 2,
        Field.DATE: 3,
        Field.DURATION: 4,
    }
    assert read_list(text.encode(), TODAY).report.rows_valid == 2


def test_untitled_times_and_birth_dates_are_told_apart() -> None:
    text = "Klotz, Carin|17.06.1993|01.10.2026|18:00|20:30\nThies, Heinz|20.12.1971|02.10.2026|17:00|19:00"
    assert guess(table(text), TODAY).columns == {
        Field.NAME: 0,
        Field.BIRTH_DATE: 1,
        Field.DATE: 2,
        Field.FROM_TIME: 3,
        Field.UNTIL_TIME: 4,
    }


@pytest.mark.parametrize(
    ("title", "cells", "in_minutes"),
    [
        ("Dauer (Min.)", ["90", "60", "45"], True),
        ("Minuten", ["2", "3", "1"], True),
        ("Dauer (Std.)", ["90", "60", "45"], False),
        ("Dauer", ["90", "60", "45"], True),
        ("Dauer", ["2", "3", "12"], False),
    ],
)
def test_minutes_are_told_from_hours(title: str, cells: list[str], in_minutes: bool) -> None:
    rows = "".join(f"Carin Klotz;0{n}.10.2026;{cell}\n" for n, cell in enumerate(cells, start=1))
    assert guess(table(f"Name;Datum;{title}\n{rows}"), TODAY).in_minutes is in_minutes


def test_hours_of_a_month_may_be_more_than_a_day_has() -> None:
    rows = "".join(f"Carin Klotz;0{n}/2026;{40 + n}\n" for n in range(1, 9))
    assert guess(table(f"Name;Monat;Dauer\n{rows}"), TODAY).in_minutes is False


def test_what_is_missing_is_named_and_gives_no_entries() -> None:
    reading = read_list(b"Farbe;Form\nrot;rund\nblau;eckig", TODAY)
    assert reading.mapping.missing == (Field.NAME, Field.DATE, Field.DURATION)
    assert (reading.entries, reading.refused) == ([], [])
    assert [column.samples for column in reading.columns] == [
        ("Farbe", "rot", "blau"),
        ("Form", "rund", "eckig"),
    ]


def test_times_stand_in_for_the_duration() -> None:
    assert Mapping(1, {Field.NAME: 0, Field.DATE: 1, Field.FROM_TIME: 2, Field.UNTIL_TIME: 3}).missing == ()
    assert Mapping(1, {Field.NAME: 0, Field.DATE: 1, Field.FROM_TIME: 2}).missing == (Field.DURATION,)


def test_a_text_without_columns_is_refused() -> None:
    with pytest.raises(NoColumnsFound):
        read_list(b"Liebe Leute\nhier ist die Liste\n", TODAY)


def test_a_person_can_correct_what_was_guessed() -> None:
    text = "Wer;Wann;Wie lange;Sonstiges\nCarin Klotz;01.10.2026;90;x"
    chosen = Chosen({Field.NAME: 0, Field.DATE: 1, Field.DURATION: 2}, header_row=1, in_minutes=True)
    reading = read_list(text.encode(), TODAY, chosen)
    assert [entry.minutes for entry in reading.entries] == [90]
    assert reading.mapping.columns == chosen.columns


def test_a_header_row_that_is_empty_means_the_rows_after_it() -> None:
    read = table("Liste\n;;\nCarin Klotz;01.10.2026;2")
    assert corrected(read, 2, {Field.NAME: 0}).header_row == 2


@pytest.mark.parametrize("header_row", [0, -1, 99])
def test_a_header_row_outside_the_list_is_refused(header_row: int) -> None:
    with pytest.raises(files.UnknownHeaderRow):
        corrected(table("Name;Datum\nA;B"), header_row, {Field.NAME: 0})


@pytest.mark.parametrize("index", [-1, 2, 10_000])
def test_a_column_outside_the_list_is_refused_under_its_name(index: int) -> None:
    with pytest.raises(files.UnknownColumn) as caught:
        corrected(table("Name;Datum\nA;B"), 1, {Field.NAME: index})
    assert caught.value.errors[0].field == "columns.name"


@given(
    st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=6), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from(list(Field)), st.integers(0, 1), max_size=6),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_any_mapping_of_any_table_is_read_row_by_row(
    rows: list[list[str]], columns: dict[Field, int], in_minutes: bool
) -> None:
    from ehrenamtskarte.hours.lists.rows import read_rows

    read = Table("csv", list(range(1, len(rows) + 1)), rows)
    found = read_rows(read, corrected(read, None, columns, in_minutes), TODAY)
    assert len(found.entries) + len(found.refused) + found.skipped == len(rows)
