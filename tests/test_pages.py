"""Cursors: opaque, and refused unless a list gave them out."""

import base64
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.errors import Invalid
from claimdesk.pages import cut, decode_cursor, encode_cursor

SCORE: type[tuple[float, int]] = tuple[float, int]


@given(st.integers(-(2**63), 2**63 - 1))
def test_an_id_comes_back(key: int) -> None:
    assert decode_cursor(encode_cursor(key), int) == key


@given(st.floats(0, 1), st.integers(1, 2**53))
def test_a_score_and_an_id_come_back_to_the_last_bit(score: float, key: int) -> None:
    cursor = encode_cursor((score, key))
    assert decode_cursor(cursor, SCORE) == (score, key)
    assert cursor.isascii()
    assert not set(cursor) & set("+/=&?# ")


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_cursor_or_refused(text: str) -> None:
    for type_ in (int, SCORE):
        with contextlib.suppress(Invalid):
            assert isinstance(decode_cursor(text, type_), int | tuple)


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


@pytest.mark.parametrize(
    "cursor",
    ["", "=", "a", "é", "🙂", "\0", encode_cursor("1"), encode_cursor(1.5), encode_cursor([1, 2]),
     encode_cursor(None), encode_cursor({"a": 1}), _encoded(b"\xff\xfe"), _encoded(b"1 2"),
     _encoded(b"[" * 200)],
)  # fmt: skip
def test_what_no_list_of_ids_gave_out(cursor: str) -> None:
    with pytest.raises(Invalid):
        decode_cursor(cursor, int)


@pytest.mark.parametrize("key", [5, [0.5], [0.5, 1, 2], ["0.5", 1], [0.5, 1.5], [None, 1]])
def test_cursors_of_other_lists_are_refused(key: object) -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(key), SCORE)


@given(st.lists(st.integers(), max_size=12), st.integers(1, 10))
def test_a_page_ends_where_the_next_one_begins(rows: list[int], limit: int) -> None:
    asked = rows[: limit + 1]
    page, more = cut(asked, limit, lambda row: row)
    assert page == rows[:limit]
    assert (more is None) == (len(rows) <= limit)
    if more is not None:
        assert decode_cursor(more, int) == page[-1]
