"""Rows to entries: what people write into cells, and why a row is refused."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.core.sheets import values as plain
from ehrenamtskarte.hours.lists import values
from ehrenamtskarte.hours.lists.read import Reading, read_list
from ehrenamtskarte.hours.lists.rows import HourEntry, split_name, who
from ehrenamtskarte.hours.rules import Kind

TODAY = date(2026, 11, 22)
HEADER = "Nr.;Name;Vorname;Geburtsdatum;E-Mail;Datum;Von;Bis;Dauer;Art;Bemerkung"


def reading(*rows: str, header: str = HEADER) -> Reading:
    return read_list("\n".join((header, *rows)).encode(), TODAY)


def entry(row: str, header: str = HEADER) -> HourEntry:
    [found] = reading(row, header=header).entries
    return found


def reason(row: str, header: str = HEADER) -> str:
    found = reading(row, header=header)
    assert found.entries == []
    [refused] = found.refused
    assert refused.line == 2
    return refused.reason


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08.06.2026", date(2026, 6, 8)),
        ("8.6.26", date(2026, 6, 8)),
        ("8. 6. 2026", date(2026, 6, 8)),
        ("8/6/2026", date(2026, 6, 8)),
        ("8-6-2026", date(2026, 6, 8)),
        ("Mo, 08.06.2026", date(2026, 6, 8)),
        ("Montag 08.06.2026", date(2026, 6, 8)),
        ("08.06.2026 18:00", date(2026, 6, 8)),
        ("2026-06-08", date(2026, 6, 8)),
        ("2026-06-08T18:00:00", date(2026, 6, 8)),
        ("2026/6/8", date(2026, 6, 8)),
        ("20260608", date(2026, 6, 8)),
        ("8. Juni 2026", date(2026, 6, 8)),
        ("8. März 2026", date(2026, 3, 8)),
        ("8 Mar 2026", date(2026, 3, 8)),
        ("June 8, 2026", date(2026, 6, 8)),
        ("46181", date(2026, 6, 8)),
        ("46181.75", date(2026, 6, 8)),
        ("29.02.2024", date(2024, 2, 29)),
        ("29.02.2025", None),
        ("32.01.2026", None),
        ("31.04.2026", None),
        ("2026", None),
        ("00.00.0000", None),
        ("8. Smarch 2026", None),
        ("gestern", None),
        ("12345678", None),
        ("1" * 500, None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert plain.day(text, 2036) == day


def test_two_digit_years_end_with_the_latest_one_that_makes_sense() -> None:
    assert plain.day("17.10.08", 2026) == date(2008, 10, 17)
    assert plain.day("17.10.51", 2026) == date(1951, 10, 17)
    assert plain.day("01.01.27", 2036) == date(2027, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "02/2024",
        "2/2024",
        "02.2024",
        "2024-02",
        "02/24",
        "Februar 2024",
        "Feb. 24",
        "feb 2024",
        "2024-02-01",
        "29.02.2024",
    ],
)
def test_months_are_read_to_their_last_day(text: str) -> None:
    assert values.month(text, 2036) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize("text", ["13/2026", "0/2026", "Monat", "2026", "2", ""])
def test_what_is_no_month_is_none(text: str) -> None:
    assert values.month(text, 2036) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("18:05", 1085),
        ("18.05", 1085),
        ("8:05", 485),
        ("18:05 Uhr", 1085),
        ("18 Uhr", 1080),
        ("18h30", 1110),
        ("18:05:59", 1085),
        ("1805", 1085),
        ("6:05 PM", 1085),
        ("12 a.m.", 0),
        ("0:00", 0),
        ("24:00", 1440),
        ("0.75", 1080),
        ("2026-06-08 18:05", 1085),
        ("08.06.2026 18:05", 1085),
        ("24:01", None),
        ("18:60", None),
        ("abends", None),
        ("13 pm", None),
    ],
)
def test_times_of_day_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert values.clock(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2", 120),
        ("2,5", 150),
        ("2.5", 150),
        ("0,67", 40),
        ("20.75", 1245),
        (",5", 30),
        ("2:00", 120),
        ("36:15", 2175),
        ("2:00 h", 120),
        ("2 Std.", 120),
        ("1,5 Stunden", 90),
        ("90 min", 90),
        ("90'", 90),
        ("1 Std. 30 Min.", 90),
        ("1h30", 90),
        ("1½", 90),
        ("0", 0),
        ("0,00", 0),
        ("-2", None),
        ("2:75", None),
        ("zwei", None),
        (",", None),
        ("h", None),
    ],
)
def test_durations_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    found = values.duration(text)
    assert (found and found.minutes) == minutes if minutes != 0 else found is not None and found.minutes == 0


def test_bare_numbers_are_minutes_where_the_column_says_so() -> None:
    assert values.duration("90", in_minutes=True) == values.Duration(90)
    assert values.duration("1:30", in_minutes=True) == values.Duration(90)
    assert values.duration("2 h", in_minutes=True) == values.Duration(120)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("80", 8000),
        ("80,5", 8050),
        ("80.50 €", 8050),
        ("€ 80", 8000),
        ("1.200,00 EUR", 120000),
        ("1.200", 120000),
        ("1200", 120000),
        ("80,-", 8000),
        ("viel", None),
        ("-80", None),
    ],
)
def test_amounts_are_read_in_cents(text: str, cents: int | None) -> None:
    assert plain.cents(text) == cents


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Bereitschaft", Kind.ON_CALL),
        ("Rufbereitschaft", Kind.ON_CALL),
        ("on-call", Kind.ON_CALL),
        ("on_call", Kind.ON_CALL),
        ("Einsatz aus der Bereitschaft", Kind.ON_CALL_ACTIVE),
        ("on_call_active", Kind.ON_CALL_ACTIVE),
        ("Fahrt", Kind.TRAVEL),
        ("Fahrtzeit", Kind.TRAVEL),
        ("Anreise", Kind.TRAVEL),
        ("Übung", Kind.TRAINING),
        ("Einsatzübung", Kind.TRAINING),
        ("Grundausbildung", Kind.TRAINING),
        ("Einsatz", Kind.WORK),
        ("Gerätepflege", Kind.WORK),
        ("Übungsleitung", Kind.WORK),
        ("Ausbilder", Kind.WORK),
        ("Fahrdienst", Kind.WORK),
        ("Jugendfahrt", Kind.WORK),
        ("", Kind.WORK),
    ],
)
def test_kinds_are_recognised_by_their_words(word: str, kind: Kind) -> None:
    assert values.kind(word) is kind


@pytest.mark.parametrize(
    "text", ["a.b@example.org", "A.B@Example.org", "mailto:a.b@example.org", "<a.b@example.org>"]
)
def test_mail_addresses_are_kept_in_lower_case(text: str) -> None:
    assert values.mail(text) == "a.b@example.org"


@pytest.mark.parametrize(
    "text", ["a.b", "a@b", "a b@example.org", "a@example.org, b@example.org", "@", "a@" + "b" * 300]
)
def test_what_is_no_mail_address_is_none(text: str) -> None:
    assert values.mail(text) is None


def test_a_full_row_becomes_an_entry() -> None:
    found = entry('1;d\'Thies;Ann-Marie;29.02.1988;A@example.org;01.10.2026;18:00;20:30;2,5;Übung;"Öl; viel"')
    assert found == HourEntry(
        line=2,
        who="number:1",
        number="1",
        given_name="Ann-Marie",
        family_name="d'Thies",
        birth_date=date(1988, 2, 29),
        email="a@example.org",
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 1),
        from_time=time(18),
        until_time=time(20, 30),
        minutes=150,
        kind=Kind.TRAINING,
        task="Übung",
        note="Öl; viel",
        allowance_cents=None,
    )


def test_a_shift_across_midnight_ends_on_the_next_day() -> None:
    found = entry("1;K;C;;;31.12.2025;18:00;06:00;12:00;Bereitschaft;")
    assert (found.ends_on, found.minutes, found.kind) == (date(2026, 1, 1), 720, Kind.ON_CALL)


@pytest.mark.parametrize("until", ["24:00", "00:00"])
def test_midnight_has_two_names_and_one_meaning(until: str) -> None:
    found = entry(f"1;K;C;;;01.10.2026;18:00;{until};;Einsatz;")
    assert (found.ends_on, found.until_time, found.minutes) == (date(2026, 10, 2), time(0), 360)


def test_a_shift_of_a_whole_day_needs_its_duration() -> None:
    assert entry("1;K;C;;;01.10.2026;08:00;08:00;24:00;Einsatz;").minutes == 1440
    assert reason("1;K;C;;;01.10.2026;08:00;08:00;;Einsatz;") == "zero_duration"


def test_a_last_day_makes_a_period() -> None:
    header = "Name;Datum;Bis Datum;Stunden"
    found = entry("Carin Klotz;01.10.2026;04.10.2026;20", header)
    assert (found.starts_on, found.ends_on, found.minutes) == (date(2026, 10, 1), date(2026, 10, 4), 1200)
    assert reason("Carin Klotz;04.10.2026;01.10.2026;20", header) == "ends_before_start"
    assert reason("Carin Klotz;01.10.2024;01.10.2026;20", header) == "period_too_long"


@pytest.mark.parametrize("given_duration", ["0,67", "0,7", "0:40", "0:41", "40 min"])
def test_a_rounded_duration_agrees_with_the_times(given_duration: str) -> None:
    assert entry(f"1;K;C;;;01.10.2026;19:35;20:15;{given_duration};Einsatz;").minutes == 40


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1;;;;;01.10.2026;18:00;20:00;;Einsatz;", "missing_name"),
        (";Klotz;;;;01.10.2026;18:00;20:00;;Einsatz;", "missing_name"),
        (f"1;{'K' * 121};C;;;01.10.2026;18:00;20:00;;Einsatz;", "name_too_long"),
        ("1;K;C;;;;18:00;20:00;;Einsatz;", "missing_date"),
        ("1;K;C;;;32.01.2026;18:00;20:00;;Einsatz;", "invalid_date"),
        ("1;K;C;;;2026;18:00;20:00;;Einsatz;", "invalid_date"),
        ("1;K;C;;;14.06.2031;18:00;20:00;;Einsatz;", "future_date"),
        ("1;K;C;;;23.11.2026;18:00;20:00;;Einsatz;", "future_date"),
        ("1;K;C;;;01.10.1926;18:00;20:00;;Einsatz;", "too_long_ago"),
        ("1;K;C;;;01.10.2026;abends;20:00;;Einsatz;", "invalid_time"),
        ("1;K;C;;;01.10.2026;18:00;;;Einsatz;", "missing_duration"),
        ("1;K;C;;;01.10.2026;;;;Einsatz;", "missing_duration"),
        ("1;K;C;;;01.10.2026;;;viel;Einsatz;", "unreadable_duration"),
        ("1;K;C;;;01.10.2026;;;25;Einsatz;", "too_long_duration"),
        ("1;K;C;;;01.10.2026;;;0;Einsatz;", "zero_duration"),
        ("1;K;C;;;01.10.2026;18:00;18:00;0,00;Einsatz;", "zero_duration"),
        ("1;K;C;;;01.10.2026;18:00;20:00;7,50;Einsatz;", "duration_contradicts_times"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(row: str, expected: str) -> None:
    assert reason(row) == expected


def test_today_is_not_the_future() -> None:
    assert entry("1;K;C;;;22.11.2026;18:00;06:00;;Einsatz;").ends_on == date(2026, 11, 23)


def test_the_running_month_can_be_handed_in() -> None:
    assert entry("Carin Klotz;11/2026;20", "Name;Monat;Stunden").ends_on == date(2026, 11, 30)
    assert reason("Carin Klotz;12/2026;20", "Name;Monat;Stunden") == "future_date"


def test_every_refusal_speaks_two_languages_and_names_what_it_read() -> None:
    [refused] = reading("1;K;C;;;{0}32.01.;18:00;20:00;;Einsatz;").refused
    assert refused.message.de == "„{0}32.01.“ ist kein Datum."
    assert refused.message.en == "“{0}32.01.” is not a date."


def test_the_same_entry_again_is_refused_and_the_first_one_stays() -> None:
    row = "1;K;C;;;01.10.2026;18:00;20:00;{};Einsatz;{}"
    found = reading(row.format("2,00", "eins"), row.format("2:00", "zwei"), row.format("", "drei"))
    assert [e.note for e in found.entries] == ["eins"]
    assert [(r.line, r.reason) for r in found.refused] == [(3, "duplicate"), (4, "duplicate")]


def test_another_person_time_or_kind_is_another_entry() -> None:
    found = reading(
        "1;K;C;;;01.10.2026;18:00;20:00;;Einsatz;",
        "2;K;C;;;01.10.2026;18:00;20:00;;Einsatz;",
        "1;K;C;;;01.10.2026;18:30;20:00;;Einsatz;",
        "1;K;C;;;02.10.2026;18:00;20:00;;Einsatz;",
        "1;K;C;;;01.10.2026;18:00;20:00;;Bereitschaft;",
    )
    assert found.report.rows_valid == 5


def test_without_times_minutes_and_task_tell_entries_apart() -> None:
    found = reading(
        "Carin Klotz;01.10.2026;2;Ausgabe",
        "Carin Klotz;01.10.2026;2;Büro",
        "Carin Klotz;01.10.2026;3;Ausgabe",
        "Carin Klotz;01.10.2026;2;ausgabe",
        header="Name;Datum;Stunden;Tätigkeit",
    )
    assert [row.reason for row in found.refused] == ["duplicate"]


def test_overlapping_rows_of_one_person_are_counted_and_kept() -> None:
    found = reading(
        "1;K;C;;;01.10.2026;18:00;20:00;;Einsatz;",
        "1;K;C;;;01.10.2026;19:00;21:00;;Übung;",
        "1;K;C;;;01.10.2026;21:00;22:00;;Übung;",
        "2;L;D;;;01.10.2026;18:30;20:00;;Einsatz;",
    )
    assert (found.report.rows_valid, found.report.rows_overlapping) == (4, 1)


@pytest.mark.parametrize(
    "word", ["Summe", "Gesamt:", "Gesamtsumme", "Zwischensumme Oktober", "TOTAL", "Übertrag", "Σ"]
)
def test_totals_are_nobody(word: str) -> None:
    found = reading("1;K;C;;;01.10.2026;;;2;Einsatz;", f";{word};;;;;;;2;;", f"{word};;;;;;;;;;")
    assert (found.report.rows_valid, found.report.rows_skipped, found.refused) == (1, 2, [])


def test_somebody_named_like_a_total_is_somebody() -> None:
    assert entry("1;Total;Carin;;;01.10.2026;;;2;Einsatz;").family_name == "Total"


def test_remarks_and_repeated_headers_are_skipped() -> None:
    found = reading("Stand: Oktober;;;;;;;;;;", "1;K;C;;;01.10.2026;;;2;Einsatz;", HEADER)
    assert (found.report.rows_valid, found.report.rows_skipped, found.refused) == (1, 2, [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Klotz, Carin", ("Carin", "Klotz")),
        ("Carin Klotz", ("Carin", "Klotz")),
        ("Heinz Dieter d'Thies", ("Heinz Dieter", "d'Thies")),
        ("Karl von der Heide", ("Karl", "von der Heide")),
        ("Maria-Luise Ebert-Metz", ("Maria-Luise", "Ebert-Metz")),
        ("Cher", ("", "Cher")),
        ("", ("", "")),
    ],
)
def test_full_names_are_split(text: str, names: tuple[str, str]) -> None:
    assert split_name(text) == names


@pytest.mark.parametrize(
    "name", ["O'Brien", "Ann-Sophie", "Nguyễn", "A+B", "Müller-Lüdenscheidt-von-und-zu-Hohenzollern"]
)
def test_names_of_any_kind_are_kept(name: str) -> None:
    assert entry(f"1;{name};C;;;01.10.2026;;;2;Einsatz;").family_name == name


def test_invisible_characters_leave_names() -> None:
    assert entry("1;Kl\u200botz\t X;C;;;01.10.2026;;;2;Einsatz;").family_name == "Kl otz X"


def test_a_single_name_is_enough_where_number_or_mail_say_who_it_is() -> None:
    assert entry("1;Cher;;;;01.10.2026;;;2;Einsatz;").family_name == "Cher"
    assert entry(";Cher;;;cher@example.org;01.10.2026;;;2;Einsatz;").family_name == "Cher"


def test_people_are_told_apart_by_number_else_mail_and_name_else_name_and_birth_date() -> None:
    born = date(1990, 1, 1)
    assert who("7", "A", "B", "x@y.de", born) == who("7", "A", "C", None, None)
    assert who("", "A", "B", "x@y.de", born) == who("", "a", "b", "x@y.de", None)
    assert who("", "A", "B", "x@y.de", born) != who("", "C", "B", "x@y.de", born)
    assert who("", "A", "B", None, born) != who("", "A", "B", None, date(1990, 1, 2))
    assert who("", "A", "BC", None, None) != who("", "CA", "B", None, None)


def test_a_number_shared_by_two_names_is_reported() -> None:
    found = reading("1;K;C;;;01.10.2026;;;2;Einsatz;", "1;K;Bernd;;;01.10.2026;;;3;Einsatz;")
    assert found.report.numbers_with_several_names == 1


def test_an_unusable_mail_or_birth_date_costs_nobody_the_hours() -> None:
    found = reading(
        "1;K;C;31.02.1990;kein;01.10.2026;;;2;Einsatz;", "2;L;D;01.01.2030;;01.10.2026;;;2;Einsatz;"
    )
    assert [(e.email, e.birth_date) for e in found.entries] == [(None, None), (None, None)]
    assert found.report.unreadable == {"email": 1, "birth_date": 2}


def test_the_cap_is_passed_only_by_more_than_3300_euros_a_year() -> None:
    found = reading(
        "Carin Klotz;10/2026;20;275",
        "Heinz Thies;10/2026;20;275,01",
        "Bernd Ohne;10/2026;20;",
        "Zwei Mal;10/2026;10;200",
        "Zwei Mal;10/2026;11;100",
        header="Name;Monat;Stunden;Aufwandsentschädigung",
    )
    assert found.report.people_above_3300_eur_if_paid_all_12_months == 2


def test_an_allowance_nobody_can_read_is_reported() -> None:
    found = reading("Carin Klotz;10/2026;20;nach Absprache", header="Name;Monat;Stunden;Honorar")
    assert found.entries[0].allowance_cents is None
    assert found.report.unreadable == {"allowance": 1}


@given(st.text(max_size=80))
def test_no_text_breaks_a_parser(text: str) -> None:
    day, month, duration = plain.day(text, 2036), values.month(text, 2036), values.duration(text)
    assert day is None or date(1850, 1, 1) <= day < date(2200, 1, 1)
    assert month is None or month[0].day == 1
    assert duration is None or duration.minutes >= 0
    clock, cents = values.clock(text), plain.cents(text)
    assert clock is None or 0 <= clock <= 1440
    assert cents is None or cents >= 0
    assert isinstance(values.kind(text), Kind)
    assert values.mail(text) is None or "@" in text


@given(st.from_regex(r"[0-9]{1,4}[-./: ,h]{1,2}[0-9]{0,4}[-./: ,]{0,2}[0-9]{0,4}", fullmatch=True))
def test_no_digits_break_a_parser(text: str) -> None:
    for parse in (values.clock, values.duration, plain.cents):
        parse(text)
    assert plain.day(text, 2036) is None or values.month(text, 2036) is not None


@given(st.dates(date(1951, 1, 1), TODAY))
def test_every_day_survives_being_written_in_german_and_iso(day: date) -> None:
    assert plain.day(day.strftime("%d.%m.%Y"), 2036) == day
    assert plain.day(day.isoformat(), 2036) == day


@given(st.integers(1, 1440))
def test_every_duration_survives_being_written_as_clock_and_decimal(minutes: int) -> None:
    assert values.duration(f"{minutes // 60}:{minutes % 60:02d}") == values.Duration(minutes)
    rounded = values.duration(f"{minutes / 60:.2f}".replace(".", ","))
    assert rounded is not None
    assert abs(rounded.minutes - minutes) <= rounded.slack
