import base64
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.core.pagination import UnknownCursor, cursor_of, id_of, number_of, values_of


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_a_cursor_brings_back_what_went_in(values: list[str]) -> None:
    assert values_of(cursor_of(*values), len(values)) == values


@given(st.text(max_size=60))
def test_any_other_text_is_no_cursor_or_a_list_of_that_length(text: str) -> None:
    try:
        values = values_of(text, 2)
    except UnknownCursor:
        return
    assert values is None if text == "" else values is not None and len(values) == 2


@pytest.mark.parametrize("cursor", [None, ""])
def test_without_a_cursor_the_list_begins(cursor: str | None) -> None:
    assert values_of(cursor, 1) is None
    assert id_of(cursor) is None


@pytest.mark.parametrize("document", [b"[]", b'["a","b"]', b"[1]", b'"a"', b"{}", b"[null]", b'["a"] ', b""])
def test_a_cursor_for_another_list_is_refused(document: bytes) -> None:
    if document == b'["a"] ':
        document += b"x"
    with pytest.raises(UnknownCursor):
        values_of(base64.urlsafe_b64encode(document).decode() or "====", 1)


def test_a_cursor_of_ids_holds_an_id() -> None:
    number = UUID(int=7)
    assert id_of(cursor_of(str(number))) == number
    with pytest.raises(UnknownCursor):
        id_of(cursor_of("Ähre"))


def test_a_cursor_fits_into_an_address() -> None:
    assert cursor_of("Ähre?&=/ü", "1").replace("-", "").replace("_", "").isalnum()


def test_a_cursor_of_a_number_holds_one_that_every_column_takes() -> None:
    assert number_of(None) is None
    assert number_of(cursor_of("120")) == 120
    for wrong in ("", "-1", "1.5", "٣", "x", "9" * 10):
        with pytest.raises(UnknownCursor):
            number_of(cursor_of(wrong))
